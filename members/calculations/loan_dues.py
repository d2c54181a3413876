"""What a loan owes on a day, how a payment is laid, and how a group loan is split.

Conventions:

- Principal repaid and interest paid are each laid on the oldest instalment first.
- Who pays some days before the due day pays that month's interest with it: interest and principal
  count as due from the first day of the month in which they fall due, as overdue after the day.
- A penalty counts the days after the grace days have passed, on what is unpaid of an instalment.
- While a loan is late by `stop_days` or more, interest that fell due after that day is not
  claimed; it is again when the loan has caught up.
"""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from ledger.calculations.money import allocate
from members.calculations.loans import Instalment


@dataclass(frozen=True)
class Due:
    """One instalment of the schedule in force; whole rupiah."""

    on: date
    principal: int
    interest: int


@dataclass(frozen=True)
class Paid:
    """One payment on the schedule in force; whole rupiah. `cleared` is penalty paid or waived."""

    on: date
    principal: int
    interest: int
    cleared: int = 0


@dataclass(frozen=True)
class Account:
    """All that is known of a loan; `lent` is what its schedule began with, `balance` what is left.

    `carried` is interest that an earlier schedule left unpaid on `carried_on`. Interest that fell
    due before `settled_before` was settled before the books began.
    """

    lent: int
    balance: int
    dues: Sequence[Due]
    paid: Sequence[Paid] = ()
    carried: int = 0
    carried_on: date | None = None
    settled_before: date | None = None
    penalty_percent: Decimal = Decimal(0)
    grace_days: int = 0
    stop_days: int | None = None


@dataclass(frozen=True)
class Position:
    """What is owed on a day. `principal_due` and `interest_due` reach to the month's end."""

    outstanding: int
    overdue_principal: int
    overdue_interest: int
    principal_due: int
    interest_due: int
    penalty_due: int
    late_since: date | None
    on: date
    stopped_on: date | None = None
    stopped_interest: int = 0
    rows: tuple[tuple[int, int], ...] = field(default=(), repr=False)
    """Principal and interest paid of each instalment, in their order."""

    @property
    def days_late(self) -> int:
        """Days since the oldest unpaid part was due."""
        return (self.on - self.late_since).days if self.late_since else 0

    @property
    def overdue(self) -> int:
        """Everything that should have been paid by the day."""
        return self.overdue_principal + self.overdue_interest


def month_end(day: date) -> date:
    """The last day of its month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def position(loan: Account, on: date) -> Position:
    """Work out what is owed on a day."""
    limit = month_end(on)
    if loan.balance == 0 and loan.paid:  # nothing falls due after the last payment
        limit = min(limit, month_end(max(payment.on for payment in loan.paid)))
    principal_parts = _lay(loan.lent - loan.balance, [due.principal for due in loan.dues])
    claims = [
        due.interest if loan.settled_before is None or due.on >= loan.settled_before else 0
        for due in loan.dues
    ]
    interest_paid = sum(payment.interest for payment in loan.paid)
    carried_paid, *interest_parts = _lay(interest_paid, [loan.carried, *claims])
    carried_open = loan.carried - carried_paid
    late = [
        due.on
        for due, done, claim, got in zip(
            loan.dues, principal_parts, claims, interest_parts, strict=True
        )
        if due.on < on and due.on <= limit and (done < due.principal or got < claim)
    ]
    since = loan.carried_on if carried_open and loan.carried_on else min(late, default=None)
    stopped_on = None
    if since is not None and loan.stop_days is not None and (on - since).days >= loan.stop_days:
        stopped_on = since + timedelta(days=loan.stop_days)
    principal_due = overdue_principal = 0
    interest_due = overdue_interest = carried_open
    stopped = 0
    for due, done, claim, got in zip(
        loan.dues, principal_parts, claims, interest_parts, strict=True
    ):
        if due.on > limit:
            continue
        principal_due += due.principal - done
        overdue_principal += due.principal - done if due.on < on else 0
        if stopped_on is not None and due.on > stopped_on:
            stopped += claim - got
            continue
        interest_due += claim - got
        overdue_interest += claim - got if due.on < on else 0
    if loan.balance > loan.lent:  # a payment of an older schedule was reversed
        principal_due += loan.balance - loan.lent
        overdue_principal += loan.balance - loan.lent
        since = since or loan.carried_on
    cleared = sum(payment.cleared for payment in loan.paid)
    return Position(
        outstanding=loan.balance,
        overdue_principal=overdue_principal,
        overdue_interest=overdue_interest,
        principal_due=min(principal_due, loan.balance),
        interest_due=interest_due,
        penalty_due=max(0, penalty_accrued(loan, on) - cleared),
        late_since=since if overdue_principal or overdue_interest else None,
        on=on,
        stopped_on=stopped_on,
        stopped_interest=stopped,
        rows=tuple(zip(principal_parts, interest_parts, strict=True)),
    )


def _lay(amount: int, parts: Sequence[int]) -> list[int]:
    """Lay an amount on parts in order; what is left over lies nowhere."""
    laid, rest = [], max(amount, 0)
    for part in parts:
        laid.append(min(rest, part))
        rest -= laid[-1]
    return laid


def penalty_accrued(loan: Account, on: date) -> int:
    """Penalty of all instalments up to a day, paid or not: percent a day of what was unpaid."""
    if not loan.penalty_percent:
        return 0
    dues = [due for due in loan.dues if due.on < on]
    amounts = [due.principal + due.interest for due in dues]
    start = min((due.on for due in dues), default=on)
    total = Fraction(0)
    for day in sorted({on, *(payment.on for payment in loan.paid if start < payment.on < on)}):
        received = sum(p.principal + p.interest for p in loan.paid if p.on <= start)
        for due, amount, done in zip(dues, amounts, _lay(received, amounts), strict=True):
            free = due.on + timedelta(days=loan.grace_days)
            total += (amount - done) * max(0, (day - max(free, start)).days)
        start = day
    return int(total * Fraction(loan.penalty_percent) / 100 + Fraction(1, 2))


@dataclass(frozen=True)
class Parts:
    """How one payment is laid; whole rupiah."""

    penalty: int
    interest: int
    principal: int

    @property
    def total(self) -> int:
        """The payment."""
        return self.penalty + self.interest + self.principal


def lay_payment(amount: int, position: Position, *, penalty: int, order: str) -> Parts | None:
    """Lay a payment in the product's order (`d` denda, `b` bunga, `p` pokok); the rest is
    principal paid early. None when it is more than everything owed."""
    owed = {"d": penalty, "b": position.interest_due, "p": position.principal_due}
    laid = dict.fromkeys(owed, 0)
    rest = amount
    for part in order:
        laid[part] = min(rest, owed[part])
        rest -= laid[part]
    early = min(rest, position.outstanding - laid["p"])
    if rest > early:
        return None
    return Parts(laid["d"], laid["b"], laid["p"] + early)


def share_rows(
    rows: Iterable[Instalment], shares: Sequence[int], *, is_flat: bool
) -> list[list[tuple[int, int]]]:
    """Split each instalment of a group loan: (principal, interest) of each member, row by row.

    Principal follows what each still owes, so a row's parts sum to the row and a member's parts
    to the share; interest follows the shares (flat) or what each still owes.
    """
    left = list(shares)
    found = []
    for row in rows:
        weights = shares if is_flat or not any(left) else left
        interest = allocate(int(row.interest), weights)
        principal = allocate(int(row.principal), left if any(left) else shares)
        found.append(list(zip(principal, interest, strict=True)))
        left = [rest - part for rest, part in zip(left, principal, strict=True)]
    return found
