"""Production: a batch with its inputs, outputs and cost, and the checks of its quality."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from enterprises.models import (
    Batch,
    BatchInput,
    BatchOutput,
    Item,
    MovementKind,
    QualityCheck,
    QualityStandard,
)
from enterprises.models.stock import spoken
from enterprises.selectors.stock import stock_start
from enterprises.services.items import checked_thousandths
from enterprises.services.shelf import Shelf, StockError
from ledger.calculations.money import allocate
from ledger.models import Account, Book, Origin, Voucher
from ledger.services import events
from ledger.services.journal import (
    NOT_ASKED,
    Approval,
    KeyReusedError,
    LineInput,
    VoucherInput,
)


@dataclass(frozen=True)
class UsedGoods:
    """What goes into a batch. `cost` (whole rupiah) counts only without stock cards."""

    item: Item
    quantity: Decimal
    cost: int = 0


@dataclass(frozen=True)
class MadeGoods:
    """What comes out good, and what was lost, in the item's measure."""

    item: Item
    quantity: Decimal
    lost: Decimal = Decimal(0)


@dataclass(frozen=True)
class AddedCost:
    """Labour or overhead: whole rupiah and the account it comes from.

    A cash account when it is paid now, a cost account when it was booked there before.
    """

    amount: int = 0
    account: Account | None = None


@transaction.atomic
def record_batch(
    *,
    book: Book,
    on: date,
    used: Sequence[UsedGoods],
    made: Sequence[MadeGoods],
    labour: AddedCost = AddedCost(),
    overhead: AddedCost = AddedCost(),
    workers: str,
    note: str = "",
    key: str | None = None,
    actor: Any,
    at: datetime,
    approval: Approval = NOT_ASKED,
) -> Batch:
    """Record what was made of what. With stock cards: Dr produce, Cr materials at average cost,
    Cr labour and overhead; without, nothing is posted and the costs are those given.

    The cost of all inputs, labour and overhead lies on the good output, by sales value where every
    output has a price, else by quantity; what was lost is borne by it. Raises StockError for what
    cannot be made so; a repeated `key` answers with the batch that stands.
    """
    shelf = Shelf(book, on, key=key)
    if standing := _standing(book, key, on, used, made):
        return standing
    _check(book, on, used, made, (labour, overhead), workers, at)
    has_cards = stock_start(book) is not None
    costs = [
        shelf.take(u.item, checked_thousandths(u.item, u.quantity), MovementKind.USED)
        if has_cards
        else u.cost
        for u in used
    ]
    total = sum(costs) + labour.amount + overhead.amount
    shares = allocate(total, _weights(made))
    voucher = None
    number = (book.batches.aggregate(n=Max("number"))["n"] or 0) + 1
    if has_cards:
        for m, share in zip(made, shares, strict=True):
            shelf.put(m.item, checked_thousandths(m.item, m.quantity), share, MovementKind.MADE)
        voucher = _post(shelf, number, made, (labour, overhead), key, actor, at, approval)
    batch = Batch.objects.create(
        book=book,
        number=number,
        made_on=on,
        voucher=voucher,
        key=key or "",
        labour=labour.amount,
        overhead=overhead.amount,
        workers=workers.strip()[:200],
        note=note.strip()[:200],
    )
    _keep(batch, used, costs, made, shares)
    if voucher is None:
        events.log(act="record_batch", subject=str(number), actor=actor, at=at, book=book)
    return batch


def _standing(
    book: Book,
    key: str | None,
    on: date,
    used: Sequence[UsedGoods],
    made: Sequence[MadeGoods],
) -> Batch | None:
    batch = book.batches.filter(key=key).first() if key else None
    if batch is None:
        return None
    goods = {(u.item.pk, int(u.quantity * 1000)) for u in used}
    results = {(m.item.pk, int(m.quantity * 1000)) for m in made}
    if (
        batch.made_on != on
        or set(batch.inputs.values_list("item", "quantity")) != goods
        or set(batch.outputs.values_list("item", "quantity")) != results
    ):
        raise KeyReusedError.of(batch.voucher.code if batch.voucher else str(batch))
    return batch


