"""Money of customers: payments of what they owe, matched to sales, and down payments."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from enterprises.models import (
    DownPayment,
    DownPaymentUse,
    PaymentMatch,
    ReceivablePayment,
    Sale,
)
from enterprises.selectors.receivables import (
    Claim,
    advances,
    claims,
    open_amounts,
    standing,
)
from enterprises.services.sale_errors import SaleError
from enterprises.services.sale_rules import trade_account
from ledger.calculations.money import format_rupiah
from ledger.models import Account, Book, Origin, Subsidiary, Voucher
from ledger.services import journal
from ledger.services.journal import NOT_ASKED, Approval, LineInput, VoucherInput
from ledger.services.periods import lock_book


@transaction.atomic
def receive_payment(
    *,
    book: Book,
    customer: Subsidiary,
    amount: int,
    cash: Account,
    on: date,
    chosen: Mapping[int, int] | None = None,
    reference: str = "",
    key: str | None = None,
    actor: Any,
    at: datetime,
    approval: Approval = NOT_ASKED,
) -> Voucher:
    """Receive what a customer owes: Dr cash, Cr receivable; the oldest claims are paid first.

    `chosen` (sale id → amount) pays these sales instead and must add up to the amount. Raises
    SaleError for more than is owed, also on a later day than the payment's.
    """
    book = lock_book(book)
    narration = f"Terima piutang {customer.name}"[:200]
    if done := journal.answered(book=book, key=key, on=on, narration=narration, amount=amount):
        return done
    _check_money(book, customer, amount, cash)
    owed = claims(book, on=on, customer=customer)
    latest = claims(book, on=max(on, _newest(book)), customer=customer)
    _check_owed(amount, owed, latest)
    parts = _chosen(amount, chosen, latest) if chosen else _oldest_first(amount, latest)
    voucher = _post(
        book,
        VoucherInput(
            date=on,
            narration=narration,
            lines=[
                LineInput(cash, debit=amount),
                LineInput(customer.account, credit=amount, subsidiary=customer),
            ],
            reference=reference,
            party=customer.name,
            key=key,
            origin=Origin.ACT,
            approval=approval,
        ),
        actor,
        at,
    )
    payment = ReceivablePayment.objects.create(voucher=voucher, customer=customer, amount=amount)
    PaymentMatch.objects.bulk_create(
        PaymentMatch(payment=payment, sale=sale, amount=part) for sale, part in parts
    )
    return voucher


def _newest(book: Book) -> date:
    day: date = book.vouchers.order_by("-date").values_list("date", flat=True).first() or date.min
    return day


def _check_money(book: Book, customer: Subsidiary, amount: int, cash: Account) -> None:
    if customer.book_id != book.pk or customer.account.control != "customer":
        raise SaleError(_("Pilih pelanggan dari daftar."), field="customer")
    if amount <= 0:
        raise SaleError(_("Jumlah harus di atas nol."), field="amount")
    if cash.book_id != book.pk or not cash.is_cash:
        raise SaleError(_("Pilih akun kas atau bank."), field="cash")


def _check_owed(amount: int, *days: list[Claim]) -> None:
    owed = min(sum(claim.amount for claim in day) for day in days)
    if amount > owed:
        raise SaleError(
            _("Piutangnya Rp %(owed)s. Terima paling banyak sebesar itu; kelebihannya uang muka.")
            % {"owed": format_rupiah(max(0, owed))},
            field="amount",
        )


def _oldest_first(amount: int, owed: list[Claim]) -> list[tuple[Sale, int]]:
    """The parts of sales that a payment covers; what pays a claim without a sale has no part."""
    parts = []
    for claim in owed:
        part = min(amount, claim.amount)
        amount -= part
        if claim.sale is not None and part > 0:
            parts.append((claim.sale, part))
    return parts


def _chosen(amount: int, chosen: Mapping[int, int], owed: list[Claim]) -> list[tuple[Sale, int]]:
    open_sales = {claim.sale.pk: claim for claim in owed if claim.sale is not None}
    parts: list[tuple[Sale, int]] = []
    for pk, part in chosen.items():
        claim = open_sales.get(pk)
        if claim is None or claim.sale is None:
            raise SaleError(_("Nota yang dipilih sudah lunas. Muat ulang halaman."), field="amount")
        if not 0 < part <= claim.amount:
            raise SaleError(
                _("Nota %(code)s tinggal Rp %(left)s.")
                % {"code": claim.sale.voucher.code, "left": format_rupiah(claim.amount)},
                field="amount",
            )
        parts.append((claim.sale, part))
    if sum(part for _sale, part in parts) != amount:
        raise SaleError(
            _("Bagian tiap nota harus berjumlah Rp %(amount)s.")
            % {"amount": format_rupiah(amount)},
            field="amount",
        )
    return parts


@transaction.atomic
def record_down_payment(
    *,
    book: Book,
    customer: Subsidiary,
    amount: int,
    cash: Account,
    on: date,
    purpose: str = "",
    reference: str = "",
    key: str | None = None,
    actor: Any,
    at: datetime,
    approval: Approval = NOT_ASKED,
) -> Voucher:
    """Receive money before the sale (uang muka): Dr cash, Cr advances. A sale settles it later."""
    book = lock_book(book)
    narration = f"Uang muka {customer.name} {purpose}".strip()[:200]
    if done := journal.answered(book=book, key=key, on=on, narration=narration, amount=amount):
        return done
    _check_money(book, customer, amount, cash)
    voucher = _post(
        book,
        VoucherInput(
            date=on,
            narration=narration,
            lines=[
                LineInput(cash, debit=amount),
                LineInput(trade_account(book, "advance"), credit=amount, memo=customer.name),
            ],
            reference=reference,
            party=customer.name,
            key=key,
            origin=Origin.ACT,
            approval=approval,
        ),
        actor,
        at,
    )
    DownPayment.objects.create(
        voucher=voucher, customer=customer, amount=amount, purpose=purpose.strip()[:120]
    )
    return voucher


@transaction.atomic
def refund_down_payment(
    *,
    book: Book,
    customer: Subsidiary,
    amount: int,
    cash: Account,
    on: date,
    key: str | None = None,
    actor: Any,
    at: datetime,
    approval: Approval = NOT_ASKED,
) -> Voucher:
    """Give a down payment back: Dr advances, Cr cash; the oldest first.

    Raises SaleError for more than is left of what the customer paid.
    """
    book = lock_book(book)
    narration = f"Kembalikan uang muka {customer.name}"[:200]
    if done := journal.answered(book=book, key=key, on=on, narration=narration, amount=amount):
        return done
    _check_money(book, customer, amount, cash)
    held = advances(customer)
    if amount > sum(left for _paid, left in held):
        raise SaleError(
            _("Uang muka yang belum dipakai Rp %(left)s.")
            % {"left": format_rupiah(sum(left for _paid, left in held))},
            field="amount",
        )
    voucher = _post(
        book,
        VoucherInput(
            date=on,
            narration=narration,
            lines=[
                LineInput(trade_account(book, "advance"), debit=amount, memo=customer.name),
                LineInput(cash, credit=amount),
            ],
            party=customer.name,
            key=key,
            origin=Origin.ACT,
            approval=approval,
        ),
        actor,
        at,
    )
    for paid, left in held:
        part = min(left, amount)
        amount -= part
        if part:
            DownPaymentUse.objects.create(down_payment=paid, voucher=voucher, amount=part)
    return voucher


def _post(book: Book, voucher: VoucherInput, actor: Any, at: datetime) -> Voucher:
    return journal.post(book=book, voucher=voucher, actor=actor, at=at)


@transaction.atomic
def register_payment(*, voucher: Voucher) -> ReceivablePayment:
    """Match a posted voucher that received what one customer owes, the oldest claims first.

    For payments recorded as plain journals; the books do not change. Raises SaleError for a
    voucher that is none, or is matched already.
    """
    lines = list(voucher.lines.select_related("subsidiary__account"))
    paid = [x for x in lines if x.credit and x.account.control == "customer"]
    if len(paid) != 1 or paid[0].subsidiary is None or hasattr(voucher, "receivable_payment"):
        raise SaleError(_("Bukti %(code)s bukan penerimaan piutang.") % {"code": voucher.code})
    customer, amount = paid[0].subsidiary, int(paid[0].credit)
    payment = ReceivablePayment.objects.create(voucher=voucher, customer=customer, amount=amount)
    open_sales = _unmatched(voucher, customer)
    PaymentMatch.objects.bulk_create(
        PaymentMatch(payment=payment, sale=sale, amount=part)
        for sale, part in _spread(amount, open_sales)
    )
    return payment


def _unmatched(voucher: Voucher, customer: Subsidiary) -> list[tuple[Sale, int]]:
    sold = Sale.objects.filter(standing("", voucher.date), customer=customer, claim__gt=0)
    left = open_amounts(sold, voucher.date)
    ordered = sold.filter(pk__in=left).order_by("due_on", "voucher__date", "pk")
    return [(sale, left[sale.pk]) for sale in ordered]


def _spread(amount: int, open_sales: list[tuple[Sale, int]]) -> list[tuple[Sale, int]]:
    parts = []
    for sale, left in open_sales:
        part = min(left, amount)
        amount -= part
        if part:
            parts.append((sale, part))
    return parts
