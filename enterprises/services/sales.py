"""Selling: the one entry is `record_sale`; what follows a sale hooks in (`sale_hooks.py`)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from enterprises.models import Channel, DownPaymentUse, ProductKind, Sale, Terms
from enterprises.selectors.receivables import advances
from enterprises.selectors.sales import sales_accounts
from enterprises.services.channels import assign_channel
from enterprises.services.offer import add_buyer, add_channel, add_product, set_price
from enterprises.services.sale_errors import SaleError
from enterprises.services.sale_hooks import Follow, SaleOrder, follow_sale
from enterprises.services.sale_rules import (
    SoldItem,
    check_sale,
    is_member_on,
    keep_lines,
    narration_of,
    trade_account,
)
from ledger.models import Account, Book, Origin, Subsidiary, Unit
from ledger.services import journal
from ledger.services.journal import (
    NOT_ASKED,
    Approval,
    KeyReusedError,
    LineInput,
    VoucherInput,
)
from ledger.services.periods import lock_book

__all__ = [
    "SALE_GATES",
    "SaleError",
    "SoldItem",
    "add_buyer",
    "add_channel",
    "add_product",
    "assign_channel",
    "record_sale",
    "set_price",
]


SALE_GATES: list[Callable[[Book, date], None]] = []
"""Asked before every sale with the book and the day; they raise SaleError (kube_gates.py)."""


@transaction.atomic
def record_sale(
    *,
    book: Book,
    on: date,
    channel: Channel,
    items: Sequence[SoldItem],
    terms: str,
    revenue: Account | None = None,
    received_in: Account,
    customer: Subsidiary | None = None,
    due_on: date | None = None,
    buyer: str = "",
    reference: str = "",
    unit: Unit | None = None,
    use_advance: bool = False,
    key: str | None = None,
    actor: Any,
    at: datetime,
    approval: Approval = NOT_ASKED,
) -> Sale:
    """Sell: post Dr cash, bank or receivable, Cr sales; keep what was sold and through whom.

    `received_in` is a cash account, or the receivable account with its `customer` on credit; a
    `customer` may be named on a cash sale too. `use_advance` takes what the customer paid before
    (Dr advances). Without `revenue` the accounts follow the product and whether the customer is a
    member. Hooks may add lines (goods that leave the store).
    Raises SaleError for what cannot be sold so and PostingError for what the gate refuses; nothing
    is written then. A repeated `key` answers with the sale that stands.
    """
    book = lock_book(book)
    narration = narration_of(items, channel)
    total = sum(item.amount for item in items)
    if standing := _standing(book, key, on, narration, total):
        return standing
    for gate in SALE_GATES:
        gate(book, on)
    check_sale(book, channel, items, terms, received_in, customer, due_on, on)
    is_member = is_member_on(customer, on)
    taken = _advances_taken(customer, total) if use_advance and customer else []
    left = total - sum(amount for _paid, amount in taken)
    order = SaleOrder(book, on, channel, [(i.product, i.quantity) for i in items], is_member, unit)
    follows = follow_sale(order)
    claimed = customer if terms == Terms.CREDIT else None
    lines = [
        *([LineInput(received_in, debit=left, subsidiary=claimed, unit=unit)] if left else []),
        *_advance_lines(book, taken, unit),
        *_revenue_lines(book, items, revenue, is_member=is_member, unit=unit),
        *(line for follow in follows for line in follow.lines),
    ]
    voucher = journal.post(
        book=book,
        voucher=VoucherInput(
            date=on,
            narration=narration,
            lines=lines,
            reference=reference,
            party=buyer or (customer.name if customer else ""),
            key=key,
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )
    sale = Sale.objects.create(
        book=book,
        voucher=voucher,
        channel=channel,
        terms=terms,
        due_on=due_on if terms == Terms.CREDIT else None,
        customer=customer,
        is_member=is_member,
        claim=left if terms == Terms.CREDIT else 0,
    )
    keep_lines(sale, items, _costs(follows))
    DownPaymentUse.objects.bulk_create(
        DownPaymentUse(down_payment=paid, voucher=voucher, amount=amount) for paid, amount in taken
    )
    for follow in follows:
        follow.keep(sale)
    return sale


def _standing(book: Book, key: str | None, on: date, narration: str, total: int) -> Sale | None:
    """The sale that a repeated request made; KeyReusedError when it was about something else."""
    sale = Sale.objects.filter(book=book, voucher__key=key).first() if key else None
    if sale is None:
        return None
    sold = sum(sale.lines.values_list("amount", flat=True))
    if (sale.voucher.date, sale.voucher.narration, sold) != (on, narration, total):
        raise KeyReusedError.of(sale.voucher.code)
    return sale


def _advances_taken(customer: Subsidiary, total: int) -> list[tuple[Any, int]]:
    """What a sale takes of the customer's down payments, the oldest first."""
    taken = []
    for paid, left in advances(customer):
        part = min(left, total)
        total -= part
        if part:
            taken.append((paid, part))
    if not taken:
        raise SaleError(
            _("%(name)s tidak punya uang muka.") % {"name": customer.name}, field="use_advance"
        )
    return taken


def _advance_lines(
    book: Book, taken: Sequence[tuple[Any, int]], unit: Unit | None
) -> list[LineInput]:
    if not taken:
        return []
    account = trade_account(book, "advance")
    return [LineInput(account, debit=sum(amount for _paid, amount in taken), unit=unit)]


def _revenue_lines(
    book: Book,
    items: Sequence[SoldItem],
    revenue: Account | None,
    *,
    is_member: bool,
    unit: Unit | None,
) -> list[LineInput]:
    """Credits by account; a discount is a debit of its own where the chart has a place for it."""
    if revenue is not None and revenue not in sales_accounts(book):
        raise SaleError(_("Pilih akun penjualan."), field="revenue")
    contra = trade_account(book, "returns", is_member=is_member)
    sums: dict[Account, int] = {}
    for item in items:
        role = "service" if item.product.kind == ProductKind.SERVICE else "revenue"
        account = revenue or trade_account(book, role, is_member=is_member)
        sums[account] = sums.get(account, 0) + item.gross
    discount = sum(item.discount for item in items)
    lines = []
    if contra.side == "debit" and discount:
        lines.append(LineInput(contra, debit=discount, unit=unit))
    else:
        for item in items:
            role = "service" if item.product.kind == ProductKind.SERVICE else "revenue"
            sums[revenue or trade_account(book, role, is_member=is_member)] -= item.discount
    return [*lines, *(LineInput(a, credit=amount, unit=unit) for a, amount in sums.items())]


def _costs(follows: Iterable[Follow[Sale]]) -> dict[int, int]:
    return {pk: cost for follow in follows for pk, cost in follow.costs.items()}
