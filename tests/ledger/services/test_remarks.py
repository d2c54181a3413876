"""Remarks: opened, answered, returned, closed; each step said once and kept for ever."""

from datetime import date, timedelta
from typing import Any

import pytest

from ledger.models import AccountBalance, Book, Event, Remark
from ledger.selectors.remarks import counts, overdue, remarks_of, standing
from ledger.services.remarks import (
    About,
    RemarkError,
    answer_remark,
    close_remark,
    move_due,
    open_remark,
    return_remark,
)
from tests.factories.books import make_voucher

SOON = date(2026, 2, 20)


@pytest.fixture
def remark(book: Book, actor: Any, at: Any) -> Remark:
    voucher = make_voucher(book, date(2025, 1, 5), [("1101", 9, 0), ("4101", 0, 9)])
    return opened(book, actor, at, about=About(voucher=voucher))


def opened(book: Book, actor: Any, at: Any, **choices: Any) -> Remark:
    given = {"kind": "finding", "text": "Nota tidak ada", "due_on": SOON} | choices
    return open_remark(book=book, actor=actor, at=at, **given)


def state_of(remark: Remark) -> tuple[str, Any]:
    found = remarks_of(remark.book).get(pk=remark.pk)
    return found.state, found.due_on


def test_from_opening_over_return_to_closing(
    book: Book, remark: Remark, actor: Any, second_actor: Any, at: Any
) -> None:
    later = SOON + timedelta(days=7)

    states = [state_of(remark)]
    answer_remark(remark=remark, text="Hilang", actor=second_actor, at=at)
    states.append(state_of(remark))
    return_remark(remark=remark, text="Cari lagi", due_on=later, actor=actor, at=at)
    states.append(state_of(remark))
    answer_remark(remark=remark, text="Ketemu, dilampirkan", actor=second_actor, at=at)
    close_remark(remark=remark, text="Sudah dilihat", actor=actor, at=at)
    states.append(state_of(remark))

    assert states == [("open", SOON), ("answered", SOON), ("open", later), ("closed", later)]
    entries = remark.entries.order_by("position").values_list("position", "act", "text")
    assert list(entries) == [
        (1, "opened", "Nota tidak ada"),
        (2, "answered", "Hilang"),
        (3, "returned", "Cari lagi"),
        (4, "answered", "Ketemu, dilampirkan"),
        (5, "closed", "Sudah dilihat"),
    ]
    acts = Event.objects.filter(book=book, act__startswith="remark_").order_by("id")
    assert [event.act for event in acts] == [
        "remark_opened",
        "remark_answered",
        "remark_returned",
        "remark_answered",
        "remark_closed",
    ]


def test_a_closed_remark_may_come_back_and_no_other_way(
    remark: Remark, actor: Any, second_actor: Any, at: Any
) -> None:
    close_remark(remark=remark, text="Keliru", actor=actor, at=at)

    for act in (answer_remark, close_remark):
        with pytest.raises(RemarkError, match="sudah selesai"):
            act(remark=remark, text="x", actor=second_actor, at=at)
    with pytest.raises(RemarkError, match="sudah selesai"):
        move_due(remark=remark, text="x", due_on=SOON, actor=actor, at=at)
    return_remark(remark=remark, text="Ternyata benar", due_on=None, actor=actor, at=at)

    assert state_of(remark) == ("open", SOON)


def test_who_answered_does_not_close(remark: Remark, actor: Any, at: Any) -> None:
    answer_remark(remark=remark, text="Sudah", actor=actor, at=at)

    with pytest.raises(RemarkError, match="Yang menjawab tidak dapat menutup"):
        close_remark(remark=remark, text="Baik", actor=actor, at=at)

    assert remark.entries.count() == 2


def test_a_finding_has_a_day_and_a_note_may_have_none(book: Book, actor: Any, at: Any) -> None:
    voucher = make_voucher(book, date(2025, 1, 5), [("1101", 9, 0), ("4101", 0, 9)])
    about = About(voucher=voucher)

    with pytest.raises(RemarkError, match="Isi sampai kapan") as refused:
        opened(book, actor, at, about=about, due_on=None)
    note = opened(book, actor, at, about=about, kind="note", due_on=None)

    assert refused.value.field == "due_on"
    assert state_of(note) == ("open", None)


@pytest.mark.parametrize(
    ("choices", "field", "sentence"),
    [
        ({"text": "  "}, "text", "Tulis dahulu isinya."),
        ({"due_on": date(2026, 2, 14)}, "due_on", "Batas waktu tidak boleh sebelum hari ini."),
    ],
)
def test_what_says_nothing_or_is_past_is_refused_whole(
    remark: Remark, actor: Any, at: Any, choices: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(RemarkError, match=sentence) as refused:
        opened(remark.book, actor, at, about=About(voucher=remark.voucher), **choices)

    assert refused.value.field == field
    assert Remark.objects.count() == 1


def test_an_unanswered_remark_is_not_returned(remark: Remark, actor: Any, at: Any) -> None:
    with pytest.raises(RemarkError, match="masih menunggu jawaban"):
        return_remark(remark=remark, text="x", due_on=None, actor=actor, at=at)


def test_another_day_keeps_the_state(remark: Remark, actor: Any, at: Any) -> None:
    later = SOON + timedelta(days=3)

    move_due(remark=remark, text="Bendahara sakit", due_on=later, actor=actor, at=at)

    assert state_of(remark) == ("open", later)


def test_what_stands_and_what_is_late(
    book: Book, remark: Remark, actor: Any, second_actor: Any, at: Any
) -> None:
    other = opened(book, actor, at, about=About(voucher=remark.voucher), due_on=at.date())
    answered = opened(book, actor, at, about=About(voucher=remark.voucher))
    answer_remark(remark=answered, text="Sudah", actor=second_actor, at=at)

    tomorrow = at.date() + timedelta(days=1)
    assert list(standing(book, state="open")) == [other, remark]
    assert list(overdue(remarks_of(book), tomorrow)) == [other]
    assert counts(book, tomorrow) == {"open": 2, "answered": 1, "overdue": 1}


def test_a_remark_about_a_report_names_its_row(book: Book, actor: Any, at: Any) -> None:
    about = About(
        report="balance_sheet",
        report_title="Laporan posisi keuangan",
        row="Kas tunai 5.985.000",
        start=date(2025, 1, 1),
        end=date(2025, 12, 31),
    )

    made = opened(book, actor, at, about=about)

    assert made.about == "Laporan posisi keuangan 31/12/2025: Kas tunai 5.985.000"


def test_no_balance_moves(remark: Remark, actor: Any, second_actor: Any, at: Any) -> None:
    before = list(AccountBalance.objects.order_by("pk").values())

    answer_remark(remark=remark, text="Sudah", actor=second_actor, at=at)
    close_remark(remark=remark, text="Baik", actor=actor, at=at)

    assert list(AccountBalance.objects.order_by("pk").values()) == before
    assert remark.book.vouchers.count() == 1
