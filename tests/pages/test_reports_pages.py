"""Reports on screen and as files: each opens, leads to its vouchers and says what is wrong."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from ledger import registry
from tests.pages.conftest import MINA
from tests.pages.reading import Page

SUMS = [
    "trial_balance",
    "balance_sheet",
    "income_statement",
    "equity_changes",
    "cash_flow",
    "closing_journal",
]
OF_VOUCHERS = [
    "general_ledger",
    "cash_book",
    "subsidiary_balances",
    "subsidiary_ledger",
    "posted_alone",
    "without_paper",
    "remarks",
]
TOGETHER = ["consolidated_balance_sheet", "consolidated_income_statement"]
OF_MEMBERS = ["member_balances", "savings_interest", "member_loans", "loan_arrears", "dues_arrears"]
OF_FUNDS = ["fund_register"]
BOOKS = ["members_book", "board_book", "supervisors_book"]
DECISIONS = ["member_decisions_book", "board_decisions_book", "supervisor_decisions_book"]
BUSINESS = [
    "sales_by_channel",
    "capital_sources",
    "profit_allocation",
    "own_capital",
    "unit_results",
    "channel_margin",
]
GOODS = ["stock_value", "cost_of_sales"]
STOCK = ["stock_card", "supplier_ageing"]
CLAIMS = ["receivable_ageing"]
PROFITS = ["profit_book"]
READ_BOOKS = ["savings_book", "loans_book", "sales_book", "purchases_book", "minutes_book"]
OF_GROUPS = ["record_produksi", "record_inventaris", "record_tamu", "record_kegiatan"]
OF_MARKETS = ["record_uji_pasar", "record_promosi", "record_kontrak"]
OF_SUPPORT = [
    "record_kemitraan",
    "record_alih_teknologi",
    "record_kunjungan",
    "record_penempatan",
    "record_magang",
    "record_potensi",
]
ACTIVITY = ["member_activity"]
GROUP_BOOKS = [*READ_BOOKS, *PROFITS, *OF_GROUPS, *OF_MARKETS, *OF_SUPPORT, *ACTIVITY]
CAPITAL = ["bank_reconciliation", "grant_use"]
SHU = ["shu_members"]
PLANS = ["plan_matrix", "cost_plan", "plan_versions", "traceability"]
EVERY = [
    *SUMS,
    *OF_VOUCHERS,
    *TOGETHER,
    *OF_MEMBERS,
    *OF_FUNDS,
    *BOOKS,
    *DECISIONS,
    *BUSINESS,
    *GROUP_BOOKS,
    *GOODS,
    *STOCK,
    *CLAIMS,
    *CAPITAL,
    *SHU,
    *PLANS,
]

# reader, organization, the reports that open for the reader there
OFFERED = [
    (
        "bendahara.mina",
        "mina-lestari",
        [
            *SUMS,
            *OF_VOUCHERS,
            *OF_MEMBERS,
            *OF_FUNDS,
            *DECISIONS,
            *BUSINESS,
            *GROUP_BOOKS,
            *GOODS,
            *STOCK,
            *CLAIMS,
            *CAPITAL,
        ],
    ),
    (
        "pengawas.mina",
        "mina-lestari",
        [
            *SUMS,
            *OF_VOUCHERS,
            *OF_MEMBERS,
            *OF_FUNDS,
            *BOOKS,
            *DECISIONS,
            *BUSINESS,
            *GROUP_BOOKS,
            *GOODS,
            *STOCK,
            *CLAIMS,
            *CAPITAL,
        ],
    ),
    ("kepala.panti", "mina-lestari", [*SUMS, *BUSINESS, *PROFITS, *GOODS, "grant_use"]),
    (
        "bendahara.ksu",
        "ksu-karya-lentera",
        [
            *SUMS,
            *OF_VOUCHERS,
            *OF_MEMBERS,
            *DECISIONS,
            *BUSINESS,
            *OF_MARKETS,
            *OF_SUPPORT,
            *GOODS,
            *STOCK,
            *CLAIMS,
            *CAPITAL,
            *SHU,
        ],
    ),
    ("kepala.panti", "psbk-lentera-karya", [*SUMS, *TOGETHER, *OF_SUPPORT, *PLANS]),
]
FILES = {
    "pdf": ("application/pdf", "pdf", b"%PDF-"),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsx",
        b"PK\x03\x04",
    ),
    "csv": ("text/csv; charset=utf-8", "csv", b"\xef\xbb\xbf"),
    "json": ("application/json", "json", b"{"),
    "text": ("text/plain; charset=utf-8", "txt", b"KUBE Mina Lestari"),
}
YEAR = {"start": "2025-01-01", "end": "2025-12-31"}


def report_url(name: str, org: str = "mina-lestari") -> str:
    """The address of a report."""
    return f"/lembaga/{org}/laporan/{name}/"


def figure_links(page: Page) -> list[str]:
    """Where the figures of the statement lead."""
    return [a.get("href") for table in page.tree.find_class("statement") for a in table.iter("a")]


@pytest.mark.parametrize(("username", "org", "offered"), OFFERED)
def test_the_list_offers_what_opens_and_nothing_else_opens(
    demo: Any, client_of: Callable[[str], Client], username: str, org: str, offered: list[str]
) -> None:
    client = client_of(username)
    home = f"/lembaga/{org}/laporan/"

    listed = Page(client.get(home))
    opened = {name for name in EVERY if client.get(f"{home}{name}/").status_code == 200}

    rows = [a.get("href") for a in listed.tree.get_element_by_id("isi").iter("a")]
    assert rows == [f"{home}{name}/" for name in offered]
    assert opened == set(offered)


def test_no_report_is_left_out_of_these_tests() -> None:
    assert [report.name for report in registry.reports()] == EVERY


@pytest.mark.parametrize("form", FILES)
@pytest.mark.parametrize(
    "name",
    [
        *SUMS,
        *OF_VOUCHERS,
        *OF_MEMBERS,
        *OF_FUNDS,
        *DECISIONS,
        *BUSINESS,
        *GROUP_BOOKS,
        *GOODS,
        *STOCK,
        *CLAIMS,
        *CAPITAL,
    ],
)
def test_every_report_comes_as_a_file(demo: Any, treasurer: Client, name: str, form: str) -> None:
    answer = treasurer.get(report_url(name), {"format": form})

    content_type, ending, start = FILES[form]
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == content_type
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="mina-lestari-{name}-2025-12-31.{ending}"'
    )
    assert answer.content.startswith(start)


@pytest.mark.parametrize("form", ["pdf", "xlsx", "csv", "json"])
@pytest.mark.parametrize("name", TOGETHER)
def test_consolidated_statements_come_as_files(
    demo: Any, client_of: Callable[[str], Client], name: str, form: str
) -> None:
    url = report_url(name, "psbk-lentera-karya")

    answer = client_of("kepala.panti").get(url, {**YEAR, "format": form})

    content_type, ending, start = FILES[form]
    assert answer.headers["Content-Type"] == content_type
    assert answer.headers["Content-Disposition"].endswith(f'{name}-2025-12-31.{ending}"')
    assert answer.content.startswith(start)


@pytest.mark.parametrize("form", ["", "exe", "PDF", "../pdf"])
def test_an_unknown_kind_of_file_is_the_page(demo: Any, treasurer: Client, form: str) -> None:
    page = Page(treasurer.get(report_url("balance_sheet"), {"format": form}))

    assert page.status == 200
    assert page.is_html
    assert "Content-Disposition" not in page.response.headers


def test_screen_json_csv_and_workbook_show_the_same_assets(demo: Any, treasurer: Client) -> None:
    url = report_url("balance_sheet")

    page = Page(treasurer.get(url, YEAR))
    data = json.loads(treasurer.get(url, YEAR | {"format": "json"}).content)
    table = treasurer.get(url, YEAR | {"format": "csv"}).content.decode()
    book = load_workbook(io.BytesIO(treasurer.get(url, YEAR | {"format": "xlsx"}).content))

    cells = [cell for row in book.active.iter_rows(values_only=True) for cell in row]
    assert data["totals"]["assets"] == 66_362_500
    assert "66.362.500" in page.text
    assert ";66362500" in table
    assert 66_362_500 in cells


@pytest.mark.parametrize("name", [*SUMS, "general_ledger", "subsidiary_balances"])
def test_every_figure_leads_somewhere_that_opens(demo: Any, treasurer: Client, name: str) -> None:
    links = set(figure_links(Page(treasurer.get(report_url(name), YEAR))))

    some = sorted(links)[:: max(1, len(links) // 12)]
    answers = {link: treasurer.get(link).status_code for link in some}

    assert set(answers.values()) <= {200}
    assert bool(links) == (name not in ("equity_changes", "closing_journal"))


def test_a_figure_can_be_followed_down_to_its_voucher(demo: Any, treasurer: Client) -> None:
    cash = next(
        link
        for link in figure_links(Page(treasurer.get(report_url("balance_sheet"), YEAR)))
        if "account=1101" in link
    )
    ledger = Page(treasurer.get(cash))
    voucher = next(link for link in figure_links(ledger) if "/bukti/" in link)

    page = Page(treasurer.get(voucher))

    assert ledger.title == "Buku besar"
    assert ledger.values["account"] == "1101"
    assert (page.status, "1101 Kas tunai" in page.text) == (200, True)


@pytest.mark.parametrize("org", ["mina-lestari", "psbk-lentera-karya"])
def test_the_head_of_the_institution_sees_sums_and_no_way_to_vouchers(
    demo: Any, client_of: Callable[[str], Client], org: str
) -> None:
    client = client_of("kepala.panti")
    home = f"/lembaga/{org}/laporan/"

    pages = [Page(client.get(f"{home}{name}/", YEAR)) for name in SUMS]

    assert [figure_links(page) for page in pages] == [[]] * len(SUMS)
    assert [link for page in pages for link in page.links if "/bukti/" in link] == []


@pytest.mark.parametrize("form", ["", "pdf", "csv"])
@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (
            {"start": "31/02/2025", "end": "31/12/2025"},
            "Dari: “31/02/2025” bukan tanggal. Tulis seperti 31/12/2025.",
        ),
        (
            {"start": "01/01/2025", "end": "besok"},
            "Sampai: “besok” bukan tanggal. Tulis seperti 31/12/2025.",
        ),
        (
            {"start": "31/12/2025", "end": "01/01/2025"},
            "Sampai: Tanggal akhir harus sesudah tanggal awal.",
        ),
        ({"start": "01/01/2025", "end": ""}, "Sampai: Bidang ini tidak boleh kosong."),
    ],
)
def test_days_that_make_no_period_are_refused_and_kept(
    demo: Any, treasurer: Client, days: dict[str, str], sentence: str, form: str
) -> None:
    page = Page(treasurer.get(report_url("trial_balance"), days | {"format": form}))

    assert page.status == 422
    assert page.refusals == [sentence]
    assert {name: page.values[name] for name in days} == days
    assert page.tree.find_class("statement") == []


@pytest.mark.parametrize("account", ["9999", "1", "1101' OR 1=1", ""])
def test_a_ledger_of_no_account_is_refused(demo: Any, treasurer: Client, account: str) -> None:
    page = Page(treasurer.get(report_url("general_ledger"), YEAR | {"account": account}))

    assert page.status in ((422, 200) if account == "" else (422,))


def test_a_period_without_vouchers_opens(demo: Any, treasurer: Client) -> None:
    days = {"start": "2030-01-01", "end": "2030-12-31"}

    statuses = {
        name: treasurer.get(report_url(name), days | {"account": account}).status_code
        for name, account in [*((name, "") for name in SUMS), ("general_ledger", "1101")]
    }

    assert set(statuses.values()) == {200}


def test_reports_are_linked_from_the_first_page(demo: Any, treasurer: Client) -> None:
    assert f"{MINA}laporan/" in Page(treasurer.get(MINA)).links
