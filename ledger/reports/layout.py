"""Compute a statement from its layout rows and the balances of accounts."""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language

from ledger.coa import LayoutRow, layout
from ledger.models import Account, Book
from ledger.selectors.chart import Chart, chart_of

CURRENT_RESULT = "@current_result"
PRIOR_RESULT = "@prior_result"


@dataclass(frozen=True)
class ComputedRow:
    """A layout row with its amount (None for a heading) and the accounts it gathered."""

    row: LayoutRow
    label: str
    amount: int | None
    accounts: tuple[Account, ...] = ()

    @property
    def code(self) -> str:
        """The account's code when the row is one account, otherwise the row's key."""
        return self.accounts[0].code if len(self.accounts) == 1 else self.row.key


def label_of(row: LayoutRow) -> str:
    """The row's label in the reader's language."""
    return row.label_en if row.label_en and get_language() == "en" else row.label


def accounts_of_rows(book: Book, statement: str) -> dict[str, tuple[Account, ...]]:
    """Return row key → accounts. An account that no row names joins its nearest neighbour.

    The neighbour is the last account before it in code order with the same kind that a row of
    the statement names, so that an account added by an organization is never left out.
    """
    return _gathered(chart_of(book), book.framework, statement)


@lru_cache(maxsize=1000)
def _gathered(chart: Chart, framework: str, statement: str) -> dict[str, tuple[Account, ...]]:
    rows = [r for r in layout(framework, statement) if r.accounts]
    row_of = {code: row.key for row in rows for code in row.accounts}
    accounts = [a for a in chart.accounts if not a.is_heading]
    kinds = {a.kind for a in accounts if a.code in row_of}
    named: dict[str, list[str]] = {
        kind: [a.code for a in accounts if a.kind == kind and a.code in row_of] for kind in kinds
    }
    gathered: dict[str, list[Account]] = {row.key: [] for row in rows}
    for account in accounts:
        if account.kind not in kinds:
            continue
        key = row_of.get(account.code)
        if key is None:
            neighbours = named[account.kind]
            place = max(bisect_right(neighbours, account.code) - 1, 0)
            key = row_of[neighbours[place]]
        gathered[key].append(account)
    return {key: tuple(found) for key, found in gathered.items()}


def holders_of_result(framework: str) -> frozenset[str]:
    """Codes of the accounts into which a year is closed: those beside `@current_result`."""
    return frozenset(
        code
        for row in layout(framework, "balance_sheet")
        if CURRENT_RESULT in row.accounts
        for code in row.accounts
    )


def compute(
    book: Book,
    statement: str,
    net_of: Callable[[Account], int],
    current_result: int = 0,
    chart: Chart | None = None,
    prior_result: int = 0,
) -> list[ComputedRow]:
    """Return the rows with amounts on the side of their sign.

    `net_of` gives debit minus credit of an account; `current_result` (credit positive) goes
    into the row that names `@current_result`, of which `prior_result` belongs into the row that
    names `@prior_result`: a year that is over is no longer the year for which the row stands.
    Without a chart the book's present one is used.
    """
    gathered = _gathered(chart or chart_of(book), book.framework, statement)
    is_english = get_language() == "en"
    amounts: dict[str, int] = {}
    computed = []
    for row in layout(book.framework, statement):
        amount: int | None = None
        accounts: tuple[Account, ...] = ()
        if row.accounts:
            accounts = gathered[row.key]
            net = sum(map(net_of, accounts))
            if CURRENT_RESULT in row.accounts:
                net -= current_result - prior_result
            if PRIOR_RESULT in row.accounts:
                net -= prior_result
            amount = net if row.sign == "debit" else -net
        elif row.terms:
            amount = sum(sign * amounts[key] for sign, key in row.terms)
        if amount is not None:
            amounts[row.key] = amount
        label = row.label_en if is_english and row.label_en else row.label
        computed.append(ComputedRow(row, label, amount, accounts))
    return computed


def net_reader(nets: Mapping[int, int]) -> Callable[[Account], int]:
    """Read debit minus credit by account, zero where nothing was posted."""
    return lambda account: nets.get(account.id, 0)
