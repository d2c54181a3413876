"""What the gate refuses, where it points, and that nothing is written then."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from ledger.calculations.money import MAX_RUPIAH
from ledger.models import Book, Event, Voucher
from ledger.services import books as book_services
from ledger.services.journal import (
    LineInput,
    PeriodClosedError,
    PostingError,
    VoucherInput,
    VouchersRefusedError,
    post,
    post_many,
)
from members.models import User
from tests.factories.books import BookFactory, account, subsidiary, voucher_input

DAY = date(2026, 2, 10)
GOOD = [("1101", 1000, 0), ("4101", 0, 1000)]
ONE_SIDE = "Isi tepat satu sisi, debet atau kredit, dengan rupiah bulat di atas nol."
TOO_LARGE = "Jumlah terlalu besar; periksa lagi angkanya."


def with_amounts(book: Book, debit: Any, credit: Any) -> VoucherInput:
    good = voucher_input(book, DAY, GOOD)
    return replace(good, lines=[replace(good.lines[0], debit=debit, credit=credit), good.lines[1]])


def with_line(book: Book, **changes: Any) -> VoucherInput:
    good = voucher_input(book, DAY, GOOD)
    return replace(good, lines=[good.lines[0], replace(good.lines[1], **changes)])


def with_inactive_account(book: Book, actor: User, at: datetime) -> VoucherInput:
    book_services.set_account_active(
        account=account(book, "4901"), is_active=False, actor=actor, at=at
    )
    return with_line(book, account=account(book, "4901"))


def with_closed_subsidiary(book: Book) -> VoucherInput:
    member = subsidiary(book, "3101", "A-1")
    member.is_active = False
    member.save()
    return with_line(book, account=member.account, subsidiary=member)


def foreign(framework: str = "kube") -> Book:
    return BookFactory(slug="buku-lain", framework=framework)


@dataclass(frozen=True)
class Refusal:
    name: str
    voucher: Callable[[Book], VoucherInput]
    message: str
    field: str = ""
    line: int | None = None


REFUSALS = [
    Refusal(
        "a day after today",
        lambda b: voucher_input(b, date(2026, 2, 16), GOOD),
        "Tanggal bukti tidak boleh sesudah hari ini (15/02/2026).",
        "date",
    ),
    Refusal(
        "a day before the book",
        lambda b: voucher_input(b, date(2024, 12, 31), GOOD),
        "Buku ini mulai pada 01/01/2025; tanggal bukti tidak boleh sebelumnya.",
        "date",
    ),
    Refusal(
        "no narration",
        lambda b: voucher_input(b, DAY, GOOD, narration="  "),
        "Isi uraian bukti.",
        "narration",
    ),
    Refusal(
        "too long a narration",
        lambda b: voucher_input(b, DAY, GOOD, narration="x" * 201),
        "Uraian paling panjang 200 huruf.",
        "narration",
    ),
    Refusal(
        "no line",
        lambda b: voucher_input(b, DAY, []),
        "Bukti memerlukan sedikitnya dua baris: debet dan kredit.",
    ),
    Refusal(
        "one line",
        lambda b: voucher_input(b, DAY, GOOD[:1]),
        "Bukti memerlukan sedikitnya dua baris: debet dan kredit.",
    ),
    Refusal(
        "debit and credit differ",
        lambda b: voucher_input(b, DAY, [("1101", 1_250_000, 0), ("4101", 0, 1_000_000)]),
        "Jumlah debet 1.250.000 dan kredit 1.000.000 tidak sama; selisih 250.000.",
    ),
    Refusal("zero", lambda b: with_amounts(b, 0, 0), ONE_SIDE, "debit", 0),
    Refusal("both sides", lambda b: with_amounts(b, 1000, 1000), ONE_SIDE, "debit", 0),
    Refusal("negative", lambda b: with_amounts(b, -1000, 0), ONE_SIDE, "debit", 0),
    Refusal("half a rupiah", lambda b: with_amounts(b, Decimal("0.5"), 0), ONE_SIDE, "debit", 0),
    Refusal("not a number", lambda b: with_amounts(b, Decimal("NaN"), 0), ONE_SIDE, "debit", 0),
    Refusal("infinite", lambda b: with_amounts(b, Decimal("Infinity"), 0), ONE_SIDE, "debit", 0),
    Refusal("a float", lambda b: with_amounts(b, 1000.0, 0), ONE_SIDE, "debit", 0),
    Refusal("true", lambda b: with_amounts(b, True, 0), ONE_SIDE, "debit", 0),
    Refusal("a text", lambda b: with_amounts(b, "1000", 0), ONE_SIDE, "debit", 0),
    Refusal("sixteen digits", lambda b: with_amounts(b, MAX_RUPIAH + 1, 0), TOO_LARGE, "debit", 0),
    Refusal("10^19", lambda b: with_amounts(b, Decimal(10**19), 0), TOO_LARGE, "debit", 0),
    Refusal(
        "an account of another book",
        lambda b: with_line(b, account=account(foreign(), "4101")),
        "Akun 4101 bukan milik buku ini.",
        "account",
        1,
    ),
    Refusal(
        "a heading",
        lambda b: with_line(b, account=account(b, "4100")),
        "Akun 4100 Penjualan dan pendapatan usaha adalah judul kelompok; pilih akun di bawahnya.",
        "account",
        1,
    ),
    Refusal(
        "a control account without its subsidiary account",
        lambda b: with_line(b, account=account(b, "3101")),
        "Akun 3101 Simpanan pokok perlu rekening pembantu: pilih nama di baris ini.",
        "subsidiary",
        1,
    ),
    Refusal(
        "a subsidiary account of another account",
        lambda b: with_line(b, account=account(b, "3101"), subsidiary=subsidiary(b, "3102", "A-1")),
        "Rekening pembantu A-1 bukan bagian dari akun 3101 Simpanan pokok.",
        "subsidiary",
        1,
    ),
    Refusal(
        "a subsidiary account where there is none",
        lambda b: with_line(b, subsidiary=subsidiary(b, "3102", "A-1")),
        "Rekening pembantu A-1 bukan bagian dari akun 4101 Penjualan / jasa.",
        "subsidiary",
        1,
    ),
    Refusal(
        "a closed subsidiary account",
        with_closed_subsidiary,
        "Rekening pembantu A-1 sudah ditutup.",
        "subsidiary",
        1,
    ),
    Refusal(
        "a unit of another book",
        lambda b: with_line(b, unit=foreign().units.get()),
        "Unit usaha bukan milik buku ini.",
        "unit",
        1,
    ),
]


@pytest.mark.parametrize("case", REFUSALS, ids=lambda case: case.name)
def test_post_refuses(case: Refusal, book: Book, actor: User, at: datetime) -> None:
    voucher = case.voucher(book)
    events = Event.objects.count()

    with pytest.raises(PostingError) as refused:
        post(book=book, voucher=voucher, actor=actor, at=at)

    assert str(refused.value) == case.message
    assert (refused.value.field, refused.value.line) == (case.field, case.line)
    assert not Voucher.objects.exists()
    assert Event.objects.count() == events


def test_post_refuses_an_inactive_account(book: Book, actor: User, at: datetime) -> None:
    voucher = with_inactive_account(book, actor, at)

    with pytest.raises(PostingError) as refused:
        post(book=book, voucher=voucher, actor=actor, at=at)

    assert str(refused.value) == "Akun 4901 Pendapatan lain-lain tidak aktif."
    assert (refused.value.field, refused.value.line) == ("account", 1)


def test_post_refuses_a_closed_month(book: Book, actor: User, at: datetime) -> None:
    book.periods.filter(year=2025, month=0).update(state="closed")
    book.periods.filter(year=2025, month=1).update(state="closed")

    with pytest.raises(PeriodClosedError) as refused:
        post(book=book, voucher=voucher_input(book, date(2025, 1, 20), GOOD), actor=actor, at=at)

    assert str(refused.value) == (
        "Periode 01/2025 sudah ditutup. Pakai tanggal di bulan yang masih terbuka;"
        " kesalahan diperbaiki dengan pembalikan di bulan berjalan."
    )
    assert refused.value.field == "date"


def test_post_refuses_opening_balances_after_the_opening_is_closed(
    book: Book, actor: User, at: datetime
) -> None:
    book.periods.filter(year=2025, month=0).update(state="closed")
    voucher = voucher_input(book, date(2025, 1, 1), GOOD, is_opening=True)

    with pytest.raises(PeriodClosedError) as refused:
        post(book=book, voucher=voucher, actor=actor, at=at)

    assert str(refused.value) == (
        "Masa saldo awal sudah ditutup. Buat bukti penyesuaian di bulan berjalan."
    )


def test_post_refuses_opening_balances_on_another_day(
    book: Book, actor: User, at: datetime
) -> None:
    voucher = voucher_input(book, date(2025, 1, 2), GOOD, is_opening=True)

    with pytest.raises(PostingError) as refused:
        post(book=book, voucher=voucher, actor=actor, at=at)

    assert (str(refused.value), refused.value.field) == (
        "Saldo awal bertanggal hari pertama buku, 01/01/2025.",
        "date",
    )


def test_post_refuses_a_closed_book(book: Book, actor: User, at: datetime) -> None:
    Book.objects.filter(pk=book.pk).update(closed_on=date(2026, 1, 31))

    with pytest.raises(PeriodClosedError) as refused:
        post(book=book, voucher=voucher_input(book, DAY, GOOD), actor=actor, at=at)

    assert str(refused.value) == "Buku ini sudah ditutup; hanya dapat dibaca."


def test_today_is_the_day_in_jakarta(book: Book, actor: User) -> None:
    late_evening_utc = datetime(2026, 2, 9, 18, 0, tzinfo=timezone.get_fixed_timezone(0))

    voucher = post(
        book=book, voucher=voucher_input(book, DAY, GOOD), actor=actor, at=late_evening_utc
    )

    assert voucher.date == DAY
    assert voucher.recorded_on == DAY


def test_post_many_names_the_first_fault_of_each_voucher(
    book: Book, actor: User, at: datetime
) -> None:
    good = voucher_input(book, DAY, GOOD)
    vouchers = [good, replace(good, narration=""), good, with_amounts(book, -1, 0)]

    with pytest.raises(VouchersRefusedError) as refused:
        post_many(book=book, vouchers=vouchers, actor=actor, at=at)

    assert [(error.voucher_index, str(error)) for error in refused.value.errors] == [
        (1, "Isi uraian bukti."),
        (3, ONE_SIDE),
    ]


def test_post_many_stores_all_or_nothing(book: Book, actor: User, at: datetime) -> None:
    good = voucher_input(book, DAY, GOOD)
    vouchers = [good, with_line(book, account=account(book, "3101"))]

    with pytest.raises(VouchersRefusedError):
        post_many(book=book, vouchers=vouchers, actor=actor, at=at)

    assert not Voucher.objects.exists()
    assert not book.periods.filter(year=2026).exists()


def test_a_line_is_whole_rupiah_in_decimal_or_int(book: Book, actor: User, at: datetime) -> None:
    cash, sales = account(book, "1101"), account(book, "4101")
    lines = [
        LineInput(account=cash, debit=Decimal("1000.00")),
        LineInput(account=sales, credit=1000),
    ]

    voucher = post(
        book=book,
        voucher=VoucherInput(date=DAY, narration="Jual", lines=lines),
        actor=actor,
        at=at,
    )

    assert list(voucher.lines.values_list("debit", "credit")) == [(1000, 0), (0, 1000)]


def test_a_unit_that_is_no_longer_active(book: Book, actor: User, at: datetime) -> None:
    shop = book_services.add_unit(book=book, code="TOKO", name="Toko", actor=actor, at=at)
    shop.is_active = False
    accounts = {a.code: a for a in book.accounts.filter(code__in=("1101", "4101"))}
    lines = [
        LineInput(account=accounts["1101"], debit=400, unit=shop),
        LineInput(account=accounts["4101"], credit=400, unit=shop),
    ]

    with pytest.raises(PostingError) as refused:
        post(
            book=book,
            voucher=VoucherInput(date=date(2025, 3, 1), narration="Jual", lines=lines),
            actor=actor,
            at=at,
        )

    assert (str(refused.value), refused.value.field, refused.value.line) == (
        "Unit usaha TOKO Toko tidak aktif.",
        "unit",
        0,
    )
    assert not book.vouchers.exists()
