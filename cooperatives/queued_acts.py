"""Sharing and paying the SHU, waiting whole for another officer: `registry.QueuedAct`."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from cooperatives.models import ShuDistribution
from cooperatives.selectors.shu import ShuRefusedError
from cooperatives.services.shu import distribute_shu
from cooperatives.services.shu_payments import pay_shu, use_shu_fund
from ledger.models import Book, Voucher
from ledger.registry import QueuedAct, register_queued_act

DISTRIBUTE = "cooperatives.distribute_shu"
PAY = "cooperatives.pay_shu"
FUND = "cooperatives.use_shu_fund"
Given = Mapping[str, Any]


def _distribution(book: Book, given: Given) -> ShuDistribution:
    return ShuDistribution.objects.get(book=book, pk=given["distribution"])


def _distribute(book: Book, given: Given, **by: Any) -> Voucher:
    return distribute_shu(
        distribution=_distribution(book, given), on=date.fromisoformat(given["on"]), **by
    )


def _pay(book: Book, given: Given, **by: Any) -> Voucher:
    products = book.organization.savings_products
    return pay_shu(
        distribution=_distribution(book, given),
        shares=given["shares"],
        way=given["way"],
        on=date.fromisoformat(given["on"]),
        cash=book.accounts.get(pk=given["cash"]) if given["cash"] else None,
        product=products.get(pk=given["product"]) if given["product"] else None,
        consent=given["consent"],
        key=given["key"],
        **by,
    )


def _use(book: Book, given: Given, **by: Any) -> Voucher:
    return use_shu_fund(
        book=book,
        pool=given["pool"],
        amount=given["amount"],
        recipient=given["recipient"],
        purpose=given["purpose"],
        decision=given["decision"],
        cash=book.accounts.get(pk=given["cash"]),
        on=date.fromisoformat(given["on"]),
        key=given["key"],
        **by,
    )


def _page(name: str) -> Any:
    def address(book: Book, given: Given) -> str:
        return reverse(name, kwargs={"org": book.slug, "pk": given["distribution"]})

    return address


def _fund_page(book: Book, given: Given) -> str:
    return reverse("cooperatives:fund", kwargs={"org": book.slug, "pool": given["pool"]})


def register_all() -> None:
    """What cooperatives let wait."""
    refusals = (ShuRefusedError,)
    register_queued_act(
        QueuedAct(DISTRIBUTE, _distribute, _page("cooperatives:distribute"), refusals)
    )
    register_queued_act(QueuedAct(PAY, _pay, _page("cooperatives:pay"), refusals))
    register_queued_act(QueuedAct(FUND, _use, _fund_page, refusals))
