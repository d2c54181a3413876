"""Buying: a purchase and its voucher, what goes back, and what suppliers are owed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from enterprises.calculations.stock import part_of, thousandths
from enterprises.models import (
    Item,
    MovementKind,
    Purchase,
    PurchaseLine,
    PurchaseReturn,
    PurchaseReturnLine,
    Terms,
)
from enterprises.selectors.payables import owed_to
from enterprises.selectors.stock import account_row, stock_start
from enterprises.services.items import checked_thousandths
from enterprises.services.shelf import Shelf, StockError
from ledger.calculations.money import format_rupiah
from ledger.models import Account, Book, Origin, Subsidiary, Unit, Voucher
from ledger.services import events, journal
from ledger.services.books import open_subsidiary
from ledger.services.journal import (
    NOT_ASKED,
    Approval,
    KeyReusedError,
    LineInput,
    VoucherInput,
)
from ledger.services.periods import lock_book


@dataclass(frozen=True)
class BoughtItem:
    """A quantity of an item and the whole sum for it, in whole rupiah."""

    item: Item
    quantity: Decimal
    amount: int


@transaction.atomic
def add_supplier(*, book: Book, name: str, actor: Any, at: datetime) -> Subsidiary:
    """Open the subsidiary account of a supplier. Raises StockError for a name that is there."""
    account = payables_account(book)
    if account.subsidiaries.filter(name__iexact=name.strip()).exists():
        raise StockError(_("Pemasok ini sudah ada."), field="name")
    numbers = account.subsidiaries.filter(code__startswith="PMS-").count()
    code = f"PMS-{numbers + 1:03d}"
    return open_subsidiary(account=account, code=code, name=name.strip(), actor=actor, at=at)


def payables_account(book: Book) -> Account:
    """The control account of suppliers: the first one of the chart."""
    found = book.accounts.filter(control="supplier", is_active=True).order_by("code").first()
    if found is None:
        raise StockError(_("Bagan akun buku ini tidak memiliki utang usaha."))
    return found


@transaction.atomic
def record_purchase(
    *,
    book: Book,
    on: date,
    bought: Sequence[BoughtItem],
    terms: str,
    paid_from: Account,
    supplier: Subsidiary | None = None,
    due_on: date | None = None,
    party: str = "",
    reference: str = "",
    unit: Unit | None = None,
    key: str | None = None,
    actor: Any,
    at: datetime,
    approval: Approval = NOT_ASKED,
) -> Purchase:
    """Buy: Dr stock (or the cost account, counted periodically), Cr cash, bank or payable.

    `paid_from` is a cash account, or the payables account on credit, with its `supplier`. Raises
    StockError for what cannot be bought so, PostingError for what the gate refuses; nothing is
    written then. A repeated `key` answers with the purchase that stands.
    """
    shelf = Shelf(book, on, key=key)
    _check(book, on, bought, terms, paid_from, supplier, due_on)
    total = sum(line.amount for line in bought)
    debits: list[LineInput]
    if stock_start(book) is not None:
        if not shelf.is_answered:
            for line in bought:
                shelf.put(line.item, thousandths(line.quantity), line.amount, MovementKind.PURCHASE)
        debits = [*shelf.lines(unit=unit)]
    else:
        debits = _cost_lines(bought, unit)
    owed = supplier if terms == Terms.CREDIT else None
    source = VoucherInput(
        date=on,
        narration=_narration(bought, supplier, party),
        lines=[*debits, LineInput(paid_from, credit=total, subsidiary=owed, unit=unit)],
        reference=reference,
        party=party or (supplier.name if supplier else ""),
        key=key,
        origin=Origin.ACT,
        approval=approval,
    )
    voucher = shelf.post(source, actor=actor, at=at)
    standing = Purchase.objects.filter(voucher=voucher).first()
    return standing or _keep(voucher, bought, terms, supplier, due_on)


def _check(
    book: Book,
    on: date,
    bought: Sequence[BoughtItem],
    terms: str,
    paid_from: Account,
    supplier: Subsidiary | None,
    due_on: date | None,
) -> None:
    if not bought:
        raise StockError(_("Isi sedikitnya satu barang."), field="item")
    for row, line in enumerate(bought):
        if line.item.book_id != book.pk or not line.item.is_active:
            raise StockError(_("Pilih barang yang masih dipakai."), field="item", row=row)
        checked_thousandths(line.item, line.quantity, row=row)
        if line.amount <= 0:
            raise StockError(_("Harga harus lebih dari nol."), field="amount", row=row)
        if line.item.purchase_account is None and stock_start(book) is None:
            raise StockError(
                _("%(item)s hasil produksi sendiri; tidak dibeli.") % {"item": line.item},
                field="item",
                row=row,
            )
    if supplier is not None and supplier.account != payables_account(book):
        raise StockError(_("Pilih pemasok buku ini."), field="supplier")
    if terms == Terms.CREDIT:
        if supplier is None or paid_from != supplier.account:
            raise StockError(_("Pilih pemasok yang memberi tempo."), field="supplier")
        if due_on is None or due_on < on:
            raise StockError(
                _("Isi jatuh tempo, pada atau sesudah tanggal pembelian."), field="due_on"
            )
    elif not paid_from.is_cash:
        raise StockError(_("Pembelian tunai dibayar dari kas atau bank."), field="terms")


def _cost_lines(bought: Sequence[BoughtItem], unit: Unit | None) -> list[LineInput]:
    """Where the book counts periodically: each item's purchase account, one line for each."""
    sums: dict[Account, int] = {}
    for line in bought:
        account = line.item.purchase_account
        assert account is not None, "checked before"  # noqa: S101
        sums[account] = sums.get(account, 0) + line.amount
    ordered = sorted(sums.items(), key=lambda pair: pair[0].code)
    return [LineInput(account, debit=amount, unit=unit) for account, amount in ordered]


