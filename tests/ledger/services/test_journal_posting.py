"""What the gate writes: numbers, kinds, keys, periods, seals, balances, events."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger.integrity import guards
from ledger.models import AccountBalance, Book, Event, Subsidiary, SubsidiaryBalance, Unit, Voucher
from ledger.selectors.seals import verify_seals
from ledger.services import books as book_services
from ledger.services.journal import post, post_many
from members.models import User
from tests.factories.books import BookFactory, lines, voucher_input

DAY = date(2026, 1, 5)
SALE = [("1101", 1000, 0), ("4101", 0, 1000)]
Make = Callable[..., Voucher]


def test_number_names_kind_year_month_and_place_in_the_year(book: Book, make_voucher: Make) -> None:
    assert make_voucher(book, DAY, SALE).code == "BKM/2026/01/0001"


def test_numbers_run_without_gap_per_kind_and_year(book: Book, make_voucher: Make) -> None:
    expense = [("6102", 10, 0), ("1101", 0, 10)]
    memo = [("6109", 10, 0), ("1209", 0, 10)]
    acts = [
        (date(2025, 12, 30), SALE),
        (date(2025, 12, 31), expense),
        (date(2026, 1, 5), SALE),
        (date(2026, 1, 6), memo),
        (date(2026, 2, 1), SALE),
        (date(2026, 1, 7), SALE),
        (date(2026, 2, 2), expense),
    ]

    codes = [make_voucher(book, day, specs).code for day, specs in acts]

    assert codes == [
        "BKM/2025/12/0001",
        "BKK/2025/12/0001",
        "BKM/2026/01/0001",
        "BU/2026/01/0001",
        "BKM/2026/02/0002",
        "BKM/2026/01/0003",
        "BKK/2026/02/0001",
    ]
    assert list(book.vouchers.order_by("sequence").values_list("sequence", flat=True)) == [
        *range(1, 8)
    ]


def test_each_book_numbers_for_itself(book: Book, make_voucher: Make) -> None:
    other = BookFactory()
    make_voucher(book, DAY, SALE)

    assert make_voucher(other, DAY, SALE).code == "BKM/2026/01/0001"


def test_a_refused_voucher_takes_no_number(book: Book, make_voucher: Make) -> None:
    with pytest.raises(ValueError, match="uraian"):
        make_voucher(book, DAY, SALE, narration="")

    assert make_voucher(book, DAY, SALE).code == "BKM/2026/01/0001"


@pytest.mark.parametrize(
    ("specs", "kind"),
    [
        ([("1101", 1000, 0), ("4101", 0, 1000)], "BKM"),
        ([("1102", 1000, 0), ("4101", 0, 1000)], "BKM"),
        ([("6102", 1000, 0), ("1101", 0, 1000)], "BKK"),
        ([("1101", 300, 0), ("1102", 0, 300)], "BU"),
        ([("6109", 1000, 0), ("1209", 0, 1000)], "BU"),
        ([("1101", 700, 0), ("6107", 300, 0), ("4101", 0, 1000)], "BKM"),
    ],
)
def test_kind_follows_the_money(book: Book, make_voucher: Make, specs: list, kind: str) -> None:
    make_voucher(
        book, date(2025, 12, 1), [("1101", 5000, 0), ("1102", 5000, 0), ("4101", 0, 10000)]
    )

    assert make_voucher(book, DAY, specs).kind == kind


def test_a_kind_that_is_given_stands(book: Book, make_voucher: Make) -> None:
    assert make_voucher(book, DAY, SALE, kind="BU").code == "BU/2026/01/0001"


def test_a_line_without_unit_lies_in_the_default_unit(book: Book, make_voucher: Make) -> None:
    voucher = make_voucher(book, DAY, SALE)

    assert {line.unit.code for line in voucher.lines.all()} == {Unit.DEFAULT_CODE}


def test_units_are_kept_per_line(book: Book, actor: User, at: datetime) -> None:
    shop = book_services.add_unit(book=book, code="TOKO", name="Toko", actor=actor, at=at)
    good = voucher_input(book, DAY, SALE)
    mixed = replace(good, lines=[good.lines[0], replace(good.lines[1], unit=shop)])

    voucher = post(book=book, voucher=mixed, actor=actor, at=at)

    assert [line.unit.code for line in voucher.lines.order_by("position")] == ["UMUM", "TOKO"]
    assert voucher.entry.entity_unit_id is None


def test_posted_voucher_keeps_what_was_given(
    book: Book, make_voucher: Make, actor: User, at: datetime
) -> None:
    voucher = make_voucher(
        book,
        DAY,
        SALE,
        narration="  Jual lele  ",
        reference="KW-17",
        party="Bu Sari",
        recorded_on=date(2026, 1, 9),
    )

    voucher.refresh_from_db()
    assert voucher.narration == "Jual lele"
    assert (voucher.reference, voucher.party) == ("KW-17", "Bu Sari")
    assert (voucher.made_by, voucher.posted_at) == (actor, at.astimezone(UTC))
    assert voucher.recorded_on == date(2026, 1, 9)
    assert voucher.entry.posted
    assert voucher.entry.locked


def test_the_engine_holds_the_same_lines(book: Book, make_voucher: Make) -> None:
    voucher = make_voucher(book, DAY, [("1101", 700, 0), ("6107", 300, 0), ("4101", 0, 1000)])

    engine = [
        (tx.account.code, tx.tx_type, int(tx.amount))
        for tx in voucher.entry.transactionmodel_set.order_by("line__position")
    ]
    assert engine == [("1101", "debit", 700), ("6107", "debit", 300), ("4101", "credit", 1000)]
    assert {line.period for line in voucher.lines.all()} == {202601}


def test_balances_hold_sum_and_count_per_period_account_and_unit(
    book: Book, make_voucher: Make
) -> None:
    make_voucher(book, DAY, SALE)
    make_voucher(book, date(2026, 1, 31), SALE)
    make_voucher(book, date(2026, 2, 1), SALE)

    held = AccountBalance.objects.filter(book=book).order_by("period", "account__code")
    assert list(held.values_list("period", "account__code", "debit", "credit", "count")) == [
        (202601, "1101", 2000, 0, 2),
        (202601, "4101", 0, 2000, 2),
        (202602, "1101", 1000, 0, 1),
        (202602, "4101", 0, 1000, 1),
    ]


def test_subsidiary_balances_follow_their_lines(book: Book, make_voucher: Make) -> None:
    make_voucher(book, DAY, [("1101", 300, 0), ("3101", 0, 100, "A-1"), ("3101", 0, 200, "A-2")])
    make_voucher(book, DAY, [("1101", 50, 0), ("3101", 0, 50, "A-1")])

    held = SubsidiaryBalance.objects.order_by("subsidiary__code")
    assert list(held.values_list("subsidiary__code", "period", "debit", "credit", "count")) == [
        ("A-1", 202601, 0, 150, 2),
        ("A-2", 202601, 0, 200, 1),
    ]
    assert Subsidiary.objects.count() == 2


def test_every_voucher_has_an_event(book: Book, make_voucher: Make, actor: User) -> None:
    voucher = make_voucher(book, DAY, SALE)

    event = Event.objects.filter(act="post_voucher").get()
    assert (event.subject, event.actor, event.book) == (voucher.code, actor, book)
    assert event.detail == {"sequence": 1, "seal": voucher.seal}


def test_seals_chain(book: Book, make_voucher: Make) -> None:
    first = make_voucher(book, DAY, SALE)
    second = make_voucher(book, DAY, SALE)

    assert first.previous_seal == "0" * 64
    assert second.previous_seal == first.seal
    assert verify_seals(book) == []


# --- years and openings ---------------------------------------------------------------------------


def test_the_year_opens_itself(book: Book, make_voucher: Make) -> None:
    assert not book.periods.filter(year=2026).exists()

    make_voucher(book, DAY, SALE)

    assert list(book.periods.filter(year=2026).values_list("month", flat=True)) == [*range(1, 14)]
    assert Event.objects.filter(act="open_year", subject="2026", book=book).count() == 1


def test_years_between_open_too(make_voucher: Make) -> None:
    old = BookFactory(opened_on=date(2022, 5, 1))

    make_voucher(old, DAY, SALE)

    years = old.periods.order_by("year").values_list("year", flat=True).distinct()
    assert list(years) == [2022, 2023, 2024, 2025, 2026]
    first = old.periods.filter(year=2022).values_list("month", flat=True)
    assert list(first) == [0, *range(5, 14)]


def test_opening_voucher_lies_in_period_0_and_moves_no_money(
    book: Book, make_voucher: Make
) -> None:
    voucher = make_voucher(
        book, date(2025, 1, 1), [("1101", 500, 0), ("3901", 0, 500)], is_opening=True
    )

    assert (voucher.period, voucher.is_opening, voucher.kind) == (0, True, "BU")
    assert {line.period for line in voucher.lines.all()} == {202500}


# --- many -----------------------------------------------------------------------------------------


def test_post_many_keeps_the_given_order(book: Book, actor: User, at: datetime) -> None:
    wanted = [voucher_input(book, DAY, SALE, reference=str(n)) for n in range(5)]

    posted = post_many(book=book, vouchers=wanted, actor=actor, at=at)

    assert [(v.reference, v.number) for v in posted] == [
        ("0", 1), ("1", 2), ("2", 3), ("3", 4), ("4", 5),
    ]  # fmt: skip
    assert verify_seals(book) == []


def test_post_many_tells_its_progress(
    book: Book, actor: User, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.services.journal.CHUNK", 2)
    told: list[tuple[int, int]] = []
    wanted = [voucher_input(book, DAY, SALE) for _ in range(5)]

    post_many(
        book=book,
        vouchers=wanted,
        actor=actor,
        at=at,
        progress=lambda done, total: told.append((done, total)),
    )

    assert told == [(2, 5), (4, 5), (5, 5)]


def queries_of_a_post(book: Book, actor: User, at: datetime, count: int) -> int:
    half = count // 2
    wish = replace(
        voucher_input(book, DAY, SALE),
        lines=lines(book, [("1101", 10, 0)] * half + [("4101", 0, 10)] * half),
    )
    with CaptureQueriesContext(
        connection,
    ) as queries:
        post(book=book, voucher=wish, actor=actor, at=at)
    return len(queries)


def test_a_post_costs_as_many_queries_for_20_lines_as_for_2(
    book: Book, actor: User, at: datetime, make_voucher: Make
) -> None:
    make_voucher(book, DAY, SALE)

    few = queries_of_a_post(book, actor, at, 2)
    many = queries_of_a_post(book, actor, at, 20)

    # savepoint, state, batch, release; SQLite takes the six statements of a batch one by one
    assert few == many == {"sqlite": 9, "postgresql": 4}[connection.vendor]


def test_a_database_without_guards_takes_no_voucher(
    book: Book, make_voucher: Make, without_guards: Callable
) -> None:
    with without_guards(), pytest.raises(guards.GuardsMissingError, match="tidak lengkap"):
        make_voucher(book, DAY, SALE)

    assert make_voucher(book, DAY, SALE).number == 1
