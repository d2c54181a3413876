"""Every fault of a journal file by row and column; nothing is stored."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import pytest

from ledger.models import Account, AccountBalance, Book, Event, ImportBatch, Period, Voucher
from ledger.readers.sheet import CellsError, FileError
from ledger.services.books import set_account_active
from ledger.services.journal_import import import_journal
from ledger.services.periods import close_period
from tests.factories import books as factories
from tests.factories.sheets import FULL_HEADER, HEADER, csv_file, xlsx_file

OTHER = (
    ("N-0", "2025-03-01", "Jual telur", "1101", "90000", ""),
    ("N-0", "2025-03-01", "Jual telur", "4101", "", "90000"),
)
NOT_RUPIAH = (
    "“%s” bukan jumlah rupiah bulat. Tulis tanpa sen; titik hanya pemisah ribuan, misalnya 12.500."
)
ONE_SIDE = "Isi tepat satu sisi, debet atau kredit, dengan rupiah bulat di atas nol."
NOT_A_DATE = "“%s” bukan tanggal. Tulis seperti 31/12/2025."

Import = Callable[..., Any]


def counts() -> list[int]:
    models = (Voucher, ImportBatch, Event, AccountBalance, Period)
    return [model.objects.count() for model in models]


@pytest.fixture
def run(book: Book, actor: Any, at: datetime) -> Import:
    """Import bytes into `book`."""

    def import_(content: bytes, name: str = "jurnal.csv", **options: Any) -> Any:
        return import_journal(
            book=book, content=content, file_name=name, actor=actor, at=at, **options
        )

    return import_


@pytest.fixture
def nothing_stored(book: Book, actor: Any) -> Iterator[None]:
    """Whatever the test does, the books stay as they were."""
    before = counts()
    yield
    assert counts() == before


def faults(run: Import, content: bytes, name: str = "jurnal.csv") -> list[str]:
    with pytest.raises(CellsError) as refused:
        run(content, name)
    return [str(error) for error in refused.value.errors]


def voucher(
    first: dict[str, str] | None = None, second: dict[str, str] | None = None
) -> list[tuple[str, ...]]:
    """Rows 4 and 5 of the file: a sale, changed; rows 2 and 3 are in order."""
    base = dict.fromkeys(FULL_HEADER, "") | {
        "No. Bukti": "N-1",
        "Tanggal": "2025-03-04",
        "Uraian": "Penjualan tunai",
    }
    debit = base | {"Akun": "1101", "Debet": "250000"} | (first or {})
    credit = base | {"Akun": "4101", "Kredit": "250000"} | (second or {})
    return [(*row, *[""] * 5) for row in OTHER] + [tuple(debit.values()), tuple(credit.values())]


@pytest.mark.parametrize(
    ("first", "second", "fault"),
    [
        ({"Akun": "1999"}, {}, "Baris 4, kolom Akun: akun “1999” tidak ada dalam buku ini."),
        ({"Akun": ""}, {}, "Baris 4, kolom Akun: isi kode akun."),
        (
            {},
            {"Akun": "4100"},
            (
                "Baris 5, kolom Akun: Akun 4100 Penjualan dan pendapatan usaha adalah judul"
                " kelompok; pilih akun di bawahnya."
            ),
        ),
        (
            {"Akun": "1103"},
            {},
            (
                "Baris 4, kolom Rekening Pembantu: Akun 1103 Piutang usaha perlu rekening pembantu:"
                " pilih nama di baris ini."
            ),
        ),
        (
            {"Akun": "1103", "Rekening Pembantu": "W-9"},
            {},
            "Baris 4, kolom Rekening Pembantu: rekening pembantu “W-9” tidak ada pada akun 1103.",
        ),
        (
            {"Rekening Pembantu": "W-1"},
            {},
            "Baris 4, kolom Rekening Pembantu: rekening pembantu “W-1” tidak ada pada akun 1101.",
        ),
        ({}, {"Unit": "TOKO"}, "Baris 5, kolom Unit: unit “TOKO” tidak ada."),
        ({"Uraian": ""}, {}, "Baris 4, kolom Uraian: Isi uraian bukti."),
        (
            {"Uraian": "u" * 201},
            {},
            "Baris 4, kolom Uraian: Uraian paling panjang 200 huruf.",
        ),
        ({"Dicatat": "kemarin"}, {}, f"Baris 4, kolom Dicatat: {NOT_A_DATE % 'kemarin'}"),
        (
            {"Jenis": "pembukan"},
            {},
            (
                "Baris 4, kolom Jenis: “pembukan” tidak dikenal. Tulis pembukaan, penutup, atau"
                " kosongkan."
            ),
        ),
        ({"Jenis": "penutup"}, {}, "Baris 4, kolom Jenis: jurnal penutup bertanggal 31 Desember."),
        (
            {},
            {"Tanggal": "05/03/2025"},
            "Baris 5, kolom Tanggal: tanggal berbeda dari baris pertama bukti N-1.",
        ),
        (
            {"Debet": "250001"},
            {},
            "Baris 4: Jumlah debet 250.001 dan kredit 250.000 tidak sama; selisih 1.",
        ),
        ({"Kredit": "250000"}, {}, f"Baris 4, kolom Debet: {ONE_SIDE}"),
        ({}, {"Kredit": ""}, f"Baris 5, kolom Debet: {ONE_SIDE}"),
        ({"Debet": "0"}, {}, f"Baris 4, kolom Debet: {ONE_SIDE}"),
    ],
)
def test_a_fault_is_named_by_row_and_column(
    book: Book,
    run: Import,
    first: dict[str, str],
    second: dict[str, str],
    fault: str,
    request: pytest.FixtureRequest,
) -> None:
    factories.subsidiary(book, "1103", "W-1")
    request.getfixturevalue("nothing_stored")

    assert faults(run, csv_file(voucher(first, second), FULL_HEADER)) == [fault]


@pytest.mark.usefixtures("nothing_stored")
@pytest.mark.parametrize("column", ["Debet", "Kredit"])
@pytest.mark.parametrize(
    "text",
    ["12,50", "1,250,000", "-5", "1e3", str(10**19), "9" * 5000, "1.25", "12.5", "1 250 000",
     "USD 5", "1.2.3", "Rp", "٢٥٠", "(500)", "=1+1"],
)  # fmt: skip
def test_amounts_that_could_mean_something_else(run: Import, column: str, text: str) -> None:
    row, changed = (4, {"Debet": text}) if column == "Debet" else (5, {"Kredit": text})
    rows = voucher(changed if row == 4 else {}, changed if row == 5 else {})
    shown = text if len(text) <= 40 else f"{text[:40]}…"

    assert faults(run, csv_file(rows, FULL_HEADER)) == [
        f"Baris {row}, kolom {column}: {NOT_RUPIAH % shown}"
    ]


@pytest.mark.usefixtures("nothing_stored")
@pytest.mark.parametrize("amount", [12.5, 12.345, 10**19, 1e19, -5, "12,50", True])
def test_amounts_in_numeric_cells(run: Import, amount: Any) -> None:
    rows = [("N-1", date(2025, 3, 4), "Penjualan", "1101", amount, None),
            ("N-1", date(2025, 3, 4), "Penjualan", "4101", None, 12345)]  # fmt: skip

    (fault,) = faults(run, xlsx_file(rows), "jurnal.xlsx")

    assert fault.startswith("Baris 2, kolom Debet: “")


@pytest.mark.usefixtures("nothing_stored")
@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("31/02/2025", NOT_A_DATE % "31/02/2025"),
        ("03/31/2025", NOT_A_DATE % "03/31/2025"),
        ("4 Maret 2025", NOT_A_DATE % "4 Maret 2025"),
        ("45720", NOT_A_DATE % "45720"),
        ("04/03/25", NOT_A_DATE % "04/03/25"),
        ("", "isi tanggal, misalnya 31/12/2025."),
        ("2026-02-16", "Tanggal bukti tidak boleh sesudah hari ini (15/02/2026)."),
        ("9999-12-31", "Tanggal bukti tidak boleh sesudah hari ini (15/02/2026)."),
        ("2024-12-31", "Buku ini mulai pada 01/01/2025; tanggal bukti tidak boleh sebelumnya."),
    ],
)
def test_days_that_are_none_or_not_open(run: Import, day: str, message: str) -> None:
    content = csv_file(voucher({"Tanggal": day}, {"Tanggal": ""}), FULL_HEADER)

    assert faults(run, content) == [f"Baris 4, kolom Tanggal: {message}"]


def test_a_closed_month(
    book: Book, run: Import, actor: Any, at: datetime, request: pytest.FixtureRequest
) -> None:
    for month in (1, 2, 3):
        close_period(book=book, year=2025, month=month, actor=actor, at=at, checks=lambda _b: [])
    request.getfixturevalue("nothing_stored")
    closed = (
        "Periode 03/2025 sudah ditutup. Pakai tanggal di bulan yang masih terbuka;"
        " kesalahan diperbaiki dengan pembalikan di bulan berjalan."
    )

    assert faults(run, csv_file(voucher(), FULL_HEADER)) == [
        f"Baris 2, kolom Tanggal: {closed}",
        f"Baris 4, kolom Tanggal: {closed}",
    ]
    opening = voucher({"Jenis": "pembukaan", "Tanggal": "2025-04-01"}, {"Tanggal": "2025-04-01"})
    assert faults(run, csv_file(opening[2:], FULL_HEADER)) == [
        (
            "Baris 2, kolom Tanggal: Masa saldo awal sudah ditutup. Buat bukti penyesuaian di bulan"
            " berjalan."
        )
    ]


def test_an_inactive_account(
    run: Import, accounts: dict[str, Account], actor: Any, at: datetime,
    request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    set_account_active(account=accounts["4101"], is_active=False, actor=actor, at=at)
    request.getfixturevalue("nothing_stored")

    assert faults(run, csv_file(voucher()[2:], FULL_HEADER)) == [
        "Baris 3, kolom Akun: Akun 4101 Penjualan / jasa tidak aktif."
    ]


@pytest.mark.usefixtures("nothing_stored")
def test_a_voucher_of_one_line(run: Import) -> None:
    assert faults(run, csv_file(voucher()[:3], FULL_HEADER)) == [
        "Baris 4: Bukti memerlukan sedikitnya dua baris: debet dan kredit."
    ]


@pytest.mark.usefixtures("nothing_stored")
def test_a_blank_number(run: Import) -> None:
    assert faults(run, csv_file(voucher({}, {"No. Bukti": ""}), FULL_HEADER)) == [
        "Baris 5, kolom No. Bukti: isi nomor bukti."
    ]


@pytest.mark.usefixtures("nothing_stored")
def test_a_number_longer_than_the_books_hold(run: Import) -> None:
    long = {"No. Bukti": "N" * 61}

    assert faults(run, csv_file(voucher(long, long), FULL_HEADER)) == [
        "Baris 4, kolom No. Bukti: paling panjang 60 huruf."
    ]


@pytest.mark.usefixtures("nothing_stored")
def test_every_fault_of_a_file_is_told_at_once_and_in_order(run: Import) -> None:
    rows = voucher({"Debet": "1e3", "Tanggal": "31/02/2025"}, {"Akun": "9"})
    rows[0] = ("N-0", "2025-03-01", "Jual telur", "1101", "90,5", *[""] * 6)

    assert [fault.split(":")[0] for fault in faults(run, csv_file(rows, FULL_HEADER))] == [
        "Baris 2, kolom Debet",
        "Baris 4, kolom Tanggal",
        "Baris 4, kolom Debet",
        "Baris 5, kolom Akun",
    ]


@pytest.mark.usefixtures("nothing_stored")
@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        (
            ("No. Bukti", "Tanggal", "Keterangan", "Akun", "Debet", "Saldo"),
            "Kolom Uraian, Kredit tidak ada. Pakai judul kolom seperti pada berkas contoh.",
        ),
        ((*HEADER, "debit"), "Kolom Debet ada dua kali. Sisakan satu."),
        ((*HEADER, "Unit", "Unit"), "Kolom Unit ada dua kali. Sisakan satu."),
    ],
)
def test_columns_missing_or_twice(run: Import, header: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(FileError) as refused:
        run(csv_file(OTHER, header))

    assert str(refused.value) == sentence


@pytest.mark.usefixtures("nothing_stored")
def test_cash_that_would_fall_below_zero_is_placed_at_the_payment(run: Import) -> None:
    paid = voucher({"Debet": "", "Kredit": "90001"}, {"Kredit": "", "Debet": "90001"})

    assert faults(run, csv_file(paid, FULL_HEADER)) == [
        (
            "Baris 4: 1101 Kas tunai akan menjadi (1) pada 04/03/2025."
            " Periksa tanggal dan jumlah, atau catat dahulu uang yang masuk."
        )
    ]
