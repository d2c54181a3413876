"""Keys make a repeated request harmless: the same content answers with what stands already."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from ledger.models import Book, Event, Voucher
from ledger.services.journal import KeyReusedError, post_many
from members.models import User
from tests.factories.books import BookFactory, voucher_input

DAY = date(2026, 1, 5)
SALE = [("1101", 1000, 0), ("4101", 0, 1000)]
Make = Callable[..., Voucher]


def test_the_same_key_twice_is_one_voucher(book: Book, make_voucher: Make) -> None:
    first = make_voucher(book, DAY, SALE, key="klik-1")
    second = make_voucher(book, DAY, SALE, key="klik-1")

    assert second == first
    assert book.vouchers.count() == 1
    assert Event.objects.filter(act="post_voucher").count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"narration": "Lain"},
        {"day": date(2026, 1, 6)},
        {"specs": [("1101", 1001, 0), ("4101", 0, 1001)]},
        {"specs": [("1102", 1000, 0), ("4101", 0, 1000)]},
        {"specs": [("4101", 0, 1000), ("1101", 1000, 0)]},
        {"party": "Pak Joko"},
        {"reference": "KW-2"},
        {"kind": "BU"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_same_key_with_other_content_is_refused(
    book: Book, make_voucher: Make, change: dict
) -> None:
    make_voucher(book, DAY, SALE, key="klik-1")
    other = {"day": DAY, "specs": SALE, "key": "klik-1"} | change

    with pytest.raises(KeyReusedError) as refused:
        make_voucher(book, **other)

    assert str(refused.value) == (
        "Kunci kirim ini sudah dipakai untuk bukti BKM/2026/01/0001 yang isinya lain."
        " Muat ulang halaman, lalu catat lagi."
    )
    assert book.vouchers.count() == 1


def test_a_key_belongs_to_one_book(book: Book, make_voucher: Make) -> None:
    first = make_voucher(book, DAY, SALE, key="klik-1")

    assert make_voucher(BookFactory(), DAY, SALE, key="klik-1") != first


def test_vouchers_without_key_are_never_taken_for_a_retry(book: Book, make_voucher: Make) -> None:
    assert make_voucher(book, DAY, SALE) != make_voucher(book, DAY, SALE)


def test_the_same_key_twice_in_one_call_is_one_voucher(
    book: Book, actor: User, at: datetime
) -> None:
    voucher = voucher_input(book, DAY, SALE, key="baris-1")

    posted = post_many(book=book, vouchers=[voucher, voucher], actor=actor, at=at)

    assert posted[0] == posted[1]
    assert book.vouchers.count() == 1


def test_the_same_key_in_one_call_with_other_content_is_refused(
    book: Book, actor: User, at: datetime
) -> None:
    one = voucher_input(book, DAY, SALE, key="baris-1")

    with pytest.raises(ValueError, match="Kunci kirim ini sudah dipakai"):
        post_many(book=book, vouchers=[one, replace(one, party="X")], actor=actor, at=at)

    assert not book.vouchers.exists()
