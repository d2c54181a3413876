"""Supervisor and auditor: every address that writes the books answers 403, and nothing moves."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from members.models import OfficeKind, Organization
from members.permissions import RIGHTS
from tests.factories.forging import snapshot
from tests.pages.addresses import address
from tests.pages.test_access_offices import SLUG, VIEWS, join

BOOKS = (
    "ledger_voucher",
    "ledger_line",
    "ledger_accountbalance",
    "ledger_subsidiarybalance",
    "ledger_period",
    "ledger_account",
    "ledger_book",
    "ledger_reopenrequest",
)


@pytest.mark.parametrize("kind", [OfficeKind.PENGAWAS, OfficeKind.AUDITOR])
def test_whatever_a_checker_sends_the_books_stay(
    addresses: dict[str, Any], client_of: Callable[[str], Client], kind: OfficeKind
) -> None:
    username = join(Organization.objects.get(slug=SLUG), kind)
    client = client_of(username)
    client.raise_request_exception = False
    before = snapshot()

    answers = {name: client.post(address(name, addresses)).status_code for name in VIEWS}

    after = snapshot()
    assert {t: after[t] == before[t] for t in BOOKS} == dict.fromkeys(BOOKS, True)
    foreign = {name for name, view in VIEWS.items() if kind not in RIGHTS[view.permission]}
    assert {name: answers[name] for name in foreign if answers[name] != 405} == {
        name: 403 for name in foreign if answers[name] != 405
    }
    assert answers["ledger:record"] == answers["ledger:reverse"] == 403
    assert answers["ledger:close_period"] == answers["ledger:post_import"] == 403
