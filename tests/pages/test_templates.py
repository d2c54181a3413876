"""Templates: kept from a voucher, due every month, booked only when somebody confirms."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from ledger.calculations.recurrence import next_monthly
from ledger.models import Book, Event, VoucherTemplate
from tests.factories.books import make_voucher
from tests.pages.books import unchanged
from tests.pages.conftest import MINA
from tests.pages.reading import Page

RENT = [("6110", 150_000, 0), ("1101", 0, 150_000)]


@pytest.fixture
def template(mina: Book, treasurer: Client) -> VoucherTemplate:
    """January's rent, kept to come on the fifth."""
    make_voucher(mina, date(2026, 1, 5), RENT, narration="Sewa lapak")
    [code] = mina.vouchers.filter(narration="Sewa lapak").values_list("number", flat=True)
    form = {"name": "Sewa lapak", "day": "5"}
    treasurer.post(f"{MINA}bukti/BKK-2026-{code}/templat/", form)
    found = VoucherTemplate.objects.get()
    VoucherTemplate.objects.update(next_on=date(2026, 2, 5))
    return found


def fields(page: Page) -> dict[str, str]:
    """What the form of the page would send."""
    form = page.tree.xpath("//form[.//input[@name='key']]")[0]
    return {k: v for k, v in form.form_values() if v is not None}


def test_a_voucher_becomes_a_template_without_its_date_and_key(template: VoucherTemplate) -> None:
    assert (template.name, template.day) == ("Sewa lapak", 5)
    assert {"date", "key", "reference"}.isdisjoint(template.content)
    assert template.content["narration"] == "Sewa lapak"


def test_what_is_due_stands_on_hari_ini_and_posts_only_when_confirmed(
    mina: Book, treasurer: Client, template: VoucherTemplate
) -> None:
    use = f"{MINA}templat/{template.pk}/"
    with unchanged():
        home = Page(treasurer.get(MINA))
        page = Page(treasurer.get(use))
    assert use in home.links

    treasurer.post(use, fields(page))

    voucher = mina.vouchers.get(key=f"templat-{template.pk}-2026-02-05")
    assert voucher.date == date(2026, 2, 5)
    assert list(voucher.lines.values_list("account__code", "debit", "credit")) == RENT
    template.refresh_from_db()
    assert template.next_on == date(2026, 3, 5)
    assert use not in Page(treasurer.get(MINA)).links
    assert Event.objects.get(act="post_template").detail == {"voucher": voucher.code}


def test_confirming_twice_books_once(
    mina: Book, treasurer: Client, template: VoucherTemplate
) -> None:
    use = f"{MINA}templat/{template.pk}/"
    sent = fields(Page(treasurer.get(use)))

    treasurer.post(use, sent)
    treasurer.post(use, sent)

    assert mina.vouchers.filter(key__startswith="templat-").count() == 1
    template.refresh_from_db()
    assert template.next_on == date(2026, 3, 5)


def test_using_one_before_its_time_leaves_its_date(
    mina: Book, treasurer: Client, template: VoucherTemplate
) -> None:
    VoucherTemplate.objects.update(next_on=date(2026, 3, 5))
    use = f"{MINA}templat/{template.pk}/"

    treasurer.post(use, fields(Page(treasurer.get(use))))

    template.refresh_from_db()
    assert template.next_on == date(2026, 3, 5)
    assert mina.vouchers.filter(narration="Sewa lapak", date=date(2026, 2, 15)).count() == 1


def test_a_stopped_template_is_not_due_any_more(
    mina: Book, treasurer: Client, template: VoucherTemplate
) -> None:
    treasurer.post(f"{MINA}templat/{template.pk}/henti/", {"stop": "1"})

    assert treasurer.get(f"{MINA}templat/{template.pk}/").status_code == 404
    assert f"{MINA}templat/{template.pk}/" not in Page(treasurer.get(MINA)).links


def test_a_day_that_no_month_has_and_a_taken_name_are_refused(
    mina: Book, treasurer: Client, template: VoucherTemplate
) -> None:
    number = mina.vouchers.get(narration="Sewa lapak").number

    page = Page(
        treasurer.post(f"{MINA}bukti/BKK-2026-{number}/templat/", {"name": "sewa lapak", "day": ""})
    )

    assert page.refusals == ["Nama templat: Nama ini sudah dipakai. Pakai nama lain."]


def test_only_the_desk_opens_them(
    mina: Book, client_of: Callable[[str], Client], chair: Client, template: VoucherTemplate
) -> None:
    use = f"{MINA}templat/{template.pk}/"

    assert chair.get(use).status_code == 403
    assert client_of("bendahara.tani").get(use).status_code == 404


@pytest.mark.parametrize(
    ("day", "after", "next_on"),
    [
        (5, date(2026, 2, 5), date(2026, 3, 5)),
        (31, date(2026, 1, 31), date(2026, 2, 28)),
        (31, date(2026, 2, 28), date(2026, 3, 31)),
        (30, date(2024, 1, 30), date(2024, 2, 29)),
        (1, date(2025, 12, 1), date(2026, 1, 1)),
    ],
)
def test_a_month_that_is_too_short_gives_its_last_day(day: int, after: date, next_on: date) -> None:
    assert next_monthly(day, after) == next_on
