"""What may be sold, how it is told, and how its lines are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from enterprises.models import Channel, Product, Sale, SaleLine, Terms
from enterprises.models.sales import plain_quantity
from enterprises.selectors.data import trade_code
from enterprises.services.sale_errors import SaleError
from ledger.calculations.money import format_rupiah
from ledger.models import Account, Book, Subsidiary


@dataclass(frozen=True)
class SoldItem:
    """A quantity of a product at a price per measure, less a discount; whole rupiah."""

    product: Product
    quantity: Decimal
    price: int
    discount: int = 0

    @property
    def gross(self) -> int:
        """Quantity × price in whole rupiah, half a rupiah up."""
        return int((self.quantity * self.price).quantize(Decimal(1), ROUND_HALF_UP))

    @property
    def amount(self) -> int:
        """What the buyer pays."""
        return self.gross - self.discount


def trade_account(book: Book, role: str, *, is_member: bool = False) -> Account:
    """The account behind a role of trading (`trade_accounts.csv`). Raises SaleError without one."""
    code = trade_code(book.framework, role, is_member=is_member)
    account = book.accounts.filter(code=code, is_active=True).first()
    if account is None:
        raise SaleError(_("Buku ini belum punya akun %(code)s untuk penjualan.") % {"code": code})
    return account


def is_member_on(customer: Subsidiary | None, on: date) -> bool:
    """Whether the customer's membership covers the day."""
    buyer = getattr(customer, "buyer", None)
    membership = buyer.membership if buyer else None
    if membership is None or membership.joined_on is None or membership.joined_on > on:
        return False
    return membership.left_on is None or membership.left_on >= on


def narration_of(items: Sequence[SoldItem], channel: Channel) -> str:
    """What stands on the voucher: goods and channel."""
    sold = ", ".join(
        f"{plain_quantity(item.quantity)} {item.product.measure} {item.product.name}"
        for item in items
    )
    return f"Jual {sold} - {channel.name}"[:200]


def check_sale(
    book: Book,
    channel: Channel,
    items: Sequence[SoldItem],
    terms: str,
    received_in: Account,
    customer: Subsidiary | None,
    due_on: date | None,
    on: date,
) -> None:
    """Raise SaleError for what cannot be sold so."""
    if channel.book_id != book.pk or not channel.is_active:
        raise SaleError(_("Pilih saluran yang masih dipakai."), field="channel")
    if not items:
        raise SaleError(_("Isi sedikitnya satu produk."), field="product")
    for item in items:
        _check_item(book, item)
    if len({(item.product.pk, item.price) for item in items}) < len(items):
        raise SaleError(
            _("Barang yang sama dengan harga yang sama cukup sekali: jumlahkan barisnya."),
            field="product",
        )
    if customer is not None and customer.book_id != book.pk:
        raise SaleError(_("Pilih pelanggan dari daftar."), field="customer")
    if terms == Terms.CREDIT:
        if received_in.is_cash:
            raise SaleError(_("Penjualan tempo masuk ke piutang, bukan kas."), field="terms")
        if due_on is None or due_on < on:
            raise SaleError(
                _("Isi jatuh tempo, pada atau sesudah tanggal penjualan."), field="due_on"
            )
        if customer is None:
            raise SaleError(_("Pilih pelanggan yang berutang."), field="customer")
    elif not received_in.is_cash:
        raise SaleError(_("Penjualan tunai masuk ke kas atau bank."), field="terms")


def _check_item(book: Book, item: SoldItem) -> None:
    if item.product.book_id != book.pk or not item.product.is_active:
        raise SaleError(_("Pilih produk yang masih dijual."), field="product")
    check_quantity(item.product, item.quantity)
    if item.price <= 0 or item.gross <= 0:
        raise SaleError(_("Harga harus lebih dari nol."), field="price")
    if item.discount < 0 or item.amount <= 0:
        raise SaleError(
            _("Potongan harus kurang dari harga Rp %(gross)s.")
            % {"gross": format_rupiah(item.gross)},
            field="discount",
        )


def check_quantity(product: Product, quantity: Decimal) -> None:
    """Raise SaleError for nothing, and for a quantity finer than the product is measured."""
    if quantity <= 0:
        raise SaleError(_("Jumlah barang harus lebih dari nol."), field="quantity")
    if quantity == quantity.quantize(Decimal(1).scaleb(-product.decimals)):
        return
    words = {"product": product, "measure": product.measure, "count": product.decimals}
    if product.decimals == 0:
        raise SaleError(
            _("%(product)s dihitung per %(measure)s utuh. Tulis jumlah tanpa koma.") % words,
            field="quantity",
        )
    raise SaleError(
        _("%(product)s dihitung per %(measure)s dengan %(count)s angka di belakang koma.") % words,
        field="quantity",
    )


def keep_lines(sale: Sale, items: Sequence[SoldItem], costs: Mapping[int, int]) -> None:
    """Copy what was sold onto the lines of a sale."""
    SaleLine.objects.bulk_create(
        SaleLine(
            sale=sale,
            product=item.product,
            channel=sale.channel,
            name=item.product.name,
            quantity=item.quantity,
            measure=item.product.measure,
            price=item.price,
            discount=item.discount,
            cost=costs.get(item.product.pk),
            amount=item.amount,
        )
        for item in items
    )
