"""What the allowance for loans has to be at a month's end, loan by loan (koperasi.md §6.4)."""

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ledger.models import Account, Unit
from ledger.selectors.balances import balances
from members.models import AllowanceRun, LoanClass, Organization
from members.selectors.loans import LoanStanding, loan_standings


@dataclass(frozen=True)
class AllowanceLine:
    """One loan with what is set aside for it; whole rupiah."""

    standing: LoanStanding
    loan_class: LoanClass
    amount: int


@dataclass(frozen=True)
class AllowanceGroup:
    """The loans whose allowance lies in one account; whole rupiah."""

    account: Account
    loss_account: Account
    unit: Unit | None
    held: int
    lines: list[AllowanceLine] = field(default_factory=list)

    @property
    def required(self) -> int:
        """What has to stand in the account."""
        return sum(line.amount for line in self.lines)

    @property
    def difference(self) -> int:
        """What is still to be set aside, or (negative) too much."""
        return self.required - self.held


def allowance_groups(organization: Organization, on: date) -> list[AllowanceGroup]:
    """The required and the standing allowance on a day, by account.

    Percent of what is owed net of collateral, half up to the rupiah. A loan whose product names
    no allowance account is left out. A group spread over several units is booked without one.
    """
    held = balances(organization.book, on=on)
    groups: dict[int, AllowanceGroup] = {}
    for product in organization.loan_products.select_related(
        "allowance_account", "loss_account", "unit"
    ).order_by("pk"):
        account, loss = product.allowance_account, product.loss_account
        if account is None or loss is None:
            continue
        known = groups.get(account.pk)
        same_unit = known is None or known.unit == product.unit
        groups[account.pk] = AllowanceGroup(
            account,
            known.loss_account if known else loss,
            product.unit if same_unit else None,
            -int(held.get(account.pk, 0)),
        )
    for item in loan_standings(organization.book, on=on):
        group = groups.get(item.loan.product.allowance_account_id or 0)
        if group is not None and item.outstanding > 0 and item.loan_class is not None:
            base = max(0, item.outstanding - item.loan.collateral_value)
            amount = (base * Decimal(item.loan_class.percent) / 100).quantize(
                Decimal(1), ROUND_HALF_UP
            )
            group.lines.append(AllowanceLine(item, item.loan_class, int(amount)))
    return list(groups.values())


def runs_of(organization: Organization) -> list[AllowanceRun]:
    """The newest two dozen runs."""
    found = organization.allowance_runs.select_related("account", "voucher__reversed_by")
    return list(found.order_by("-year", "-month", "-pk")[:24])
