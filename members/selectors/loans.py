"""Loans at a day: what is owed, what is late and for how long. A fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from ledger.models import Book
from ledger.selectors.balances import subsidiary_movements
from members.models import Loan, LoanInstalment, LoanProduct, LoanState


@dataclass(frozen=True)
class LoanStanding:
    """One loan at a day; whole rupiah. `late_since` is the due day of the oldest unpaid part."""

    loan: Loan
    outstanding: int
    overdue: int
    late_since: date | None
    on: date

    @property
    def days_late(self) -> int:
        """Days since the oldest unpaid instalment was due."""
        return (self.on - self.late_since).days if self.late_since else 0


def loan_standings(book: Book, *, on: date) -> list[LoanStanding]:
    """Every loan disbursed by the day. Principal repaid is laid on the oldest instalment first."""
    products = list(LoanProduct.objects.filter(organization__book=book).select_related("account"))
    accounts = {product.account_id: product.account for product in products}
    moved = subsidiary_movements(book, accounts=accounts.values(), start=None, end=on)
    loans = Loan.objects.filter(
        product__in=products, state=LoanState.DISBURSED, disbursed_on__lte=on
    ).select_related("membership__person", "product")
    due: dict[int, list[LoanInstalment]] = defaultdict(list)
    for row in LoanInstalment.objects.filter(loan__in=loans, due_on__lte=on).order_by("no"):
        due[row.loan_id].append(row)
    found = []
    for loan in loans.order_by("number"):
        balance = moved[loan.subsidiary_id].balance if loan.subsidiary_id in moved else 0
        repaid, overdue, late_since = loan.principal - balance, 0, None
        for row in due[loan.pk]:
            covered = min(max(repaid, 0), row.principal)
            repaid -= covered
            if covered < row.principal:
                overdue += row.principal - covered
                late_since = late_since or row.due_on
        found.append(LoanStanding(loan, balance, overdue, late_since, on))
    return found
