"""Statements of members for a period: rows, debts and paper together."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from ledger.models import Book
from members.models import Membership
from members.reports.passbook_paper import statements_pdf
from members.selectors.loans import loan_standings
from members.selectors.passbook import passbook_rows

PART = 200
"""Members in one file: some seconds of work."""


def statement_pdf(
    book: Book,
    memberships: Sequence[Membership],
    *,
    start: date,
    end: date,
    at: datetime,
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """The statements as one file; a fixed number of queries for any number of members."""
    debts: dict[int, int] = {}
    for item in loan_standings(book, on=end):
        owner = item.loan.membership_id
        debts[owner] = debts.get(owner, 0) + item.outstanding
    return statements_pdf(
        book,
        memberships,
        passbook_rows(memberships, until=end, by_date=True),
        debts,
        start=start,
        end=end,
        at=at,
        progress=progress,
    )
