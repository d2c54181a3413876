"""Why something about a sale was refused."""


class SaleError(ValueError):
    """A sale was refused; `field` tells where, the text says what to do."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field
