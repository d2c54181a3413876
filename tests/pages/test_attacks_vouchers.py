"""Attacks on posted vouchers over HTTP: a sentence or 4xx, and the books unchanged."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ledger.models import Book, Voucher
from tests.pages.addresses import address, names
from tests.pages.books import unchanged
from tests.pages.conftest import MINA
from tests.pages.journal import SALE, journal
from tests.pages.reading import Page

POSTED = f"{MINA}bukti/BKM-2025-1/"
REVERSE = f"{POSTED}balik/"
EMPTY = "Bidang ini tidak boleh kosong."
NO_DATE = "“31/02/2026” bukan tanggal. Tulis seperti 31/12/2025."
FUTURE = "Tanggal bukti tidak boleh sesudah hari ini (15/02/2026)."
TOO_EARLY = "Tanggal pembalikan tidak boleh sebelum tanggal bukti (05/01/2025)."
CLOSED = (
    "Periode 12/2025 sudah ditutup. Pakai tanggal di bulan yang masih terbuka;"
    " kesalahan diperbaiki dengan pembalikan di bulan berjalan."
)


def wish(**fields: str) -> dict[str, str]:
    """A reversal as the page sends it."""
    return {"date": "2026-02-14", "reason": "Salah jumlah", "key": "r" * 32} | fields


@pytest.mark.parametrize("verb", ["put", "patch", "delete", "post"])
@pytest.mark.parametrize("page", ["", "cetak/", "kuitansi/", "../"])
def test_no_verb_changes_a_posted_voucher(
    mina: Book, treasurer: Client, verb: str, page: str
) -> None:
    target = f"{MINA}bukti/" if page == "../" else POSTED + page
    data = {"narration": "Diubah", "lines-0-debit": "1", "_method": "DELETE", "posted": "0"}

    with unchanged():
        answer = getattr(treasurer, verb)(target, data)

    assert answer.status_code == 405


@pytest.mark.parametrize("verb", ["put", "patch", "delete"])
def test_no_unusual_verb_does_anything_anywhere(
    addresses: dict[str, Any], treasurer: Client, verb: str
) -> None:
    inside = [name for name in names() if name.startswith("ledger:")]

    with unchanged():
        statuses = {
            getattr(treasurer, verb)(address(name, addresses)).status_code for name in inside
        }

    assert statuses == {405}


def test_recording_cannot_name_an_existing_voucher(mina: Book, treasurer: Client) -> None:
    old = mina.vouchers.get(kind="BKM", year=2025, number=1)
    data = journal(mina, SALE) | {
        "pk": str(old.pk),
        "id": str(old.pk),
        "code": old.code,
        "number": "1",
        "kind": "BKM",
        "is_opening": "1",
        "is_closing": "1",
        "period": "13",
        "seal": "0" * 64,
        "made_by": "1",
        "posted_at": "2020-01-01",
        "origin": "closing",
    }
    before = Voucher.objects.filter(pk=old.pk).values().get()

    treasurer.post(f"{MINA}bukti/catat/", data)

    new = mina.vouchers.get(key=data["key"])
    assert Voucher.objects.filter(pk=old.pk).values().get() == before
    assert (new.code, new.period, new.origin) == ("BKM/2026/02/0001", 2, "manual")
    assert new.made_by.username == "bendahara.mina"


def test_a_reversal_is_posted_beside_the_voucher(mina: Book, treasurer: Client) -> None:
    old = mina.vouchers.get(kind="BKM", year=2025, number=1)

    page = Page(treasurer.post(REVERSE, wish(), follow=True))

    reversal = mina.vouchers.get(reversal_of=old)
    assert page.notices[0] == f"{old.code} dibalik dengan {reversal.code}."
    assert page.title == reversal.code == "BKK/2026/02/0001"
    assert (reversal.reason, reversal.made_by.username) == ("Salah jumlah", "bendahara.mina")
    assert [(line.account_id, line.debit, line.credit) for line in reversal.lines.all()] == [
        (line.account_id, line.credit, line.debit) for line in old.lines.all()
    ]
    assert "Bukti ini sudah dibalik dengan BKK/2026/02/0001." in Page(treasurer.get(POSTED)).text


def test_the_same_reversal_sent_twice_is_one(mina: Book, treasurer: Client) -> None:
    first = treasurer.post(REVERSE, wish())

    with unchanged():
        second = treasurer.post(REVERSE, wish())

    assert second.headers["Location"] == first.headers["Location"]


def test_a_reversed_voucher_is_not_reversed_again(mina: Book, treasurer: Client) -> None:
    treasurer.post(REVERSE, wish())

    with unchanged():
        page = Page(treasurer.post(REVERSE, wish(key="s" * 32)))

    assert (page.status, page.refusals) == (
        422,
        ["Bukti ini sudah dibalik dengan BKK/2026/02/0001."],
    )
    assert "Balik bukti ini" not in Page(treasurer.get(POSTED)).text


def test_a_reversal_is_not_reversed(mina: Book, treasurer: Client) -> None:
    reversal = treasurer.post(REVERSE, wish()).headers["Location"]

    with unchanged():
        page = Page(treasurer.post(f"{reversal}balik/", wish(key="s" * 32)))

    assert page.status == 422
    assert page.refusals == ["Bukti pembalikan tidak dibalik lagi. Catat bukti baru yang benar."]
    assert "Balik bukti ini" not in Page(treasurer.get(reversal)).text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reason": ""}, f"Alasan: {EMPTY}"),
        ({"reason": " \n "}, f"Alasan: {EMPTY}"),
        ({"reason": "a\0b"}, "Alasan: Karakter null tidak diizinkan."),
        ({"date": ""}, f"Tanggal pembalikan: {EMPTY}"),
        ({"date": "31/02/2026"}, f"Tanggal pembalikan: {NO_DATE}"),
        ({"date": "2026-02-16"}, f"Tanggal pembalikan: {FUTURE}"),
        ({"date": "2025-12-31"}, f"Tanggal pembalikan: {CLOSED}"),
        ({"date": "2025-01-01"}, f"Tanggal pembalikan: {TOO_EARLY}"),
        ({"key": ""}, "Formulir ini tidak terkirim utuh. Muat ulang halaman, lalu isi lagi."),
    ],
)
def test_a_reversal_that_is_refused_keeps_what_was_typed(
    mina: Book, treasurer: Client, fields: dict[str, str], sentence: str
) -> None:
    with unchanged():
        page = Page(treasurer.post(REVERSE, wish(**fields)))

    assert (page.status, page.refusals) == (422, [sentence])
    assert page.values["date"] == wish(**fields)["date"]
    assert page.values["reason"].split() == wish(**fields)["reason"].replace("\0", "�").split()


def test_the_key_of_another_voucher_reverses_nothing(mina: Book, treasurer: Client) -> None:
    data = journal(mina, SALE)
    treasurer.post(f"{MINA}bukti/catat/", data)

    with unchanged():
        page = Page(treasurer.post(REVERSE, wish(key=data["key"])))

    assert page.status == 422
    assert page.refusals[0].startswith("Kunci kirim ini sudah dipakai untuk bukti BKM/2026/02/")


def test_the_year_end_closing_is_not_reversed_by_hand(
    demo: dict[str, Book], client_of: Any
) -> None:
    client = client_of("bendahara.ksu")
    closing = demo["ksu-karya-lentera"].vouchers.get(period=13)
    page_of = {"org": "ksu-karya-lentera", "kind": closing.kind, "year": 2025}

    with unchanged():
        page = Page(
            client.post(
                reverse("ledger:reverse", kwargs=page_of | {"number": closing.number}), wish()
            )
        )

    assert page.refusals == ["Jurnal penutup tahun dibalik dengan membuka kembali tahun bukunya."]
