"""Every statement of the demonstration agrees with every other, on any day, and with the CSV."""

import io
from typing import Any

import pytest
from django.core.management import call_command

from empowerment.services.demo import MONTHS_CLOSED
from ledger.coa import chart
from ledger.models import Book, PeriodState
from tests.scenarios.figures import (
    BOOKS,
    KSU,
    KUBE,
    MID_MONTHS,
    MONTH_ENDS,
    YEAR_END,
    added_up,
    journal,
    statement,
    totals,
    trial,
)

pytestmark = pytest.mark.usefixtures("demo")

RESULT_ACCOUNTS = {
    "4-1101": -224_029_500,
    "4-2101": -149_539_000,
    "5-1101": 184_070_700,
    "9-1101": 1_956_091,
}


def framework(slug: str) -> str:
    return "koperasi" if slug == KSU else "kube"


def kinds(slug: str) -> dict[str, str]:
    return {row.code: row.kind for row in chart(framework(slug))}


def controls(slug: str) -> set[str]:
    return {row.code for row in chart(framework(slug)) if row.control}


@pytest.mark.parametrize("slug", BOOKS)
def test_trial_balance_on_any_day_is_what_the_csv_adds_up_to(slug: str) -> None:
    first = journal(slug)[0]["Tanggal"]

    for day in MONTH_ENDS + MID_MONTHS:
        if day >= first:
            assert trial(slug, day) == added_up(slug, until=day), day


@pytest.mark.parametrize("slug", BOOKS)
def test_the_balance_sheet_balances_on_any_day(slug: str) -> None:
    for day in MONTH_ENDS + MID_MONTHS:
        position = totals(slug, "balance_sheet", day)

        assert position["assets"] == position["liabilities"] + position["equity"], day


@pytest.mark.parametrize("slug", BOOKS)
def test_statements_tie_to_the_trial_balance_on_any_day(slug: str) -> None:
    kind = kinds(slug)
    for day in MONTH_ENDS + MID_MONTHS:
        table = statement(slug, "trial_balance", day)
        by_kind = dict.fromkeys(("asset", "liability", "equity", "revenue", "expense"), 0)
        for row in table["rows"]:
            by_kind[kind[row["code"]]] += row["balance"]
            assert row["balance"] == row["debit"] - row["credit"]
        net = -by_kind["revenue"] - by_kind["expense"]

        assert table["totals"]["debit"] == table["totals"]["credit"]
        assert totals(slug, "balance_sheet", day) == {
            "assets": by_kind["asset"],
            "liabilities": -by_kind["liability"],
            "equity": -by_kind["equity"] + net,
        }
        assert totals(slug, "income_statement", day) == {
            "revenue": -by_kind["revenue"],
            "expense": by_kind["expense"],
            "net": net,
        }
        assert totals(slug, "equity_changes", day)["closing"] == -by_kind["equity"] + net


@pytest.mark.parametrize("slug", BOOKS)
def test_cash_flow_closes_at_cash_and_opens_where_it_closed(slug: str) -> None:
    cash = {row.code for row in chart(framework(slug)) if row.cash_flow == "cash"}
    closed_at = None
    for month, end in enumerate(MONTH_ENDS, start=1):
        flow = totals(slug, "cash_flow", end, "--from", f"2025-{month:02}-01")

        assert flow["closing"] == sum(net for code, net in trial(slug, end).items() if code in cash)
        assert flow["opening"] + flow["net"] == flow["closing"]
        assert flow["operating"] + flow["investing"] + flow["financing"] == flow["net"]
        if closed_at is not None:
            assert flow["opening"] == closed_at
        closed_at = flow["closing"]


@pytest.mark.parametrize("slug", BOOKS)
@pytest.mark.parametrize("day", ["2025-01-20", "2025-06-30", "2025-09-17", YEAR_END])
def test_control_accounts_equal_the_sum_of_their_subsidiary_accounts(slug: str, day: str) -> None:
    sums: dict[str, int] = {}
    for row in statement(slug, "subsidiary_balances", day)["rows"]:
        sums[row["account"]] = sums.get(row["account"], 0) + row["balance"]

    held = {code: net for code, net in trial(slug, day).items() if code in controls(slug)}
    assert {code: net for code, net in sums.items() if net} == held


