"""The ledger's own acts that wait whole for another officer: `registry.QueuedAct`.

Each app has such a file. `run` reads plain values back and calls the one service function.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from ledger.models import Book, CashCount, PettyFund, Voucher
from ledger.registry import QueuedAct, register_queued_act
from ledger.services.cash_counts import CountError, post_difference
from ledger.services.petty_cash import PettyCashError, replenish
from ledger.services.reversal import reverse as reverse_voucher

REPLENISH = "ledger.replenish"
CASH_DIFFERENCE = "ledger.cash_difference"
REVERSAL = "ledger.reversal"
Given = Mapping[str, Any]


def _replenish(book: Book, given: Given, **by: Any) -> Voucher:
    return replenish(
        fund=PettyFund.objects.select_related("account", "book").get(book=book, pk=given["fund"]),
        source=book.accounts.get(pk=given["source"]),
        on=date.fromisoformat(given["on"]),
        last=given["last"],
        **by,
    )


def _box(book: Book, given: Given) -> str:
    fund = PettyFund.objects.select_related("account").get(book=book, pk=given["fund"])
    return reverse("ledger:petty_cash", kwargs={"org": book.slug, "code": fund.account.code})


def _difference(book: Book, given: Given, **by: Any) -> Voucher:
    count = CashCount.objects.select_related("account", "book").get(book=book, pk=given["count"])
    return post_difference(count=count, explanation=given["explanation"], **by).voucher


def _count(book: Book, given: Given) -> str:
    return reverse("ledger:cash_count", kwargs={"org": book.slug, "pk": given["count"]})


def _reversal(book: Book, given: Given, **by: Any) -> Voucher:
    return reverse_voucher(
        voucher=book.vouchers.get(pk=given["voucher"]),
        on=date.fromisoformat(given["on"]),
        reason=given["reason"],
        key=given["key"],
        **by,
    )


def _reversed(book: Book, given: Given) -> str:
    voucher = book.vouchers.get(pk=given["voucher"])
    place = {"kind": voucher.kind, "year": voucher.year, "number": voucher.number}
    return reverse("ledger:reverse", kwargs={"org": book.slug, **place})


def register_all() -> None:
    """What the ledger lets wait."""
    register_queued_act(QueuedAct(REPLENISH, _replenish, _box, (PettyCashError,)))
    register_queued_act(QueuedAct(REVERSAL, _reversal, _reversed, ()))
    register_queued_act(QueuedAct(CASH_DIFFERENCE, _difference, _count, (CountError,)))
