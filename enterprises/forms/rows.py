"""Rows of goods on a form: as many as asked for, also in a browser without scripts."""

from collections.abc import Mapping
from typing import Any

from django import forms

PREFIX = "rows"
MAX_ROWS = 40
MORE = 3


class GoodsRows:
    """The rows of one form; a row left empty is no row."""

    def __init__(
        self,
        form: type[forms.Form],
        data: Mapping[str, Any] | None,
        *,
        name: str = PREFIX,
        count: int = 3,
        **kwargs: Any,
    ) -> None:
        sent = str((data or {}).get(f"{name}-count", ""))
        if data is not None and sent.isascii() and sent.isdigit() and len(sent) < 4:
            count = min(int(sent), MAX_ROWS)
        if data is not None and "more" in data:
            count = min(count + MORE, MAX_ROWS)
        self.name = name
        self.count = count
        self.forms = [
            form(
                data if data is not None and self._is_filled(data, form, n) else None,
                prefix=f"{name}-{n}",
                use_required_attribute=False,
                **kwargs,
            )
            for n in range(count)
        ]

    def _is_filled(self, data: Mapping[str, Any], form: type[forms.Form], n: int) -> bool:
        return any(
            str(data.get(f"{self.name}-{n}-{field}", "")).strip() for field in form.base_fields
        )

    @property
    def filled(self) -> list[forms.Form]:
        """The rows with something in them, in order."""
        return [form for form in self.forms if form.is_bound]

    def is_valid(self) -> bool:
        """Whether every filled row could be read."""
        return not [form for form in self.filled if not form.is_valid()]

    def forget_faults(self) -> None:
        """Half a form is not a mistake: only more rows were asked for."""
        for form in self.filled:
            form.errors.clear()