def _check(
    book: Book,
    on: date,
    used: Sequence[UsedGoods],
    made: Sequence[MadeGoods],
    added: Sequence[AddedCost],
    workers: str,
    at: datetime,
) -> None:
    if on > timezone.localdate(at):
        raise StockError(_("Tanggal produksi tidak boleh sesudah hari ini."), field="date")
    if not workers.strip():
        raise StockError(_("Tulis siapa yang mengerjakan."), field="workers")
    if not made:
        raise StockError(_("Isi sedikitnya satu hasil."), field="made")
    if not used:
        raise StockError(_("Isi sedikitnya satu bahan."), field="used")
    items = [*(u.item for u in used), *(m.item for m in made)]
    if len({item.pk for item in items}) != len(items):
        raise StockError(
            _("Tiap barang cukup satu baris, dan hasil tidak sama dengan bahannya."), field="made"
        )
    if any(item.book_id != book.pk or not item.is_active for item in items):
        raise StockError(_("Pilih barang yang masih dipakai."), field="item")
    for row, good in enumerate(used):
        checked_thousandths(good.item, good.quantity, row=row)
    for m in made:
        checked_thousandths(m.item, m.quantity)
        if m.lost:
            checked_thousandths(m.item, m.lost)
    for cost, field in zip(added, ("labour", "overhead"), strict=True):
        account = cost.account
        if cost.amount and (account is None or account.control or account.is_heading):
            raise StockError(_("Pilih dari akun mana biayanya."), field=f"{field}_from")


def _weights(made: Sequence[MadeGoods]) -> list[int]:
    """Sales value where every output has a price, else quantity."""
    prices = [m.item.product.price if m.item.product else None for m in made]
    quantities = [int(m.quantity * 1000) for m in made]
    if all(prices):
        return [q * (price or 0) for q, price in zip(quantities, prices, strict=True)]
    return quantities


def _post(
    shelf: Shelf,
    number: int,
    made: Sequence[MadeGoods],
    added: Sequence[AddedCost],
    key: str | None,
    actor: Any,
    at: datetime,
    approval: Approval,
) -> Voucher:
    lines = [
        *shelf.lines(is_gross=True),
        *(LineInput(c.account, credit=c.amount) for c in added if c.amount and c.account),
    ]
    if len(lines) < 2:
        raise StockError(_("Bahannya tanpa nilai: isi upah atau biaya hasilnya."), field="labour")
    what = ", ".join(
        f"{spoken(int(m.quantity * 1000))} {m.item.measure} {m.item.name}" for m in made
    )
    source = VoucherInput(
        date=shelf.on,
        narration=f"Produksi {number}: {what}"[:200],
        lines=lines,
        key=key,
        origin=Origin.ACT,
        approval=approval,
    )
    return shelf.post(source, actor=actor, at=at)


def _keep(
    batch: Batch,
    used: Sequence[UsedGoods],
    costs: Sequence[int],
    made: Sequence[MadeGoods],
    shares: Sequence[int],
) -> None:
    for good, cost in zip(used, costs, strict=True):
        BatchInput.objects.create(
            batch=batch, item=good.item, quantity=int(good.quantity * 1000), cost=cost
        )
    for m, share in zip(made, shares, strict=True):
        BatchOutput.objects.create(
            batch=batch,
            item=m.item,
            quantity=int(m.quantity * 1000),
            lost=int(m.lost * 1000),
            cost=share,
        )


@transaction.atomic
def add_standard(*, item: Item, name: str, actor: Any, at: datetime) -> QualityStandard:
    """Add a standard that an item's batches are checked for. Raises StockError when it is there."""
    if item.standards.filter(name__iexact=name.strip()).exists():
        raise StockError(_("Syarat mutu ini sudah ada."), field="name")
    made = QualityStandard.objects.create(item=item, name=name.strip())
    events.log(
        act="add_standard", subject=made.name, actor=actor, at=at, book=item.book, item=item.name
    )
    return made


@transaction.atomic
def check_batch(
    *,
    batch: Batch,
    standard: QualityStandard,
    is_met: bool,
    found: str,
    checked_by: str,
    on: date,
    actor: Any,
    at: datetime,
) -> QualityCheck:
    """Say whether a batch meets a standard. Raises StockError for a standard of another item, a day
    before the batch, and nobody who looked."""
    if not batch.outputs.filter(item=standard.item_id).exists():
        raise StockError(_("Syarat mutu ini bukan untuk hasil produksi ini."), field="standard")
    if not checked_by.strip():
        raise StockError(_("Tulis siapa yang memeriksa."), field="checked_by")
    if not batch.made_on <= on <= timezone.localdate(at):
        raise StockError(
            _("Tanggal periksa dari hari produksi sampai hari ini."), field="checked_on"
        )
    made = QualityCheck.objects.create(
        batch=batch,
        standard=standard,
        is_met=is_met,
        found=found.strip()[:120],
        checked_by=checked_by.strip()[:120],
        checked_on=on,
    )
    events.log(
        act="check_batch", subject=str(batch.number), actor=actor, at=at, book=batch.book,
        standard=standard.name, is_met=is_met,
    )  # fmt: skip
    return made
