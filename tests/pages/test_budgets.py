"""Budgets typed by hand: a month at a time, in one unit; what is blank stays as it was."""

from collections.abc import Callable

from django.test import Client

from ledger.models import Book, Budget, Event
from tests.pages.books import unchanged
from tests.pages.conftest import MINA
from tests.pages.reading import Page

PAGE = f"{MINA}pengaturan/anggaran/"


def test_months_are_kept_and_summed_in_the_list(mina: Book, treasurer: Client) -> None:
    treasurer.post(f"{PAGE}6110/2026/", {"month_1": "150.000", "month_2": "150000"})
    treasurer.post(f"{PAGE}6110/2026/", {"month_2": "175.000"})

    budgets = Budget.objects.filter(book=mina, period__gt=202600)
    assert list(budgets.order_by("period").values_list("account__code", "period", "amount")) == [
        ("6110", 202601, 150_000),
        ("6110", 202602, 175_000),
    ]
    assert "6110 Sewa 325.000" in Page(treasurer.get(f"{PAGE}?year=2026")).text
    assert Event.objects.filter(act="set_budget", subject="6110 2026").count() == 2


def test_a_month_that_is_no_rupiah_is_refused_and_nothing_is_kept(
    mina: Book, treasurer: Client
) -> None:
    with unchanged():
        page = Page(treasurer.post(f"{PAGE}6110/2026/", {"month_1": "5000", "month_2": "1,5"}))

    assert page.status == 422
    assert page.refusals == [
        (
            "Februari: “1,5” bukan jumlah rupiah bulat. Tulis tanpa sen; titik hanya"
            " pemisah ribuan, misalnya 12.500."
        )
    ]
    assert not Budget.objects.filter(book=mina, period__gt=202600).exists()


def test_a_balance_sheet_account_and_an_odd_year_have_no_budget(
    mina: Book, treasurer: Client
) -> None:
    assert treasurer.get(f"{PAGE}1101/2026/").status_code == 404
    assert treasurer.get(f"{PAGE}6110/9999/").status_code == 404
    assert treasurer.get(f"{PAGE}?year=abcd").status_code == 200


def test_only_its_officers_open_it(mina: Book, client_of: Callable[[str], Client]) -> None:
    assert client_of("pengawas.mina").get(PAGE).status_code == 403
    assert client_of("bendahara.tani").get(PAGE).status_code == 404
