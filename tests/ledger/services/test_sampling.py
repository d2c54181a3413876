"""Samples: what they are drawn from, that they can be drawn again, marks and conclusions."""

from datetime import date
from typing import Any

import pytest

from ledger.checking import WORDS, tick_marks
from ledger.models import AccountBalance, Book, Event, Sample, Voucher
from ledger.selectors.sampling import population, samples_of, shown_items
from ledger.services.closing import close_year
from ledger.services.sampling import (
    Drawing,
    SamplingError,
    check_item,
    conclude_sample,
    draw_sample,
    drawn_again,
)
from tests.factories.books import make_voucher

AMOUNTS = (100, 400, 50, 1000, 450)
YEAR = {"start": date(2025, 1, 1), "end": date(2025, 12, 31)}


@pytest.fixture
def five(book: Book) -> Book:
    """Five vouchers of 100, 400, 50, 1000 and 450 rupiah; the second is a cost."""
    for day, amount in enumerate(AMOUNTS, start=1):
        debit, credit = ("6102", "4101") if day == 2 else ("1101", "4101")
        make_voucher(book, date(2025, 1, day), [(debit, amount, 0), (credit, 0, amount)])
    return book


def draw(book: Book, actor: Any, at: Any, **choices: Any) -> Sample:
    drawing = Drawing(**{"purpose": "Uji", "method": "whole", **YEAR, **choices})
    return draw_sample(book=book, drawing=drawing, actor=actor, at=at)


def amounts(sample: Sample) -> list[int]:
    return [item.amount for item in sample.items.order_by("position")]


@pytest.mark.parametrize(
    ("choices", "found"),
    [
        ({"method": "whole"}, list(AMOUNTS)),
        ({"method": "largest", "size": 2}, [1000, 450]),
        ({"method": "above", "threshold": 400}, [400, 1000, 450]),
        ({"method": "whole", "end": date(2025, 1, 2)}, [100, 400]),
        ({"method": "largest", "size": 9}, list(AMOUNTS)),
    ],
)
def test_each_way_finds_its_vouchers(
    five: Book, actor: Any, at: Any, choices: dict[str, Any], found: list[int]
) -> None:
    assert amounts(draw(five, actor, at, **choices)) == found


def test_one_account_counts_with_what_moved_there(five: Book, actor: Any, at: Any) -> None:
    electricity = five.accounts.get(code="6102")

    sample = draw(five, actor, at, account=electricity)

    assert amounts(sample) == [400]
    assert (sample.population, sample.population_amount) == (1, 400)


def test_monetary_units_keep_interval_and_first_rupiah(five: Book, actor: Any, at: Any) -> None:
    sample = draw(five, actor, at, method="monetary", size=4, seed="dadu 3-5-1")

    assert (sample.interval, sample.population_amount) == (500, 2000)
    assert 1 <= sample.first_hit <= 500
    assert sum(item.hits for item in sample.items.all()) == 4
    assert 1000 in amounts(sample)  # as large as the interval: always hit


@pytest.mark.parametrize("method", ["random", "monetary"])
def test_a_sample_is_drawn_again_from_what_is_stored_though_vouchers_came_later(
    five: Book, actor: Any, at: Any, method: str
) -> None:
    sample = draw(five, actor, at, method=method, size=3)
    make_voucher(five, date(2025, 1, 3), [("1101", 9_000, 0), ("4101", 0, 9_000)])

    kept = list(sample.items.order_by("position").values_list("voucher", flat=True))
    assert drawn_again(sample) == kept
    assert len(sample.seed) == 16


def test_the_closing_journal_is_left_out(five: Book, actor: Any, at: Any) -> None:
    from ledger.services.periods import close_period

    for month in range(1, 13):
        close_period(book=five, year=2025, month=month, actor=actor, at=at, checks=lambda _b: [])
    close_year(book=five, year=2025, actor=actor, at=at, checks=lambda _b: [])

    assert five.vouchers.filter(period=Voucher.CLOSING).exists()
    assert [u.amount for u in population(five, **YEAR).units] == list(AMOUNTS)


