"""Grants at a day: received in money and in kind, used, left. From the subsidiary's own lines."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from enterprises.models import CapitalAgreement, CapitalSource, GrantUse
from ledger.models import Book, Kind, Line

GIVEN = (CapitalSource.GRANT, CapitalSource.SOCIAL_AID)
"""Sources that belong to the group and never to a member (kube.md R-16)."""


@dataclass
class GrantStanding:
    """One agreement at a day, whole rupiah.

    What came in kind is used by coming. What a book was opened with was received before it, and
    only its uses since then are known: it leaves nothing to report.
    """

    agreement: CapitalAgreement
    opening: int = 0
    money: int = 0
    kind: int = 0
    returned: int = 0
    uses: list[GrantUse] = field(default_factory=list)

    @property
    def received(self) -> int:
        """Everything that stands behind the agreement."""
        return self.opening + self.money + self.kind - self.returned

    @property
    def used(self) -> int:
        """Spent, or come in kind."""
        return self.kind + sum(use.amount for use in self.uses)

    @property
    def left(self) -> int:
        """Of the money received since the book was opened, what has not been spent."""
        return self.money - self.returned - sum(use.amount for use in self.uses)


def agreements(book: Book) -> QuerySet[CapitalAgreement]:
    """The agreements of grants and aid of a book."""
    return (
        CapitalAgreement.objects.filter(subsidiary__book=book, source__in=GIVEN)
        .select_related("subsidiary__account", "subsidiary__book")
        .order_by("agreed_on", "pk")
    )


def standing_uses(*, on: date | None = None) -> QuerySet[GrantUse]:
    """Uses whose voucher stands; what was reversed by a day no longer counts on it."""
    back = Q(line__voucher__reversed_by__isnull=False)
    if on is not None:
        back = Q(line__voucher__reversed_by__date__lte=on)
    uses = GrantUse.objects.exclude(back)
    return uses if on is None else uses.filter(line__date__lte=on)


def grants(book: Book, *, on: date) -> list[GrantStanding]:
    """Every agreement with what the books say of it at a day; a fixed number of queries."""
    found = {a.subsidiary_id: GrantStanding(a) for a in agreements(book)}
    cash = Line.objects.filter(voucher=OuterRef("voucher"), account__cash_flow="cash", debit__gt=0)
    lines = (
        Line.objects.filter(subsidiary__in=found, date__lte=on)
        .annotate(is_money=Exists(cash))
        .order_by("date", "voucher__sequence")
        .values_list(
            *("subsidiary", "debit", "credit", "period", "is_money", "voucher__reversal_of")
        )
    )
    kinds = dict(
        Line.objects.filter(subsidiary__in=found, credit__gt=0)
        .annotate(is_money=Exists(cash))
        .values_list("voucher", "is_money")
    )
    for subsidiary, debit, credit, period, is_money, reversal_of in lines:
        item = found[subsidiary]
        if period % 100 == 0:
            item.opening += credit - debit
        elif reversal_of is not None:
            if kinds.get(reversal_of, False):
                item.money -= debit - credit
            elif reversal_of in kinds:
                item.kind -= debit - credit
            else:
                item.returned -= credit - debit
        elif credit:
            item.money += credit if is_money else 0
            item.kind += 0 if is_money else credit
        else:
            item.returned += debit
    uses = standing_uses(on=on).filter(agreement__subsidiary__in=found)
    for use in uses.select_related("agreement", "line__voucher", "line__account"):
        found[use.agreement.subsidiary_id].uses.append(use)
    return list(found.values())


def grant(agreement: CapitalAgreement, *, on: date) -> GrantStanding:
    """One agreement at a day."""
    every = grants(agreement.subsidiary.book, on=on)
    return next(item for item in every if item.agreement == agreement)


def usable_lines(agreement: CapitalAgreement, *, on: date, count: int = 200) -> list[Line]:
    """What the group bought or spent since the agreement, newest first, and may be told of it.

    `free` on each line is what no grant has been told of yet.
    """
    book = agreement.subsidiary.book
    since = agreement.agreed_on or book.opened_on
    told = Sum("grant_uses__amount")
    lines = (
        Line.objects.filter(book=book, debit__gt=0, date__gte=since, date__lte=on)
        .filter(Q(account__kind=Kind.EXPENSE) | Q(account__kind=Kind.ASSET))
        .exclude(account__cash_flow="cash")
        .exclude(account__control__in=("loan", "member"))
        .exclude(account__engine_account__role__icontains="accum")
        .exclude(account__engine_account__role__icontains="depreciation")
        .filter(voucher__reversed_by__isnull=True, voucher__reversal_of__isnull=True)
        .filter(period__gt=F("voucher__year") * 100)
        .select_related("voucher", "account")
        .annotate(free=F("debit") - Coalesce(told, 0))
        .filter(free__gt=0)
        .order_by("-date", "-voucher__sequence")
    )
    return list(lines[:count])
