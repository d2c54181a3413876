"""Counting the stock by two people, and the posted difference."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from enterprises.calculations.stock import part_of
from enterprises.models import Item, MovementKind, StockCount, StockCountLine
from enterprises.models.stock import spoken
from enterprises.selectors.cost_of_sales import cost_split
from enterprises.selectors.data import rows
from enterprises.selectors.stock import account_row, held, stock_accounts, stock_start
from enterprises.services.items import checked_thousandths
from enterprises.services.shelf import Shelf, StockError
from ledger.calculations.money import allocate
from ledger.models import Book, Origin, Voucher
from ledger.selectors.balances import balances
from ledger.services import events
from ledger.services.journal import (
    NOT_ASKED,
    Approval,
    KeyReusedError,
    LineInput,
    VoucherInput,
)


@dataclass(frozen=True)
class CountedGoods:
    """An item as two people counted it. `price` per measure in whole rupiah, where it is needed."""

    item: Item
    first: Decimal
    second: Decimal
    price: int | None = None


@dataclass(frozen=True)
class Counted:
    """One item as it will be kept: thousandths and whole rupiah."""

    item: Item
    quantity: int
    value: int
    book_quantity: int = 0
    book_value: int = 0


@transaction.atomic
def record_stock_count(
    *,
    book: Book,
    on: date,
    counted: Sequence[CountedGoods],
    counters: tuple[str, str],
    note: str = "",
    key: str | None = None,
    actor: Any,
    at: datetime,
    approval: Approval = NOT_ASKED,
) -> StockCount:
    """Keep a count and post its difference.

    With stock cards each item moves to what was counted, at its average (what nobody had on the
    card at `price`): Dr stock, Cr difference, or the reverse. Counted periodically each stock
    account moves to what was counted × `price`; in a cooperative what is gone is the cost of what
    was sold, to members and others by their sales since the last count.
    Raises StockError when the two differ or are one person; a repeated `key` answers with the count
    that stands. `voucher` of the count is None where nothing differed.
    """
    shelf = Shelf(book, on, key=key)
    if standing := _standing(book, key, on, counted):
        return standing
    _check(book, on, counted, counters, at)
    if stock_start(book) is not None:
        found, lines = _by_cards(shelf, counted)
    else:
        found, lines = _periodically(book, on, counted)
    voucher: Voucher | None = None
    if lines:
        source = VoucherInput(
            date=on,
            narration=f"Hitung stok oleh {counters[0].strip()} dan {counters[1].strip()}"[:200],
            lines=lines,
            key=key,
            origin=Origin.ACT,
            approval=approval,
        )
        voucher = shelf.post(source, actor=actor, at=at)
    return _keep(book, on, found, counters, note, key, voucher, actor, at)


@transaction.atomic
def register_count(
    *,
    voucher: Voucher,
    counted: Sequence[Counted],
    counters: tuple[str, str],
    note: str = "",
    actor: Any,
    at: datetime,
) -> StockCount:
    """Say what the voucher of a count was about: for counts recorded as plain journals.

    Raises StockError unless the values counted are the stock accounts' balances after it.
    """
    if StockCount.objects.filter(voucher=voucher).exists():
        raise StockError(_("Hitungan bukti %(code)s sudah dicatat.") % {"code": voucher.code})
    of_account = balances(voucher.book, on=voucher.date)
    for account in stock_accounts(voucher.book):
        values = sum(c.value for c in counted if c.item.stock_account_id == account.pk)
        if values != of_account.get(account.pk, 0):
            raise StockError(
                _("Hitungan bukti %(code)s tidak sama dengan saldo akun %(account)s.")
                % {"code": voucher.code, "account": account}
            )
    book, day = voucher.book, voucher.date
    return _keep(book, day, counted, counters, note, None, voucher, actor, at)


def _standing(
    book: Book, key: str | None, on: date, counted: Sequence[CountedGoods]
) -> StockCount | None:
    count = book.stock_counts.filter(key=key).first() if key else None
    if count is None:
        return None
    wanted = {(c.item.pk, int(c.first * 1000)) for c in counted}
    if count.counted_on != on or set(count.lines.values_list("item", "quantity")) != wanted:
        raise KeyReusedError.of(count.voucher.code if count.voucher else str(count))
    return count


def _check(
    book: Book,
    on: date,
    counted: Sequence[CountedGoods],
    counters: tuple[str, str],
    at: datetime,
) -> None:
    first, second = (name.strip() for name in counters)
    if not first or not second:
        raise StockError(_("Tulis nama kedua penghitung."), field="second_counter")
    if first.casefold() == second.casefold():
        raise StockError(
            _("Penghitung kedua harus orang lain: stok dihitung berdua."), field="second_counter"
        )
    if on > timezone.localdate(at):
        raise StockError(_("Tanggal hitung tidak boleh sesudah hari ini."), field="date")
    if not counted:
        raise StockError(_("Isi hitungan sedikitnya satu barang."))
    for row, goods in enumerate(counted):
        if goods.item.book_id != book.pk:
            raise StockError(_("Pilih barang yang masih dipakai."), field="item", row=row)
        for quantity in (goods.first, goods.second):
            if quantity:
                checked_thousandths(goods.item, quantity, row=row)
        if goods.first != goods.second:
            raise StockError(
                _(
                    "Hitungan %(item)s berbeda: %(first)s dan %(second)s. Hitung ulang bersama"
                    " sampai sama."
                )
                % {
                    "item": goods.item,
                    "first": spoken(int(goods.first * 1000)),
                    "second": spoken(int(goods.second * 1000)),
                },
                field="second",
                row=row,
            )


def _by_cards(
    shelf: Shelf, counted: Sequence[CountedGoods]
) -> tuple[list[Counted], list[LineInput]]:
    """Move every card to what was counted."""
    found: list[Counted] = []
    gaps: dict[str, list[int]] = {}
    for row, goods in enumerate(counted):
        item, quantity = goods.item, int(goods.first * 1000)
        there = held(item, on=shelf.on)
        gap = quantity - there.quantity
        value = 0
        if gap < 0:
            value = -shelf.take(item, -gap, MovementKind.COUNT)
        elif gap > 0:
            if there.quantity:
                value = part_of(there.value, gap, there.quantity)
            elif goods.price:
                value = part_of(goods.price, gap, 1000)
            else:
                raise StockError(
                    _("%(item)s belum ada di kartu: isi harganya per %(measure)s.")
                    % {"item": item, "measure": item.measure},
                    field="price",
                    row=row,
                )
            shelf.put(item, gap, value, MovementKind.COUNT)
        code = account_row(shelf.book, item.kind)["difference"]
        gaps.setdefault(code, []).append(value)
        found.append(Counted(item, quantity, there.value + value, there.quantity, there.value))
    lines: list[LineInput] = [*shelf.lines(is_gross=True)]
    for code, values in sorted(gaps.items()):
        account = shelf.book.accounts.get(code=code)
        missing, extra = -sum(v for v in values if v < 0), sum(v for v in values if v > 0)
        lines += [LineInput(account, debit=missing)] if missing else []
        lines += [LineInput(account, credit=extra)] if extra else []
    return found, lines


def _periodically(
    book: Book, on: date, counted: Sequence[CountedGoods]
) -> tuple[list[Counted], list[LineInput]]:
    """Move every stock account to what was counted in it."""
    found = []
    for row, goods in enumerate(counted):
        quantity = int(goods.first * 1000)
        if quantity and not goods.price:
            raise StockError(
                _("Isi harga %(item)s per %(measure)s.")
                % {"item": goods.item, "measure": goods.item.measure},
                field="price",
                row=row,
            )
        found.append(Counted(goods.item, quantity, part_of(goods.price or 0, quantity, 1000)))
    of_account = balances(book, on=on)
    lines: list[LineInput] = []
    for account in stock_accounts(book):
        values = [c.value for c in found if c.item.stock_account_id == account.pk]
        if not values:
            continue
        gap = sum(values) - of_account.get(account.pk, 0)
        if not gap:
            continue
        lines.append(LineInput(account, debit=max(gap, 0), credit=max(-gap, 0)))
        lines += _cost_lines(book, account.code, -gap, on)
    return found, lines


def _cost_lines(book: Book, stock_code: str, cost: int, on: date) -> list[LineInput]:
    """What left a stock account, on the accounts of what was sold to members and to others."""
    data = rows("stock_accounts.csv", book.framework)
    row = next(row for row in data if row["stock"] == stock_code)
    if row["cost"] == row["cost_member"]:
        shares = {row["cost"]: cost}
    else:
        member, other = cost_split(book, until=on)
        parts = allocate(cost, [member, other]) if member + other else [0, cost]
        shares = dict(zip((row["cost_member"], row["cost"]), parts, strict=True))
    accounts = {a.code: a for a in book.accounts.filter(code__in=shares)}
    return [
        LineInput(accounts[code], debit=max(part, 0), credit=max(-part, 0))
        for code, part in sorted(shares.items())
        if part
    ]


def _keep(
    book: Book,
    on: date,
    found: Sequence[Counted],
    counters: tuple[str, str],
    note: str,
    key: str | None,
    voucher: Voucher | None,
    actor: Any,
    at: datetime,
) -> StockCount:
    count = StockCount.objects.create(
        book=book,
        counted_on=on,
        first_counter=counters[0].strip()[:120],
        second_counter=counters[1].strip()[:120],
        note=note.strip()[:200],
        key=key or "",
        voucher=voucher,
    )
    for line in found:
        StockCountLine.objects.create(
            count=count,
            item=line.item,
            account=line.item.stock_account,
            quantity=line.quantity,
            value=line.value,
            book_quantity=line.book_quantity,
            book_value=line.book_value,
        )
    events.log(
        act="count_stock",
        subject=on.isoformat(),
        actor=actor,
        at=at,
        book=book,
        counters=list(counters),
        voucher=voucher.code if voucher else "",
    )
    return count
