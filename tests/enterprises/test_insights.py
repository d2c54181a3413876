"""The business at a glance: channels over time, buyers, margins, and who takes part."""

from datetime import date
from decimal import Decimal

import pytest

from enterprises.reports.insights import pictures
from enterprises.selectors.insights import Activity, activity, buyers, margins, monthly_sales
from enterprises.services.marketing import calculate_price
from enterprises.services.returns import return_goods
from enterprises.services.sale_rules import SoldItem
from ledger.models import Book
from ledger.services.reversal import reverse
from tests.factories.books import account
from tests.factories.sales import DAY, Shop, by, shop

SPAN = {"start": date(2025, 1, 1), "end": date(2025, 12, 31)}


@pytest.fixture
def stall(book: Book) -> Shop:
    return shop(book)


def test_months_hold_what_each_channel_brought(stall: Shop) -> None:
    stall.sell()
    stall.sell(on=date(2025, 5, 2))

    months = monthly_sales(stall.book, until=date(2025, 5, 20), count=3)

    assert [m.first.month for m in months] == [3, 4, 5]
    assert [[s.amount for s in m.channels] for m in months] == [[55_000], [], [55_000]]


def test_the_largest_buyer_comes_first_less_what_came_back(stall: Shop) -> None:
    sri, kantin = stall.buyer(), stall.buyer("Kantin")
    sale = stall.on_credit(sri)
    stall.on_credit(kantin)
    stall.sell()
    reversed_one = stall.on_credit(kantin)
    reverse(voucher=reversed_one.voucher, on=DAY, reason="Salah", **by())
    line = sale.lines.get()
    return_goods(sale=sale, quantities={line.pk: Decimal("0.5")}, on=DAY, reason="Rusak", **by())

    found = [(buyer.name, buyer.amount) for buyer in buyers(stall.book, **SPAN)]

    assert found == [("Kantin", 55_000), ("Warung Bu Sri", 44_000), ("", 55_000)]


def test_a_margin_needs_a_cost(stall: Shop) -> None:
    calculate_price(
        product=stall.jar,
        on=date(2025, 1, 5),
        parts=[("Bahan", 100_000)],
        quantity=Decimal(10),
        margin_percent=Decimal(20),
        **by(),
    )
    stall.sell(SoldItem(stall.jar, Decimal(3), 18_000))
    stall.sell()

    found = {m.name: (m.revenue, m.cost, m.margin) for m in margins(stall.book, **SPAN)}

    assert found == {"Lele": (55_000, None, None), "Abon": (54_000, 30_000, 24_000)}
    words = [picture.words for picture in pictures(stall.book, **SPAN)]
    assert words == [
        "Saluran terbesar Pasar: 100% dari Rp109.000 dalam dua belas bulan.",
        "Belum ada pembeli yang dicatat namanya pada nota.",
        (
            "Margin terbesar Abon: Rp24.000. Biaya belum diketahui: Lele."
            " Hitung harganya di Saluran dan produk."
        ),
    ]


def test_what_came_back_counts_neither_as_revenue_nor_as_cost(stall: Shop) -> None:
    calculate_price(
        product=stall.jar,
        on=date(2025, 1, 5),
        parts=[("Bahan", 10_000)],
        quantity=Decimal(1),
        margin_percent=Decimal(0),
        **by(),
    )
    sale = stall.sell(SoldItem(stall.jar, Decimal(3), 18_000))
    return_goods(
        sale=sale,
        quantities={sale.lines.get().pk: Decimal(1)},
        on=DAY,
        reason="Rusak",
        paid_from=account(stall.book, "1101"),
        **by(),
    )

    assert [(m.revenue, m.cost) for m in margins(stall.book, **SPAN)] == [(36_000, 20_000)]


@pytest.mark.parametrize(
    ("active", "members", "percent", "is_low"),
    [(7, 12, 58, True), (6, 10, 60, False), (0, 0, 0, False)],
)
def test_under_sixty_percent_is_an_alarm(
    active: int, members: int, percent: int, is_low: bool
) -> None:
    found = Activity(members, active, active, active, 1, 60)

    assert (found.percent, found.is_low) == (percent, is_low)


def test_who_takes_part_in_mina_lestari(demo: dict[str, Book]) -> None:
    found = activity(demo["mina-lestari"], date(2025, 12, 31))

    assert (found.members, found.least) == (12, 60)
    assert 0 < found.active <= min(found.members, found.dues_paid)
