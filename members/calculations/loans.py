"""Loan schedules: flat, menurun and anuitas, to the last unit (koperasi.md §6.2).

Conventions, stated because two of each are in use:

- `30/360`: every month is a twelfth of a year, whatever its days.
- `act/act`: days are counted over (start, end]; each day counts 1/365, or 1/366 in a leap year.
- A due date keeps the day of disbursement; a month without that day is due on its last.
- Interest is rounded half up to the unit, each month. `half_up` rounds the instalment (the
  principal part, where that is the constant one) likewise; `up_N` raises each instalment to the
  next N rupiah, and the surplus repays principal.
- The last instalment takes the remainder, so the principal parts sum to the principal.

Amounts are Decimal in whole units (1 rupiah, or 0.01 for published cases); fractions inside, so
that nothing is lost before it is rounded.
"""

import calendar
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise

METHODS = ("flat", "menurun", "anuitas")
DAY_COUNTS = ("30/360", "act/act")
UNITS = (Decimal(1), Decimal("0.01"))
MAX_MONTHS = 600
MAX_ANNUAL_RATE = 300
"""Percent a year above which a rate is a slip of the pen; caps of the law are data elsewhere."""
MAX_PRINCIPAL = 10**15 - 1
PRECISION = 10**60
"""Growth factors are kept to sixty digits, more than any instalment shows, to stay fast."""
_UP = re.compile(r"up_([1-9]\d{0,6})")


class TermsError(ValueError):
    """A loan cannot have these terms. `field` names the term, `reason` the fault."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


@dataclass(frozen=True)
class Terms:
    """What a schedule is computed from; `annual_rate` is percent a year.

    Raises TermsError for what no loan can have.
    """

    principal: Decimal
    annual_rate: Decimal
    months: int
    method: str
    day_count: str = "30/360"
    disbursed: date | None = None
    unit: Decimal = Decimal(1)
    rounding: str = "half_up"

    def __post_init__(self) -> None:
        if self.method not in METHODS:
            raise TermsError("method", "unknown")
        if self.day_count not in DAY_COUNTS:
            raise TermsError("day_count", "unknown")
        if self.unit not in UNITS:
            raise TermsError("unit", "unknown")
        if self.rounding != "half_up" and not _UP.fullmatch(self.rounding):
            raise TermsError("rounding", "unknown")
        if not 1 <= self.months <= MAX_MONTHS:
            raise TermsError("months", "range")
        if not self.annual_rate.is_finite() or not 0 <= self.annual_rate <= MAX_ANNUAL_RATE:
            raise TermsError("annual_rate", "range")
        if not self.principal.is_finite() or not 0 < self.principal <= MAX_PRINCIPAL:
            raise TermsError("principal", "range")
        if self.principal % self.unit:
            raise TermsError("principal", "unit")
        if self.day_count == "act/act" and self.disbursed is None:
            raise TermsError("disbursed", "missing")


@dataclass(frozen=True)
class Instalment:
    """One row of a schedule; `balance` is what is owed after it."""

    no: int
    due: date | None
    principal: Decimal
    interest: Decimal
    balance: Decimal

    @property
    def instalment(self) -> Decimal:
        """What is to be paid."""
        return self.principal + self.interest


@dataclass(frozen=True)
class Schedule:
    """All instalments, their totals and the effective yearly rate."""

    terms: Terms
    rows: tuple[Instalment, ...]

    @property
    def principal(self) -> Decimal:
        """Sum of the principal parts: the loan."""
        return sum((row.principal for row in self.rows), Decimal(0))

    @property
    def interest(self) -> Decimal:
        """Sum of the interest parts."""
        return sum((row.interest for row in self.rows), Decimal(0))

    @property
    def paid(self) -> Decimal:
        """Sum of the instalments."""
        return self.principal + self.interest

    @property
    def effective_annual_percent(self) -> Decimal:
        """12 × the monthly internal rate of return, percent with two decimals."""
        return effective_annual_percent(self.terms.principal, [row.instalment for row in self.rows])


def schedule(terms: Terms) -> Schedule:
    """Compute the schedule of a loan."""
    parts = _annuity if terms.method == "anuitas" else _equal_principal
    return Schedule(terms, tuple(parts(terms)))


def add_months(day: date, months: int) -> date:
    """The same day of a later month; the last day of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def year_fraction(start: date, end: date) -> Fraction:
    """Actual/actual: days of (start, end], each by the length of its own year."""
    total = Fraction(0)
    while start < end:
        stop = min(end, date(start.year, 12, 31))
        if stop == start:  # 31 December: the days that follow belong to the next year
            stop = min(end, date(start.year + 1, 12, 31))
            length = 366 if calendar.isleap(start.year + 1) else 365
        else:
            length = 366 if calendar.isleap(start.year) else 365
        total += Fraction((stop - start).days, length)
        start = stop
    return total