def _plain(quantity: Decimal) -> str:
    return f"{quantity.normalize():f}".replace(".", ",")


def _narration(bought: Sequence[BoughtItem], supplier: Subsidiary | None, party: str) -> str:
    what = ", ".join(f"{_plain(b.quantity)} {b.item.measure} {b.item.name}" for b in bought)
    whom = party or (supplier.name if supplier else "")
    return (f"Beli {what} - {whom}" if whom else f"Beli {what}")[:200]


def _keep(
    voucher: Voucher,
    bought: Sequence[BoughtItem],
    terms: str,
    supplier: Subsidiary | None,
    due_on: date | None,
) -> Purchase:
    purchase = Purchase.objects.create(
        book=voucher.book, voucher=voucher, supplier=supplier, terms=terms, due_on=due_on
    )
    for line in bought:
        PurchaseLine.objects.create(
            purchase=purchase,
            item=line.item,
            quantity=line.quantity,
            measure=line.item.measure,
            amount=line.amount,
        )
    return purchase


@transaction.atomic
def register_purchase(
    *,
    voucher: Voucher,
    bought: Sequence[BoughtItem],
    supplier: Subsidiary | None = None,
    actor: Any,
    at: datetime,
) -> Purchase:
    """Say what a posted voucher bought: for purchases recorded as plain journals.

    The books do not change. Raises StockError when it is known already, or the items do not add
    up to what the voucher put on the items' accounts.
    """
    if Purchase.objects.filter(voucher=voucher).exists():
        raise StockError(_("Pembelian bukti %(code)s sudah dicatat.") % {"code": voucher.code})
    lines = list(voucher.lines.select_related("account"))
    wanted = {line.account.pk: int(line.debit) for line in _cost_lines(bought, None)}
    got: dict[int, int] = {}
    for line in lines:
        if line.account_id in wanted:
            got[line.account_id] = got.get(line.account_id, 0) + line.debit - line.credit
    if not bought or got != wanted:
        raise StockError(
            _("Jumlah barang tidak sama dengan pembelian pada bukti %(code)s.")
            % {"code": voucher.code}
        )
    money = [line.account for line in lines if line.credit and line.account.is_cash]
    if not money:
        raise StockError(_("Bukti %(code)s bukan pembelian tunai.") % {"code": voucher.code})
    terms = Terms.BANK if money[0].purpose == "bank" else Terms.CASH
    purchase = _keep(voucher, bought, terms, supplier, None)
    events.log(act="register_purchase", subject=voucher.code, actor=actor, at=at, book=voucher.book)
    return purchase


