"""The recorded year of the demonstration, figure by figure, through the command line."""

import pytest

from tests.scenarios.figures import (
    BOOKS,
    KSU,
    KUBE,
    MONTH_ENDS,
    closing,
    statement,
    totals,
    trial,
)

pytestmark = pytest.mark.usefixtures("demo")

# Month ends of the proof book, in thousands of rupiah.
MINA_CASH = [1705, 1260, 3505, 4360, 4015, 6870, 7625, 6620, 6285, 7470, 6375, 5985]
MINA_BANK = [3290, 1480, 5400, 6115, 4105, 8605, 12910, 9262.5, 19857.5, 15800, 12020, 23122.5]
# slug → sales, expenses, profit, assets
YEAR = {
    "tani-lentera": (14_000_000, 10_170_000, 3_830_000, 10_764_500),
    "mina-lestari": (60_100_000, 50_737_500, 9_362_500, 66_362_500),
    "jahit-kencana": (9_900_000, 8_905_000, 995_000, 21_595_000),
    "bengkel-roda": (45_600_000, 39_950_000, 5_650_000, 19_740_000),
}
# slug → opening, operating, investing, financing
CASH_FLOW = {
    "tani-lentera": (2_720_000, 4_500_000, 0, 1_134_500),
    "mina-lestari": (8_250_000, 13_507_500, -27_000_000, 34_350_000),
    "jahit-kencana": (0, -925_000, -9_600_000, 20_600_000),
    "bengkel-roda": (4_650_000, 6_840_000, -2_400_000, 790_000),
    KSU: (83_800_000, 16_536_572, -24_800_000, -13_021_240),
}
CASH_ACCOUNTS = dict.fromkeys(KUBE, ("1101", "1102")) | {
    KSU: ("1-1101", "1-1102", "1-1201", "1-1202")
}


def test_mina_lestari_at_the_end_of_the_year() -> None:
    balances = trial("mina-lestari")

    assert balances["1101"] == 5_985_000
    assert balances["1102"] == 23_122_500
    assert balances["1103"] == 3_055_000
    assert totals("mina-lestari", "balance_sheet") == {
        "assets": 66_362_500,
        "liabilities": 18_750_000,
        "equity": 47_612_500,
    }
    assert totals("mina-lestari", "income_statement") == {
        "revenue": 60_100_000,
        "expense": 50_737_500,
        "net": 9_362_500,
    }


def test_mina_lestari_cash_and_bank_at_the_twelve_month_ends() -> None:
    ends = [trial("mina-lestari", end) for end in MONTH_ENDS]

    assert [balances["1101"] / 1000 for balances in ends] == MINA_CASH
    assert [balances["1102"] / 1000 for balances in ends] == MINA_BANK


def test_mina_lestari_closes_as_its_proof_book_says() -> None:
    position = {code: net for code, net in trial("mina-lestari").items() if code[0] in "123"}

    assert position == {
        "1101": 5_985_000,
        "1102": 23_122_500,
        "1103": 3_055_000,
        "1105": 1_100_000,
        "1106": 1_500_000,
        "1201": 41_000_000,
        "1209": -9_400_000,
        "2102": -18_000_000,
        "2103": -750_000,
        "3101": -1_200_000,
        "3102": -8_160_000,
        "3201": -25_000_000,
        "3301": -3_890_000,
    }


@pytest.mark.parametrize("slug", KUBE)
def test_sales_profit_and_assets_of_each_kube(slug: str) -> None:
    result = totals(slug, "income_statement")
    position = totals(slug, "balance_sheet")

    figures = (result["revenue"], result["expense"], result["net"], position["assets"])
    assert figures == YEAR[slug]


