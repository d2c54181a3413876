"""Stock movements of one voucher: prepared under the book's lock, posted with it or not at all.

Every act that moves stock puts its movements on a `Shelf` and posts through it. The gate refuses
any other voucher on an inventory account of a book that keeps stock cards, so the cards and the
accounts never differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from enterprises.calculations.stock import issue_value, value_taken_back
from enterprises.models import Item, MovementKind, StockMovement
from enterprises.models.stock import spoken
from enterprises.selectors.stock import Held, held, last_issue, stock_codes, stock_start
from ledger.models import Book, Unit, Voucher
from ledger.registry import Refusal, register_posting_check
from ledger.services import journal
from ledger.services.journal import LineInput, VoucherInput
from ledger.services.periods import lock_book


class StockError(ValueError):
    """A movement was refused; `field` tells where, the text says what to do."""

    def __init__(self, message: str, *, field: str = "", row: int | None = None) -> None:
        super().__init__(message)
        self.field = field
        self.row = row


@dataclass(frozen=True)
class Move:
    """One movement to come: thousandths and whole rupiah, negative for what goes out."""

    item: Item
    kind: str
    quantity: int
    value: int


@dataclass(frozen=True)
class StockLine(LineInput):
    """A line on an inventory account that movements stand behind; only a `Shelf` makes one."""


class Shelf:
    """The movements of one voucher. Takes the book's lock, which lasts for the transaction."""

    def __init__(self, book: Book, on: date, *, key: str | None = None) -> None:
        lock_book(book)
        self.book = book
        self.on = on
        self.moves: list[Move] = []
        self.standing = _standing(book, key)

    @property
    def is_answered(self) -> bool:
        """Whether the key stands already: then nothing is priced anew."""
        return self.standing is not None

    def put(self, item: Item, quantity: int, value: int, kind: str) -> None:
        """Something comes into stock at what it cost."""
        self._check_day(item)
        self.moves.append(Move(item, kind, quantity, value))

    def take(self, item: Item, quantity: int, kind: str) -> int:
        """Something leaves stock at its average on that day; returns what it cost."""
        self._check_day(item)
        there = self._enough(item, quantity)
        value = issue_value(quantity, there.quantity, there.value)
        return self._take(item, quantity, value, kind)

    def take_back(self, item: Item, quantity: int, cost: int, kind: str) -> int:
        """Something goes back at what it cost, as far as the stock carries it; returns that."""
        self._check_day(item)
        there = self._enough(item, quantity)
        value = value_taken_back(quantity, cost, there.quantity, there.value)
        return self._take(item, quantity, value, kind)

    def mirror(self, movement: StockMovement) -> None:
        """Undo a movement exactly, or refuse."""
        item = movement.item
        self._check_day(item)
        if movement.quantity > 0:
            there = self._enough(item, movement.quantity)
            left = Held(there.quantity - movement.quantity, there.value - movement.value)
            if left.value < 0 or (left.quantity == 0 and left.value):
                raise StockError(
                    _(
                        "Nilai %(item)s sudah bercampur dengan pembelian lain; pembalikan"
                        " menyisakan nilai tanpa barang. Koreksi lewat retur atau hitung stok."
                    )
                    % {"item": item}
                )
        self.moves.append(Move(item, MovementKind.REVERSAL, -movement.quantity, -movement.value))

    def _take(self, item: Item, quantity: int, value: int, kind: str) -> int:
        self.moves.append(Move(item, kind, -quantity, -value))
        return value

    def _there(self, item: Item) -> Held:
        """What is held on the day and free on every later day, with what is on the shelf."""
        there = held(item, on=self.on)
        pending = [m for m in self.moves if m.item.pk == item.pk]
        return Held(
            there.quantity + sum(m.quantity for m in pending),
            there.value + sum(m.value for m in pending),
        )

    def _enough(self, item: Item, quantity: int) -> Held:
        there = self._there(item)
        if quantity > there.quantity:
            raise StockError(
                _(
                    "Stok %(item)s pada %(day)s tinggal %(held)s %(measure)s. Kurangi jumlahnya,"
                    " catat pembelian atau produksinya, atau hitung stok dahulu."
                )
                % {
                    "item": item,
                    "day": self.on.strftime("%d/%m/%Y"),
                    "held": spoken(there.quantity),
                    "measure": item.measure,
                },
                field="quantity",
            )
        return there

    def _check_day(self, item: Item) -> None:
        start = stock_start(self.book)
        if start is None or self.on < start.since:
            raise StockError(_("Kartu stok buku ini belum mulai pada hari itu."), field="date")
        issued = last_issue(item)
        if issued is not None and self.on < issued:
            raise StockError(
                _(
                    "%(item)s sudah keluar pada %(day)s; mutasi sebelum hari itu mengubah harga"
                    " pokok yang sudah dibukukan. Pakai tanggal itu atau sesudahnya, atau koreksi"
                    " lewat hitung stok."
                )
                % {"item": item, "day": issued.strftime("%d/%m/%Y")},
                field="date",
            )

    def lines(self, *, unit: Unit | None = None, is_gross: bool = False) -> list[StockLine]:
        """The inventory lines by account code: each account's net, or its debit and its credit."""
        if is_gross:
            came, went = self._sums(1), self._sums(-1)
            return [
                *(StockLine(a, debit=value, unit=unit) for a, value in came.items() if value),
                *(StockLine(a, credit=-value, unit=unit) for a, value in went.items() if value),
            ]
        return [
            StockLine(account, debit=max(net, 0), credit=max(-net, 0), unit=unit)
            for account, net in self._net().items()
            if net
        ]

    def _net(self) -> dict[Any, int]:
        return self._sums(0)

    def _sums(self, side: int) -> dict[Any, int]:
        """Account → value of the movements in (1), out (-1) or both (0)."""
        moves = self.standing if self.standing is not None else self.moves
        sums: dict[Any, int] = {}
        for move in moves:
            if side * move.value < 0:
                continue
            account = move.item.stock_account
            sums[account] = sums.get(account, 0) + move.value
        return dict(sorted(sums.items(), key=lambda pair: pair[0].code))

    @property
    def cost(self) -> int:
        """What left stock, less what came in; whole rupiah."""
        return -sum(self._net().values())

    def post(self, source: VoucherInput, *, actor: Any, at: datetime) -> Voucher:
        """Post the voucher and write its movements; a repeated key answers with what stands."""
        voucher = journal.post(book=self.book, voucher=source, actor=actor, at=at)
        self.keep(voucher)
        return voucher

    def keep(self, voucher: Voucher) -> None:
        """Write the movements of a voucher that has just been posted with the shelf's lines."""
        if not self.is_answered:
            write_moves(self.book, self.moves, voucher, self.on)


