"""Attacks on the calendar over HTTP: closing out of order, opening alone, asking twice."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from ledger.models import Book, ReopenRequest
from members.models import Office, User
from tests.pages.books import unchanged
from tests.pages.conftest import MINA
from tests.pages.journal import SALE, journal
from tests.pages.reading import Page

TANI = "/lembaga/tani-lentera/"
LAST_CLOSED = "2025-12"


def act(client: Client, address: str, **data: str) -> Page:
    """Do one act of the calendar and return the page that says what came of it."""
    return Page(client.post(address, data, follow=True))


def closed(book: Book) -> list[tuple[int, int]]:
    """Year and month of the closed periods, the opening aside."""
    found = book.periods.filter(state="closed").exclude(month=0).order_by("year", "month")
    return list(found.values_list("year", "month"))


def test_a_month_is_closed_with_its_figures_in_sight(
    demo: dict[str, Book], client_of: Callable[[str], Client]
) -> None:
    client = client_of("bendahara.tani")

    shown = Page(client.get(f"{TANI}periode/2025-10/tutup/"))
    page = act(client, f"{TANI}periode/2025-10/tutup/")

    assert shown.title == "Tutup periode"
    assert "Tutup bulan Oktober 2025" in shown.text
    assert page.notices == ["Periode ditutup."]
    assert closed(demo["tani-lentera"])[-1] == (2025, 10)


@pytest.mark.parametrize(
    ("month", "sentence"),
    [
        ("2025-11", "Tutup dahulu periode Oktober 2025."),
        ("2025-12", "Tutup dahulu periode Oktober 2025."),
        ("2025-13", "Tutup dahulu bulan Oktober 2025."),
        ("2025-9", "Periode September 2025 sudah ditutup."),
        ("2025-1", "Periode Januari 2025 sudah ditutup."),
    ],
)
def test_periods_close_in_order_and_once(
    demo: dict[str, Book], client_of: Callable[[str], Client], month: str, sentence: str
) -> None:
    client = client_of("bendahara.tani")

    with unchanged():
        page = act(client, f"{TANI}periode/{month}/tutup/")

    assert page.notices == [f"Ditolak: {sentence}"]


@pytest.mark.parametrize("month", ["2025-0", "2025-00", "2025-14", "2024-12", "2026-1", "9999-1"])
def test_a_period_that_is_not_in_the_calendar(mina: Book, treasurer: Client, month: str) -> None:
    address = f"{MINA}periode/{month}/tutup/"

    with unchanged():
        statuses = [treasurer.get(address).status_code, treasurer.post(address).status_code]

    assert statuses == [404, 404]


def test_a_month_that_has_not_ended_stays_open(mina: Book, treasurer: Client) -> None:
    treasurer.post(f"{MINA}bukti/catat/", journal(mina, SALE))
    treasurer.get(MINA)  # reads the notice about the voucher
    act(treasurer, f"{MINA}periode/2026-1/tutup/")

    with unchanged():
        page = act(treasurer, f"{MINA}periode/2026-2/tutup/")

    assert page.notices == [
        "Ditolak: Bulan ini belum berakhir; tutup bulan setelah hari terakhirnya."
    ]


def test_a_month_ends_at_midnight_in_jakarta(
    mina: Book,
    treasurer: Client,
    client_of: Callable[[str], Client],
    clock: Callable[[datetime], None],
    at: datetime,
) -> None:
    treasurer.post(f"{MINA}bukti/catat/", journal(mina, SALE))
    act(treasurer, f"{MINA}periode/2026-1/tutup/")
    clock(at.replace(month=3, day=1, hour=0, minute=30))

    page = act(client_of("bendahara.mina"), f"{MINA}periode/2026-2/tutup/")

    assert page.notices == ["Periode ditutup."]


def test_a_closed_month_takes_no_voucher(
    demo: dict[str, Book], client_of: Callable[[str], Client]
) -> None:
    client, book = client_of("bendahara.tani"), demo["tani-lentera"]
    sale = (("1101", "5.000", ""), ("4101", "", "5.000"))
    act(client, f"{TANI}periode/2025-10/tutup/")

    with unchanged():
        page = Page(client.post(f"{TANI}bukti/catat/", journal(book, sale, date="2025-10-31")))

    assert page.status == 422
    assert page.refusals[0].startswith("Tanggal: Periode 10/2025 sudah ditutup.")


def test_two_officers_open_a_month_again(mina: Book, treasurer: Client, chair: Client) -> None:
    asked = act(treasurer, f"{MINA}periode/{LAST_CLOSED}/buka/", reason="Nota tertinggal")
    request = ReopenRequest.objects.get(period__book=mina)

    agreed = act(chair, f"{MINA}periode/permintaan/{request.pk}/setuju/")

    request.refresh_from_db()
    assert asked.notices == ["Permintaan dicatat; menunggu persetujuan ketua."]
    assert agreed.notices == ["Periode dibuka kembali."]
    assert (request.requested_by.username, request.approved_by.username) == (
        "bendahara.mina",
        "ketua.mina",
    )
    assert closed(mina)[-1] == (2025, 11)


@pytest.mark.parametrize("reason", ["", "   "])
def test_no_month_is_opened_without_a_reason(mina: Book, treasurer: Client, reason: str) -> None:
    with unchanged():
        page = act(treasurer, f"{MINA}periode/{LAST_CLOSED}/buka/", reason=reason)

    assert (page.status, page.refusals) == (422, ["Alasan: Bidang ini tidak boleh kosong."])


def test_only_the_last_closed_period_is_asked_for_and_only_once(
    mina: Book, treasurer: Client
) -> None:
    act(treasurer, f"{MINA}periode/{LAST_CLOSED}/buka/", reason="Nota tertinggal")

    with unchanged():
        pages = [
            act(treasurer, f"{MINA}periode/{month}/buka/", reason="Lagi")
            for month in ("2025-12", "2025-11", "2025-0", "2025-13")
        ]

    assert [page.notices for page in pages] == [
        ["Ditolak: Permintaan untuk periode ini sudah menunggu persetujuan."],
        ["Ditolak: Buka kembali dimulai dari periode tertutup terakhir: Desember 2025."],
        ["Ditolak: Buka kembali dimulai dari periode tertutup terakhir: Desember 2025."],
        ["Ditolak: Periode Penutup 2025 masih terbuka."],
    ]


def test_one_person_in_both_offices_cannot_open_alone(
    mina: Book, addresses: dict[str, Any], treasurer: Client
) -> None:
    person = User.objects.get(username="bendahara.mina").person
    Office.objects.create(
        organization=mina.organization, person=person, kind="ketua", start=date(2025, 1, 1)
    )
    request = addresses["ledger:approve_reopen"]["pk"]

    with unchanged():
        page = act(treasurer, f"{MINA}periode/permintaan/{request}/setuju/")

    assert page.notices == [
        (
            "Ditolak: Pengurus lain yang harus menyetujui: Anda sendiri yang meminta periode ini"
            " dibuka."
        )
    ]
    assert "Setujui buka kembali" not in page.text


def test_an_approval_is_used_once(addresses: dict[str, Any], chair: Client) -> None:
    address = f"{MINA}periode/permintaan/{addresses['ledger:approve_reopen']['pk']}/setuju/"
    act(chair, address)

    with unchanged():
        page = act(chair, address)

    assert page.notices == ["Ditolak: Permintaan ini sudah dipakai."]


def test_a_request_is_outdated_once_the_year_is_closed(
    mina: Book, addresses: dict[str, Any], treasurer: Client, chair: Client
) -> None:
    act(treasurer, f"{MINA}periode/2025-13/tutup/")

    with unchanged():
        page = act(
            chair, f"{MINA}periode/permintaan/{addresses['ledger:approve_reopen']['pk']}/setuju/"
        )

    assert page.notices == [
        "Ditolak: Buka kembali dimulai dari periode tertutup terakhir: Penutup 2025."
    ]


def test_a_year_is_closed_and_opened_again_by_two(
    mina: Book, treasurer: Client, chair: Client
) -> None:
    act(treasurer, f"{MINA}periode/2025-13/tutup/")
    closing = mina.vouchers.get(period=13)
    act(treasurer, f"{MINA}periode/2025-13/buka/", reason="Penyusutan keliru")
    request = ReopenRequest.objects.get(period__book=mina)

    page = act(chair, f"{MINA}periode/permintaan/{request.pk}/setuju/")

    assert page.notices == ["Periode dibuka kembali."]
    assert mina.vouchers.get(period=13, reversal_of=closing).reason == "Penyusutan keliru"
    assert closed(mina)[-1] == (2025, 12)
