"""A year's SHU from the books: its base, the policy of the year, every member's share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from cooperatives.calculations.shu import (
    Distribution,
    MemberBase,
    Policy,
    Rounding,
    ShuError,
    distribute,
    member_surplus,
)
from cooperatives.models import (
    BusinessSource,
    ShuDistribution,
    ShuPayment,
    ShuPoolKind,
    ShuShare,
    ShuState,
)
from cooperatives.selectors.bylaws import Bylaws, bylaws_on
from cooperatives.selectors.data import rows
from cooperatives.selectors.shu_bases import (
    Business,
    Year,
    accounts_of,
    business_bases,
    capital_bases,
)
from ledger.calculations.periods import CLOSING
from ledger.models import Book, PeriodState, Voucher
from ledger.selectors.balances import result_movements
from members.models import Membership

Kinds = tuple[str, int]
"""A source of business and the unit it went through."""


class ShuRefusedError(ValueError):
    """A year's SHU cannot be shared; the text says why and what to do. `field`: where."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class YearPolicy:
    """What a meeting decides for one year; the bylaws are where it begins."""

    style: str
    percentages: Mapping[str, Decimal]
    capital_method: str = "closing"
    leavers: str = "none"
    rounding: str = "floor"
    non_member: str = "reserve"
    weights: Mapping[Kinds, int] = field(default_factory=dict)
    """What a rupiah of each kind of business counts; 1 where nothing is said."""

    def arithmetic(self) -> Policy:
        """The same for `calculations/shu.py`, without pools of nothing."""
        exact = {pool: Fraction(percent) for pool, percent in self.percentages.items()}
        if self.style == "flat":
            kept = {pool: p for pool, p in exact.items() if p and pool != ShuPoolKind.MEMBERS}
            return Policy(kept, rounding=Rounding(self.rounding))
        second = (ShuPoolKind.CAPITAL, ShuPoolKind.BUSINESS)
        first = {pool: p for pool, p in exact.items() if p and pool not in second}
        nested = {str(pool): exact.get(pool, Fraction(0)) for pool in second}
        return Policy(first, nested, Rounding(self.rounding))


def usual_policy(bylaws: Bylaws) -> YearPolicy:
    """What the bylaws say without a decision of the year."""
    return YearPolicy(
        style=bylaws.text("shu_style"),
        percentages={
            pool: bylaws.percent(f"shu_{pool}")
            for pool in ShuPoolKind.values
            if bylaws.text("shu_style") == "two_level" or pool != ShuPoolKind.MEMBERS
        },
        capital_method=bylaws.text("shu_capital"),
        leavers=bylaws.text("shu_leavers"),
        rounding=bylaws.text("shu_rounding"),
        non_member=bylaws.text("shu_non_member"),
    )


class Member(NamedTuple):
    """What a calculation needs to know of a member: there may be a hundred thousand."""

    pk: int
    number: str
    name: str
    left_on: date | None


@dataclass(frozen=True)
class Result:
    """The year's posted result and where it was earned; whole rupiah."""

    closing: Voucher
    base: int
    net_participation: int
    non_member_gross: int


def closed_result(book: Book, year: int) -> Result:
    """The result that the closing voucher posted. Raises ShuRefusedError for an open year."""
    period = book.periods.filter(year=year, month=CLOSING).first()
    closing = (
        book.vouchers.filter(
            year=year, period=CLOSING, reversal_of__isnull=True, reversed_by__isnull=True
        )
        .order_by("-sequence")
        .first()
    )
    if period is None or period.state == PeriodState.OPEN or closing is None:
        raise ShuRefusedError(
            _("Tahun buku %(year)s belum ditutup. Tutup dahulu dua belas bulannya, lalu tahunnya.")
            % {"year": year}
        )
    posted = closing.lines.filter(account__purpose="current_result").aggregate(
        credit=Sum("credit"), debit=Sum("debit")
    )
    base = int((posted["credit"] or 0) - (posted["debit"] or 0))
    span = Year(book, year)
    moved = result_movements(book, start=span.first, end=span.last)
    earned = {"member": 0, "non_member": 0}
    for row in rows("shu_accounts.csv"):
        if row["use"] in earned:
            mine = accounts_of(book, row["own"])
            earned[row["use"]] -= sum(moved[a.pk].change for a in mine if a.pk in moved)
    return Result(closing, base, earned["member"], earned["non_member"])


@dataclass(frozen=True)
class Computation:
    """A year's SHU shared on paper: nothing is written."""

    year: int
    policy: YearPolicy
    result: Result
    shared: Distribution
    memberships: tuple[Member, ...]
    """In the order of `shared.members`."""
    business: Business
    posted: Mapping[str, int]
    """Pool → what is booked: with the residual, and the non-members' part where it goes."""


