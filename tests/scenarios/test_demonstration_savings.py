"""Members' savings of the demonstration tie to the books, member by member."""

import pytest

from members.models import SavingsProduct
from tests.scenarios.figures import BOOKS, KSU, statement, totals, trial

pytestmark = pytest.mark.usefixtures("demo")

SAVINGS = {
    "tani-lentera": {"pokok": 500_000, "wajib": 2_400_000, "iks": 359_000},
    "mina-lestari": {"pokok": 1_200_000, "wajib": 8_160_000, "iks": 750_000},
    "jahit-kencana": {"pokok": 200_000, "wajib": 320_000, "iks": 80_000},
    "bengkel-roda": {"pokok": 1_000_000, "wajib": 4_200_000, "iks": 620_000},
    KSU: {
        "pokok": 7_500_000,
        "wajib": 90_810_000,
        "sukarela": 35_175_190,
        "hari-raya": 5_400_000,
        "berjangka": 15_000_000,
    },
}


@pytest.mark.parametrize("slug", BOOKS)
def test_each_product_holds_what_was_published(slug: str) -> None:
    assert totals(slug, "member_balances") == SAVINGS[slug]


@pytest.mark.parametrize("slug", BOOKS)
def test_members_add_up_to_the_account_on_any_day(slug: str) -> None:
    accounts = dict(
        SavingsProduct.objects.filter(organization__book__slug=slug).values_list(
            "code", "account__code"
        )
    )

    for day in ("2025-09-30", "2025-10-17", "2025-12-31"):
        found, books = totals(slug, "member_balances", day), trial(slug, day)
        assert found == {code: -books.get(accounts[code], 0) for code in found}, day


def test_every_member_of_mina_lestari_saved_the_same() -> None:
    rows = statement("mina-lestari", "member_balances")["rows"]

    by_member = {
        (row["member_no"], row["product"]): row["balance"] for row in rows if row["member_no"]
    }
    assert len(by_member) == 24
    assert {value for (_no, code), value in by_member.items() if code == "pokok"} == {100_000}
    assert {value for (_no, code), value in by_member.items() if code == "wajib"} == {680_000}
