"""Runs of interest on savings, their slips, and certificates by maturity."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, QuerySet, Sum

from ledger.models import Book, Voucher
from members.models import InterestSlip, Organization, SavingsAccount, SavingsKind
from members.selectors.savings_accounts import HELD

SOON = timedelta(days=30)


@dataclass(frozen=True)
class InterestRun:
    """One run: its month, its voucher, and the sums of its slips; whole rupiah."""

    year: int
    month: int
    voucher: Voucher
    accounts: int
    gross: int
    tax: int

    @property
    def net(self) -> int:
        """What was credited to members."""
        return self.gross - self.tax

    @property
    def first(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)

    @property
    def is_reversed(self) -> bool:
        """Whether the run was taken back."""
        return hasattr(self.voucher, "reversed_by")


def interest_runs(organization: Organization) -> list[InterestRun]:
    """Every run, newest first; two queries."""
    rows = list(
        InterestSlip.objects.filter(account__product__organization=organization)
        .order_by()
        .values("year", "month", "voucher")
        .annotate(count=Count("pk"), gross=Sum("gross"), tax=Sum("tax"))
        .order_by("-year", "-month", "-voucher")
    )
    vouchers = Voucher.objects.select_related("reversed_by").in_bulk(
        [row["voucher"] for row in rows]
    )
    return [
        InterestRun(
            row["year"],
            row["month"],
            vouchers[row["voucher"]],
            row["count"],
            int(row["gross"]),
            int(row["tax"]),
        )
        for row in rows
    ]


def slips_between(book: Book, *, start: date, end: date) -> QuerySet[InterestSlip]:
    """Slips of vouchers between two days that were not reversed, by member number."""
    return slips_of(book).filter(
        voucher__date__gte=start, voucher__date__lte=end, voucher__reversed_by__isnull=True
    )


def slips_of(book: Book) -> QuerySet[InterestSlip]:
    """All slips of a book with what lists and papers show."""
    return (
        InterestSlip.objects.filter(voucher__book=book)
        .select_related("account__membership__person", "account__product", "voucher__book")
        .order_by("year", "month", "account__membership__number", "account__product", "pk")
    )


@dataclass(frozen=True)
class HeldCertificate:
    """A certificate with its balance, and where it stands on a day."""

    account: SavingsAccount
    balance: int
    state: str
    """`running`, `soon`, `matured`, `undated` or `closed`."""


def certificates(
    organization: Organization, *, on: date, with_closed: bool = False
) -> list[HeldCertificate]:
    """Certificates by maturity, the earliest first; one query."""
    found = (
        SavingsAccount.objects.filter(
            membership__organization=organization, product__kind=SavingsKind.BERJANGKA
        )
        .select_related("membership__person", "product")
        .annotate(held=HELD)
        .order_by(F("matures_on").asc(nulls_last=True), "certificate")
    )
    rows = [HeldCertificate(a, int(a.held), state_of(a, int(a.held), on)) for a in found]
    return [row for row in rows if with_closed or row.state != "closed"]


def state_of(account: SavingsAccount, balance: int, on: date) -> str:
    """Where a certificate stands on a day."""
    if balance <= 0:
        return "closed"
    if account.matures_on is None:
        return "undated"
    if account.matures_on <= on:
        return "matured"
    return "soon" if account.matures_on <= on + SOON else "running"
