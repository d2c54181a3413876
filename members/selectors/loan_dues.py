"""What members can pay on their loans at a meeting, for all of them in three queries."""

import calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum

from members.models import Loan, LoanInstalment, LoanPayment, LoanState, Organization
from members.selectors.card import CREDIT, DEBIT


@dataclass(frozen=True)
class LoanDue:
    """One loan that is still owed; whole rupiah. Due is what falls due by the end of the month."""

    loan: Loan
    outstanding: int
    interest: int
    principal: int

    @property
    def due(self) -> int:
        """Interest and principal that are due together."""
        return self.interest + self.principal

    @property
    def most(self) -> int:
        """What pays the whole loan off."""
        return self.outstanding + self.interest


def loan_dues(organization: Organization, on: date) -> dict[int, list[LoanDue]]:
    """Membership id → the loans that are still owed, by number.

    Due is counted as the payment does (services/loan_payments.py): to the end of the day's
    month; what fell due before the book was opened is settled.
    """
    last = on.replace(day=calendar.monthrange(on.year, on.month)[1])
    loans = (
        Loan.objects.filter(
            product__organization=organization, state=LoanState.DISBURSED, disbursed_on__lte=on
        )
        .select_related(
            "product__account",
            "product__interest_account",
            "product__organization__book",
            "subsidiary__account",
        )
        .annotate(owed=DEBIT - CREDIT)
        .order_by("number")
    )
    since = Q(due_on__gte=organization.book.opened_on)
    fallen = {
        pk: (int(principal or 0), int(interest or 0))
        for pk, principal, interest in LoanInstalment.objects.filter(
            loan__product__organization=organization, due_on__lte=last
        )
        .order_by()
        .values_list("loan_id")
        .annotate(Sum("principal"), interest=Sum("interest", filter=since))
    }
    paid = dict(
        LoanPayment.objects.filter(
            loan__product__organization=organization, voucher__reversed_by__isnull=True
        )
        .order_by()
        .values_list("loan_id")
        .annotate(Sum("interest"))
    )
    found: dict[int, list[LoanDue]] = defaultdict(list)
    for loan in loans:
        owed = int(loan.owed)
        principal, interest = fallen.get(loan.pk, (0, 0))
        open_interest = max(0, interest - int(paid.get(loan.pk) or 0))
        if owed <= 0 and not open_interest:
            continue
        late = min(max(0, principal - (loan.principal - owed)), max(owed, 0))
        found[loan.membership_id].append(LoanDue(loan, max(owed, 0), open_interest, late))
    return found
