"""What a good journal file becomes: vouchers, in order, with everything the file says."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from ledger.integrity.checks import faults_of_book
from ledger.models import Account, Book, Event, ImportBatch, Voucher
from ledger.readers.sheet import CellsError, FileError
from ledger.selectors.balances import balances
from ledger.services.books import add_unit
from ledger.services.journal_import import import_journal
from ledger.services.reversal import reverse
from tests.factories import books as factories
from tests.factories.sheets import FULL_HEADER, HEADER, SALE, csv_file, xlsx_file

Import = Callable[..., Any]


@pytest.fixture
def run(book: Book, actor: Any, at: datetime) -> Import:
    """Import bytes into `book`."""

    def import_(content: bytes, name: str = "jurnal.csv", **options: Any) -> Any:
        return import_journal(
            book=book, content=content, file_name=name, actor=actor, at=at, **options
        )

    return import_


def net(book: Book, day: date = date(2025, 12, 31)) -> dict[str, int]:
    codes = dict(book.accounts.values_list("pk", "code"))
    return {codes[pk]: amount for pk, amount in balances(book, on=day).items() if amount}


def test_rows_of_one_number_are_one_voucher_wherever_they_stand(book: Book, run: Import) -> None:
    other = ("N-2", "2025-03-05", "Beli pakan")
    result = run(
        csv_file(
            [
                SALE[0],
                (*other, "5102", "60000", ""),
                SALE[1],
                ("N-2", "", "", "6103", "15000", ""),
                (*other, "1101", "", "75000"),
            ]
        )
    )

    assert (result.count, result.rows) == (2, 5)
    first, second = result.vouchers
    assert [line.account.code for line in first.lines.all()] == ["1101", "4101"]
    assert [(line.account.code, line.debit, line.credit) for line in second.lines.all()] == [
        ("5102", 60_000, 0),
        ("6103", 15_000, 0),
        ("1101", 0, 75_000),
    ]
    assert net(book) == {"1101": 175_000, "4101": -250_000, "5102": 60_000, "6103": 15_000}
    assert faults_of_book(book) == []


def test_vouchers_are_posted_by_date_and_within_a_day_as_in_the_file(run: Import) -> None:
    def sale(number: str, day: str, kind: str = "") -> list[tuple[str, ...]]:
        base = (number, day, "Jual")
        return [
            (*base, "1101", "10", "", "", "", "", "", kind),
            (*base, "4101", "", "10", "", "", "", "", kind),
        ]

    rows = sale("B", "2025-03-02") + sale("A", "02/03/2025") + sale("C", "2025-03-01")
    rows += sale("D", "2025-01-01", "Pembukaan")

    vouchers = run(csv_file(rows, FULL_HEADER)).vouchers

    assert [(v.reference, v.code, v.sequence) for v in vouchers] == [
        ("D", "BU/2025/01/0001", 1),
        ("C", "BKM/2025/03/0001", 2),
        ("B", "BKM/2025/03/0002", 3),
        ("A", "BKM/2025/03/0003", 4),
    ]
    assert [v.period for v in vouchers] == [0, 3, 3, 3]


def test_a_voucher_keeps_what_the_file_says(book: Book, run: Import, actor: Any, at: Any) -> None:
    factories.subsidiary(book, "1103", "0101")
    add_unit(book=book, code="KOLAM", name="Kolam", actor=actor, at=at)
    more = ("Warung Bu Sari", "2025-03-09", "")
    text = " Jual lele, tempo "
    rows = [
        ("007", "4/3/2025", text, "1103 Piutang", "1.250.000", "", "0101", "", *more),
        ("007", "", "", "4101", "", "Rp 1.250.000", "", "KOLAM", *more),
    ]  # fmt: skip

    (voucher,) = run(csv_file(rows, FULL_HEADER)).vouchers

    voucher.refresh_from_db()
    assert voucher.reference == "007"
    assert voucher.date == date(2025, 3, 4)
    assert voucher.narration == "Jual lele, tempo"
    assert voucher.party == "Warung Bu Sari"
    assert voucher.recorded_on == date(2025, 3, 9)
    assert (voucher.kind, voucher.origin, voucher.made_by) == ("BU", "import", actor)
    receivable, sales = voucher.lines.select_related("subsidiary", "unit")
    assert (receivable.subsidiary.code, receivable.debit) == ("0101", 1_250_000)
    assert (sales.subsidiary, sales.unit.code) == (None, "KOLAM")
    assert receivable.unit.code == "UMUM"


def test_without_recorded_on_it_was_recorded_today(run: Import, at: datetime) -> None:
    (voucher,) = run(csv_file(SALE)).vouchers

    assert voucher.recorded_on == at.date()


@pytest.mark.parametrize(
    "header",
    [
        ("no. bukti", "TANGGAL", "Uraian", "akun", "Debit", "Kredit"),
        ("No Bukti", " Tanggal ", "uraian", "Akun", "debet", "kredit"),
    ],
)
def test_headings_in_any_case_and_with_other_words(
    book: Book, run: Import, header: tuple[str, ...]
) -> None:
    run(csv_file(SALE, header))

    assert net(book) == {"1101": 250_000, "4101": -250_000}


def test_columns_we_do_not_know_are_left_alone(book: Book, run: Import) -> None:
    run(csv_file([(*row, "catatan") for row in SALE], (*HEADER, "Catatan")))

    assert net(book) == {"1101": 250_000, "4101": -250_000}


@pytest.mark.parametrize("amount", [250000, 250000.0, "250.000", "Rp250.000"])
@pytest.mark.parametrize("day", [date(2025, 3, 4), datetime.fromisoformat("2025-03-04"),
                                 "4/3/2025", "04-03-2025", "2025-3-4"])  # fmt: skip
def test_excel_numbers_and_dates_in_their_own_cells(
    book: Book, run: Import, amount: Any, day: Any
) -> None:
    rows = [("N-1", day, "Jual", "1101", amount, None), ("N-1", day, "Jual", 4101, None, amount)]

    (voucher,) = run(xlsx_file(rows), "jurnal.xlsx").vouchers

    assert voucher.date == date(2025, 3, 4)
    assert net(book) == {"1101": 250_000, "4101": -250_000}


def test_codes_are_text_and_keep_their_zeros(book: Book, run: Import) -> None:
    factories.subsidiary(book, "1103", "0101")
    rows = [("0001", "2025-03-04", "Jual", "1103", 500, None, "0101"),
            ("0001", "2025-03-04", "Jual", "4101", None, 500, None)]  # fmt: skip

    (voucher,) = run(xlsx_file(rows, (*HEADER, "Rekening Pembantu")), "a.xlsx").vouchers

    assert voucher.reference == "0001"
    assert voucher.lines.get(subsidiary__code="0101").debit == 500
    with pytest.raises(CellsError) as refused:  # a number has lost its zero: it is not guessed
        run(xlsx_file([(*rows[0][:6], 101), rows[1]], (*HEADER, "Rekening Pembantu")), "b.xlsx")
    assert str(refused.value.errors[0]) == (
        "Baris 2, kolom Rekening Pembantu: rekening pembantu “101” tidak ada pada akun 1103."
    )


# --- once, or not at all --------------------------------------------------------------------------


def test_a_dry_run_says_what_would_be_stored_and_stores_nothing(book: Book, run: Import) -> None:
    before = [Voucher.objects.count(), ImportBatch.objects.count(), Event.objects.count()]

    result = run(csv_file(SALE), dry_run=True)

    assert (result.count, result.rows, result.vouchers) == (1, 2, ())
    assert before == [Voucher.objects.count(), ImportBatch.objects.count(), Event.objects.count()]
    assert net(book) == {}
    assert run(csv_file(SALE)).vouchers[0].code == "BKM/2025/03/0001"


def test_the_same_file_again_is_refused_with_its_day(book: Book, run: Import) -> None:
    run(csv_file(SALE))

    with pytest.raises(FileError) as refused:
        run(csv_file(SALE), "nama-lain.csv")

    assert str(refused.value) == (
        "Berkas ini sudah diimpor pada 15/02/2026; tidak ada yang diimpor lagi."
    )
    assert book.vouchers.count() == ImportBatch.objects.count() == 1


def test_the_same_voucher_in_another_file_is_refused(book: Book, run: Import) -> None:
    run(csv_file(SALE))
    more = [("N-2", *row[1:]) for row in SALE]

    with pytest.raises(CellsError) as refused:
        run(xlsx_file([*more, *SALE]), "lagi.xlsx")

    assert [str(error) for error in refused.value.errors] == [
        (
            "Baris 4, kolom No. Bukti: bukti yang sama persis sudah ada dalam buku sebagai"
            " BKM/2025/03/0001."
        )
    ]
    assert book.vouchers.count() == ImportBatch.objects.count() == 1
    assert run(xlsx_file(more), "sisanya.xlsx").count == 1


def test_a_reversed_voucher_may_come_again(book: Book, run: Import, actor: Any, at: Any) -> None:
    (voucher,) = run(csv_file(SALE)).vouchers
    reverse(voucher=voucher, on=voucher.date, reason="Salah hari", actor=actor, at=at)

    run(xlsx_file(SALE), "lagi.xlsx")

    assert net(book) == {"1101": 250_000, "4101": -250_000}


def test_an_imported_year_end_closing_lies_in_period_13(
    book: Book, run: Import, accounts: dict[str, Account]
) -> None:
    def closing(target: str) -> bytes:
        base = ("P-1", "2025-12-31", "Jurnal penutup")
        rest = ("", "", "", "", "penutup")
        rows = [(*base, "4101", "250000", "", *rest), (*base, target, "", "250000", *rest)]
        return csv_file(rows, FULL_HEADER)

    run(csv_file(SALE))
    with pytest.raises(CellsError) as refused:
        run(closing("1101"))

    run(closing("3402"))

    assert str(refused.value.errors[0]) == (
        "Baris 2, kolom Jenis: jurnal penutup tidak memuat akun 1101 Kas tunai."
    )
    assert book.vouchers.get(reference="P-1").period == 13
    assert net(book) == {"1101": 250_000, "4101": -250_000}
    after = balances(book, on=date(2025, 12, 31), after_closing=True)
    assert after[accounts["3402"].pk] == -250_000


def test_the_batch_and_the_event_name_file_and_actor(book: Book, run: Import, actor: Any) -> None:
    (voucher,) = run(csv_file(SALE), "maret.csv").vouchers

    batch = ImportBatch.objects.get()
    assert (batch.book, batch.file_name, batch.rows, batch.imported_by) == (
        book, "maret.csv", 2, actor
    )  # fmt: skip
    assert voucher.batch == batch
    event = Event.objects.get(act="import_journal")
    assert (event.subject, event.detail) == ("maret.csv", {"rows": 2, "vouchers": 1})
