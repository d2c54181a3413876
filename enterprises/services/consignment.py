"""Titip jual: handing goods over, what was sold, what came back, settling with the owner."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from enterprises.models import (
    Channel,
    Consignment,
    ConsignmentLine,
    ConsignmentMove,
    ConsignmentPayment,
    Direction,
    Product,
    Sale,
    Terms,
)
from enterprises.models.sales import plain_quantity
from enterprises.selectors.consignment import owed_to_owner, states
from enterprises.services.sale_errors import SaleError
from enterprises.services.sale_rules import SoldItem, check_quantity, trade_account
from enterprises.services.sales import SALE_GATES, record_sale
from ledger.calculations.money import format_rupiah
from ledger.models import Account, Book, Origin, Subsidiary, Voucher
from ledger.services import events, journal
from ledger.services.journal import NOT_ASKED, Approval, LineInput, VoucherInput
from ledger.services.periods import lock_book


@dataclass(frozen=True)
class Handed:
    """A quantity of a product at a price; of other people's goods also the owner's part of it."""

    product: Product
    quantity: Decimal
    price: int
    owner_price: int | None = None


@transaction.atomic
def hand_over(
    *,
    book: Book,
    direction: str,
    partner: Subsidiary | None,
    partner_name: str,
    channel: Channel,
    on: date,
    goods: Sequence[Handed],
    key: str,
    actor: Any,
    at: datetime,
) -> Consignment:
    """Goods change hands, not owners: no entry. A repeated `key` answers with what stands.

    Raises SaleError for ours without a customer's account, theirs without the owner's part, and
    what `check_quantity` refuses.
    """
    book = lock_book(book)
    standing = Consignment.objects.filter(book=book, key=key).first()
    if standing is not None:
        return standing
    is_out = direction == Direction.OUT
    if is_out and (partner is None or partner.account.control != "customer"):
        raise SaleError(_("Pilih pelanggan dari daftar."), field="partner")
    if not is_out and trade_account(book, "consignor").control and partner is None:
        raise SaleError(_("Pilih pemilik barang dari daftar pemasok."), field="partner")
    name = (partner.name if partner else partner_name).strip()[:120]
    if not name:
        raise SaleError(_("Tulis siapa pemilik barangnya."), field="partner_name")
    if channel.book_id != book.pk or not channel.is_active:
        raise SaleError(_("Pilih saluran yang masih dipakai."), field="channel")
    if not goods:
        raise SaleError(_("Isi sedikitnya satu produk."), field="product")
    for item in goods:
        check_quantity(item.product, item.quantity)
        if item.price <= 0:
            raise SaleError(_("Harga harus lebih dari nol."), field="price")
        if not is_out and not 0 < (item.owner_price or 0) <= item.price:
            raise SaleError(
                _("Isi bagian pemilik, tidak lebih dari harga jualnya."), field="owner_price"
            )
    made = Consignment.objects.create(
        book=book,
        direction=direction,
        partner=partner,
        partner_name=name,
        channel=channel,
        handed_on=on,
        key=key,
        made_by=actor,
        made_at=at,
    )
    ConsignmentLine.objects.bulk_create(
        ConsignmentLine(
            consignment=made,
            product=item.product,
            quantity=item.quantity,
            price=item.price,
            owner_price=None if is_out else item.owner_price,
        )
        for item in goods
    )
    events.log(
        act="hand_over", subject=name, actor=actor, at=at, book=book, direction=str(direction)
    )
    return made


def _taken(
    consignment: Consignment, quantities: Mapping[int, Decimal], on: date
) -> list[tuple[ConsignmentLine, Decimal]]:
    """Lines with what is taken of each. Raises SaleError for more than lies there."""
    if on < consignment.handed_on:
        raise SaleError(_("Tanggalnya tidak boleh sebelum penyerahan."), field="date")
    taken = []
    for state in states(consignment):
        quantity = quantities.get(state.line.pk, Decimal(0))
        if not quantity:
            continue
        check_quantity(state.line.product, quantity)
        if quantity > state.left:
            raise SaleError(
                _("%(product)s tinggal %(left)s %(measure)s. Isi paling banyak sebesar itu.")
                % {
                    "product": state.line.product,
                    "left": plain_quantity(state.left),
                    "measure": state.line.product.measure,
                },
                field="quantity",
            )
        taken.append((state.line, quantity))
    if not taken:
        raise SaleError(_("Isi jumlahnya."), field="quantity")
    return taken


def _move(
    taken: list[tuple[ConsignmentLine, Decimal]],
    voucher: Voucher | None,
    on: date,
    actor: Any,
    at: datetime,
) -> None:
    ConsignmentMove.objects.bulk_create(
        ConsignmentMove(
            line=line, voucher=voucher, quantity=quantity, on=on, made_by=actor, made_at=at
        )
        for line, quantity in taken
    )


@transaction.atomic
def take_back(
    *,
    consignment: Consignment,
    quantities: Mapping[int, Decimal],
    on: date,
    actor: Any,
    at: datetime,
) -> None:
    """Goods go back to their owner unsold: no entry. Raises SaleError for more than lies there."""
    lock_book(consignment.book)
    _move(_taken(consignment, quantities, on), None, on, actor, at)
    events.log(
        act="take_back",
        subject=consignment.partner_name,
        actor=actor,
        at=at,
        book=consignment.book,
    )


@transaction.atomic
def sell_consigned(
    *,
    consignment: Consignment,
    quantities: Mapping[int, Decimal],
    on: date,
    received_in: Account,
    due_on: date | None = None,
    key: str,
    actor: Any,
    at: datetime,
    approval: Approval = NOT_ASKED,
) -> Voucher:
    """What was sold of the goods.

    Ours at the stall: a sale to it, on credit (its receivable account) or for money. Theirs here:
    Dr cash, Cr what the owner gets, Cr commission. Raises SaleError for more than lies there.
    """
    book = lock_book(consignment.book)
    done = ConsignmentMove.objects.filter(voucher__book=book, voucher__key=key).first()
    if done is not None and done.voucher is not None:
        return done.voucher
    taken = _taken(consignment, quantities, on)
    if consignment.direction == Direction.OUT:
        sale = record_sale(
            book=book,
            on=on,
            channel=consignment.channel,
            items=[SoldItem(line.product, quantity, line.price) for line, quantity in taken],
            terms=_terms(received_in),
            received_in=received_in,
            customer=consignment.partner,
            due_on=due_on,
            key=key,
            actor=actor,
            at=at,
            approval=approval,
        )
        voucher = sale.voucher
    else:
        voucher = _sell_theirs(book, consignment, taken, on, received_in, key, actor, at, approval)
    _move(taken, voucher, on, actor, at)
    return voucher


def _terms(received_in: Account) -> str:
    if not received_in.is_cash:
        return Terms.CREDIT
    return Terms.BANK if received_in.purpose == "bank" else Terms.CASH


def _sell_theirs(
    book: Book,
    consignment: Consignment,
    taken: list[tuple[ConsignmentLine, Decimal]],
    on: date,
    cash: Account,
    key: str,
    actor: Any,
    at: datetime,
    approval: Approval,
) -> Voucher:
    for gate in SALE_GATES:
        gate(book, on)
    if not cash.is_cash:
        raise SaleError(_("Pilih akun kas atau bank."), field="received_in")
    gross = sum(SoldItem(line.product, quantity, line.price).gross for line, quantity in taken)
    owners = sum(int(quantity * (line.owner_price or 0)) for line, quantity in taken)
    what = ", ".join(f"{plain_quantity(q)} {x.product.measure} {x.product.name}" for x, q in taken)
    lines = [
        LineInput(cash, debit=gross),
        LineInput(
            trade_account(book, "consignor"),
            credit=owners,
            subsidiary=consignment.partner,
            memo=consignment.partner_name,
        ),
    ]
    if gross > owners:
        lines.append(LineInput(trade_account(book, "commission"), credit=gross - owners))
    voucher = journal.post(
        book=book,
        voucher=VoucherInput(
            date=on,
            narration=f"Jual titipan {consignment.partner_name}: {what}"[:200],
            lines=lines,
            key=key,
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )
    if gross > owners:
        Sale.objects.create(
            book=book, voucher=voucher, channel=consignment.channel, terms=_terms(cash)
        )
    return voucher


@transaction.atomic
def settle_owner(
    *,
    consignment: Consignment,
    amount: int,
    cash: Account,
    on: date,
    key: str,
    actor: Any,
    at: datetime,
    approval: Approval = NOT_ASKED,
) -> Voucher:
    """Pay the owner of goods that were sold here: Dr his part, Cr cash; never more than that."""
    book = lock_book(consignment.book)
    narration = f"Setor hasil titipan {consignment.partner_name}"[:200]
    if done := journal.answered(book=book, key=key, on=on, narration=narration, amount=amount):
        return done
    owed = owed_to_owner(consignment)
    if amount <= 0 or amount > owed:
        raise SaleError(
            _("Bagian pemilik yang belum disetor Rp %(owed)s.") % {"owed": format_rupiah(owed)},
            field="amount",
        )
    if not cash.is_cash:
        raise SaleError(_("Pilih akun kas atau bank."), field="cash")
    voucher = journal.post(
        book=book,
        voucher=VoucherInput(
            date=on,
            narration=narration,
            lines=[
                LineInput(
                    trade_account(book, "consignor"),
                    debit=amount,
                    subsidiary=consignment.partner,
                    memo=consignment.partner_name,
                ),
                LineInput(cash, credit=amount),
            ],
            party=consignment.partner_name,
            key=key,
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )
    ConsignmentPayment.objects.create(consignment=consignment, voucher=voucher, amount=amount)
    return voucher
