"""What of capital lets itself wait whole for another officer: `registry.QueuedAct`."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from enterprises.models import BankLine
from enterprises.services.bank import BankError
from enterprises.services.bank_matching import post_bank_line
from ledger.models import Book, Voucher
from ledger.registry import QueuedAct, register_queued_act

BANK = "enterprises.bank_voucher"
Given = Mapping[str, Any]


def _bank_line(book: Book, given: Given, **by: Any) -> Voucher:
    return post_bank_line(
        bank_line=BankLine.objects.get(bank_account__book=book, pk=given["bank_line"]),
        account=book.accounts.get(pk=given["account"]),
        subsidiary=book.subsidiaries.get(pk=given["subsidiary"]) if given["subsidiary"] else None,
        narration=given["narration"],
        **by,
    )


def _page(name: str) -> Any:
    return lambda book, _given: reverse(name, kwargs={"org": book.slug})


def register_all() -> None:
    """What of capital waits."""
    register_queued_act(QueuedAct(BANK, _bank_line, _page("enterprises:banks"), (BankError,)))
