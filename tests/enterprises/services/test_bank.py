"""Statements read in, matched and reconciled; what the database refuses."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from enterprises.closing_checks import banks_reconciled
from enterprises.models import BankAccount, BankFile, BankLine, BankMatch
from enterprises.reports.bank import bank_reconciliation_report
from enterprises.selectors.bank import (
    is_stale,
    layouts,
    open_bank_lines,
    reconciliation,
    suggestions,
)
from enterprises.services.bank import (
    BankError,
    change_signatories,
    discard_statement,
    new_rows,
    save_layout,
    take_statement,
    upload_statement,
)
from enterprises.services.bank_matching import match, match_sure, post_bank_line, unmatch
from ledger.models import Book
from ledger.readers.sheet import CellsError
from ledger.services.actors import system_actor
from ledger.services.reversal import reverse
from tests.enterprises.bank import BCA, BRI, MANDIRI, bank_of
from tests.factories.books import BookFactory, account, make_voucher
from tests.factories.people import PersonFactory

JANUARY = date(2025, 1, 31)


@pytest.fixture
def book(db: None) -> Book:
    made: Book = BookFactory()
    return made


@pytest.fixture
def bank(book: Book) -> BankAccount:
    """The bank held 6.400.000 when the book began."""
    make_voucher(
        book, date(2025, 1, 1), [("1102", 6_400_000, 0), ("3901", 0, 6_400_000)], is_opening=True
    )
    return bank_of(book)


def columns(book: Book, key: str) -> Any:
    return next(found.columns for found in layouts(book) if found.key == key)


def upload(bank: BankAccount, text: str, at: datetime, key: str = "bri") -> BankFile:
    return upload_statement(
        bank=bank,
        content=text.encode(),
        file_name="mutasi.csv",
        layout=columns(bank.book, key),
        actor=system_actor(),
        at=at,
    )


def take(bank: BankAccount, text: str, at: datetime, key: str = "bri") -> int:
    return take_statement(file=upload(bank, text, at, key), actor=system_actor(), at=at)


def two_vouchers(book: Book) -> None:
    """A deposit a day early and feed paid a day late; the fee is not in the books."""
    make_voucher(book, date(2025, 1, 4), [("1102", 250_000, 0), ("4101", 0, 250_000)])
    make_voucher(book, date(2025, 1, 18), [("5102", 1_200_000, 0), ("1102", 0, 1_200_000)])


def test_one_person_alone_does_not_sign(book: Book, at: datetime) -> None:
    one = PersonFactory()

    with pytest.raises(BankError, match="dua orang yang berbeda"):
        bank_of(book, signatories=(one, one))
    with pytest.raises(BankError, match="Pilih akun bank"):
        bank_of(book, account=account(book, "1101"))

    made = bank_of(book)
    with pytest.raises(BankError, match="sudah punya rekening"):
        bank_of(book)
    with pytest.raises(BankError, match="dua orang yang berbeda"):
        change_signatories(bank=made, signatories=(one, one), actor=system_actor(), at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        BankAccount.objects.filter(pk=made.pk).update(second_signatory=made.first_signatory)


def test_nothing_is_a_line_before_the_file_is_taken(bank: BankAccount, at: datetime) -> None:
    file = upload(bank, BRI, at)

    assert (bank.lines.count(), len(new_rows(file))) == (0, 3)

    discard_statement(file=file, actor=system_actor(), at=at)
    with pytest.raises(BankError, match="sudah dimasukkan atau dibuang"):
        take_statement(file=file, actor=system_actor(), at=at)
    assert bank.lines.count() == 0


def test_a_broken_line_keeps_nothing(bank: BankAccount, at: datetime) -> None:
    with pytest.raises(CellsError, match="Baris 3, kolom TGL_TRAN"):
        upload(bank, BRI.replace("17/01/2025", "17/13/2025"), at)

    assert (bank.files.count(), bank.lines.count()) == (0, 0)


def test_the_same_file_twice_brings_nothing_new(bank: BankAccount, at: datetime) -> None:
    assert take(bank, BRI, at) == 3

    with pytest.raises(BankError, match="Tidak ada baris baru"):
        upload(bank, BRI, at)
    assert bank.lines.count() == 3


def test_a_longer_file_brings_only_what_is_new(bank: BankAccount, at: datetime) -> None:
    take(bank, BRI, at)
    longer = BRI + "123;03/02/2025;SETORAN;5,440,000.00;0.00;60,000.00;5,500,000.00\n"

    assert take(bank, longer, at) == 1
    assert sorted(bank.lines.values_list("amount", flat=True)) == [
        *(-1_200_000, -10_000, 60_000, 250_000),
    ]


@pytest.mark.parametrize(("text", "key"), [(BRI, "bri"), (MANDIRI, "mandiri"), (BCA, "bca")])
def test_three_layouts_deposits_and_withdrawals_match(
    bank: BankAccount, at: datetime, text: str, key: str
) -> None:
    two_vouchers(bank.book)
    take(bank, text, at, key)

    assert match_sure(bank=bank, actor=system_actor(), at=at) == 2

    assert [line.text for line in open_bank_lines(bank)] == ["BIAYA ADM"]
    sides = BankMatch.objects.values_list("bank_line__amount", flat=True)
    assert sorted(sides) == [-1_200_000, 250_000]


def test_a_line_outside_the_statements_is_refused(bank: BankAccount, at: datetime) -> None:
    early = BRI.replace("05/01/2025", "05/01/2024")

    with pytest.raises(BankError, match="Baris 2: tanggal 05/01/2024 di luar masa"):
        upload(bank, early, at)


def test_two_candidates_are_offered_and_not_taken(bank: BankAccount, at: datetime) -> None:
    book = bank.book
    make_voucher(
        book, date(2025, 1, 6), [("1102", 250_000, 0), ("4101", 0, 250_000)], narration="Lain"
    )
    make_voucher(
        book, date(2025, 1, 6), [("1102", 250_000, 0), ("4101", 0, 250_000)], narration="Pasar"
    )
    take(bank, BRI, at)

    first = suggestions(bank)[0]

    assert [c.voucher.narration for c in first.candidates] == ["Pasar", "Lain"]
    assert match_sure(bank=bank, actor=system_actor(), at=at) == 0


def test_several_lines_of_the_books_make_up_one_of_the_bank(
    bank: BankAccount, at: datetime
) -> None:
    parts = [
        make_voucher(bank.book, date(2025, 1, 4), [("1102", part, 0), ("4101", 0, part)])
        for part in (100_000, 150_000)
    ]
    take(bank, BRI, at)
    deposit = bank.lines.get(amount=250_000)
    lines = [v.lines.get(account=bank.account) for v in parts]

    with pytest.raises(BankError, match=r"Jumlah bukti Rp 100\.000; baris bank Rp 250\.000"):
        match(bank_line=deposit, lines=lines[:1], actor=system_actor(), at=at)
    match(bank_line=deposit, lines=lines, actor=system_actor(), at=at)
    with pytest.raises(BankError, match="sudah cocok"):
        match(bank_line=deposit, lines=lines, actor=system_actor(), at=at)

    unmatch(bank_line=deposit, actor=system_actor(), at=at)
    assert deposit in open_bank_lines(bank)


def test_the_fee_is_booked_from_its_line_once(bank: BankAccount, at: datetime) -> None:
    take(bank, BRI, at)
    fee = bank.lines.get(amount=-10_000)
    by: dict[str, Any] = {"actor": system_actor(), "at": at}

    voucher = post_bank_line(
        bank_line=fee, account=account(bank.book, "6107"), narration="Administrasi", **by
    )
    again = post_bank_line(
        bank_line=fee, account=account(bank.book, "6107"), narration="Administrasi", **by
    )

    assert again == voucher
    assert (voucher.kind, voucher.date) == ("BKK", JANUARY)
    assert list(voucher.lines.values_list("account__code", "debit", "credit")) == [
        ("6107", 10_000, 0),
        ("1102", 0, 10_000),
    ]


def test_a_reversed_voucher_leaves_its_bank_line_open_and_it_can_be_booked_again(
    bank: BankAccount, at: datetime
) -> None:
    take(bank, BRI, at)
    fee = bank.lines.get(amount=-10_000)
    by: dict[str, Any] = {"actor": system_actor(), "at": at}
    wrong = post_bank_line(bank_line=fee, account=account(bank.book, "6111"), narration="a", **by)

    reverse(voucher=wrong, on=date(2025, 2, 3), reason="Salah akun", **by)
    assert fee in open_bank_lines(bank)

    right = post_bank_line(bank_line=fee, account=account(bank.book, "6107"), narration="a", **by)
    assert right != wrong
    assert fee not in open_bank_lines(bank)
    assert reconciliation(bank, on=date(2025, 2, 28)).difference == 0


def test_the_reconciliation_explains_every_rupiah(bank: BankAccount, at: datetime) -> None:
    book = bank.book
    two_vouchers(book)
    make_voucher(book, JANUARY, [("1102", 75_000, 0), ("4101", 0, 75_000)])  # on its way
    make_voucher(book, JANUARY, [("5102", 30_000, 0), ("1102", 0, 30_000)])  # not yet cashed
    take(bank, BRI, at)
    match_sure(bank=bank, actor=system_actor(), at=at)

    found = reconciliation(bank, on=JANUARY)

    assert (found.bank_balance, found.book_balance) == (5_440_000, 5_495_000)
    assert [line.debit for line in found.in_transit] == [75_000]
    assert [line.credit for line in found.outstanding] == [30_000]
    assert [line.amount for line in found.unrecorded] == [-10_000]
    assert found.difference == 0
    table = bank_reconciliation_report(book, start=date(2025, 1, 1), end=JANUARY)
    assert table.totals == {"difference": 0}
    assert [row.data["amount"] for row in table.rows if row.data and row.style != "line"] == [
        *(5_495_000, 0)
    ]


@pytest.mark.parametrize("key", ["bri", "mandiri"])
def test_on_every_day_of_the_month_nothing_is_unexplained(
    bank: BankAccount, at: datetime, key: str
) -> None:
    two_vouchers(bank.book)
    take(bank, {"bri": BRI, "mandiri": MANDIRI}[key], at, key)
    match_sure(bank=bank, actor=system_actor(), at=at)

    days = [date(2025, 1, day) for day in range(1, 32)]

    assert [reconciliation(bank, on=day).difference for day in days] == [0] * 31


def test_a_wrong_start_shows_as_a_difference(book: Book, at: datetime) -> None:
    bank = bank_of(book, start_balance=1_000)

    assert reconciliation(bank, on=JANUARY).difference == -1_000


def test_the_light_of_the_close(bank: BankAccount, at: datetime) -> None:
    two_vouchers(bank.book)
    assert banks_reconciled(BookFactory(), JANUARY) is None
    lights = [banks_reconciled(bank.book, JANUARY)]

    take(bank, BRI, at)
    match_sure(bank=bank, actor=system_actor(), at=at)
    lights.append(banks_reconciled(bank.book, JANUARY))
    fee = bank.lines.get(amount=-10_000)
    post_bank_line(
        bank_line=fee,
        account=account(bank.book, "6107"),
        narration="a",
        actor=system_actor(),
        at=at,
    )
    lights.append(banks_reconciled(bank.book, JANUARY))

    assert [(light.state, light.text) for light in lights if light] == [
        ("wait", "Rekening koran Bank Fiktif 1234567890 bulan ini belum dimasukkan."),
        ("wait", "Bank Fiktif 1234567890: 1 baris rekening koran belum ada buktinya."),
        ("ok", "Rekening koran dan buku saling menjelaskan."),
    ]


def test_a_bank_not_compared_for_more_than_35_days_is_told(bank: BankAccount, at: datetime) -> None:
    two_vouchers(bank.book)
    take(bank, BRI, at)
    match_sure(bank=bank, actor=system_actor(), at=at)

    assert is_stale(bank, today=date(2025, 2, 22))  # the fee of 31 January is open
    post_bank_line(
        bank_line=bank.lines.get(amount=-10_000),
        account=account(bank.book, "6107"),
        narration="a",
        actor=system_actor(),
        at=at,
    )
    assert not is_stale(bank, today=date(2025, 3, 7))
    assert is_stale(bank, today=date(2025, 3, 8))


def test_a_layout_of_ones_own_is_read_like_a_preset(bank: BankAccount, at: datetime) -> None:
    mine = dict(columns(bank.book, "bri")) | {"text_columns": "URAIAN"}
    by: dict[str, Any] = {"actor": system_actor(), "at": at}
    made = save_layout(book=bank.book, name="BRI cabang", columns=mine, **by)

    assert take(bank, BRI.replace("DESK_TRAN", "URAIAN"), at, str(made.pk)) == 3
    with pytest.raises(BankError, match="Isi kolom jumlah"):
        save_layout(book=bank.book, name="x", columns=mine | {"debit_column": ""}, **by)


CONSOLE = [
    ("UPDATE enterprises_bankline SET amount = amount + 1", "tidak dapat diubah"),
    ("DELETE FROM enterprises_bankline", "tidak dapat diubah atau dihapus"),
    ("UPDATE enterprises_bankmatch SET made_at = made_at", "Pasangan rekening koran"),
]


@pytest.mark.parametrize(("sql", "sentence"), CONSOLE)
def test_what_the_bank_wrote_stays(
    bank: BankAccount, at: datetime, sql: str, sentence: str
) -> None:
    two_vouchers(bank.book)
    take(bank, BRI, at)
    match_sure(bank=bank, actor=system_actor(), at=at)

    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        connection.cursor().execute(sql)


def test_a_match_with_another_account_or_side_is_refused_by_the_database(
    bank: BankAccount, at: datetime
) -> None:
    two_vouchers(bank.book)
    take(bank, BRI, at)
    deposit = bank.lines.get(amount=250_000)
    sale = bank.book.vouchers.get(date=date(2025, 1, 4))
    feed = bank.book.vouchers.get(date=date(2025, 1, 18))

    for line in (sale.lines.get(account__code="4101"), feed.lines.get(account__code="1102")):
        with pytest.raises(IntegrityError, match="rekening yang sama"), transaction.atomic():
            BankMatch.objects.create(
                bank_line=deposit, line=line, made_by=system_actor(), made_at=at
            )
    assert BankLine.objects.filter(matches__isnull=False).count() == 0
