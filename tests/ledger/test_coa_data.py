"""The charts of accounts and statement layouts are complete and consistent.

Plain CSV checks: no Django, no database.
"""

from __future__ import annotations

import csv
import importlib.util
import re
from collections import Counter
from pathlib import Path

import pytest

COA = Path(__file__).resolve().parents[2] / "ledger" / "coa"
FRAMEWORKS = ("kube", "koperasi", "yayasan", "panti")
CHART_HEADER = [
    "code",
    "name",
    "name_en",
    "kind",
    "side",
    "role",
    "cash_flow",
    "control",
    "heading",
]
LAYOUT_HEADER = ["statement", "key", "label", "label_en", "style", "sign", "accounts", "sum"]
PURPOSES = {
    "current_result",
    "prior_result",
    "opening_clearing",
    "reserve",
    "cash",
    "bank",
    "cash_difference",
}
ROLE_PREFIXES = {
    "asset": ("asset_",),
    "liability": ("lia_",),
    "equity": ("eq_",),
    "revenue": ("in_",),
    "expense": ("cogs_", "ex_"),
}
NORMAL_SIDE = {
    "asset": "debit",
    "liability": "credit",
    "equity": "credit",
    "revenue": "credit",
    "expense": "debit",
}
CONTRA_ACCOUNTS = {
    "kube": {"1209", "3403"},
    "koperasi": {
        "1-1309", "1-1329", "1-3902", "1-3903", "1-3904", "1-3905", "1-4901", "4-1109", "4-2109",
    },
    "yayasan": {"1-292", "1-293", "1-294", "4-110"},
    "panti": {"3-105"},
}  # fmt: skip
CONTROLS = {
    "kube": {
        "1103": "customer",
        "1104": "loan",
        "2101": "supplier",
        "2102": "lender",
        "3101": "member",
        "3102": "member",
        "3201": "grant",
    },
    "koperasi": {
        "1-1301": "loan",
        "1-1302": "loan",
        "1-1321": "customer",
        "1-1322": "customer",
        "2-1101": "supplier",
        "2-1102": "supplier",
        "2-1201": "member",
        "2-1202": "member",
        "2-1203": "member",
        "2-1204": "lender",
        "2-1501": "member",
        "2-1510": "member",
        "2-1601": "member",
        "2-2101": "lender",
        "2-2102": "lender",
        "2-2103": "lender",
        "3-1101": "member",
        "3-1102": "member",
        "3-1103": "member",
        "3-1301": "grant",
        "3-1302": "grant",
    },
    "yayasan": {},
    "panti": {},
}
Row = dict[str, str]


def read(name: str, header: list[str]) -> list[Row]:
    """Return the rows of a CSV file, after checking its header and the length of every row."""
    with (COA / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))

    assert rows[0] == header
    assert [row for row in rows if len(row) != len(header)] == []
    assert [cell for row in rows for cell in row if cell != cell.strip()] == []

    return [dict(zip(header, row, strict=True)) for row in rows[1:]]


def chart(framework: str) -> list[Row]:
    return read(f"{framework}.csv", CHART_HEADER)


def accounts(framework: str, *kinds: str) -> set[str]:
    """Return the codes of the postable accounts of these kinds (all kinds when none is given)."""
    return {
        row["code"]
        for row in chart(framework)
        if not row["heading"] and (not kinds or row["kind"] in kinds)
    }


def statement(framework: str, name: str) -> list[Row]:
    return [
        row for row in read(f"{framework}.layout.csv", LAYOUT_HEADER) if row["statement"] == name
    ]


def gathered(rows: list[Row]) -> Counter[str]:
    """Count how often each account is named, without the @ tokens."""
    return Counter(
        code for row in rows for code in row["accounts"].split() if not code.startswith("@")
    )


def terms(row: Row) -> list[tuple[str, str]]:
    """Split a sum into (sign, key) pairs: ``-cost`` gives ``("-", "cost")``."""
    return [(term[0], term[1:]) for term in row["sum"].split()]


def lines_below(rows: list[Row], key: str) -> Counter[str]:
    """Count the lines a subtotal or total reaches."""
    row = next(row for row in rows if row["key"] == key)
    if row["style"] == "line":
        return Counter([key])
    return sum((lines_below(rows, child) for _, child in terms(row)), Counter())


