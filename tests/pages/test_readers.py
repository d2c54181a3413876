"""What readers meet when they follow links: nothing broken, nothing refused, nothing written."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from tests.pages.addresses import address
from tests.pages.books import unchanged
from tests.pages.crawl import crawl, kind_of
from tests.pages.reading import Page

READERS = ("bendahara.mina", "ketua.mina", "pengawas.mina", "kepala.panti", "bendahara.ksu")
WRITING = {
    "ledger:templates",
    "ledger:use_template",
    "ledger:edit_template",
    "ledger:voucher_template",
    "ledger:budgets",
    "ledger:budget",
    "ledger:budget_file",
    "ledger:accounts",
    "ledger:new_account",
    "ledger:account",
    "ledger:units",
    "ledger:unit",
    "ledger:layouts",
    "ledger:acts",
    "ledger:act",
    "ledger:act_settings",
    "ledger:record",
    "ledger:reverse",
    "ledger:draft",
    "ledger:discard_draft",
    "ledger:close_period",
    "ledger:request_reopen",
    "ledger:approve_reopen",
}
OWN = {
    *("account_logout", "account_change_password", "account_reauthenticate", "shared_device"),
}
WRITES = re.compile(
    r"\s*(INSERT|UPDATE|DELETE|REPLACE|TRUNCATE|ALTER|DROP|CREATE)\b", re.IGNORECASE
)
SESSIONS = ("django_session", "cache_entries", "members_cardvisit")
"""Written by reading: sessions, limits of tries, and who opened a member's card."""


@pytest.mark.parametrize("username", READERS)
def test_every_link_opens_and_no_page_writes(
    addresses: dict[str, Any], client_of: Callable[[str], Client], username: str
) -> None:
    client = client_of(username)

    with unchanged(), CaptureQueriesContext(connection) as queries:
        pages = [(url, page.status, origin) for origin, url, page in crawl(client, "/")]

    assert [page for page in pages if page[1] not in (200, 302)] == []
    assert [q["sql"] for q in queries if writes(q["sql"])] == []
    assert {"organization_home", "ledger:report", "ledger:periods"} <= {
        kind_of(url)[0] for url, _status, _origin in pages
    }


def test_a_page_opened_by_its_address_does_not_write(
    addresses: dict[str, Any], client_of: Callable[[str], Client]
) -> None:
    client = client_of("bendahara.mina")

    with unchanged(), CaptureQueriesContext(connection) as queries:
        statuses = {client.get(address(name, addresses)).status_code for name in sorted(WRITING)}

    assert statuses == {200, 405}
    assert [q["sql"] for q in queries if writes(q["sql"])] == []


BESIDE_THE_BOOKS = {
    *("ledger:count_cash", "ledger:draw_sample", "ledger:sample_item", "ledger:new_remark"),
    *("ledger:decide_remark", "ledger:run_health", "ledger:export_package"),
    *("members:confirm_substitute", "members:approve_security_reset"),
}
"""What a supervisor writes: a count, marks and remarks of his own, and the second yes
to a substitute or a new second step; never the books."""


@pytest.mark.parametrize("username", ["pengawas.mina", "kepala.panti"])
def test_who_only_reads_finds_nothing_to_press(
    addresses: dict[str, Any], client_of: Callable[[str], Client], username: str
) -> None:
    pages = [(url, page) for _from, url, page in crawl(client_of(username), "/") if page.is_html]

    links = {kind_of(link)[0] for url, page in pages for link in page.links if link[0] == "/"}
    forms = {resolve(action).view_name for url, page in pages for action in posts(url, page)}

    assert links & WRITING == set()
    beside = BESIDE_THE_BOOKS if username == "pengawas.mina" else set()
    assert forms == {"set_language_preference", *OWN} | beside


def test_the_supervisor_sees_what_the_treasurer_did(
    addresses: dict[str, Any], client_of: Callable[[str], Client]
) -> None:
    page = Page(client_of("pengawas.mina").get("/lembaga/mina-lestari/periode/"))

    assert "meminta periode ini dibuka: “Nota tertinggal”." in page.text
    assert "menunggu persetujuan ketua" in page.text
    assert "Setujui" not in page.text


def writes(sql: str) -> bool:
    """Whether a statement changes anything but sessions."""
    return bool(WRITES.match(sql)) and not any(table in sql for table in SESSIONS)


def posts(url: str, page: Page) -> list[str]:
    """Where the forms of a page write to."""
    return [url.partition("?")[0] if action == "." else action for action in page.posts]
