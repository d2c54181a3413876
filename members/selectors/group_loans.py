"""A group loan's schedule, and what each member owes of each instalment."""

from dataclasses import dataclass
from decimal import Decimal

from members.calculations.loan_dues import share_rows
from members.calculations.loans import Instalment, Schedule, Terms, schedule
from members.models import GroupLoan, GroupLoanShare, LoanMethod


@dataclass(frozen=True)
class ShareRow:
    """One instalment of the bank with each member's part of it, in the order of the shares."""

    instalment: Instalment
    parts: list[int]


@dataclass(frozen=True)
class GroupLoanPlan:
    """The whole loan; whole rupiah. What the business side posts and collects by."""

    loan: GroupLoan
    shares: list[GroupLoanShare]
    plan: Schedule
    rows: list[ShareRow]
    by_member: list[tuple[GroupLoanShare, int, int]]
    """Each share with the principal and interest that it costs over the whole term."""


def group_loan_plan(loan: GroupLoan) -> GroupLoanPlan:
    """Split the bank's schedule by the members' shares; sums hold by row and by member."""
    shares = list(loan.shares.select_related("membership__person").order_by("membership__number"))
    plan = schedule(
        Terms(
            principal=Decimal(loan.principal),
            annual_rate=Decimal(loan.annual_rate),
            months=loan.months,
            method=loan.method,
            day_count=loan.day_count,
            disbursed=loan.received_on,
            rounding=loan.rounding,
        )
    )
    split = share_rows(
        plan.rows, [share.principal for share in shares], is_flat=loan.method == LoanMethod.FLAT
    )
    rows = [
        ShareRow(row, [principal + interest for principal, interest in parts])
        for row, parts in zip(plan.rows, split, strict=True)
    ]
    by_member = [
        (share, sum(parts[place][0] for parts in split), sum(parts[place][1] for parts in split))
        for place, share in enumerate(shares)
    ]
    return GroupLoanPlan(loan, shares, plan, rows, by_member)
