"""The voucher lines that make the two bases of one member's share."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Sum

from cooperatives.models import BusinessSource, ShuShare
from cooperatives.selectors.data import rows
from cooperatives.selectors.shu import policy_of
from cooperatives.selectors.shu_bases import Year, accounts_of
from ledger.calculations.periods import month_end
from ledger.models import Line
from members.models import LoanPayment, SavingsAccount


@dataclass(frozen=True)
class VoucherLine:
    """A line of a voucher, with what leads to it."""

    on: date
    code: str
    narration: str

    @property
    def place(self) -> dict[str, str]:
        """Kind, year and number of the voucher, as its address asks for them."""
        kind, year, _month, number = self.code.split("/")
        return {"kind": kind, "year": year, "number": str(int(number))}


@dataclass(frozen=True)
class BusinessLine(VoucherLine):
    """A voucher of the member's business: its amount, and what it counts by its weight."""

    what: str
    amount: int
    counted: int


@dataclass(frozen=True)
class CapitalLine(VoucherLine):
    """A voucher that changed the savings which count, with the balance after it."""

    change: int
    balance: int


@dataclass(frozen=True)
class Proof:
    """What a share was measured by, line by line; whole rupiah."""

    opening: int
    capital: tuple[CapitalLine, ...]
    month_ends: tuple[tuple[date, int], ...]
    business: tuple[BusinessLine, ...]

    @property
    def business_total(self) -> int:
        """Σ of what the lines count: the stored base, or something moved since."""
        return sum(line.counted for line in self.business)

    @property
    def closing(self) -> int:
        """The savings at the end of the year."""
        return self.capital[-1].balance if self.capital else self.opening


def proof_of(share: ShuShare) -> Proof:
    """Read the lines behind a share; a fixed number of queries."""
    distribution = share.distribution
    span = Year(distribution.book, distribution.year)
    opening, capital = _capital(span, share.membership_id)
    return Proof(
        opening,
        tuple(capital),
        tuple(_month_ends(span, opening, capital)),
        tuple(sorted(_business(span, share), key=lambda line: (line.on, line.code))),
    )


def _capital(span: Year, member: int) -> tuple[int, list[CapitalLine]]:
    accounts = SavingsAccount.objects.filter(membership=member, product__counts_for_shu=True)
    lines = Line.objects.filter(
        subsidiary__in=accounts.values("subsidiary"), date__lte=span.last
    ).select_related("voucher")
    first, last = span.codes
    before = lines.filter(period__lt=first).aggregate(s=Sum(F("credit") - F("debit")))["s"]
    balance = opening = int(before or 0)
    found = []
    inside = lines.filter(period__gte=first, period__lte=last)
    for line in inside.order_by("date", "voucher__sequence", "position"):
        balance += line.credit - line.debit
        found.append(
            CapitalLine(
                line.date,
                line.voucher.code,
                line.voucher.narration,
                line.credit - line.debit,
                balance,
            )
        )
    return opening, found


def _month_ends(span: Year, opening: int, capital: list[CapitalLine]) -> list[tuple[date, int]]:
    ends = []
    for month in range(1, 13):
        end = month_end(date(span.year, month, 1))
        before = [line.balance for line in capital if line.on <= end]
        ends.append((end, before[-1] if before else opening))
    return ends


def _business(span: Year, share: ShuShare) -> list[BusinessLine]:
    weights = policy_of(share.distribution).weights
    units = {unit.pk: unit for unit in span.book.units.all()}

    def made(source: str, unit: int, line: Any, amount: int) -> BusinessLine:
        what = f"{BusinessSource(source).label} · {units[unit].label}"
        counted = amount * weights.get((source, unit), 1)
        return BusinessLine(line.date, line.code, line.narration, what, amount, counted)

    found = []
    for row in rows("shu_accounts.csv"):
        if row["use"] not in (BusinessSource.PURCHASES, BusinessSource.SALES):
            continue
        sign = 1 if row["side"] == "debit" else -1
        for line in _trade_lines(span, row, share.membership.number):
            amount = sign * (line.debit - line.credit)
            found.append(made(row["use"], line.unit_id, line.voucher, amount))
    default = span.book.units.get(code="UMUM").pk
    for payment, voucher, sign in _payments(span, share.membership_id):
        unit = payment.loan.product.unit_id or default
        found.append(made("interest", unit, voucher, sign * payment.interest))
    return [line for line in found if line.amount]


def _trade_lines(span: Year, row: dict[str, str], number: str) -> list[Line]:
    own, counter = accounts_of(span.book, row["own"]), accounts_of(span.book, row["counter"])
    first, last = span.codes
    return list(
        Line.objects.filter(
            account__in=own,
            subsidiary__code=number,
            period__gte=first,
            period__lte=last,
            voucher__in=Line.objects.filter(
                account__in=counter, book=span.book, period__gte=first, period__lte=last
            ).values("voucher"),
        ).select_related("voucher")
    )


def _payments(span: Year, member: int) -> list[tuple[LoanPayment, Any, int]]:
    """Payments of the year, and those that were reversed in it."""
    mine = LoanPayment.objects.filter(
        loan__membership=member, interest__gt=0, voucher__book=span.book
    ).select_related("loan__product", "voucher__reversed_by")
    found = []
    for payment in mine.order_by("pk"):
        reversal = getattr(payment.voucher, "reversed_by", None)
        for voucher, sign in ((payment.voucher, 1), (reversal, -1)):
            if voucher is not None and voucher.year == span.year and 1 <= voucher.period <= 12:
                found.append((payment, voucher, sign))
    return found
