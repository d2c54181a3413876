"""Who only reads finds nothing to press; who is a stranger finds nothing at all."""

from collections.abc import Callable

import pytest

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

PAGES = (
    ("organization_home", {}),
    ("ledger:vouchers", {}),
    ("ledger:voucher", {"kind": "BKM", "year": 2025, "number": 1}),
    ("ledger:reports", {}),
    ("ledger:report", {"name": "balance_sheet"}),
    ("ledger:periods", {}),
    ("ledger:events", {}),
)
OWN = ("/bahasa/", "/akun/keluar/", "/akun/perangkat/")
WRITING = ("/bukti/catat/", "/balik/", "/draf/", "/tutup/", "/buka/", "/setuju/")


def test_the_supervisor_finds_nothing_that_writes(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    visitor.sign_in("pengawas.mina")

    for name, kwargs in PAGES:
        visitor.open(name, **kwargs)
        forms = [form.get_attribute("action") for form in visitor.all("form[method=post]")]
        links = [a.get_attribute("href") or "" for a in visitor.all("a")]
        assert [action for action in forms if not str(action).endswith(OWN)] == [], name
        assert [link for link in links if link.endswith(WRITING)] == [], name
        assert visitor.complaints() == [], name

    visitor.open("ledger:record")
    assert visitor.heading == "Bukan wewenang jabatan Anda"
    assert visitor.all("main form") == []
    visitor.shot("refused-supervisor")


def test_a_stranger_finds_no_organization(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    visitor.sign_in("orang.luar")
    assert "mina-lestari" not in visitor.driver.page_source
    visitor.shot("home-stranger")

    for name, kwargs in PAGES:
        visitor.open(name, **kwargs)
        assert visitor.heading == "Halaman tidak ditemukan", name
        assert "Mina Lestari" not in visitor.driver.page_source, name
    visitor.shot("not-found-stranger")
