"""Loans at a day: what is owed, what is late and for how long. A fixed number of queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Sum

from ledger.models import Book, SubsidiaryBalance
from ledger.selectors.balances import balance_of_subsidiary, subsidiary_movements
from members.calculations.loan_dues import Account, Due, Paid, Position, position
from members.models import (
    Loan,
    LoanClass,
    LoanInstalment,
    LoanPayment,
    LoanProduct,
    LoanReschedule,
    LoanState,
    Organization,
)
from members.selectors.loan_classes import class_of, classes_on, stop_days

PAGE = 50
PAID_OUT = (LoanState.DISBURSED, LoanState.WRITTEN_OFF)
RUNNING, SETTLED, LATE = "berjalan", "lunas", "menunggak"
"""States of a list that the database does not hold: they follow from what is owed."""


@dataclass(frozen=True)
class LoanStanding:
    """One loan at a day; whole rupiah."""

    loan: Loan
    position: Position
    loan_class: LoanClass | None = None
    dues: list[LoanInstalment] = field(default_factory=list, repr=False)

    @property
    def outstanding(self) -> int:
        """Principal still owed."""
        return self.position.outstanding

    @property
    def overdue(self) -> int:
        """Principal that should have been repaid by the day."""
        return self.position.overdue_principal

    @property
    def overdue_interest(self) -> int:
        """Interest that should have been paid by the day."""
        return self.position.overdue_interest

    @property
    def late_since(self) -> date | None:
        """The due day of the oldest unpaid part."""
        return self.position.late_since

    @property
    def on(self) -> date:
        """The day."""
        return self.position.on

    @property
    def days_late(self) -> int:
        """Days since the oldest unpaid instalment was due."""
        return self.position.days_late


def loan_standings(book: Book, *, on: date) -> list[LoanStanding]:
    """Every loan paid out by the day, by number."""
    products = list(LoanProduct.objects.filter(organization__book=book).select_related("account"))
    accounts = {product.account_id: product.account for product in products}
    moved = subsidiary_movements(book, accounts=accounts.values(), start=None, end=on)
    loans = (
        Loan.objects.filter(product__in=products, state__in=PAID_OUT, disbursed_on__lte=on)
        .select_related("membership__person", "product", "subsidiary")
        .order_by("number", "pk")
    )
    balances = {key: movement.balance for key, movement in moved.items()}
    organization = Organization.objects.filter(book=book).first()
    classes = classes_on(organization, on) if organization else []
    return stand(list(loans), book, balances, classes, on, until=on)


def standing_of(loan: Loan, on: date) -> LoanStanding:
    """One loan on a day, of everything posted: what a payment of that day is judged by."""
    organization = loan.product.organization
    balance = balance_of_subsidiary(loan.subsidiary) if loan.subsidiary else 0
    balances = {loan.subsidiary_id: balance} if loan.subsidiary_id else {}
    return stand([loan], organization.book, balances, classes_on(organization, on), on)[0]


def stand(
    loans: Sequence[Loan],
    book: Book,
    balances: Mapping[int, int],
    classes: list[LoanClass],
    on: date,
    until: date | None = None,
) -> list[LoanStanding]:
    """Stand each loan on its schedule in force; payments up to `until`, or all."""
    ids = [loan.pk for loan in loans]
    rows: dict[tuple[int, int], list[LoanInstalment]] = defaultdict(list)
    for due in LoanInstalment.objects.filter(loan__in=ids).order_by("no"):
        rows[due.loan_id, due.version].append(due)
    renewed: dict[int, LoanReschedule] = {}
    later = Q(on__lte=until) if until else Q()
    for row in LoanReschedule.objects.filter(later, loan__in=ids).order_by("version"):
        renewed[row.loan_id] = row
    paid: dict[tuple[int, int], list[Paid]] = defaultdict(list)
    for payment in _payments(ids, until):
        paid[payment.loan_id, payment.version].append(
            Paid(
                payment.voucher.date,
                payment.principal,
                payment.interest,
                payment.penalty + payment.waived,
            )
        )
    found = []
    for loan in loans:
        change = renewed.get(loan.pk)
        version = change.version if change else 1
        balance = balances.get(loan.subsidiary_id, 0) if loan.subsidiary_id else 0
        account = Account(
            lent=change.principal if change else loan.principal,
            balance=balance,
            dues=[Due(r.due_on, r.principal, r.interest) for r in rows[loan.pk, version]],
            paid=paid[loan.pk, version],
            carried=change.carried_interest if change else 0,
            carried_on=change.on if change else None,
            settled_before=book.opened_on,
            penalty_percent=loan.product.penalty_percent_per_day,
            grace_days=loan.product.grace_days,
            stop_days=stop_days(classes),
        )
        stands = position(account, on)
        loan_class = class_of(classes, stands.days_late) if balance else None
        found.append(LoanStanding(loan, stands, loan_class, rows[loan.pk, version]))
    return found


def _payments(ids: list[int], until: date | None) -> QuerySet[LoanPayment]:
    found = LoanPayment.objects.filter(loan__in=ids).select_related("voucher")
    if until is None:
        return found.filter(voucher__reversed_by__isnull=True)
    standing = Q(voucher__reversed_by__isnull=True) | Q(voucher__reversed_by__date__gt=until)
    return found.filter(standing, voucher__date__lte=until)


@dataclass(frozen=True)
class LoanPage:
    """Up to fifty loans by number, and where the next page starts."""

    rows: list[Any]
    next: str
    is_first: bool


def loans_of_organization(
    organization: Organization, *, text: str = "", state: str = ""
) -> QuerySet[Loan]:
    """Loans and applications by number; `text` finds numbers and names."""
    found = Loan.objects.filter(product__organization=organization)
    if state:
        found = found.filter(state=state)
    if text:
        found = found.filter(
            Q(number__istartswith=text) | Q(membership__person__name__icontains=text)
        )
    return found.select_related("membership__person", "product", "subsidiary").order_by("number")


def loan_page(
    organization: Organization, found: QuerySet[Loan], *, on: date, after: str = ""
) -> LoanPage:
    """One page with what each loan owes; `after` is the `next` of the page before."""
    loans = list((found.filter(number__gt=after) if after else found)[: PAGE + 1])
    shown = loans[:PAGE]
    ids = [loan.subsidiary_id for loan in shown if loan.subsidiary_id]
    rows = stand(shown, organization.book, _balances_of(ids), classes_on(organization, on), on)
    return LoanPage(rows, shown[-1].number if len(loans) > PAGE else "", not after)


def _balances_of(ids: list[int]) -> dict[int, int]:
    """Debit minus credit of a page's subsidiary accounts; one query."""
    sums = (
        SubsidiaryBalance.objects.filter(subsidiary__in=ids)
        .order_by()
        .values_list("subsidiary")
        .annotate(net=Sum("debit") - Sum("credit"))
    )
    return {key: int(net) for key, net in sums}


