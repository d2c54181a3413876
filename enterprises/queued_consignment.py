"""What consignments post, waiting whole for another officer (`registry.QueuedAct`)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from enterprises.models import Consignment
from enterprises.services.consignment import sell_consigned, settle_owner
from enterprises.services.sale_errors import SaleError
from ledger.models import Book, Voucher
from ledger.registry import QueuedAct, register_queued_act

SOLD = "enterprises.consignment_sold"
SETTLED = "enterprises.consignment_settled"
Given = Mapping[str, Any]


def _of(book: Book, given: Given) -> Consignment:
    found = Consignment.objects.select_related("book", "channel", "partner__account")
    return found.get(book=book, pk=given["consignment"])


def _sold(book: Book, given: Given, **by: Any) -> Voucher:
    """`quantities` is [[line, quantity as text], …]."""
    return sell_consigned(
        consignment=_of(book, given),
        quantities={int(pk): Decimal(text) for pk, text in given["quantities"]},
        on=date.fromisoformat(given["on"]),
        received_in=book.accounts.get(pk=given["received_in"]),
        due_on=date.fromisoformat(given["due_on"]) if given["due_on"] else None,
        key=given["key"],
        **by,
    )


def _settled(book: Book, given: Given, **by: Any) -> Voucher:
    return settle_owner(
        consignment=_of(book, given),
        amount=given["amount"],
        cash=book.accounts.get(pk=given["cash"]),
        on=date.fromisoformat(given["on"]),
        key=given["key"],
        **by,
    )


def _page(book: Book, given: Given) -> str:
    return reverse("enterprises:consignment", kwargs={"org": book.slug, "pk": given["consignment"]})


def register_all() -> None:
    """What consignments let wait."""
    for name, run in ((SOLD, _sold), (SETTLED, _settled)):
        register_queued_act(QueuedAct(name, run, _page, (SaleError,)))
