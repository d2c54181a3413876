"""The chair's answers and rules; recording again what was reversed."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.test import Client

from ledger.models import Book, CashPolicy, Event
from ledger.services import periods
from ledger.services.reversal import reverse
from members.models import User
from tests.pages.books import unchanged
from tests.pages.conftest import MINA
from tests.pages.journal import journal
from tests.pages.reading import Page

SETTINGS = f"{MINA}pengaturan/buku/"


def asked(mina: Book, at: Any) -> str:
    """The address of a request to reopen December 2025."""
    maker = User.objects.get(username="bendahara.mina")
    request = periods.request_reopen(
        book=mina, year=2025, month=12, reason="Nota tertinggal", actor=maker, at=at
    )
    return f"{MINA}periode/permintaan/{request.pk}"


def test_a_request_stands_above_the_calendar_and_is_declined_with_a_reason(
    mina: Book, treasurer: Client, chair: Client, at: Any
) -> None:
    url = asked(mina, at)
    assert f"{url}/tolak/" in Page(chair.get(f"{MINA}periode/")).links
    assert f"{url}/tolak/" not in Page(treasurer.get(f"{MINA}periode/")).links

    refused = chair.post(f"{url}/tolak/", {"reason": ""})
    answer = chair.post(f"{url}/tolak/", {"reason": "Catat di Januari"}, follow=True)

    assert refused.status_code == 422
    assert Page(answer).notices == ["Permintaan ditolak; periode tetap tertutup."]
    page = Page(treasurer.get(f"{MINA}periode/"))
    assert "menolak permintaan membuka periode 2025-12" in page.text
    assert "“Catat di Januari”" in page.text
    assert not mina.periods.get(year=2025, month=12).is_open


def test_the_chair_sets_what_happens_below_zero(mina: Book, chair: Client) -> None:
    with unchanged():
        assert chair.post(SETTINGS, {"policy": "warn", "reason": ""}).status_code == 422
        assert chair.post(SETTINGS, {"policy": "maybe", "reason": "x"}).status_code == 422

    answer = chair.post(SETTINGS, {"policy": "warn", "reason": "Rapat 3 Februari"})

    assert answer.headers["Location"] == SETTINGS
    mina.refresh_from_db()
    assert mina.cash_policy == CashPolicy.WARN
    event = Event.objects.get(act="set_cash_policy")
    assert event.detail == {"was": "refuse", "reason": "Rapat 3 Februari"}
    assert Page(chair.get(SETTINGS)).values["policy"] == "warn"


def test_what_was_reversed_is_recorded_again_from_the_same_words(
    mina: Book, treasurer: Client, at: Any
) -> None:
    lines = [("1101", "60.000", ""), ("3102", "", "60.000", "ML-04")]
    data = journal(mina, lines, party="Bu Sri", reference="N-9")
    treasurer.post(f"{MINA}bukti/catat/", data)
    voucher = mina.vouchers.get(key=data["key"])
    again = f"{MINA}bukti/catat/?ulang=BKM-2026-1"
    assert treasurer.get(again).status_code == 404  # it stands

    maker = User.objects.get(username="bendahara.mina")
    reverse(voucher=voucher, on=date(2026, 2, 15), reason="Salah", actor=maker, at=at)
    assert again in Page(treasurer.get(f"{MINA}bukti/BKM-2026-1/")).links
    page = Page(treasurer.get(again))

    assert page.values["key"] != data["key"]
    expected = {name: value for name, value in data.items() if name != "key"}
    assert {name: page.values.get(name) for name in expected} == expected
    assert treasurer.post(f"{MINA}bukti/catat/", page.values).status_code == 302
    assert mina.vouchers.filter(party="Bu Sri", reversal_of__isnull=True).count() == 2


def test_nothing_else_is_recorded_again(mina: Book, treasurer: Client) -> None:
    for name in ("BKM-2025-1", "BKM-2025-99999", "BKM", "BKM-x-1", "BKM-2025-1-1", "-", "'"):
        assert treasurer.get(f"{MINA}bukti/catat/", {"ulang": name}).status_code == 404, name


def test_the_header_says_how_many_months_wait(
    demo: dict[str, Book], client_of: Callable[[str], Client]
) -> None:
    tani = client_of("bendahara.tani").get("/lembaga/tani-lentera/").content.decode()
    mina = client_of("bendahara.mina").get(MINA).content.decode()

    assert "3 bulan menunggu ditutup" in tani  # October to December
    assert "menunggu ditutup" not in mina


def test_the_head_of_the_institution_begins_with_figures(
    demo: dict[str, Book], client_of: Callable[[str], Client]
) -> None:
    page = Page(client_of("kepala.panti").get("/"))

    assert "Kelompok binaan" in page.text
    assert "KUBE Mina Lestari Lentera" in page.text
    assert "Kelompok binaan" not in Page(client_of("bendahara.jahit").get("/")).text
