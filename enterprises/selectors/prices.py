"""What a product costs on a day, through a channel."""

from datetime import date

from django.db.models import F, Q, QuerySet

from enterprises.models import Channel, Product, ProductPrice
from ledger.models import Book


def prices_on(book: Book, day: date) -> QuerySet[ProductPrice]:
    """The prices in force on a day; the one that began last comes first."""
    return ProductPrice.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        product__book=book,
        valid_from__lte=day,
    ).order_by(F("channel").asc(nulls_last=True), "-valid_from")


def price_of(product: Product, channel: Channel, day: date) -> int | None:
    """Whole rupiah per measure: the channel's own price, else the general one, else the product's.

    None where nobody has set any.
    """
    found = prices_on(product.book, day).filter(product=product)
    fitting = found.filter(Q(channel=channel) | Q(channel__isnull=True)).first()
    return fitting.price if fitting else product.price


def price_list(book: Book) -> list[ProductPrice]:
    """All prices that were ever set, by product, newest first."""
    return list(
        ProductPrice.objects.filter(product__book=book)
        .select_related("product", "channel")
        .order_by("product__name", F("channel__name").asc(nulls_first=True), "-valid_from")
    )
