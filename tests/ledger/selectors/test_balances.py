"""Balances from monthly sums equal a naive sum over all lines, on any day."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from ledger import registry
from ledger.models import Book, Line
from ledger.selectors.balances import balances, movements, subsidiary_balances

FIRST = date(2025, 1, 1)
DAYS = st.integers(min_value=0, max_value=540).map(lambda n: FIRST + timedelta(days=n))


def naive(book: Book, on: date, *, with_closing: bool) -> dict[int, int]:
    totals: dict[int, int] = defaultdict(int)
    for line in Line.objects.filter(book=book):
        is_closing = line.period % 100 == 13
        is_counted = line.period % 100 == 0 or line.date <= on
        if is_closing and line.date.year == on.year and not with_closing:
            is_counted = False
        if is_counted:
            totals[line.account_id] += line.debit - line.credit
    return {pk: net for pk, net in totals.items() if net}


def without_zeros(nets: dict[int, int]) -> dict[int, int]:
    return {pk: net for pk, net in nets.items() if net}


@pytest.mark.parametrize("slug", ["mina-lestari", "ksu-karya-lentera", "jahit-kencana"])
@hypothesis_settings(max_examples=15)
@given(day=DAYS)
def test_balances_on_any_day(slug: str, demo: dict[str, Book], day: date) -> None:
    book = demo[slug]

    assert without_zeros(balances(book, on=day)) == naive(book, day, with_closing=False)


@pytest.mark.parametrize("slug", ["mina-lestari", "ksu-karya-lentera"])
@hypothesis_settings(max_examples=15)
@given(days=st.tuples(DAYS, DAYS).map(sorted))
def test_movements_join_two_balances(slug: str, demo: dict[str, Book], days: list[date]) -> None:
    book = demo[slug]
    start, end = days

    moved = movements(book, start=start, end=end)

    ending = {pk: m.balance for pk, m in moved.items() if m.balance}
    assert ending == without_zeros(balances(book, on=end))
    assert sum(m.debit - m.credit for m in moved.values()) == 0


@pytest.mark.parametrize("slug", ["mina-lestari", "ksu-karya-lentera"])
@hypothesis_settings(max_examples=10)
@given(day=DAYS)
def test_control_accounts_equal_their_subsidiaries(
    slug: str, demo: dict[str, Book], day: date
) -> None:
    book = demo[slug]
    of_accounts = balances(book, on=day)
    of_subsidiaries = subsidiary_balances(book, on=day)
    account_of = dict(book.subsidiaries.values_list("pk", "account_id"))

    summed: dict[int, int] = defaultdict(int)
    for pk, net in of_subsidiaries.items():
        summed[account_of[pk]] += net

    controls = set(book.accounts.exclude(control="").values_list("pk", flat=True))
    assert without_zeros(dict(summed)) == {
        pk: net for pk, net in of_accounts.items() if pk in controls and net
    }


@pytest.mark.parametrize("slug", ["mina-lestari", "ksu-karya-lentera", "bengkel-roda"])
@hypothesis_settings(max_examples=12)
@given(day=DAYS)
def test_the_balance_sheet_balances_on_any_day(slug: str, demo: dict[str, Book], day: date) -> None:
    table = registry.report("balance_sheet").build(demo[slug], start=FIRST, end=day)

    totals = table.totals
    assert totals["assets"] == totals["liabilities"] + totals["equity"]


@pytest.mark.parametrize("slug", ["mina-lestari", "ksu-karya-lentera", "jahit-kencana"])
@hypothesis_settings(max_examples=12)
@given(days=st.tuples(DAYS, DAYS).map(sorted))
def test_the_cash_flow_explains_the_change_of_cash(
    slug: str, demo: dict[str, Book], days: list[date]
) -> None:
    start, end = days

    totals = registry.report("cash_flow").build(demo[slug], start=start, end=end).totals

    assert totals["net"] == totals["operating"] + totals["investing"] + totals["financing"]
    assert totals["opening"] + totals["net"] == totals["closing"]


@pytest.mark.parametrize("slug", ["mina-lestari", "ksu-karya-lentera", "jahit-kencana"])
@hypothesis_settings(max_examples=12)
@given(days=st.tuples(DAYS, DAYS).map(sorted))
def test_equity_changes_end_where_the_balance_sheet_does(
    slug: str, demo: dict[str, Book], days: list[date]
) -> None:
    start, end = days
    book = demo[slug]

    changes = registry.report("equity_changes").build(book, start=start, end=end).totals
    sheet = registry.report("balance_sheet").build(book, start=start, end=end).totals

    assert changes["closing"] == sheet["equity"]