def _rates(terms: Terms) -> list[Fraction]:
    """The rate of each month as a fraction of the balance."""
    annual = Fraction(terms.annual_rate) / 100
    if terms.day_count == "30/360" or terms.disbursed is None:
        return [annual / 12] * terms.months
    days = [add_months(terms.disbursed, n) for n in range(terms.months + 1)]
    return [annual * year_fraction(a, b) for a, b in pairwise(days)]


def _half_up(amount: Fraction, unit: Decimal) -> Decimal:
    step = Fraction(unit)
    return ((amount / step + Fraction(1, 2)).__floor__()) * unit


def _instalment_rounder(terms: Terms) -> Callable[[Fraction], Decimal]:
    raised = _UP.fullmatch(terms.rounding)
    if raised is None:
        return lambda amount: _half_up(amount, terms.unit)
    step = int(raised.group(1))
    return lambda amount: Decimal((-(-amount // step)) * step)


def _due(terms: Terms, number: int) -> date | None:
    return add_months(terms.disbursed, number) if terms.disbursed else None


def _row(
    terms: Terms, number: int, balance: Decimal, wish: Decimal, interest: Decimal
) -> Instalment:
    """One instalment that repays what is wished, never less than nothing nor more than is owed."""
    last = number == terms.months
    principal = balance if last else max(Decimal(0), min(wish, balance))
    return Instalment(number, _due(terms, number), principal, interest, balance - principal)


def _equal_principal(terms: Terms) -> list[Instalment]:
    """Flat charges the original loan, menurun what is still owed; principal is P ÷ n."""
    raise_to = _instalment_rounder(terms)
    share = Fraction(terms.principal) / terms.months
    rows: list[Instalment] = []
    balance = terms.principal
    for number, rate in enumerate(_rates(terms), start=1):
        base = terms.principal if terms.method == "flat" else balance
        interest = _half_up(Fraction(base) * rate, terms.unit)
        if terms.rounding == "half_up":
            wish = raise_to(share)
        else:
            wish = raise_to(share + Fraction(interest)) - interest
        rows.append(_row(terms, number, balance, wish, interest))
        balance = rows[-1].balance
    return rows


def _annuity(terms: Terms) -> list[Instalment]:
    """Anuitas: one instalment A for all months; with equal months A = P·r ÷ (1 − (1+r)^−n)."""
    rates = _rates(terms)
    later, weight = Fraction(1), Fraction(0)
    for rate in reversed(rates):  # Σ of the growth that each instalment still earns
        weight += later
        later = ((1 + rate) * later).limit_denominator(PRECISION)
    instalment = _instalment_rounder(terms)(Fraction(terms.principal) * later / weight)
    rows: list[Instalment] = []
    balance = terms.principal
    for number, rate in enumerate(rates, start=1):
        interest = _half_up(Fraction(balance) * rate, terms.unit)
        rows.append(_row(terms, number, balance, instalment - interest, interest))
        balance = rows[-1].balance
    return rows


def effective_annual_percent(principal: Decimal, instalments: Sequence[Decimal]) -> Decimal:
    """12 × the monthly rate at which the instalments are worth what was lent, in percent.

    Bisection: the present value falls steadily as the rate rises.
    """
    if sum(instalments) <= principal:
        return Decimal("0.00")

    def worth(rate: Decimal) -> Decimal:
        factor, total = 1 / (1 + rate), Decimal(0)
        for payment in reversed(instalments):
            total = (total + payment) * factor
        return total

    low, high = Decimal(0), Decimal(1)
    while worth(high) > principal:
        high *= 2
    for _step in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if worth(middle) > principal else (low, middle)
    return (low * 1200).quantize(Decimal("0.01"), ROUND_HALF_UP)
