"""What members can pay on their loans at a meeting, for all in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from members.models import Loan, LoanState, Organization
from members.selectors.card import CREDIT, DEBIT
from members.selectors.loan_classes import classes_on
from members.selectors.loans import stand


@dataclass(frozen=True)
class LoanDue:
    """One loan that is still owed; whole rupiah. Due is what falls due by the end of the month."""

    loan: Loan
    outstanding: int
    interest: int
    principal: int
    penalty: int = 0

    @property
    def due(self) -> int:
        """Penalty, interest and principal that are due together."""
        return self.penalty + self.interest + self.principal

    @property
    def most(self) -> int:
        """What pays the whole loan off."""
        return self.outstanding + self.interest + self.penalty


def loan_dues(organization: Organization, on: date) -> dict[int, list[LoanDue]]:
    """Membership id → the loans that are still owed, by number.

    Due is counted as the payment does (services/loan_payments.py): to the end of the day's
    month; what fell due before the book was opened is settled.
    """
    loans = list(
        Loan.objects.filter(
            product__organization=organization, state=LoanState.DISBURSED, disbursed_on__lte=on
        )
        .select_related(
            "product__account",
            "product__interest_account",
            "product__penalty_account",
            "product__fee_account",
            "product__unit",
            "product__organization__book",
            "subsidiary__account",
        )
        .annotate(owed=DEBIT - CREDIT)
        .order_by("number")
    )
    balances = {loan.subsidiary_id: int(loan.owed) for loan in loans if loan.subsidiary_id}
    found: dict[int, list[LoanDue]] = defaultdict(list)
    for item in stand(loans, organization.book, balances, classes_on(organization, on), on):
        now = item.position
        if now.outstanding > 0 or now.interest_due:
            found[item.loan.membership_id].append(
                LoanDue(
                    item.loan,
                    max(now.outstanding, 0),
                    now.interest_due,
                    max(now.principal_due, 0),
                    now.penalty_due,
                )
            )
    return found