def write_moves(book: Book, moves: Sequence[Move], voucher: Voucher | None, on: date) -> None:
    """Add movements behind the last one of each item."""
    for move in moves:
        last = move.item.movements.order_by("-sequence").first()
        StockMovement.objects.create(
            book=book,
            item=move.item,
            voucher=voucher,
            date=on,
            kind=move.kind,
            quantity=move.quantity,
            value=move.value,
            sequence=(last.sequence if last else 0) + 1,
            quantity_after=(last.quantity_after if last else 0) + move.quantity,
            value_after=(last.value_after if last else 0) + move.value,
        )


def _standing(book: Book, key: str | None) -> list[Move] | None:
    """The movements of the voucher that stands under a key; None when none does."""
    voucher = book.vouchers.filter(key=key).first() if key else None
    if voucher is None:
        return None
    found = voucher.stock_movements.select_related("item__stock_account").order_by("pk")
    return [Move(m.item, m.kind, m.quantity, m.value) for m in found]


def refuse_without_movements(book: Book, vouchers: Sequence[VoucherInput]) -> Refusal | None:
    """Refuse whatever moves an inventory account of a book with stock cards past the cards."""
    codes = stock_codes(book.framework)
    touching = [
        place
        for place, source in enumerate(vouchers)
        if any(_is_past_the_cards(source, line, codes) for line in source.lines)
    ]
    if not touching or stock_start(book) is None:
        return None
    return Refusal(
        touching[0],
        _(
            "Persediaan buku ini memakai kartu stok. Catat lewat pembelian, penjualan,"
            " produksi, retur, atau hitung stok."
        ),
    )


def _is_past_the_cards(source: VoucherInput, line: LineInput, codes: frozenset[str]) -> bool:
    """A line on stock that no shelf made; the cards follow a reversal (`stock_reversals.py`)."""
    if line.account.code not in codes or isinstance(line, StockLine):
        return False
    undone = source.reversal_of
    return undone is None or not undone.stock_movements.exists()


def register() -> None:
    """Let the gate ask."""
    register_posting_check("stock", refuse_without_movements)