@pytest.mark.parametrize(
    ("choices", "field", "sentence"),
    [
        ({"start": date(2024, 1, 1), "end": date(2024, 2, 1)}, "start", "Tidak ada bukti"),
        ({"method": "random"}, "size", "Isi banyaknya bukti dari 1 sampai 500."),
        ({"method": "largest", "size": 501}, "size", "Isi banyaknya bukti dari 1 sampai 500."),
        ({"method": "above"}, "threshold", "Isi jumlah rupiah batas bawahnya."),
        ({"method": "above", "threshold": 9999}, "threshold", "Tidak ada bukti mulai Rp9.999"),
        ({"purpose": " "}, "purpose", "Tulis untuk apa"),
        ({"end": date(2024, 1, 1)}, "end", "Tanggal akhir harus sesudah"),
    ],
)
def test_what_cannot_be_drawn_is_refused_whole(
    five: Book, actor: Any, at: Any, choices: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(SamplingError, match=sentence) as refused:
        draw(five, actor, at, **choices)

    assert refused.value.field == field
    assert Sample.objects.count() == 0


def test_more_than_a_person_checks_is_refused(
    five: Book, actor: Any, at: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.services.sampling.MAX_ITEMS", 4)

    with pytest.raises(SamplingError, match="Terpilih 5 bukti, paling banyak 4"):
        draw(five, actor, at)


def test_marks_are_added_and_the_newest_counts(five: Book, actor: Any, at: Any) -> None:
    sample = draw(five, actor, at, method="largest", size=1)
    item = sample.items.get()

    check_item(item=item, marks=["exception"], note="Nota tidak ada", actor=actor, at=at)
    check_item(item=item, marks=["sum", "paper"], note="Ditemukan", actor=actor, at=at)

    (shown,) = shown_items(sample)
    assert (shown.signs, shown.note, shown.is_exception) == ("B J", "Ditemukan", False)
    assert item.checks.count() == 2


@pytest.mark.parametrize(
    ("marks", "note", "field"), [([], "x", "marks"), (["exception"], " ", "note")]
)
def test_a_mark_needs_its_words(
    five: Book, actor: Any, at: Any, marks: list[str], note: str, field: str
) -> None:
    item = draw(five, actor, at, method="largest", size=1).items.get()

    with pytest.raises(SamplingError) as refused:
        check_item(item=item, marks=marks, note=note, actor=actor, at=at)

    assert refused.value.field == field
    assert item.checks.count() == 0


def test_a_conclusion_comes_last_and_once(five: Book, actor: Any, at: Any) -> None:
    sample = draw(five, actor, at, method="largest", size=2)
    first, second = sample.items.order_by("position")
    check_item(item=first, marks=["paper"], note="", actor=actor, at=at)
    with pytest.raises(SamplingError, match="Masih 1 bukti belum diperiksa"):
        conclude_sample(sample=sample, text="Baik", actor=actor, at=at)
    check_item(item=second, marks=["paper"], note="", actor=actor, at=at)

    conclude_sample(sample=sample, text="Tidak ada penyimpangan.", actor=actor, at=at)

    listed = samples_of(five).get()
    assert (listed.item_count, listed.checked_count, listed.is_concluded) == (2, 2, True)
    with pytest.raises(SamplingError, match="sudah disimpulkan"):
        conclude_sample(sample=sample, text="Lagi", actor=actor, at=at)
    with pytest.raises(SamplingError, match="sudah disimpulkan"):
        check_item(item=first, marks=["sum"], note="", actor=actor, at=at)


def test_every_act_is_logged_and_no_balance_moves(five: Book, actor: Any, at: Any) -> None:
    before = list(AccountBalance.objects.order_by("pk").values())
    sample = draw(five, actor, at, method="largest", size=1)
    item = sample.items.get()
    check_item(item=item, marks=["paper"], note="", actor=actor, at=at)
    conclude_sample(sample=sample, text="Baik", actor=actor, at=at)

    acts = Event.objects.filter(book=five).order_by("-id").values_list("act", "subject")[:3]
    assert list(acts) == [
        ("conclude_sample", "S-1"),
        ("check_item", f"S-1/1 · {item.voucher.code}"),
        ("draw_sample", "S-1 · Uji"),
    ]
    assert list(AccountBalance.objects.order_by("pk").values()) == before


def test_the_words_of_the_marks_are_in_the_catalogue() -> None:
    assert tuple(mark.name for mark in tick_marks().values()) == WORDS
