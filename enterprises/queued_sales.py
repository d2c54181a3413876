"""What customers pay and bring back, waiting whole for another officer (`registry.QueuedAct`)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from enterprises.models import Sale
from enterprises.services.receivables import (
    receive_payment,
    record_down_payment,
    refund_down_payment,
)
from enterprises.services.returns import return_goods
from enterprises.services.sale_errors import SaleError
from ledger.models import Book, Voucher
from ledger.registry import QueuedAct, register_queued_act

PAYMENT = "enterprises.receivable_payment"
ADVANCE = "enterprises.down_payment"
REFUND = "enterprises.down_payment_refund"
RETURN = "enterprises.sale_return"
Given = Mapping[str, Any]


def _money(book: Book, given: Given) -> dict[str, Any]:
    return {
        "book": book,
        "customer": book.subsidiaries.select_related("account").get(pk=given["customer"]),
        "amount": given["amount"],
        "cash": book.accounts.get(pk=given["cash"]),
        "on": date.fromisoformat(given["on"]),
        "key": given["key"],
    }


def _receive(book: Book, given: Given, **by: Any) -> Voucher:
    """`chosen` is [[sale, amount], …], empty for the oldest first."""
    return receive_payment(
        **_money(book, given),
        chosen={int(pk): amount for pk, amount in given["chosen"]},
        reference=given["reference"],
        **by,
    )


def _advance(book: Book, given: Given, **by: Any) -> Voucher:
    return record_down_payment(**_money(book, given), purpose=given["purpose"], **by)


def _refund(book: Book, given: Given, **by: Any) -> Voucher:
    return refund_down_payment(**_money(book, given), **by)


def _return(book: Book, given: Given, **by: Any) -> Voucher:
    """`quantities` is [[line, quantity as text], …]."""
    return return_goods(
        sale=Sale.objects.get(book=book, pk=given["sale"]),
        quantities={int(pk): Decimal(text) for pk, text in given["quantities"]},
        on=date.fromisoformat(given["on"]),
        reason=given["reason"],
        paid_from=book.accounts.get(pk=given["paid_from"]) if given["paid_from"] else None,
        key=given["key"],
        **by,
    )


def _of_customer(book: Book, given: Given) -> str:
    return reverse("enterprises:customer", kwargs={"org": book.slug, "pk": given["customer"]})


def _of_sale(book: Book, given: Given) -> str:
    return reverse("enterprises:return_goods", kwargs={"org": book.slug, "pk": given["sale"]})


def register_all() -> None:
    """What customers do that may wait."""
    for name, run, page in (
        (PAYMENT, _receive, _of_customer),
        (ADVANCE, _advance, _of_customer),
        (REFUND, _refund, _of_customer),
        (RETURN, _return, _of_sale),
    ):
        register_queued_act(QueuedAct(name, run, page, (SaleError,)))
