"""Bad input while recording: a sentence at the field, nothing stored, nothing typed lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from ledger.models import Book
from ledger.services.books import add_unit
from tests.factories.books import subsidiary
from tests.pages.books import unchanged
from tests.pages.conftest import MINA
from tests.pages.journal import SALE, journal
from tests.pages.reading import Page

RECORD = f"{MINA}bukti/catat/"
BROKEN = "Formulir ini tidak terkirim utuh. Muat ulang halaman, lalu isi lagi."
ONE_SIDE = (
    "Baris 1, Debet: Isi tepat satu sisi, debet atau kredit, dengan rupiah bulat di atas nol."
)
EMPTY = "Bidang ini tidak boleh kosong."
CLOSED = (
    "Periode 12/2025 sudah ditutup. Pakai tanggal di bulan yang masih terbuka;"
    " kesalahan diperbaiki dengan pembalikan di bulan berjalan."
)
NO_SUBSIDIARY = (
    "Baris 1, Rekening pembantu: Akun 1103 Piutang usaha perlu rekening pembantu:"
    " pilih nama di baris ini."
)
NO_CASH = (
    "1101 Kas tunai akan menjadi (993.015.000) pada 10/02/2026. Periksa tanggal dan"
    " jumlah, atau catat dahulu uang yang masuk."
)
TOO_MANY = (
    "Satu bukti di halaman ini paling banyak 200 baris. Bagi menjadi beberapa bukti,"
    " atau impor dari berkas."
)
NOT_RUPIAH = (
    " bukan jumlah rupiah bulat. Tulis tanpa sen; titik hanya pemisah ribuan, misalnya 12.500."
)


def too_long(most: int) -> str:
    """What is said of a text one letter longer than it may be."""
    return (
        f"Pastikan nilai ini mengandung paling banyak {most} karakter"
        f" (sekarang {most + 1} karakter)."
    )


def refused(client: Client, data: dict[str, str]) -> Page:
    """Send what must be refused without a trace, and return the page that says so."""
    with unchanged():
        page = Page(client.post(RECORD, data))
    assert page.status == 422
    return page


@pytest.mark.parametrize(
    "amount",
    ["12,50", "1,250,000", "-5", "+5", "1e3", "10000000000000000000", "1.2.3", "1.25", "0x10",
     "1 000", "5.000,-", "٣", "½", "NaN", "Infinity", "=1+1"],
)  # fmt: skip
def test_an_amount_that_is_no_whole_rupiah(mina: Book, treasurer: Client, amount: str) -> None:
    page = refused(treasurer, journal(mina, [("1101", amount, ""), ("4101", "", "5")]))

    assert page.refusals == [f"Baris 1, Debet: “{amount}”{NOT_RUPIAH}"]
    assert page.values["lines-0-debit"] == amount


def test_an_endless_amount_is_quoted_in_part(mina: Book, treasurer: Client) -> None:
    page = refused(treasurer, journal(mina, [("1101", "9" * 5000, ""), ("4101", "", "5")]))

    assert page.refusals == [f"Baris 1, Debet: “{'9' * 39}…”{NOT_RUPIAH}"]


@pytest.mark.parametrize("debit", ["0", "00"])
def test_zero_is_no_amount(mina: Book, treasurer: Client, debit: str) -> None:
    page = refused(treasurer, journal(mina, [("1101", debit, ""), ("4101", "", "5")]))

    assert page.refusals == [ONE_SIDE]


def test_both_sides_of_one_line(mina: Book, treasurer: Client) -> None:
    page = refused(treasurer, journal(mina, [("1101", "5", "5"), ("4101", "", "5")]))

    assert page.refusals == [ONE_SIDE]


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("31/02/2026", "“31/02/2026” bukan tanggal. Tulis seperti 31/12/2025."),
        ("2026-02-31", "“2026-02-31” bukan tanggal. Tulis seperti 31/12/2025."),
        ("02/31/2026", "“02/31/2026” bukan tanggal. Tulis seperti 31/12/2025."),
        ("1/2/26", "“1/2/26” bukan tanggal. Tulis seperti 31/12/2025."),
        ("besok", "“besok” bukan tanggal. Tulis seperti 31/12/2025."),
        ("0001-01-01", "“0001-01-01” bukan tanggal. Tulis seperti 31/12/2025."),
        ("9999-12-31", "“9999-12-31” bukan tanggal. Tulis seperti 31/12/2025."),
        ("16/02/2026", "Tanggal bukti tidak boleh sesudah hari ini (15/02/2026)."),
        ("31/12/2024", "Buku ini mulai pada 01/01/2025; tanggal bukti tidak boleh sebelumnya."),
        ("31/12/2025", CLOSED),
        ("", EMPTY),
    ],
)
def test_a_date_that_cannot_be(mina: Book, treasurer: Client, day: str, sentence: str) -> None:
    page = refused(treasurer, journal(mina, SALE, date=day))

    assert page.refusals == [f"Tanggal: {sentence}"]
    assert page.values["date"] == day


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (
            [("1101", "5.000", ""), ("4101", "", "6.000")],
            "Jumlah debet 5.000 dan kredit 6.000 tidak sama; selisih 1.000.",
        ),
        ([("1101", "5.000", "")], "Bukti memerlukan sedikitnya dua baris: debet dan kredit."),
        ([], "Bukti memerlukan sedikitnya dua baris: debet dan kredit."),
        ([("1103", "5.000", ""), ("4101", "", "5.000")], NO_SUBSIDIARY),
        ([("5101", "999.000.000", ""), ("1101", "", "999.000.000")], NO_CASH),
    ],
)
def test_lines_that_make_no_voucher(
    mina: Book, treasurer: Client, lines: list[Any], sentence: str
) -> None:
    page = refused(treasurer, journal(mina, lines))

    assert page.refusals == [sentence]


@pytest.mark.parametrize(
    ("field", "of", "sentence"),
    [
        ("account", "foreign", "Akun ini tidak ada dalam buku ini. Pilih dari daftar."),
        ("account", "heading", "Akun ini tidak ada dalam buku ini. Pilih dari daftar."),
        ("account", "inactive", "Akun ini tidak ada dalam buku ini. Pilih dari daftar."),
        ("account", "none", "Akun ini tidak ada dalam buku ini. Pilih dari daftar."),
        ("account", "empty", "Pilih akun."),
        (
            "subsidiary",
            "other account",
            "Rekening pembantu WARUNG-LELE bukan bagian dari akun 1101 Kas tunai.",
        ),
        (
            "subsidiary",
            "foreign",
            "Rekening pembantu ini tidak ada dalam buku ini. Pilih dari daftar.",
        ),
    ],
)
def test_an_account_that_cannot_stand_there(
    demo: dict[str, Book], mina: Book, treasurer: Client, field: str, of: str, sentence: str
) -> None:
    tani, inactive = demo["tani-lentera"], mina.accounts.get(code="5101")
    mina.accounts.filter(pk=inactive.pk).update(is_active=False)
    value = {
        ("account", "foreign"): tani.accounts.get(code="1101").pk,
        ("account", "heading"): mina.accounts.filter(is_heading=True).first().pk,
        ("account", "inactive"): inactive.pk,
        ("account", "none"): "1 OR 1=1",
        ("account", "empty"): "",
        ("subsidiary", "other account"): subsidiary(mina, "1103", "WARUNG-LELE").pk,
        ("subsidiary", "foreign"): tani.subsidiaries.first().pk,
    }[field, of]

    page = refused(treasurer, journal(mina, SALE) | {f"lines-0-{field}": str(value)})

    label = {"account": "Akun", "subsidiary": "Rekening pembantu"}[field]
    assert page.refusals == [f"Baris 1, {label}: {sentence}"]


@pytest.mark.parametrize("count", [201, 401])
def test_more_lines_than_a_page_may_have(mina: Book, treasurer: Client, count: int) -> None:
    page = refused(treasurer, journal(mina, [("1101", "1", "")] * count))

    assert page.refusals == [TOO_MANY]
    assert page.values["lines-199-debit"] == "1"


@pytest.mark.parametrize("total", ["", "x", "1e9", "9" * 5000])
def test_a_form_whose_row_counter_is_broken(mina: Book, treasurer: Client, total: str) -> None:
    page = refused(treasurer, journal(mina, SALE) | {"lines-TOTAL_FORMS": total})

    assert page.refusals == [BROKEN]


def test_a_form_without_its_row_counter(mina: Book, treasurer: Client) -> None:
    data = {k: v for k, v in journal(mina, SALE).items() if not k.endswith("_FORMS")}

    page = refused(treasurer, data)

    assert page.refusals == [BROKEN]


@pytest.mark.parametrize("key", ["", "k" * 65, "a\0b", "a b", "'; --"])
def test_a_form_whose_key_is_broken(mina: Book, treasurer: Client, key: str) -> None:
    page = refused(treasurer, journal(mina, SALE, key=key))

    assert page.refusals == [BROKEN]


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("narration", "", f"Uraian: {EMPTY}"),
        ("narration", "   ", f"Uraian: {EMPTY}"),
        ("narration", "a\0b", "Uraian: Karakter null tidak diizinkan."),
        ("narration", "u" * 201, f"Uraian: {too_long(200)}"),
        ("party", "p" * 121, f"Pihak: {too_long(120)}"),
        ("reference", "n" * 61, f"No. Bukti sendiri: {too_long(60)}"),
        ("lines-0-memo", "m" * 101, f"Baris 1, Keterangan: {too_long(100)}"),
    ],
)
def test_words_that_are_missing_or_too_many(
    mina: Book, treasurer: Client, field: str, text: str, sentence: str
) -> None:
    page = refused(treasurer, journal(mina, SALE) | {field: text})

    assert page.refusals == [sentence]


@pytest.mark.parametrize(
    "data",
    [{"narration": "x" * 3_000_000}, {f"x{n}": "1" for n in range(4001)}],
    ids=["three megabytes", "4001 fields"],
)
def test_what_is_too_large_to_read_is_refused_in_words(
    mina: Book, treasurer: Client, data: dict[str, str]
) -> None:
    with unchanged():
        page = Page(treasurer.post(RECORD, data))

    assert page.status == 400
    assert page.title == "Kiriman ini tidak terbaca"
    assert "Belum ada yang tersimpan." in page.text


def test_what_was_typed_stays_after_a_refusal(
    mina: Book, treasurer: Client, at: Any, client_of: Callable[[str], Client]
) -> None:
    unit = add_unit(book=mina, code="PASAR", name="Kios pasar", actor=None, at=at)
    lines = [
        ("1103", "1.250.000", "", "WARUNG-LELE", "30 kilogram"),
        ("4101", "", "1250000"),
        ("4101", "", "7.5"),
    ]
    data = journal(
        mina, lines, unit=unit.pk, date="10/02/2026", reference="N-17", party="Bu Sri", rows=9
    )

    page = refused(treasurer, data)

    assert page.refusals == [f"Baris 3, Kredit: “7.5”{NOT_RUPIAH}"]
    typed = {name: page.values[name] for name in data}
    assert typed == data | {"lines-INITIAL_FORMS": typed["lines-INITIAL_FORMS"]}
