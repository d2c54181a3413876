"""The engine's own figures, as an independent cross-check of ours."""

from datetime import date
from decimal import Decimal
from typing import Any

from ledger.engine.journal import noon


def digest_balances(entity: Any, to: date) -> dict[str, int]:
    """Return code → debit minus credit in whole rupiah, as `EntityModel.digest()` sees it."""
    result = entity.digest(
        entity_slug=entity.slug, to_date=noon(to), signs=False, use_closing_entry=False
    )
    balances: dict[str, int] = {}
    for row in result.get_io_data()["accounts"]:
        amount = Decimal(row["balance"])
        sign = 1 if row["balance_type"] == "debit" else -1
        balances[row["code"]] = balances.get(row["code"], 0) + sign * int(amount)
    return {code: amount for code, amount in balances.items() if amount}
