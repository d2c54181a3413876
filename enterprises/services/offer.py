"""What is sold and through whom: channels, products, prices, buyers."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from enterprises.models import Buyer, Channel, Product, ProductKind, ProductPrice
from enterprises.selectors.receivables import receivable_account
from enterprises.services.sale_errors import SaleError
from ledger.models import Book, Subsidiary
from ledger.services import events
from ledger.services.books import open_subsidiary
from members.models import Membership


@transaction.atomic
def add_channel(
    *, book: Book, code: str, name: str, kind: str, actor: Any, at: datetime
) -> Channel:
    """Open a channel. Raises SaleError when the code is taken."""
    if book.channels.filter(code=code).exists():
        raise SaleError(_("Kode saluran %(code)s sudah dipakai.") % {"code": code}, field="code")
    channel = Channel.objects.create(book=book, code=code, name=name, kind=kind)
    events.log(act="add_channel", subject=name, actor=actor, at=at, book=book, kind=kind)
    return channel


@transaction.atomic
def add_product(
    *,
    book: Book,
    code: str,
    name: str,
    measure: str,
    decimals: int = 0,
    price: int | None = None,
    kind: str = ProductKind.GOODS,
    actor: Any,
    at: datetime,
) -> Product:
    """Add a product or a service. Raises SaleError when the code is taken or the price is zero."""
    if book.products.filter(code=code).exists():
        raise SaleError(_("Kode produk %(code)s sudah dipakai.") % {"code": code}, field="code")
    if price is not None and price <= 0:
        raise SaleError(_("Harga harus lebih dari nol."), field="price")
    product = Product.objects.create(
        book=book,
        code=code,
        name=name,
        measure=measure,
        decimals=decimals,
        price=price,
        kind=kind,
    )
    events.log(act="add_product", subject=name, actor=actor, at=at, book=book)
    return product


@transaction.atomic
def set_price(
    *,
    product: Product,
    channel: Channel | None,
    price: int,
    valid_from: date,
    valid_to: date | None = None,
    actor: Any,
    at: datetime,
) -> ProductPrice:
    """Set a price from a day on; one of the same channel and day is replaced.

    Sales keep the price they were made at. Raises SaleError for a price of zero, an end before the
    start, and a channel of another book.
    """
    if price <= 0:
        raise SaleError(_("Harga harus lebih dari nol."), field="price")
    if valid_to is not None and valid_to < valid_from:
        raise SaleError(_("Harga berakhir sebelum mulai berlaku."), field="valid_to")
    if channel is not None and channel.book_id != product.book_id:
        raise SaleError(_("Pilih saluran yang masih dipakai."), field="channel")
    made, _created = ProductPrice.objects.update_or_create(
        product=product,
        channel=channel,
        valid_from=valid_from,
        defaults={"price": price, "valid_to": valid_to},
    )
    events.log(
        act="set_price",
        subject=str(product)[:120],
        actor=actor,
        at=at,
        book=product.book,
        price=price,
        channel=channel.code if channel else "",
        valid_from=valid_from.isoformat(),
        valid_to=valid_to.isoformat() if valid_to else "",
    )
    return made


@transaction.atomic
def add_buyer(
    *,
    book: Book,
    name: str,
    membership: Membership | None = None,
    phone: str = "",
    address: str = "",
    actor: Any,
    at: datetime,
) -> Buyer:
    """Open an account for a buyer below the trade receivables: those on members or on others.

    Raises SaleError for a name that is taken and a member of another organization.
    """
    if membership is not None:
        if membership.organization.book_id != book.pk:
            raise SaleError(_("Pilih anggota lembaga ini."), field="membership")
        name = name.strip() or membership.person.name
    name = name.strip()
    if not name:
        raise SaleError(_("Tulis nama pembeli."), field="name")
    account = receivable_account(book, is_member=membership is not None)
    if account.subsidiaries.filter(name__iexact=name).exists():
        raise SaleError(
            _("Pembeli %(name)s sudah ada. Pilih dari daftar, atau tambahkan alamatnya pada nama.")
            % {"name": name},
            field="name",
        )
    made: Subsidiary = open_subsidiary(
        account=account, code=_free_code(account, name), name=name[:120], actor=actor, at=at
    )
    return Buyer.objects.create(
        subsidiary=made, membership=membership, phone=phone.strip(), address=address.strip()
    )


def _free_code(account: Any, name: str) -> str:
    """A readable code of at most 20 characters that nobody has yet."""
    taken = set(account.subsidiaries.values_list("code", flat=True))
    stem = slugify(name).upper()[:16] or "PEMBELI"
    return next(
        code
        for code in (stem, *(f"{stem}-{number}" for number in range(2, 1000)))
        if code not in taken
    )
