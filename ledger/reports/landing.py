"""Where an account lands: its row in each statement."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ledger.coa import layout
from ledger.models import Account, Book
from ledger.registry import Words
from ledger.reports.layout import accounts_of_rows, label_of

STATEMENTS: dict[str, Words] = {
    "balance_sheet": _("Laporan posisi keuangan"),
    "income_statement": _("Laporan hasil usaha"),
    "equity_changes": _("Laporan perubahan ekuitas"),
    "cash_flow": _("Laporan arus kas"),
}


@dataclass(frozen=True)
class Landing:
    """A row of a statement."""

    statement: Words
    label: str


@dataclass(frozen=True)
class ShownRow:
    """A layout row with the accounts it gathers."""

    label: str
    style: str
    accounts: tuple[Account, ...]


def landings(book: Book) -> Mapping[int, list[Landing]]:
    """Account id → the rows that show it."""
    found: dict[int, list[Landing]] = {}
    for statement, title in STATEMENTS.items():
        labels = {row.key: label_of(row) for row in layout(book.framework, statement)}
        for key, accounts in accounts_of_rows(book, statement).items():
            for account in accounts:
                found.setdefault(account.pk, []).append(Landing(title, labels[key]))
    return found


def layouts(book: Book) -> list[tuple[Words, list[ShownRow]]]:
    """Every statement with its rows, in print order."""
    return [
        (
            title,
            [
                ShownRow(label_of(row), row.style, gathered.get(row.key, ()))
                for row in layout(book.framework, statement)
            ],
        )
        for statement, title in STATEMENTS.items()
        for gathered in [accounts_of_rows(book, statement)]
    ]
