"""A morning of each office: its first page and where its work leads, wide and on a telephone.

In both languages nothing is wider than the window, the browser complains about nothing, and the
figures are the same; without JavaScript the same pages open.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from ledger.models import Book
from ledger.services import periods
from members.models import User
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

MINA, KSU, PANTI = "mina-lestari", "ksu-karya-lentera", "psbk-lentera-karya"
JOURNEYS: dict[str, tuple[str, tuple[tuple[str, dict[str, Any]], ...]]] = {
    "bendahara.mina": (
        MINA,
        (("ledger:vouchers", {}), ("ledger:record", {}), ("ledger:periods", {})),
    ),
    "ketua.mina": (
        MINA,
        (("ledger:periods", {}), ("ledger:settings", {}), ("ledger:events", {})),
    ),
    "pengawas.mina": (
        MINA,
        (("ledger:check", {}), ("ledger:report", {"name": "trial_balance"})),
    ),
    "auditor.ksu": (
        KSU,
        (
            ("ledger:vouchers", {}),
            ("ledger:voucher", {"kind": "BKM", "year": 2025, "number": 1}),
            ("ledger:report", {"name": "balance_sheet"}),
        ),
    ),
    "kepala.panti": (
        PANTI,
        (("home", {}), ("ledger:report", {"name": "consolidated_balance_sheet"})),
    ),
}


def address(visitor: Visitor, org: str, page: str, /, **parts: Any) -> str:
    """The whole address of a page in an organization."""
    kwargs = parts if page == "home" else {"org": org} | parts
    return visitor.address + reverse(page, kwargs=kwargs)


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("username", JOURNEYS)
def test_a_morning(visit: Callable[..., Visitor], book: Book, username: str, width: int) -> None:
    org, stations = JOURNEYS[username]
    visitor = visit(width=width)
    visitor.sign_in(username)

    figures = {}
    for language in ("id", "en"):
        User.objects.filter(username=username).update(language=language)
        for name, parts in (("organization_home", {}), *stations):
            visitor.driver.get(address(visitor, org, name, **parts))
            assert visitor.one("html").get_attribute("lang") == language
            assert visitor.overflow() == 0, (name, language)
            figures[name, language] = visitor.texts("td.money .figure")
            visitor.shot(f"{username}-{name.replace(':', '-')}-{language}")

    assert visitor.complaints() == []
    for name, _parts in stations:
        assert figures[name, "id"] == figures[name, "en"], name


@pytest.mark.parametrize("username", JOURNEYS)
def test_the_same_pages_without_javascript(
    visit: Callable[..., Visitor], book: Book, username: str
) -> None:
    org, stations = JOURNEYS[username]
    visitor = visit(javascript=False)
    visitor.sign_in(username)

    for name, parts in (("organization_home", {}), *stations):
        visitor.driver.get(address(visitor, org, name, **parts))
        assert visitor.heading
        assert visitor.seen("main") != []


@pytest.mark.parametrize("width", [1280, 360])
def test_the_chair_declines_a_request(
    visit: Callable[..., Visitor], book: Book, at: Any, width: int
) -> None:
    maker = User.objects.get(username="bendahara.mina")
    periods.request_reopen(
        book=book, year=2025, month=12, reason="Nota tertinggal", actor=maker, at=at
    )
    visitor = visit(width=width)
    visitor.sign_in("ketua.mina")

    visitor.open("ledger:periods")
    visitor.shot("request-waiting")
    visitor.follow("Tolak")
    visitor.press("Tolak permintaan")
    assert visitor.seen(".has-error [name=reason]") != []
    visitor.write("reason", "Balik di bulan berjalan")
    visitor.press("Tolak permintaan")

    assert visitor.texts(".notice-success p") == ["Permintaan ditolak; periode tetap tertutup."]
    assert visitor.overflow() == 0
    assert not book.periods.get(year=2025, month=12).is_open
