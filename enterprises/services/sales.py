"""Selling: channels, products, a sale and its voucher."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from enterprises.models import Channel, Product, Sale, SaleLine, Terms
from enterprises.selectors.sales import sales_accounts
from ledger.models import Account, Book, Origin, Subsidiary, Unit, Voucher
from ledger.services import events, journal
from ledger.services.journal import NOT_ASKED, Approval, LineInput, VoucherInput


class SaleError(ValueError):
    """A sale was refused; `field` tells where, the text says what to do."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class SoldItem:
    """A quantity of a product at a price in whole rupiah per measure."""

    product: Product
    quantity: Decimal
    price: int

    @property
    def amount(self) -> int:
        """Quantity × price in whole rupiah, half a rupiah up."""
        return int((self.quantity * self.price).quantize(Decimal(1), ROUND_HALF_UP))


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
    actor: Any,
    at: datetime,
) -> Product:
    """Add a product. Raises SaleError when the code is taken."""
    if book.products.filter(code=code).exists():
        raise SaleError(_("Kode produk %(code)s sudah dipakai.") % {"code": code}, field="code")
    product = Product.objects.create(
        book=book, code=code, name=name, measure=measure, decimals=decimals, price=price
    )
    events.log(act="add_product", subject=name, actor=actor, at=at, book=book)
    return product


@transaction.atomic
def record_sale(
    *,
    book: Book,
    on: date,
    channel: Channel,
    items: Sequence[SoldItem],
    terms: str,
    revenue: Account,
    received_in: Account,
    customer: Subsidiary | None = None,
    due_on: date | None = None,
    buyer: str = "",
    reference: str = "",
    unit: Unit | None = None,
    key: str | None = None,
    actor: Any,
    at: datetime,
    approval: Approval = NOT_ASKED,
) -> Sale:
    """Sell: post Dr cash, bank or receivable, Cr sales; keep what was sold and through whom.

    `received_in` is a cash account, or the receivable account with its `customer` on credit.
    Raises SaleError for what cannot be sold so and PostingError for what the gate refuses; nothing
    is written then. A repeated `key` answers with the sale that stands.
    """
    _check(book, channel, items, terms, received_in, due_on, on)
    total = sum(item.amount for item in items)
    voucher = journal.post(
        book=book,
        voucher=VoucherInput(
            date=on,
            narration=_narration(items, channel),
            lines=[
                LineInput(received_in, debit=total, subsidiary=customer, unit=unit),
                LineInput(revenue, credit=total, unit=unit),
            ],
            reference=reference,
            party=buyer or (customer.name if customer else ""),
            key=key,
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )
    standing = Sale.objects.filter(voucher=voucher).first()
    return standing or _keep(voucher, channel, items, terms, due_on)


def _narration(items: Sequence[SoldItem], channel: Channel) -> str:
    sold = ", ".join(
        f"{_plain(item.quantity)} {item.product.measure} {item.product.name}" for item in items
    )
    return f"Jual {sold} - {channel.name}"[:200]


def _plain(quantity: Decimal) -> str:
    return f"{quantity.normalize():f}".replace(".", ",")


def _check(
    book: Book,
    channel: Channel,
    items: Sequence[SoldItem],
    terms: str,
    received_in: Account,
    due_on: date | None,
    on: date,
) -> None:
    if channel.book_id != book.pk or not channel.is_active:
        raise SaleError(_("Pilih saluran yang masih dipakai."), field="channel")
    if not items:
        raise SaleError(_("Isi sedikitnya satu produk."), field="product")
    for item in items:
        _check_item(book, item)
    if terms == Terms.CREDIT:
        if received_in.is_cash:
            raise SaleError(_("Penjualan tempo masuk ke piutang, bukan kas."), field="terms")
        if due_on is None or due_on < on:
            raise SaleError(
                _("Isi jatuh tempo, pada atau sesudah tanggal penjualan."), field="due_on"
            )
    elif not received_in.is_cash:
        raise SaleError(_("Penjualan tunai masuk ke kas atau bank."), field="terms")


def _check_item(book: Book, item: SoldItem) -> None:
    if item.product.book_id != book.pk or not item.product.is_active:
        raise SaleError(_("Pilih produk yang masih dijual."), field="product")
    if item.quantity <= 0:
        raise SaleError(_("Jumlah barang harus lebih dari nol."), field="quantity")
    if item.quantity != item.quantity.quantize(Decimal(1).scaleb(-item.product.decimals)):
        raise SaleError(
            _("%(product)s dihitung per %(measure)s dengan %(count)s angka di belakang koma.")
            % {
                "product": item.product,
                "measure": item.product.measure,
                "count": item.product.decimals,
            },
            field="quantity",
        )
    if item.price <= 0 or item.amount <= 0:
        raise SaleError(_("Harga harus lebih dari nol."), field="price")


@transaction.atomic
def assign_channel(
    *,
    voucher: Voucher,
    channel: Channel,
    items: Sequence[SoldItem] = (),
    actor: Any,
    at: datetime,
) -> Sale:
    """Say through which channel a posted voucher sold: for sales recorded as plain journals.

    The books do not change. Raises SaleError for a voucher without sales, with a channel already,
    of another book, or when the items do not add up to what it sold.
    """
    if channel.book_id != voucher.book_id:
        raise SaleError(_("Pilih saluran yang masih dipakai."), field="channel")
    if Sale.objects.filter(voucher=voucher).exists():
        raise SaleError(
            _("Saluran bukti %(code)s sudah dicatat.") % {"code": voucher.code}, field="channel"
        )
    lines = list(voucher.lines.select_related("account"))
    accounts = {account.pk for account in sales_accounts(voucher.book)}
    sold = sum(line.credit - line.debit for line in lines if line.account_id in accounts)
    if sold <= 0:
        raise SaleError(_("Bukti %(code)s bukan penjualan.") % {"code": voucher.code})
    if items and sum(item.amount for item in items) != sold:
        raise SaleError(
            _("Jumlah barang dan harganya tidak sama dengan penjualan pada bukti %(code)s.")
            % {"code": voucher.code}
        )
    money = [line.account for line in lines if line.debit and line.account.is_cash]
    terms = Terms.CREDIT if not money else _terms_of(money[0])
    sale = _keep(voucher, channel, items, terms, None)
    events.log(
        act="assign_channel",
        subject=voucher.code,
        actor=actor,
        at=at,
        book=voucher.book,
        channel=channel.name,
    )
    return sale


def _terms_of(account: Account) -> str:
    return Terms.BANK if account.purpose == "bank" else Terms.CASH


def _keep(
    voucher: Voucher,
    channel: Channel,
    items: Sequence[SoldItem],
    terms: str,
    due_on: date | None,
) -> Sale:
    sale = Sale.objects.create(
        book=voucher.book, voucher=voucher, channel=channel, terms=terms, due_on=due_on
    )
    SaleLine.objects.bulk_create(
        SaleLine(
            sale=sale,
            product=item.product,
            quantity=item.quantity,
            measure=item.product.measure,
            price=item.price,
            amount=item.amount,
        )
        for item in items
    )
    return sale
