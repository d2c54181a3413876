"""Goods that a buyer brings back."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from enterprises.models import ProductKind, Sale, SaleLine, SaleReturn, SaleReturnLine
from enterprises.models.sales import plain_quantity
from enterprises.selectors.receivables import claims
from enterprises.selectors.returns import returned_of
from enterprises.services.sale_errors import SaleError
from enterprises.services.sale_hooks import ReturnOrder, follow_return
from enterprises.services.sale_rules import check_quantity, trade_account
from ledger.calculations.money import format_rupiah
from ledger.models import Account, Book, Origin, Voucher
from ledger.services import journal
from ledger.services.journal import NOT_ASKED, Approval, LineInput, VoucherInput
from ledger.services.periods import lock_book


@transaction.atomic
def return_goods(
    *,
    sale: Sale,
    quantities: Mapping[int, Decimal],
    on: date,
    reason: str,
    paid_from: Account | None = None,
    key: str | None = None,
    actor: Any,
    at: datetime,
    approval: Approval = NOT_ASKED,
) -> Voucher:
    """Take goods of a sale back: Dr sales (or returns), Cr what is still owed, else cash.

    `quantities`: line id → how much came back. A sale that is still owed is owed less; what was
    paid already goes back in money from `paid_from`. Raises SaleError for more than was sold and
    not brought back before, for a day before the sale and for a sale that was reversed.
    """
    book = lock_book(sale.book)
    sale = Sale.objects.select_related("voucher", "customer__account", "channel").get(pk=sale.pk)
    goods = _goods(sale, quantities)
    amount = sum(value for _line, _quantity, value in goods)
    narration = _narration(sale, goods)
    if standing := journal.answered(
        book=book, key=key, on=on, narration=narration, amount=_debit_of(book, key, amount)
    ):
        return standing
    if not reason.strip():
        raise SaleError(_("Tulis mengapa barang dikembalikan."), field="reason")
    if hasattr(sale.voucher, "reversed_by"):
        raise SaleError(_("Penjualan ini sudah dibalik."))
    if on < sale.voucher.date:
        raise SaleError(
            _("Tanggal retur tidak boleh sebelum penjualan (%(day)s).")
            % {"day": sale.voucher.date.strftime("%d/%m/%Y")},
            field="date",
        )
    _check_left(sale, goods)
    claim = min(amount, _still_owed(sale, on))
    if amount > claim and (paid_from is None or not paid_from.is_cash):
        raise SaleError(
            _("Rp %(amount)s sudah dibayar pembeli: pilih kas yang mengembalikannya.")
            % {"amount": format_rupiah(amount - claim)},
            field="paid_from",
        )
    follows = follow_return(ReturnOrder(sale, on, [(line, q) for line, q, _v in goods]))
    lines = [
        *_revenue_back(book, sale, goods),
        *(
            [LineInput(sale.customer.account, credit=claim, subsidiary=sale.customer)]
            if claim and sale.customer
            else []
        ),
        *([LineInput(paid_from, credit=amount - claim)] if paid_from and amount > claim else []),
        *(line for follow in follows for line in follow.lines),
    ]
    voucher = journal.post(
        book=book,
        voucher=VoucherInput(
            date=on,
            narration=narration,
            lines=lines,
            party=sale.voucher.party,
            key=key,
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )
    made = SaleReturn.objects.create(
        sale=sale, voucher=voucher, reason=reason.strip()[:200], claim=claim
    )
    SaleReturnLine.objects.bulk_create(
        SaleReturnLine(sale_return=made, line=line, quantity=quantity, amount=value)
        for line, quantity, value in goods
    )
    for follow in follows:
        follow.keep(made)
    return voucher


Goods = list[tuple[SaleLine, Decimal, int]]
"""Line of the sale, quantity that came back, and what it was sold for in whole rupiah."""


def _goods(sale: Sale, quantities: Mapping[int, Decimal]) -> Goods:
    lines = {line.pk: line for line in sale.lines.select_related("product").order_by("pk")}
    back = returned_of(sale)
    goods: Goods = []
    for pk, line in lines.items():
        quantity = quantities.get(pk, Decimal(0))
        if not quantity:
            continue
        check_quantity(line.product, quantity)
        before, given = back.get(pk, (Decimal(0), 0))
        goods.append((line, quantity, _worth(line, quantity, before, given)))
    if not goods:
        raise SaleError(_("Isi jumlah barang yang dikembalikan."), field="quantity")
    return goods


def _worth(line: SaleLine, quantity: Decimal, before: Decimal, given: int) -> int:
    """Its part of what the line was sold for; the last of it takes what rounding left."""
    if before + quantity >= line.quantity:
        return max(0, line.amount - given)
    part = Decimal(line.amount) * quantity / line.quantity
    return min(line.amount - given, int(part.quantize(Decimal(1), ROUND_HALF_UP)))


def _check_left(sale: Sale, goods: Goods) -> None:
    back = returned_of(sale)
    for line, quantity, _value in goods:
        left = line.quantity - back.get(line.pk, (Decimal(0), 0))[0]
        if quantity > left:
            raise SaleError(
                _(
                    "%(name)s: terjual dan belum dikembalikan %(left)s %(measure)s. Retur tidak"
                    " boleh lebih dari itu."
                )
                % {"name": line.name, "left": plain_quantity(left), "measure": line.measure},
                field="quantity",
            )


def _still_owed(sale: Sale, on: date) -> int:
    if not sale.claim or sale.customer is None:
        return 0
    newest = max(on, sale.book.vouchers.order_by("-date").values_list("date", flat=True)[0])
    days = (on, newest)
    return min(
        sum(c.amount for c in claims(sale.book, on=day, customer=sale.customer) if c.sale == sale)
        for day in days
    )


def _revenue_back(book: Book, sale: Sale, goods: Goods) -> list[LineInput]:
    """Debits of the returns account, or of the accounts that were credited where there is none."""
    contra = trade_account(book, "returns", is_member=sale.is_member)
    if contra.side == "debit":
        return [LineInput(contra, debit=sum(value for _line, _q, value in goods))]
    sums: dict[Account, int] = {}
    for line, _quantity, value in goods:
        role = "service" if line.product.kind == ProductKind.SERVICE else "revenue"
        account = trade_account(book, role, is_member=sale.is_member)
        sums[account] = sums.get(account, 0) + value
    return [LineInput(account, debit=value) for account, value in sums.items() if value]


def _narration(sale: Sale, goods: Goods) -> str:
    what = ", ".join(f"{plain_quantity(q)} {line.measure} {line.name}" for line, q, _v in goods)
    return f"Retur {what} - {sale.voucher.code} {sale.channel.name}"[:200]


def _debit_of(book: Book, key: str | None, amount: int) -> int:
    """The debit of the voucher that a repeated key stands for, when it returned that amount."""
    made = SaleReturn.objects.filter(voucher__book=book, voucher__key=key).first() if key else None
    if made is None or sum(made.lines.values_list("amount", flat=True)) != amount:
        return amount
    return sum(made.voucher.lines.values_list("debit", flat=True))
