"""The demonstration's business, told by channels, sources of capital and profits shared."""

from calendar import monthrange
from datetime import date
from typing import Any

import pytest

from ledger import registry
from ledger.models import Book
from ledger.reports.table import ReportTable

KUBE = ("tani-lentera", "mina-lestari", "jahit-kencana", "bengkel-roda")


def report(book: Book, name: str, end: date = date(2025, 12, 31)) -> ReportTable:
    table: ReportTable = registry.report(name).build(book, start=date(2025, 1, 1), end=end)
    return table


def amounts(table: ReportTable) -> dict[str, int]:
    return {row.data["name"]: row.data["amount"] for row in table.rows if row.data}


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        (
            "mina-lestari",
            {
                "Pengepul": 26_360_000,
                "Pasar Randuasri": 15_515_000,
                "Warung pecel lele": 8_345_000,
                "Online/WA": 5_220_000,
                "Dapur panti": 4_660_000,
            },
        ),
        (
            "tani-lentera",
            {"Pasar desa": 7_000_000, "Dapur panti": 4_200_000, "Pedagang keliling": 2_800_000},
        ),
        (
            "jahit-kencana",
            {
                "Bazar": 3_300_000,
                "Titip jual galeri": 2_600_000,
                "Pesanan seragam panti": 2_100_000,
                "Marketplace": 1_900_000,
            },
        ),
        (
            "bengkel-roda",
            {
                "Pelanggan langsung": 31_920_000,
                "Kontrak motor dinas panti": 6_840_000,
                "Ojek/kurir langganan": 6_840_000,
            },
        ),
    ],
)
def test_sales_by_channel(demo: dict[str, Book], slug: str, expected: dict[str, int]) -> None:
    table = report(demo[slug], "sales_by_channel")

    assert amounts(table) == expected
    assert table.totals["total"] == report(demo[slug], "income_statement").totals["revenue"]


@pytest.mark.parametrize("slug", [*KUBE, "ksu-karya-lentera"])
def test_the_map_of_capital_is_the_balance_sheet_on_every_month_end(
    demo: dict[str, Book], slug: str
) -> None:
    totals: dict[int, tuple[Any, Any]] = {}
    for month in range(1, 13):
        end = date(2025, month, monthrange(2025, month)[1])
        sheet = report(demo[slug], "balance_sheet", end).totals
        mapped = report(demo[slug], "capital_sources", end).totals["total"]
        totals[month] = (mapped, sheet["liabilities"] + sheet["equity"])

    assert [month for month, (ours, theirs) in totals.items() if ours != theirs] == []


def test_the_capital_of_mina_lestari_by_source(demo: dict[str, Book]) -> None:
    assert amounts(report(demo["mina-lestari"], "capital_sources")) == {
        "Simpanan anggota": 9_360_000,
        "Laba yang ditahan": 13_252_500,
        "Hibah dan CSR": 25_000_000,
        "KUR dan pinjaman bank": 18_000_000,
        "Dana IKS, pendidikan, dan sosial": 750_000,
    }


def test_social_aid_stands_apart_from_other_grants(demo: dict[str, Book]) -> None:
    assert amounts(report(demo["jahit-kencana"], "capital_sources"))["Bantuan sosial"] == 20_000_000


def test_the_profit_of_2024_as_the_meeting_divided_it(demo: dict[str, Book]) -> None:
    table = report(demo["mina-lestari"], "profit_allocation")

    assert [(row.data["code"], row.data["amount"]) for row in table.rows if row.data] == [
        ("cadangan", 1_200_000),
        ("anggota", 1_200_000),
        ("iks", 300_000),
        ("pengurus", 150_000),
        ("pendidikan", 150_000),
    ]
    assert table.totals["total"] == 3_000_000