def expand(rows: list[Row], key: str) -> Counter[str]:
    """Return what a row is made of: each account with its factor on (credit − debit)."""
    row = next(row for row in rows if row["key"] == key)
    if row["style"] == "line":
        factor = 1 if row["sign"] == "credit" else -1
        return Counter({code: factor for code in row["accounts"].split() if code[0] != "@"})
    result: Counter[str] = Counter()
    for sign, child in terms(row):
        for code, factor in expand(rows, child).items():
            result[code] += factor if sign == "+" else -factor
    return result


def every(codes: set[str], factor: int = 1) -> Counter[str]:
    return Counter(dict.fromkeys(codes, factor))


def django_ledger_roles() -> set[str]:
    """Read the role strings from django-ledger's source: importing it would need settings."""
    spec = importlib.util.find_spec("django_ledger")
    assert spec is not None
    assert spec.origin is not None
    source = (Path(spec.origin).parent / "io" / "roles.py").read_text(encoding="utf-8")
    return set(re.findall(r"^[A-Z_]+ = '((?:asset|lia|eq|in|cogs|ex)_\w+)'$", source, re.MULTILINE))


# --- charts


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_codes_are_unique_short_and_sorted(framework: str) -> None:
    codes = [row["code"] for row in chart(framework)]

    assert codes == sorted(set(codes))
    assert [code for code in codes if not re.fullmatch(r"[0-9-]{1,10}", code)] == []


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_every_account_has_two_names_that_fit(framework: str) -> None:
    rows = chart(framework)

    assert [r["code"] for r in rows if not (0 < len(r["name"]) <= 100)] == []
    assert [r["code"] for r in rows if not (0 < len(r["name_en"]) <= 100)] == []
    postable = Counter(r["name"] for r in rows if not r["heading"])
    assert [name for name, count in postable.items() if count > 1] == []


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_kind_side_role_and_classes_are_valid(framework: str) -> None:
    roles = django_ledger_roles()

    for row in chart(framework):
        assert row["kind"] in ROLE_PREFIXES, row
        assert row["side"] in {"debit", "credit"}, row
        assert row["role"] in roles, row
        assert row["role"].startswith(ROLE_PREFIXES[row["kind"]]), row
        assert row["heading"] in {"", "yes"}, row
        if row["heading"]:
            assert (row["cash_flow"], row["control"]) == ("", ""), row
        else:
            assert row["cash_flow"] in {"cash", "operating", "investing", "financing"}, row


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_only_contra_accounts_stand_on_the_other_side(framework: str) -> None:
    contra = {row["code"] for row in chart(framework) if row["side"] != NORMAL_SIDE[row["kind"]]}

    assert contra == CONTRA_ACCOUNTS[framework]


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_cash_role_and_cash_class_name_the_same_accounts(framework: str) -> None:
    rows = [row for row in chart(framework) if not row["heading"]]

    by_role = {row["code"] for row in rows if row["role"] == "asset_ca_cash"}
    assert by_role == {row["code"] for row in rows if row["cash_flow"] == "cash"}
    assert by_role != set()


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_control_accounts_are_exactly_those_agreed(framework: str) -> None:
    controls = {row["code"]: row["control"] for row in chart(framework) if row["control"]}

    assert controls == CONTROLS[framework]


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_every_account_stands_below_a_heading_of_its_kind(framework: str) -> None:
    heading_kind = ""
    headings = 0

    for row in chart(framework):
        if row["heading"]:
            heading_kind = row["kind"]
            headings += 1
        assert row["kind"] == heading_kind, row

    assert 10 <= headings <= 25


