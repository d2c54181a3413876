"""Items in stock: adding them, and taking up stock cards."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from enterprises.calculations.stock import thousandths
from enterprises.models import Item, ItemKind, MovementKind, Product, StockStart
from enterprises.selectors.stock import account_row, stock_accounts, stock_start
from enterprises.services.shelf import Move, StockError, write_moves
from ledger.calculations.money import format_rupiah
from ledger.models import Account, Book, Line
from ledger.selectors.balances import balances
from ledger.services import events
from ledger.services.periods import lock_book


@transaction.atomic
def add_item(
    *,
    book: Book,
    code: str,
    name: str,
    kind: str,
    measure: str,
    decimals: int = 0,
    purchase_account: Account | None = None,
    product: Product | None = None,
    actor: Any,
    at: datetime,
) -> Item:
    """Add an item. Its accounts are those of its kind (`stock_accounts.csv`).

    `purchase_account` overrides where purchases go while the book counts periodically. Raises
    StockError for a code or a product that is taken.
    """
    if book.items.filter(code=code).exists():
        raise StockError(_("Kode barang %(code)s sudah dipakai.") % {"code": code}, field="name")
    if product is not None and Item.objects.filter(product=product).exists():
        raise StockError(
            _("Produk %(product)s sudah terhubung dengan barang lain.") % {"product": product},
            field="product",
        )
    if product is not None and (product.measure, product.decimals) != (measure, decimals):
        raise StockError(
            _("Satuannya harus sama dengan produk %(product)s: %(measure)s.")
            % {"product": product, "measure": product.measure},
            field="measure",
        )
    row = account_row(book, ItemKind(kind))
    if purchase_account is None and row["purchase"]:
        purchase_account = book.accounts.get(code=row["purchase"])
    item = Item.objects.create(
        book=book,
        code=code,
        name=name,
        kind=kind,
        measure=measure,
        decimals=decimals,
        stock_account=book.accounts.get(code=row["stock"]),
        purchase_account=purchase_account,
        product=product,
    )
    events.log(act="add_item", subject=name, actor=actor, at=at, book=book, kind=kind)
    return item


@transaction.atomic
def start_stock_cards(
    *,
    book: Book,
    on: date,
    opening: Mapping[Item, tuple[int, int]],
    actor: Any,
    at: datetime,
) -> StockStart:
    """Keep stock item by item from a day on: item → (thousandths, whole rupiah) that lie there.

    Posts nothing: the values of each inventory account must be its balance, so that cards and
    books agree from the first day. Raises StockError when they do not, when the book keeps cards
    already, and when something was booked on these accounts after the day.
    """
    lock_book(book)
    if stock_start(book) is not None:
        raise StockError(_("Buku ini sudah memakai kartu stok."))
    later = Line.objects.filter(book=book, account__in=stock_accounts(book), date__gt=on)
    if (line := later.select_related("voucher").first()) is not None:
        raise StockError(
            _("Bukti %(code)s memindahkan persediaan sesudah hari itu. Pilih hari sesudahnya.")
            % {"code": line.voucher.code},
            field="date",
        )
    of_account = balances(book, on=on)
    for account in stock_accounts(book):
        balance = of_account.get(account.pk, 0)
        cards = sum(v for i, (_q, v) in opening.items() if i.stock_account_id == account.pk)
        if balance != cards:
            raise StockError(
                _(
                    "Nilai barang pada akun %(account)s Rp %(cards)s, saldo bukunya Rp %(balance)s."
                    " Samakan nilainya, atau bukukan hitung stok dahulu."
                )
                % {
                    "account": account,
                    "cards": format_rupiah(cards),
                    "balance": format_rupiah(balance),
                }
            )
    start = StockStart.objects.create(book=book, since=on)
    for item, (quantity, value) in opening.items():
        if quantity < 0 or value < 0 or (value and not quantity):
            raise StockError(
                _("Jumlah dan nilai %(item)s tidak boleh kurang dari nol.") % {"item": item}
            )
        if quantity:
            write_moves(book, [Move(item, MovementKind.OPENING, quantity, value)], None, on)
    events.log(
        act="start_stock_cards", subject=on.isoformat(), actor=actor, at=at, book=book,
        items=len(opening),
    )  # fmt: skip
    return start


def checked_thousandths(item: Item, quantity: Any, *, row: int | None = None) -> int:
    """A quantity of an item as whole thousandths; StockError for what its measure cannot be."""
    if quantity <= 0:
        raise StockError(_("Jumlah barang harus lebih dari nol."), field="quantity", row=row)
    step = 10 ** (3 - item.decimals)
    try:
        found = thousandths(quantity)
    except ValueError:
        found = 1
    if found % step:
        raise StockError(
            _("%(item)s dihitung per %(measure)s dengan %(count)s angka di belakang koma.")
            % {"item": item, "measure": item.measure, "count": item.decimals},
            field="quantity",
            row=row,
        )
    return found