@dataclass(frozen=True)
class ScheduleRow:
    """One instalment with what was paid of it and what is owed after it; whole rupiah."""

    no: int
    due_on: date
    principal: int
    interest: int
    balance: int
    paid: int
    is_late: bool

    @property
    def instalment(self) -> int:
        """What was agreed."""
        return self.principal + self.interest

    @property
    def open(self) -> int:
        """What is unpaid of it."""
        return self.instalment - self.paid


def schedule_rows(item: LoanStanding) -> list[ScheduleRow]:
    """The schedule in force against what was paid."""
    left = sum(row.principal for row in item.dues)
    found = []
    for row, (principal, interest) in zip(item.dues, item.position.rows, strict=True):
        left -= row.principal
        paid = principal + interest
        is_late = row.due_on < item.on and paid < row.principal + row.interest
        found.append(
            ScheduleRow(row.no, row.due_on, row.principal, row.interest, left, paid, is_late)
        )
    return found


def late_loans(book: Book, *, on: date) -> list[LoanStanding]:
    """Loans with something unpaid after its day, the longest first."""
    found = [item for item in loan_standings(book, on=on) if item.late_since and item.outstanding]
    return sorted(found, key=lambda item: (-item.days_late, item.loan.number))


def principal_after(payment: LoanPayment) -> int:
    """What was owed on the loan's account once a payment was in the books."""
    if payment.loan.subsidiary is None:
        return 0
    until = payment.loan.subsidiary.lines.filter(
        voucher__sequence__lte=payment.voucher.sequence
    ).aggregate(debit=Sum("debit"), credit=Sum("credit"))
    return int(until["debit"] or 0) - int(until["credit"] or 0)