@pytest.mark.parametrize(
    ("framework", "count"), [("kube", 56), ("koperasi", 118), ("yayasan", 54), ("panti", 50)]
)
def test_number_of_postable_accounts(framework: str, count: int) -> None:
    assert len(accounts(framework)) == count


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_special_accounts_exist(framework: str) -> None:
    rows = read("roles.csv", ["framework", "purpose", "code"])
    special = {row["purpose"]: row["code"] for row in rows if row["framework"] == framework}
    by_code = {row["code"]: row for row in chart(framework) if not row["heading"]}

    assert len(rows) == len(FRAMEWORKS) * len(PURPOSES)
    assert set(special) == PURPOSES
    assert len(set(special.values())) == len(PURPOSES)
    for purpose in ("current_result", "prior_result", "opening_clearing", "reserve"):
        account = by_code[special[purpose]]
        assert (account["kind"], account["side"], account["control"]) == ("equity", "credit", "")
    difference = by_code[special["cash_difference"]]
    assert (difference["kind"], difference["control"]) == ("expense", "")
    for purpose in ("cash", "bank"):
        assert by_code[special[purpose]]["cash_flow"] == "cash"


# --- layouts


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_layout_rows_are_well_formed(framework: str) -> None:
    rows = read(f"{framework}.layout.csv", LAYOUT_HEADER)
    expected = {"balance_sheet", "income_statement", "equity_changes", "cash_flow"}

    assert {row["statement"] for row in rows} == expected
    for row in rows:
        assert re.fullmatch(r"[a-z][a-z0-9_]*", row["key"]), row
        assert row["label"] != "", row
        assert row["label_en"] != "", row
        columns_only = row["statement"] == "equity_changes"
        allowed = {"column"} if columns_only else {"heading", "line", "subtotal", "total"}
        assert row["style"] in allowed, row
        assert bool(row["accounts"]) == (row["style"] in {"line", "column"}), row
        assert bool(row["sum"]) == (row["style"] in {"subtotal", "total"}), row
        assert (row["sign"] == "") == (row["style"] == "heading"), row
        assert row["sign"] in {"", "debit", "credit"}, row


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize(
    "name", ["balance_sheet", "income_statement", "equity_changes", "cash_flow"]
)
def test_keys_are_unique_within_a_statement(framework: str, name: str) -> None:
    keys = Counter(row["key"] for row in statement(framework, name))

    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("name", ["balance_sheet", "income_statement", "cash_flow"])
