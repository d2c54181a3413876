"""What a browser sends from the page “Catat bukti”."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from ledger.models import Book

FIELDS = ("account", "subsidiary", "debit", "credit", "memo")
ROWS = 2
"""Rows of the page as it opens; those not used travel empty."""


def journal(
    book: Book, lines: Sequence[tuple[Any, ...]], *, rows: int = ROWS, **fields: Any
) -> dict[str, str]:
    """Return the form data of a voucher.

    A line is (account code, debit, credit[, code of the subsidiary account[, memo]]); the amounts
    are sent as they are written.
    """
    accounts = dict(book.accounts.values_list("code", "pk"))
    subsidiaries = {
        (account, code): pk
        for account, code, pk in book.subsidiaries.values_list("account__code", "code", "pk")
    }
    data = {
        "date": "2026-02-10",
        "narration": "Jual ikan di pasar",
        "reference": "",
        "party": "",
        "key": uuid4().hex,
        **management(max(rows, len(lines))),
    }
    for row in range(max(rows, len(lines))):
        line = dict.fromkeys(FIELDS, "")
        if row < len(lines):
            code, debit, credit, *rest = lines[row]
            line |= {"account": accounts[code], "debit": debit, "credit": credit}
            if rest and rest[0]:
                line["subsidiary"] = subsidiaries[code, rest[0]]
            if len(rest) > 1:
                line["memo"] = rest[1]
        data |= {f"lines-{row}-{name}": str(value) for name, value in line.items()}
    return data | {name: str(value) for name, value in fields.items()}


def management(rows: int) -> dict[str, str]:
    """The hidden fields that count the rows."""
    return {
        "lines-TOTAL_FORMS": str(rows),
        "lines-INITIAL_FORMS": str(min(rows, ROWS)),
        "lines-MIN_NUM_FORMS": "0",
        "lines-MAX_NUM_FORMS": "200",
    }


SALE = (("1101", "1.250.000", ""), ("4101", "", "1250000"))
"""Fish sold for cash."""
