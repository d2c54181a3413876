"""Vouchers whole, and in lists paged by seeking: the thousandth page is as quick as the first."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet, Sum

from ledger.calculations.money import AmountError, parse_rupiah
from ledger.models import Book, Line, Subsidiary, Voucher

PAGE = 50


@dataclass(frozen=True)
class VoucherPage:
    """Up to fifty vouchers, newest first, and where the next page starts."""

    vouchers: list[Any]
    next: str
    is_first: bool


def vouchers(
    book: Book,
    *,
    text: str = "",
    kind: str = "",
    start: date | None = None,
    end: date | None = None,
) -> QuerySet[Voucher]:
    """Vouchers of a book, newest first. `text` finds words, names, numbers and amounts."""
    found = Voucher.objects.filter(book=book)
    if text:
        found = found.filter(_mentions(book, text))
    if kind:
        found = found.filter(kind=kind)
    if start:
        found = found.filter(date__gte=start)
    if end:
        found = found.filter(date__lte=end)
    return found.order_by("-date", "-sequence")


def _mentions(book: Book, text: str) -> Q:
    """Vouchers in whose words, names (of subsidiary accounts too) or amounts the text occurs."""
    named = Line.objects.filter(
        subsidiary__in=Subsidiary.objects.filter(book=book).filter(
            Q(name__icontains=text) | Q(code__iexact=text)
        )
    )
    wanted = (
        Q(narration__icontains=text)
        | Q(reference__icontains=text)
        | Q(party__icontains=text)
        | Q(code__icontains=text)
        | Q(pk__in=named.values("voucher"))
    )
    try:
        amount = int(parse_rupiah(text))
    except AmountError:
        return wanted
    lines = Line.objects.filter(book=book)
    totals = lines.values("voucher").annotate(total=Sum("debit")).filter(total=amount)
    return (
        wanted
        | Q(pk__in=lines.filter(Q(debit=amount) | Q(credit=amount)).values("voucher"))
        | Q(pk__in=totals.values("voucher"))
    )


def whole_vouchers(book: Book) -> QuerySet[Voucher]:
    """Vouchers of a book with all that a slip shows: lines, people, reversal."""
    lines = Prefetch("lines", Line.objects.select_related("account", "subsidiary", "unit"))
    return (
        Voucher.objects.filter(book=book)
        .select_related("made_by__person", "approved_by__person", "reversal_of", "reversed_by")
        .select_related("mandate")
        .select_related("batch", "book")
        .prefetch_related(lines)
    )


def cash_moved(voucher: Voucher) -> int:
    """Return the money that came in (above zero) or went out (below zero) with a voucher.

    Opening balances are no movement, and in a reversal nobody pays anybody: it only corrects the
    books. Between drawer and bank the two sides cancel out.
    """
    if voucher.is_opening or voucher.is_closing or voucher.reversal_of_id is not None:
        return 0
    return sum(line.debit - line.credit for line in voucher.lines.all() if line.account.is_cash)


def page(found: QuerySet[Voucher], *, after: str = "") -> VoucherPage:
    """One page. `after` is the `next` of the page before; a malformed one means the first."""
    place = _place(after)
    if place is not None:
        day, sequence = place
        found = found.filter(
            Q(date__lt=day) | Q(sequence__lt=sequence), date__lte=day
        )  # one half-open range, which the index can walk
    rows = list(found.select_related("reversal_of", "reversed_by")[: PAGE + 1])
    shown = rows[:PAGE]
    amounts = dict(
        Voucher.objects.filter(pk__in=[v.pk for v in shown])
        .order_by()
        .values_list("pk")
        .annotate(Sum("lines__debit"))
    )
    for voucher in shown:
        voucher.amount = amounts[voucher.pk]  # type: ignore[attr-defined]
    last = shown[-1] if len(rows) > PAGE else None
    return VoucherPage(
        vouchers=shown,
        next=f"{last.date.isoformat()}_{last.sequence}" if last else "",
        is_first=place is None,
    )


def _place(after: str) -> tuple[date, int] | None:
    day, _sep, sequence = after.partition("_")
    try:
        return date.fromisoformat(day), int(sequence)
    except ValueError:
        return None