def test_sums_name_rows_above_and_respect_their_sides(framework: str, name: str) -> None:
    above: dict[str, Row] = {}

    for row in statement(framework, name):
        keys = [key for _, key in terms(row)]
        assert len(keys) == len(set(keys)), row
        for sign, key in terms(row):
            assert sign in "+-", row
            assert key in above, (row, key)
            assert above[key]["style"] != "heading", (row, key)
            same_side = above[key]["sign"] == row["sign"]
            assert (sign == "+") == same_side, (row, key)
        above[row["key"]] = row


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_balance_sheet_gathers_every_position_account_once(framework: str) -> None:
    rows = statement(framework, "balance_sheet")

    assert gathered(rows) == every(accounts(framework, "asset", "liability", "equity"))


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_balance_sheet_totals_are_the_accounts_of_their_kind(framework: str) -> None:
    rows = statement(framework, "balance_sheet")
    totals = {row["key"] for row in rows if row["style"] == "total"}
    lines = [row["key"] for row in rows if row["style"] == "line"]
    assets = accounts(framework, "asset")
    liabilities = accounts(framework, "liability")
    equity = accounts(framework, "equity")

    assert totals == {"assets", "liabilities", "equity", "liabilities_and_equity"}
    assert expand(rows, "assets") == every(assets, -1)
    assert expand(rows, "liabilities") == every(liabilities)
    assert expand(rows, "equity") == every(equity)
    assert expand(rows, "liabilities_and_equity") == every(liabilities | equity)
    both_sides = lines_below(rows, "assets") + lines_below(rows, "liabilities_and_equity")
    assert both_sides == Counter(lines)


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_net_result_is_revenue_less_expense_each_account_once(framework: str) -> None:
    rows = statement(framework, "income_statement")
    lines = [row["key"] for row in rows if row["style"] == "line"]
    result_accounts = accounts(framework, "revenue", "expense")

    assert gathered(rows) == every(result_accounts)
    assert lines_below(rows, "net") == Counter(lines)
    assert expand(rows, "net") == every(result_accounts)
    assert [row["key"] for row in rows if row["style"] == "total"] == ["net"]
    assert (rows[-1]["key"], rows[-1]["sign"]) == ("net", "credit")


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_income_lines_show_revenue_as_credit_and_expense_as_debit(framework: str) -> None:
    revenue = accounts(framework, "revenue")

    for row in statement(framework, "income_statement"):
        if row["style"] == "line":
            codes = set(row["accounts"].split())
            assert codes <= revenue if row["sign"] == "credit" else codes.isdisjoint(revenue), row


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_equity_columns_gather_every_equity_account_once(framework: str) -> None:
    rows = statement(framework, "equity_changes")

    assert gathered(rows) == every(accounts(framework, "equity"))
    assert {row["sign"] for row in rows} == {"credit"}


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("name", ["balance_sheet", "equity_changes"])
def test_unclosed_result_stands_once_beside_the_closing_account(framework: str, name: str) -> None:
    roles = read("roles.csv", ["framework", "purpose", "code"])
    closing = next(
        row["code"]
        for row in roles
        if (row["framework"], row["purpose"]) == (framework, "current_result")
    )

    rows = read(f"{framework}.layout.csv", LAYOUT_HEADER)
    mark = "@current_result"
    holders = [row for row in rows if mark in row["accounts"] and row["statement"] == name]
    elsewhere = [row for row in rows if mark in row["accounts"] and row not in holders]

    assert len(holders) == 1
    codes = holders[0]["accounts"].split()
    assert codes.count("@current_result") == 1
    assert closing in codes
    assert {row["statement"] for row in elsewhere} <= {"balance_sheet", "equity_changes"}


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_the_result_of_earlier_years_has_one_row_of_the_balance_sheet(framework: str) -> None:
    rows = read(f"{framework}.layout.csv", LAYOUT_HEADER)

    holders = [row for row in rows if "@prior_result" in row["accounts"]]

    assert [(row["statement"], row["sign"]) for row in holders] == [("balance_sheet", "credit")]
    assert "@current_result" not in holders[0]["accounts"]
    equity = next(
        row for row in rows if (row["statement"], row["key"]) == ("balance_sheet", "equity")
    )
    assert ("+", holders[0]["key"]) in terms(equity)


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_cash_flow_gathers_every_other_account_once_in_its_class(framework: str) -> None:
    rows = statement(framework, "cash_flow")
    flow = {row["code"]: row["cash_flow"] for row in chart(framework) if not row["heading"]}
    non_cash = {code for code, kind in flow.items() if kind != "cash"}

    assert gathered(rows) == every(non_cash)
    for kind in ("operating", "investing", "financing"):
        of_kind = {code for code, value in flow.items() if value == kind}
        lines = [row["key"] for row in rows if row["key"].startswith(f"{kind}_")]
        assert lines_below(rows, kind) == Counter(lines)
        assert expand(rows, kind) == every(of_kind)
    assert expand(rows, "net") == every(non_cash)
    net = next(row for row in rows if row["key"] == "net")
    assert net["style"] == "total"
    assert terms(net) == [("+", "operating"), ("+", "investing"), ("+", "financing")]


def test_phu_of_a_cooperative_has_its_fifteen_numbered_rows_in_order() -> None:
    rows = statement("koperasi", "income_statement")
    numbered = [row["key"] for row in rows if re.match(r"\d+\. ", row["label"])]
    numbers = [int(row["label"].split(".")[0]) for row in rows if row["key"] in numbered]

    assert numbers == list(range(1, 16))
    assert numbered == [
        "member_gross",
        "member_cost",
        "member_net",
        "nonmember_revenue",
        "nonmember_cost",
        "nonmember_gross",
        "shu_gross",
        "operating_expenses",
        "shu_operating",
        "cooperative_expenses",
        "shu_after_cooperative",
        "other_net",
        "shu_before_tax",
        "income_tax",
        "net",
    ]


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_files_are_plain_utf8_with_unix_line_ends(framework: str) -> None:
    for name in (f"{framework}.csv", f"{framework}.layout.csv", "roles.csv"):
        data = (COA / name).read_bytes()

        assert b"\r" not in data, name
        assert data.endswith(b"\n"), name
        assert not data.startswith(b"\xef\xbb\xbf"), name
        data.decode("utf-8")
