"""Every address that opens a page, on the smallest telephone: nothing sticks out, no complaint."""

import contextlib
from collections.abc import Callable
from datetime import datetime

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch

from ledger.models import Book
from ledger.services import drafts, periods
from members.models import User
from tests.browser.visitor import ORG, Visitor
from tests.pages.addresses import address, names
from tests.pages.journal import SALE, journal

pytestmark = pytest.mark.browser

NO_PAGE = {
    "home",  # leads on at once
    "account_login",
    "account_signup",
    "account_inactive",
    "account_set_password",
    "set_language_preference",
    "ledger:voucher_print",
    "ledger:receipt_print",
    "ledger:discard_draft",
    "ledger:approve_reopen",
}
"""Addresses that are acts or files, or lead a signed-in person elsewhere."""
PASSWORD_FORM = "Password forms should have (optionally hidden) username fields"


def examples(book: Book, at: datetime) -> dict[str, dict[str, str | int]]:
    """What stands in the addresses of a book."""
    maker = User.objects.get(username="bendahara.mina")
    draft = drafts.save_draft(book=book, key="d", content=journal(book, SALE), actor=maker, at=at)
    org: dict[str, str | int] = {"org": ORG}
    voucher = org | {"kind": "BKM", "year": 2025, "number": 1}
    return {
        "ledger:voucher": voucher,
        "ledger:reverse": voucher,
        "ledger:draft": org | {"pk": draft.pk},
        "ledger:report": org | {"name": "equity_changes"},
        "ledger:close_period": org | {"year": 2025, "month": 13},
        "ledger:request_reopen": org | {"year": 2025, "month": 12},
    }


def pages_of(username: str, parts: dict[str, dict[str, str | int]]) -> list[str]:
    """The addresses that open a page: no acts, no files, none that needs more than `parts`."""
    client = Client()
    client.force_login(User.objects.get(username=username))
    found = []
    for name in names():
        with contextlib.suppress(NoReverseMatch):
            target = address(name, parts)
            if name not in NO_PAGE and is_page(client.get(target)):
                found.append(target)
    return found


def is_page(answer: HttpResponse) -> bool:
    """Whether a browser shows it as a page of ours."""
    return answer.status_code in (200, 403) and "html" in answer.headers["Content-Type"]


@pytest.mark.parametrize("username", ["bendahara.mina", "ketua.mina"])
def test_every_page_fits_the_smallest_telephone(
    visit: Callable[..., Visitor], book: Book, at: datetime, username: str
) -> None:
    parts = examples(book, at)
    periods.request_reopen(
        book=book,
        year=2025,
        month=12,
        reason="Nota tertinggal " + "panjang" * 20,
        actor=User.objects.get(username="bendahara.mina"),
        at=at,
    )
    visitor = visit(width=360)
    visitor.sign_in(username)
    targets = pages_of(username, parts)
    reports = ("trial_balance", "income_statement", "cash_flow", "cash_book", "subsidiary_ledger")
    targets += [f"/lembaga/{ORG}/laporan/{name}/" for name in reports]

    found = {}
    for target in targets:
        visitor.driver.get(visitor.address + target)
        complaints = [line for line in visitor.complaints() if PASSWORD_FORM not in line]
        statuses = ("403 (Forbidden)", "404 (Not Found)")  # said in words on the page itself
        found[target] = (
            visitor.overflow(),
            [line for line in complaints if not any(status in line for status in statuses)],
        )

    assert {target: fault for target, fault in found.items() if fault != (0, [])} == {}
    assert len(found) > 20
