"""Sales by channel, straight from the posted lines."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce

from enterprises.models import Channel, Sale
from enterprises.selectors.data import sales_codes
from ledger.models import Account, Book, Line, Voucher


@dataclass(frozen=True)
class ChannelSales:
    """What went through one channel, in whole rupiah; `channel` is None for sales without one."""

    channel: Channel | None
    amount: int


def sells(book: Book) -> bool:
    """Whether a book of this framework has sales at all: a panti's budget has none."""
    return bool(sales_codes(book.framework))


def sales_accounts(book: Book) -> QuerySet[Account]:
    """The result accounts of a book that are sales."""
    return book.accounts.filter(code__in=sales_codes(book.framework)).order_by("code")


def sales_lines(book: Book, *, start: date, end: date) -> QuerySet[Line]:
    """Lines on sales accounts of the months, without year-end closings."""
    return Line.objects.filter(
        book=book,
        account__in=sales_accounts(book),
        date__range=(start, end),
        voucher__period__range=(1, 12),
    )


def sales_by_channel(book: Book, *, start: date, end: date) -> list[ChannelSales]:
    """Sales of a period by channel, largest first; they add up to the sales accounts.

    A reversal takes back what its voucher sold, in the channel it was sold through.
    """
    sums: dict[int | None, int] = defaultdict(int)
    through = Coalesce("voucher__sale__channel", "voucher__reversal_of__sale__channel")
    found = sales_lines(book, start=start, end=end).order_by().values_list(through)
    for channel, debit, credit in found.annotate(Sum("debit"), Sum("credit")):
        sums[channel] += credit - debit
    channels = Channel.objects.in_bulk([pk for pk in sums if pk is not None])
    answer = [
        ChannelSales(channels[pk] if pk is not None else None, amount)
        for pk, amount in sums.items()
        if amount
    ]
    return sorted(answer, key=lambda s: (-s.amount, s.channel.code if s.channel else "~"))


def vouchers_without_channel(book: Book) -> QuerySet[Voucher]:
    """Vouchers that sold something through a channel nobody has named yet, newest first."""
    sold = Line.objects.filter(book=book, account__in=sales_accounts(book), credit__gt=0)
    return Voucher.objects.filter(
        book=book,
        period__range=(1, 12),
        sale__isnull=True,
        reversal_of__isnull=True,
        reversed_by__isnull=True,
        pk__in=sold.values("voucher"),
    ).order_by("-date", "-sequence")


def recent_sales(book: Book, count: int = 20) -> list[Sale]:
    """The newest sales with all that a list shows."""
    return list(
        Sale.objects.filter(book=book)
        .select_related("voucher__reversed_by", "channel")
        .prefetch_related("lines__product")
        .order_by("-voucher__date", "-voucher__sequence")[:count]
    )
