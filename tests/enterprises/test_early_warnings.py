"""Early warnings of a KUBE, and how active members are."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from enterprises.calculations.activity import is_active, is_uneven, percent
from enterprises.models import WorkDays
from enterprises.selectors.early_warnings import early_warnings, member_activity
from ledger import registry
from ledger.models import Book
from tests.factories.books import make_voucher
from tests.factories.people import OrganizationFactory
from tests.pages.reading import Page

JANUARY = date(2026, 1, 10)


def codes(book: Book, today: date = JANUARY) -> list[str]:
    return [warning.code for warning in early_warnings(book, today)]


@pytest.mark.parametrize(
    ("attended", "meetings", "days", "average", "in_arrears", "expected"),
    [
        (3, 3, 10, 10.0, False, True),
        (1, 3, 10, 10.0, False, True),
        (1, 3, 4, 10.0, False, False),
        (1, 3, 10, 10.0, True, False),
        (0, 0, 0, 0.0, None, True),
        (0, 0, 0, 0.0, True, False),
        (2, 3, 0, 0.0, None, True),
    ],
)
def test_two_thirds_of_the_signs_make_a_member_active(
    attended: int, meetings: int, days: int, average: float, in_arrears: bool | None, expected: bool
) -> None:
    assert (
        is_active(
            attended=attended, meetings=meetings, days=days, average=average, in_arrears=in_arrears
        )
        is expected
    )


@pytest.mark.parametrize(
    ("days", "expected"),
    [([10, 10, 10, 10], False), ([1, 2, 20, 20], True), ([0, 0], False), ([5], False), ([], False)],
)
def test_half_of_the_members_with_less_than_a_quarter_is_uneven(
    days: list[int], expected: bool
) -> None:
    assert is_uneven(days) is expected


def test_percent_of_nothing_is_nothing() -> None:
    assert (percent(3, 7), percent(0, 0)) == (42, 0)


def test_an_empty_book_is_not_warned(db: None) -> None:
    assert codes(OrganizationFactory().book) == []


def test_a_group_of_nobody_that_lost_money(db: None) -> None:
    book = OrganizationFactory().book
    make_voucher(book, date(2025, 6, 2), [("6102", 50_000, 0), ("2106", 0, 50_000)])

    assert codes(book, date(2025, 9, 1)) == [
        "few_members",
        "quiet_books",
        "loss",
        "no_meeting",
        "no_solidarity",
        "no_support",
    ]


def test_mina_lestari_is_in_good_order_but_for_what_is_due(demo: dict[str, Book]) -> None:
    assert codes(demo["mina-lestari"]) == ["follow_ups"]


def test_a_book_that_rests_is_told_once(demo: dict[str, Book]) -> None:
    assert codes(demo["mina-lestari"], date(2026, 6, 1)) == ["quiet_books", "follow_ups"]


def test_uneven_work_and_unsold_goods_at_tani_lentera(demo: dict[str, Book]) -> None:
    found = codes(demo["tani-lentera"])

    assert "unsold" in found
    assert "no_support" in found


def test_below_sixty_percent_is_an_alert(demo: dict[str, Book], at: datetime) -> None:
    mina = demo["mina-lestari"]
    WorkDays.objects.filter(membership__organization__book=mina).update(days=0)
    for member in mina.organization.memberships.order_by("number")[:2]:
        WorkDays.objects.filter(membership=member).update(days=31)

    rows = member_activity(mina, date(2025, 12, 31))
    index = percent(sum(row.is_active for row in rows), len(rows))

    assert ("inactive" in codes(mina)) is (index < 60)
    assert "uneven_work" in codes(mina)


def test_the_report_of_activity_names_every_member(demo: dict[str, Book]) -> None:
    mina = demo["mina-lestari"]

    table = registry.report("member_activity").build(
        mina, start=date(2025, 1, 1), end=date(2025, 12, 31)
    )

    assert table.totals["members"] == 12
    assert table.totals["active"] == sum(row.data["is_active"] for row in table.rows)
    assert {row.data["meetings"] for row in table.rows} == {3}


def test_the_cards_show_with_their_next_step(
    demo: dict[str, Book], client_of: Callable[[str], Client]
) -> None:
    treasurer = Page(client_of("bendahara.tani").get("/lembaga/tani-lentera/usaha/tanda-awal/"))
    helper = Page(client_of("pendamping.mina").get("/lembaga/mina-lestari/usaha/tanda-awal/"))

    assert "Tanda awal" in treasurer.text
    assert "/lembaga/tani-lentera/usaha/catatan/uji-pasar/" in treasurer.links
    assert "Tanda awal" in helper.text
    assert "/lembaga/mina-lestari/usaha/pasar/" in helper.links


def test_a_cooperative_has_no_cards(
    demo: dict[str, Book], client_of: Callable[[str], Client]
) -> None:
    answer = client_of("bendahara.ksu").get("/lembaga/ksu-karya-lentera/usaha/tanda-awal/")

    assert answer.status_code == 404
