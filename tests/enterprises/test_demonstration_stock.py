"""The demonstration's goods fit its journal."""

from datetime import date

from django.db.models import Sum

from enterprises.models import Batch, PurchaseLine, StockCount
from enterprises.selectors.cost_of_sales import cost_of_sales
from ledger import registry
from ledger.models import Book


def test_cost_of_the_year_is_what_was_bought_less_what_is_left(demo: dict[str, Book]) -> None:
    mina = demo["mina-lestari"]

    found = cost_of_sales(mina, start=date(2025, 1, 1), end=date(2025, 12, 31))

    bought = PurchaseLine.objects.filter(purchase__book=mina).aggregate(total=Sum("amount"))
    assert (found.opening, found.closing, found.cost) == (3_900_000, 2_600_000, 35_895_000)
    assert found.came_in == bought["total"] == 34_595_000


def test_counts_are_those_of_the_quarters(demo: dict[str, Book]) -> None:
    counts = StockCount.objects.filter(book=demo["mina-lestari"]).order_by("counted_on")

    values = [sum(line.value for line in count.lines.all()) for count in counts]

    assert values == [500_000, 700_000, 900_000, 2_600_000]
    assert all(count.voucher is not None for count in counts)


def test_a_batch_of_abon_with_its_yield(demo: dict[str, Book]) -> None:
    batch = Batch.objects.get(book=demo["mina-lestari"])

    output = batch.outputs.get()

    assert (output.quantity_text, output.lost_text, output.yield_text) == ("40", "1", "97,6 %")
    assert output.unit_cost == 10_000
    assert [check.is_met for check in batch.checks.all()] == [True, True]


def test_nobody_is_owed_anything_for_goods(demo: dict[str, Book]) -> None:
    table = registry.report("supplier_ageing").build(
        demo["mina-lestari"], start=date(2025, 1, 1), end=date(2025, 12, 31)
    )

    assert table.totals == {"total": 0}