@pytest.mark.parametrize(
    ("slug", "quarters"),
    [
        ("tani-lentera", [615_000, 1_175_000, 295_000, 1_745_000]),
        ("mina-lestari", [-1_695_000, 2_430_000, 3_137_500, 5_490_000]),
        ("jahit-kencana", [0, 0, -370_000, 1_365_000]),
        ("bengkel-roda", [960_000, 1_210_000, 1_440_000, 2_040_000]),
    ],
)
def test_profit_by_quarter(slug: str, quarters: list[int]) -> None:
    spans = [("2025-01-01", "2025-03-31"), ("2025-04-01", "2025-06-30"),
             ("2025-07-01", "2025-09-30"), ("2025-10-01", "2025-12-31")]  # fmt: skip

    found = [totals(slug, "income_statement", end, "--from", start)["net"] for start, end in spans]

    assert found == quarters


def test_the_four_kube_together() -> None:
    results = [totals(slug, "income_statement") for slug in KUBE]
    positions = [totals(slug, "balance_sheet") for slug in KUBE]

    assert sum(result["revenue"] for result in results) == 129_600_000
    assert sum(result["net"] for result in results) == 19_837_500
    assert sum(position["assets"] for position in positions) == 118_462_000


@pytest.mark.parametrize("slug", BOOKS)
def test_cash_flow_by_class_closes_at_cash_and_bank(slug: str) -> None:
    flow = totals(slug, "cash_flow")
    balances = trial(slug)

    opening, operating, investing, financing = CASH_FLOW[slug]
    assert flow == {
        "operating": operating,
        "investing": investing,
        "financing": financing,
        "net": operating + investing + financing,
        "opening": opening,
        "closing": sum(balances[code] for code in CASH_ACCOUNTS[slug]),
    }
    assert flow["opening"] + flow["net"] == flow["closing"]


def test_ksu_at_the_end_of_the_year() -> None:
    assert totals(KSU, "balance_sheet") == {
        "assets": 257_932_132,
        "liabilities": 82_914_991,
        "equity": 175_017_141,
    }
    assert totals(KSU, "income_statement") == {
        "revenue": 392_089_300,
        "expense": 380_880_159,
        "net": 11_209_141,
    }
    assert totals(KSU, "trial_balance") == {"debit": 688_410_291, "credit": 688_410_291}


def test_ksu_position_account_by_account() -> None:
    position = {code: net for code, net in trial(KSU).items() if code[0] in "123"}

    assert position == {
        "1-1101": 1_599_760,
        "1-1102": 500_000,
        "1-1201": 23_187_572,
        "1-1202": 37_228_000,
        "1-1204": 20_000_000,
        "1-1301": 58_800_000,
        "1-1309": -1_638_000,
        "1-1321": 12_433_000,
        "1-1401": 45_681_800,
        "1-2101": 2_500_000,
        "1-3102": 60_000_000,
        "1-3103": 19_200_000,
        "1-3104": 16_800_000,
        "1-3105": 9_600_000,
        "1-3902": -21_000_000,
        "1-3903": -9_600_000,
        "1-3904": -10_160_000,
        "1-3905": -7_200_000,
        "2-1101": -13_370_000,
        "2-1201": -35_175_190,
        "2-1202": -5_400_000,
        "2-1203": -15_000_000,
        "2-1403": -177_363,
        "2-1501": -312_438,
        "2-1504": -370_000,
        "2-1505": -690_000,
        "2-1506": -420_000,
        "2-2101": -12_000_000,
        "3-1101": -7_500_000,
        "3-1102": -90_810_000,
        "3-1301": -25_000_000,
        "3-1401": -40_498_000,
    }


@pytest.mark.parametrize("slug", BOOKS)
def test_every_book_closes_at_the_figures_its_data_promises(slug: str) -> None:
    assert trial(slug) == closing(slug)


def test_ksu_members_and_others_are_kept_apart_in_the_result() -> None:
    rows = {row["key"]: row["amount"] for row in statement(KSU, "income_statement")["rows"]}

    assert rows["net"] == 11_209_141
    assert {241_680_000, 149_539_000, 52_700_432, 31_257_000} <= set(rows.values())


def test_equity_changes_end_at_the_equity_of_the_balance_sheet() -> None:
    assert totals(KSU, "equity_changes")["closing"] == 175_017_141
    assert totals("mina-lestari", "equity_changes")["closing"] == 47_612_500
    assert totals("mina-lestari", "equity_changes")["opening"] == 22_170_000
