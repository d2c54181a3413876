"""What of capital lets itself wait whole for another officer: `registry.QueuedAct`."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from enterprises.models import BankLine
from enterprises.services.bank import BankError
from enterprises.services.bank_matching import post_bank_line
from enterprises.services.grants import GrantError, receive_grant
from ledger.models import Book, Voucher
from ledger.registry import QueuedAct, register_queued_act

BANK = "enterprises.bank_voucher"
GRANT = "enterprises.grant"
Given = Mapping[str, Any]


def _bank_line(book: Book, given: Given, **by: Any) -> Voucher:
    return post_bank_line(
        bank_line=BankLine.objects.get(bank_account__book=book, pk=given["bank_line"]),
        account=book.accounts.get(pk=given["account"]),
        subsidiary=book.subsidiaries.get(pk=given["subsidiary"]) if given["subsidiary"] else None,
        narration=given["narration"],
        **by,
    )


def _grant(book: Book, given: Given, **by: Any) -> Voucher:
    days = {key: date.fromisoformat(given[key]) for key in ("agreed_on", "on")}
    accounts = {key: book.accounts.get(pk=given[key]) for key in ("account", "received_in")}
    return receive_grant(**{**given, **days, **accounts}, book=book, **by)


def _page(name: str) -> Any:
    return lambda book, _given: reverse(name, kwargs={"org": book.slug})


def register_all() -> None:
    """What of capital waits."""
    register_queued_act(QueuedAct(BANK, _bank_line, _page("enterprises:banks"), (BankError,)))
    register_queued_act(QueuedAct(GRANT, _grant, _page("enterprises:receive_grant"), (GrantError,)))