@transaction.atomic
def pay_supplier(
    *,
    supplier: Subsidiary,
    amount: int,
    paid_from: Account,
    on: date,
    reference: str = "",
    key: str | None = None,
    actor: Any,
    at: datetime,
    approval: Approval = NOT_ASKED,
) -> Voucher:
    """Pay what a supplier is owed, what falls due first before the rest: Dr payable, Cr cash.

    Raises StockError for more than is owed on the day, PostingError for what the gate refuses. A
    repeated `key` answers with the voucher that stands.
    """
    book = lock_book(supplier.book)
    narration = f"Bayar utang - {supplier.name}"[:200]
    if standing := journal.answered(book=book, key=key, on=on, narration=narration, amount=amount):
        return standing
    if not paid_from.is_cash:
        raise StockError(_("Bayar dari kas atau bank."), field="paid_from")
    if amount <= 0:
        raise StockError(_("Jumlah harus di atas nol."), field="amount")
    owed = owed_to(supplier, on=on)
    if amount > owed:
        raise StockError(
            _("Utang kepada %(name)s Rp %(owed)s. Bayar paling banyak sebesar itu.")
            % {"name": supplier.name, "owed": format_rupiah(owed)},
            field="amount",
        )
    return journal.post(
        book=book,
        voucher=VoucherInput(
            date=on,
            narration=narration,
            lines=[
                LineInput(supplier.account, debit=amount, subsidiary=supplier),
                LineInput(paid_from, credit=amount),
            ],
            reference=reference,
            party=supplier.name,
            key=key,
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )


@transaction.atomic
def return_purchase(
    *,
    purchase: Purchase,
    returned: Sequence[tuple[PurchaseLine, Decimal]],
    on: date,
    refunded_to: Account,
    reason: str,
    key: str | None = None,
    actor: Any,
    at: datetime,
    approval: Approval = NOT_ASKED,
) -> PurchaseReturn:
    """Send goods back at the price they were bought for: Dr payable or cash, Cr stock or cost.

    `refunded_to` is the payables account (the supplier is owed less) or a cash account (the money
    comes back). With stock cards the goods leave at that price as far as the stock carries it, the
    difference goes to the cost account. Raises StockError for more than was bought.
    """
    book = purchase.book
    shelf = Shelf(book, on, key=key)
    if shelf.is_answered:
        return _answered(purchase, returned, key)
    sums = _checked_return(purchase, returned, on, refunded_to, reason)
    total = sum(sums)
    unit = _unit_of(purchase.voucher)
    if stock_start(book) is not None:
        taken = _from_stock(shelf, returned, sums, unit)
    else:
        taken = [
            LineInput(line.account, credit=line.debit, unit=unit)
            for line in _cost_lines(
                [
                    BoughtItem(line.item, quantity, amount)
                    for (line, quantity), amount in zip(returned, sums, strict=True)
                ],
                unit,
            )
        ]
    is_owed = bool(refunded_to.control)
    source = VoucherInput(
        date=on,
        narration=f"Retur pembelian {purchase.voucher.code}: {reason.strip()}"[:200],
        lines=[
            LineInput(
                refunded_to,
                debit=total,
                subsidiary=purchase.supplier if is_owed else None,
                unit=unit,
            ),
            *taken,
        ],
        party=purchase.voucher.party,
        key=key,
        origin=Origin.ACT,
        approval=approval,
    )
    voucher = shelf.post(source, actor=actor, at=at)
    made = PurchaseReturn.objects.create(
        purchase=purchase, voucher=voucher, reason=reason.strip()[:120]
    )
    for (line, quantity), amount in zip(returned, sums, strict=True):
        PurchaseReturnLine.objects.create(
            purchase_return=made, line=line, quantity=quantity, amount=amount
        )
    return made


def _answered(
    purchase: Purchase, returned: Sequence[tuple[PurchaseLine, Decimal]], key: str | None
) -> PurchaseReturn:
    voucher = purchase.book.vouchers.get(key=key)
    made = PurchaseReturn.objects.filter(voucher=voucher, purchase=purchase).first()
    wanted = {line.pk: quantity for line, quantity in returned}
    if made is None or dict(made.lines.values_list("line", "quantity")) != wanted:
        raise KeyReusedError.of(voucher.code)
    return made


def returned_so_far(line: PurchaseLine) -> tuple[Decimal, int]:
    """Quantity and sum of a line that went back by vouchers nobody has reversed."""
    sums = line.returned.filter(purchase_return__voucher__reversed_by__isnull=True).aggregate(
        quantity=Sum("quantity"), amount=Sum("amount")
    )
    return Decimal(sums["quantity"] or 0), sums["amount"] or 0


def _checked_return(
    purchase: Purchase,
    returned: Sequence[tuple[PurchaseLine, Decimal]],
    on: date,
    refunded_to: Account,
    reason: str,
) -> list[int]:
    """What each line gives back; StockError for what cannot go back so."""
    if hasattr(purchase.voucher, "reversed_by"):
        raise StockError(_("Pembelian ini sudah dibalik."))
    if not reason.strip():
        raise StockError(_("Tulis alasan retur."), field="reason")
    if on < purchase.voucher.date:
        raise StockError(_("Retur tidak mendahului pembeliannya."), field="date")
    if not returned:
        raise StockError(_("Isi jumlah yang diretur."), field="quantity")
    sums = []
    for row, (line, quantity) in enumerate(returned):
        if line.purchase_id != purchase.pk:
            raise StockError(_("Pilih barang dari pembelian ini."), field="item", row=row)
        checked_thousandths(line.item, quantity, row=row)
        back, sum_back = returned_so_far(line)
        left = line.quantity - back
        if quantity > left:
            raise StockError(
                _("%(item)s yang masih dapat diretur %(left)s %(measure)s.")
                % {"item": line.item, "left": _plain(left), "measure": line.measure},
                field="quantity",
                row=row,
            )
        exact = part_of(line.amount, thousandths(quantity), thousandths(line.quantity))
        sums.append(line.amount - sum_back if quantity == left else exact)
    total = sum(sums)
    if refunded_to.control:
        if purchase.supplier is None or refunded_to != purchase.supplier.account:
            raise StockError(
                _("Pembelian ini tanpa pemasok yang berutang; pilih kas atau bank."),
                field="refunded_to",
            )
        if total > (owed := owed_to(purchase.supplier, on=on)):
            raise StockError(
                _(
                    "Utang kepada pemasok tinggal Rp %(owed)s, returnya Rp %(total)s. Terima"
                    " kembali sebagai uang."
                )
                % {"owed": format_rupiah(owed), "total": format_rupiah(total)},
                field="refunded_to",
            )
    elif not refunded_to.is_cash:
        raise StockError(_("Pilih kas, bank, atau potong utang."), field="refunded_to")
    return sums


def _unit_of(voucher: Voucher) -> Unit | None:
    line = voucher.lines.select_related("unit").first()
    return line.unit if line is not None else None


def _from_stock(
    shelf: Shelf,
    returned: Sequence[tuple[PurchaseLine, Decimal]],
    sums: Sequence[int],
    unit: Unit | None,
) -> list[LineInput]:
    """The stock lines of a return, and the difference to what the stock could carry."""
    gaps: dict[str, int] = {}
    for (line, quantity), amount in zip(returned, sums, strict=True):
        value = shelf.take_back(
            line.item, thousandths(quantity), amount, MovementKind.PURCHASE_RETURN
        )
        code = account_row(shelf.book, line.item.kind)["cost"]
        gaps[code] = gaps.get(code, 0) + amount - value
    differences = [
        LineInput(
            shelf.book.accounts.get(code=code), credit=max(gap, 0), debit=max(-gap, 0), unit=unit
        )
        for code, gap in sorted(gaps.items())
        if gap
    ]
    return [*shelf.lines(unit=unit), *differences]
