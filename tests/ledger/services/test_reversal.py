"""A voucher is corrected by a linked reversal; both stay visible."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from ledger.models import Book, Event, SubsidiaryBalance, Voucher
from ledger.selectors.balances import balances
from ledger.selectors.seals import verify_seals
from ledger.services import closing, periods
from ledger.services.journal import KeyReusedError, PeriodClosedError, PostingError
from ledger.services.reversal import reverse
from members.models import User

Make = Callable[..., Voucher]
Reverse = Callable[..., Voucher]
DAY = date(2026, 1, 10)
SPLIT = [("1101", 700, 0), ("1103", 300, 0, "P-1"), ("4101", 0, 1000)]


@pytest.fixture
def voucher(book: Book, make_voucher: Make) -> Voucher:
    """A sale of 1.000, of which 300 on credit."""
    return make_voucher(book, DAY, SPLIT, narration="Jual lele", reference="KW-7", party="Bu Sari")


@pytest.fixture
def turn(actor: User, at: datetime) -> Reverse:
    """Reverse with the usual answers."""

    def call(voucher: Voucher, **changes: object) -> Voucher:
        given = {"on": date(2026, 1, 12), "reason": "Salah akun", "actor": actor, "at": at}
        return reverse(voucher=voucher, **(given | changes))

    return call


def test_a_reversal_exchanges_debit_and_credit(voucher: Voucher, turn: Reverse) -> None:
    reversal = turn(voucher)

    assert [
        (line.account.code, line.subsidiary and line.subsidiary.code, line.debit, line.credit)
        for line in reversal.lines.order_by("position")
    ] == [("1101", None, 0, 700), ("1103", "P-1", 0, 300), ("4101", None, 1000, 0)]


def test_a_reversal_says_what_it_reverses_and_why(voucher: Voucher, turn: Reverse) -> None:
    reversal = turn(voucher, reason="  Salah akun  ")

    assert reversal.reversal_of == voucher
    assert voucher.reversed_by == reversal
    assert (reversal.origin, reversal.reason) == ("reversal", "Salah akun")
    assert reversal.code == "BKK/2026/01/0001"
    assert reversal.narration == "Pembalikan BKM/2026/01/0001: Jual lele"
    assert (reversal.reference, reversal.party) == ("KW-7", "Bu Sari")


def test_after_a_reversal_everything_sums_to_zero(
    book: Book, voucher: Voucher, turn: Reverse
) -> None:
    turn(voucher)

    assert set(balances(book, on=date(2026, 1, 31)).values()) == {0}
    held = SubsidiaryBalance.objects.get(subsidiary__code="P-1")
    assert (held.debit, held.credit, held.count) == (300, 300, 2)
    assert verify_seals(book) == []


def test_the_reversed_voucher_stays_as_it_was(voucher: Voucher, turn: Reverse) -> None:
    before = (voucher.seal, list(voucher.lines.values_list("pk", "debit", "credit")))

    turn(voucher)

    voucher.refresh_from_db()
    assert (voucher.seal, list(voucher.lines.values_list("pk", "debit", "credit"))) == before


def test_a_reversal_is_in_the_log(voucher: Voucher, turn: Reverse, actor: User) -> None:
    reversal = turn(voucher)

    event = Event.objects.get(act="reverse_voucher")
    assert (event.subject, event.actor) == (voucher.code, actor)
    assert event.detail == {"reversal": reversal.code, "reason": "Salah akun"}


def test_a_reversal_may_lie_in_a_later_month(book: Book, voucher: Voucher, turn: Reverse) -> None:
    turn(voucher, on=date(2026, 2, 3))

    codes = {a.pk: a.code for a in book.accounts.all()}
    held = balances(book, on=date(2026, 1, 31))
    assert {codes[pk]: net for pk, net in held.items()} == {
        "1101": 700,
        "1103": 300,
        "4101": -1000,
    }
    assert set(balances(book, on=date(2026, 2, 28)).values()) == {0}


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_reversal_needs_a_reason(voucher: Voucher, turn: Reverse, reason: str) -> None:
    with pytest.raises(PostingError) as refused:
        turn(voucher, reason=reason)

    assert (str(refused.value), refused.value.field) == ("Tulis alasan pembalikan.", "reason")
    assert Voucher.objects.count() == 1


def test_a_voucher_is_reversed_once(voucher: Voucher, turn: Reverse) -> None:
    reversal = turn(voucher)

    with pytest.raises(PostingError) as refused:
        turn(voucher)

    assert str(refused.value) == f"Bukti ini sudah dibalik dengan {reversal.code}."
    assert Voucher.objects.count() == 2


def test_a_reversal_is_not_reversed(voucher: Voucher, turn: Reverse) -> None:
    reversal = turn(voucher)

    with pytest.raises(PostingError) as refused:
        turn(reversal)

    assert str(refused.value) == (
        "Bukti pembalikan tidak dibalik lagi. Catat bukti baru yang benar."
    )


def test_a_reversal_does_not_lie_before_its_voucher(voucher: Voucher, turn: Reverse) -> None:
    with pytest.raises(PostingError) as refused:
        turn(voucher, on=date(2026, 1, 9))

    assert (str(refused.value), refused.value.field) == (
        "Tanggal pembalikan tidak boleh sebelum tanggal bukti (10/01/2026).",
        "date",
    )


def test_a_reversal_does_not_lie_in_the_future(voucher: Voucher, turn: Reverse) -> None:
    with pytest.raises(PostingError) as refused:
        turn(voucher, on=date(2026, 2, 16))

    assert refused.value.field == "date"


def test_a_reversal_does_not_lie_in_a_closed_month(
    book: Book, make_voucher: Make, turn: Reverse, actor: User, at: datetime
) -> None:
    old = make_voucher(book, date(2025, 1, 5), SPLIT)
    periods.close_period(book=book, year=2025, month=1, actor=actor, at=at, checks=lambda _book: [])

    with pytest.raises(PeriodClosedError):
        turn(old, on=date(2025, 1, 6))

    assert turn(old, on=date(2025, 2, 1)).reversal_of == old


def test_opening_balances_can_be_reversed(book: Book, make_voucher: Make, turn: Reverse) -> None:
    opening = make_voucher(
        book, date(2025, 1, 1), [("1101", 50, 0), ("3901", 0, 50)], is_opening=True
    )

    reversal = turn(opening, on=date(2025, 1, 2))

    assert (reversal.period, reversal.is_opening) == (1, False)
    assert set(balances(book, on=date(2025, 1, 31)).values()) == {0}


def test_a_year_end_closing_is_reopened_instead(
    book: Book, make_voucher: Make, turn: Reverse, actor: User, at: datetime
) -> None:
    make_voucher(book, date(2025, 6, 1), [("1101", 5, 0), ("4101", 0, 5)])
    for month in range(1, 13):
        periods.close_period(
            book=book, year=2025, month=month, actor=actor, at=at, checks=lambda _book: []
        )
    ending = closing.close_year(book=book, year=2025, actor=actor, at=at, checks=lambda _book: [])
    assert ending is not None

    with pytest.raises(PostingError) as refused:
        turn(ending)

    assert str(refused.value) == (
        "Jurnal penutup tahun dibalik dengan membuka kembali tahun bukunya."
    )


def test_a_second_click_answers_with_the_first_reversal(voucher: Voucher, turn: Reverse) -> None:
    first = turn(voucher, key="klik")

    assert turn(voucher, key="klik") == first
    assert Voucher.objects.count() == 2


def test_the_key_of_another_voucher_is_refused(
    book: Book, make_voucher: Make, voucher: Voucher, turn: Reverse
) -> None:
    make_voucher(book, DAY, SPLIT, key="klik")

    with pytest.raises(KeyReusedError):
        turn(voucher, key="klik")