def compute(book: Book, year: int, policy: YearPolicy) -> Computation:
    """Share a year's SHU. Raises ShuRefusedError for an open year, and ShuError for what the
    arithmetic refuses: a loss, percentages, a base below zero, an origin that cannot be told."""
    if book.framework != "koperasi":
        raise ShuRefusedError(
            _("SHU dibagi oleh koperasi. Laba KUBE dibagi lewat Usaha, Bagi laba.")
        )
    result = closed_result(book, year)
    if result.base <= 0:
        raise ShuError("loss")
    if policy.non_member == "share_all":
        from_members = result.base
    else:
        from_members = member_surplus(
            result.base, result.net_participation, result.non_member_gross
        )
    span = Year(book, year)
    memberships = members_of_year(span, with_leavers=policy.leavers == "prorata")
    business = business_bases(span)
    bases = bases_of(span, policy, memberships, business)
    shared = distribute(result.base, policy.arithmetic(), bases, from_members)
    return Computation(year, policy, result, shared, memberships, business, _posted(shared, policy))


def members_of_year(span: Year, *, with_leavers: bool) -> tuple[Member, ...]:
    """Who was a member on the year's last day; leavers of the year too where the rule says so."""
    left = Q(left_on__gte=span.first) if with_leavers else Q(left_on__gt=span.last)
    found = (
        Membership.objects.filter(organization__book=span.book, joined_on__lte=span.last)
        .filter(Q(left_on__isnull=True) | left)
        .order_by("number")
        .values_list("pk", "number", "person__name", "left_on")
    )
    return tuple(Member(*row) for row in found)


def bases_of(
    span: Year, policy: YearPolicy, memberships: tuple[Member, ...], business: Business
) -> list[MemberBase]:
    """Each member's two bases. A leaver's savings count by the days he held them."""
    capital = capital_bases(span, policy.capital_method)
    leavers = {m.pk for m in memberships if m.left_on is not None and m.left_on <= span.last}
    if leavers and policy.capital_method == "closing":
        daily = capital_bases(span, "daily")
        capital |= {pk: daily.get(pk, 0) for pk in leavers}
    return [
        MemberBase(
            member.number,
            capital.get(member.pk, 0),
            sum(
                amount * policy.weights.get(kind, 1)
                for kind, amount in business.get(member.pk, {}).items()
            ),
        )
        for member in memberships
    ]


def _posted(shared: Distribution, policy: YearPolicy) -> dict[str, int]:
    """Pools as booked. The residual goes to the reserve, the non-members' part by the rule."""
    posted = dict(shared.pools.items())
    members = sum(share.total for share in shared.members)
    for pool in (ShuPoolKind.MEMBERS, ShuPoolKind.CAPITAL, ShuPoolKind.BUSINESS):
        posted.pop(pool, None)
    posted[ShuPoolKind.MEMBERS] = members
    aside = shared.from_non_members
    extra = {ShuPoolKind.RESERVE: shared.residual}
    if policy.non_member == "social":
        extra |= {ShuPoolKind.SOCIAL: aside - aside // 2, ShuPoolKind.EDUCATION: aside // 2}
    else:
        extra[ShuPoolKind.RESERVE] += aside
    for pool, amount in extra.items():
        posted[pool] = posted.get(pool, 0) + amount
    return {str(pool): amount for pool, amount in posted.items() if amount}


def kinds_of_business(book: Book, year: int) -> list[tuple[Kinds, str, int]]:
    """What members did with the cooperative in a year: kind, its words, and the sum."""
    sums: dict[Kinds, int] = {}
    for parts in business_bases(Year(book, year)).values():
        for kind, amount in parts.items():
            sums[kind] = sums.get(kind, 0) + amount
    units = {unit.pk: unit for unit in book.units.all()}
    return [
        ((source, unit), f"{BusinessSource(source).label} · {units[unit].label}", total)
        for (source, unit), total in sorted(sums.items())
    ]


def standing(book: Book, year: int) -> ShuDistribution | None:
    """The calculation of a year that counts."""
    found = ShuDistribution.objects.filter(book=book, year=year)
    return found.exclude(state=ShuState.WITHDRAWN).first()


def distributions(book: Book) -> QuerySet[ShuDistribution]:
    """All calculations, newest year first."""
    return (
        ShuDistribution.objects.filter(book=book)
        .select_related("decision", "voucher", "made_by", "reviewed_by", "closing")
        .annotate(members=Count("shares"))
    )


UNPAID = ~Exists(ShuPayment.objects.filter(share=OuterRef("pk"), voucher__reversed_by__isnull=True))


def shares_of(distribution: ShuDistribution) -> QuerySet[ShuShare]:
    """Shares with their members, by number; `is_paid` says whether a payment stands."""
    return (
        distribution.shares.select_related("membership__person")
        .annotate(is_paid=~UNPAID)
        .order_by("membership__number")
    )


def policy_of(distribution: ShuDistribution) -> YearPolicy:
    """The policy that a calculation was made with."""
    return YearPolicy(
        style=distribution.style,
        percentages={row.pool: row.percent for row in distribution.pools.all() if row.percent},
        capital_method=distribution.capital_method,
        leavers=distribution.leavers,
        rounding=distribution.rounding,
        non_member=distribution.non_member,
        weights={(w.source, w.unit_id): w.weight for w in distribution.weights.all()},
    )


def policy_now(book: Book, year: int, on: date) -> YearPolicy:
    """The standing calculation's policy, or what the bylaws say."""
    found = standing(book, year)
    return policy_of(found) if found else usual_policy(bylaws_on(book.organization, on))