@pytest.mark.parametrize("slug", BOOKS)
def test_subsidiary_accounts_close_as_in_the_csv(slug: str) -> None:
    rows = statement(slug, "subsidiary_balances")["rows"]
    expected: dict[tuple[str, str], int] = {}
    for line in journal(slug):
        if line["Rekening Pembantu"]:
            key = (line["Akun"], line["Rekening Pembantu"])
            net = int(line["Debet"] or 0) - int(line["Kredit"] or 0)
            expected[key] = expected.get(key, 0) + net

    assert {(row["account"], row["code"]): row["balance"] for row in rows} == expected


@pytest.mark.parametrize("slug", KUBE)
def test_members_of_a_kube_hold_equal_savings(slug: str) -> None:
    rows = statement(slug, "subsidiary_balances", YEAR_END, "--account", "3102")["rows"]

    assert len({row["balance"] for row in rows}) == 1


@pytest.mark.parametrize("slug", BOOKS)
def test_the_general_ledger_ends_at_the_trial_balance(slug: str) -> None:
    last = {row["code"]: row["balance"] for row in statement(slug, "general_ledger")["rows"]}

    assert {code: net for code, net in last.items() if net} == trial(slug)


@pytest.mark.parametrize("slug", BOOKS)
def test_the_cash_book_shows_no_day_below_zero(slug: str) -> None:
    for row in statement(slug, "cash_book")["rows"]:
        assert row["balance"] >= 0, row


# --- the closed year of the cooperative -----------------------------------------------------------


def test_the_trial_balance_before_closing_shows_the_result_accounts() -> None:
    before = trial(KSU)

    assert {code: before[code] for code in RESULT_ACCOUNTS} == RESULT_ACCOUNTS
    assert "3-1502" not in before


def test_the_trial_balance_after_closing_shows_the_result_in_equity() -> None:
    after = trial(KSU, YEAR_END, "--after-closing")

    assert after["3-1502"] == -11_209_141
    assert not [code for code in after if code[0] in "456789"]
    assert {code: net for code, net in trial(KSU).items() if code[0] in "123"} == {
        code: net for code, net in after.items() if code != "3-1502"
    }
    assert totals(KSU, "trial_balance", YEAR_END, "--after-closing") == {
        "debit": 307_530_132,
        "credit": 307_530_132,
    }


def test_closing_the_year_changes_neither_balance_sheet_nor_result() -> None:
    assert totals(KSU, "balance_sheet") == totals(KSU, "balance_sheet", YEAR_END, "--after-closing")


def test_the_new_year_starts_from_the_closed_one() -> None:
    begun = trial(KSU, "2026-01-31")

    assert begun == trial(KSU, YEAR_END, "--after-closing")
    assert totals(KSU, "income_statement", "2026-01-31") == {"revenue": 0, "expense": 0, "net": 0}
    assert totals(KSU, "cash_flow", "2026-01-31")["opening"] == 62_515_332


# --- the state of the books -----------------------------------------------------------------------


def test_check_books_finds_nothing() -> None:
    out = io.StringIO()

    call_command("check_books", stdout=out)

    lines = out.getvalue().splitlines()
    assert len(lines) == 6
    assert [line.split(",")[0] for line in lines] == [
        "bengkel-roda: 169 bukti terbukti",
        "jahit-kencana: 48 bukti terbukti",
        "ksu-karya-lentera: 715 bukti terbukti",
        "mina-lestari: 154 bukti terbukti",
        "psbk-lentera-karya: 45 bukti terbukti",
        "tani-lentera: 132 bukti terbukti",
    ]


@pytest.mark.parametrize("slug", BOOKS)
def test_months_are_closed_as_far_as_each_treasurer_came(demo: dict[str, Book], slug: str) -> None:
    periods = demo[slug].periods.filter(month__range=(1, 12), year=2025)
    closed = list(periods.filter(state=PeriodState.CLOSED).values_list("month", flat=True))

    expected: Any = {
        "tani-lentera": range(1, 10),
        "mina-lestari": range(1, 13),
        "jahit-kencana": range(9, 13),
        "bengkel-roda": range(1, 12),
        KSU: range(1, 13),
    }[slug]
    assert closed == list(expected) == list(MONTHS_CLOSED[slug])
    assert demo[slug].periods.get(year=2025, month=13).is_open is (slug != KSU)
