"""Statements compared, by unit, and consolidated: every column ties to the whole."""

from collections.abc import Callable
from datetime import date, datetime

from ledger import registry
from ledger.models import Book, Voucher
from ledger.services.books import open_subsidiary
from members.models import Organization, User
from members.services.organizations import found_organization
from tests.factories.books import make_voucher as post

YEAR = {"start": date(2025, 1, 1), "end": date(2025, 12, 31)}


def amounts(table: object, key: str) -> dict[str, int]:
    """The amounts of a row by column."""
    row = next(r for r in table.rows if r.data and r.data.get("key") == key)
    return {c.key: cell.value for c, cell in zip(table.columns, row.cells, strict=True)}


def test_units_add_up_to_the_whole_book(demo: dict[str, Book]) -> None:
    book = demo["ksu-karya-lentera"]
    for name, keys in (
        ("income_statement", ("net",)),
        ("balance_sheet", ("assets", "liabilities", "equity")),
    ):
        whole = registry.report(name).build(book, **YEAR)
        table = registry.report(name).build(book, **YEAR, by_unit=True)
        for key in keys:
            row = amounts(table, key)
            parts = [row[column.key] for column in table.columns[1:-1]]
            assert sum(parts) == row["amount"] == whole.totals[key]


def test_one_units_sheet_balances_with_what_units_owe_each_other(demo: dict[str, Book]) -> None:
    table = registry.report("balance_sheet").build(demo["ksu-karya-lentera"], **YEAR, by_unit=True)

    between = table.rows[-1]

    assert sum(cell.value for cell in between.cells[1:-1]) == 0
    assert between.cells[-1].value == 0


def test_the_comparison_is_the_statement_of_the_other_days(demo: dict[str, Book]) -> None:
    book = demo["mina-lestari"]
    first, second = (date(2025, 1, 1), date(2025, 6, 30)), (date(2025, 7, 1), date(2025, 12, 31))

    table = registry.report("income_statement").build(
        book, start=second[0], end=second[1], compare=first
    )
    other = registry.report("income_statement").build(book, start=first[0], end=first[1])

    assert amounts(table, "net")["compare"] == other.totals["net"] == 735_000
    assert table.totals["net"] == 8_627_500


def test_the_institutions_groups_consolidated(demo: dict[str, Book]) -> None:
    book = demo["psbk-lentera-karya"]

    income = registry.report("consolidated_income_statement").build(book, **YEAR)
    sheet = registry.report("consolidated_balance_sheet").build(book, **YEAR)

    assert income.totals == {"revenue": 129_600_000, "net": 19_837_500}
    assert sheet.totals["assets"] == 118_462_000
    assert sheet.totals["assets"] == sheet.totals["liabilities"] + sheet.totals["equity"]
    assert (income.notes, sheet.notes) == ((), ())


def kube(slug: str, institution: Organization, actor: User, at: datetime) -> Book:
    return found_organization(
        slug=slug, name=slug, kind="kube", framework="kube", books_from=date(2025, 1, 1),
        institution=institution, actor=actor, at=at,
    ).book  # fmt: skip


def test_what_groups_owe_each_other_is_eliminated(actor: User, at: datetime) -> None:
    institution = found_organization(
        slug="panti", name="Panti", kind="panti", framework="panti",
        books_from=date(2025, 1, 1), actor=actor, at=at,
    )  # fmt: skip
    seller, buyer = (kube(slug, institution, actor, at) for slug in ("penjual", "pembeli"))
    for book, other, code in ((seller, buyer, "1103"), (buyer, seller, "2101")):
        open_subsidiary(
            account=book.accounts.get(code=code), code="KAWAN", name="Kawan",
            counterparty=other, actor=actor, at=at,
        )  # fmt: skip
    day = date(2025, 3, 1)
    post(seller, day, [("1103", 700, 0, "KAWAN"), ("4101", 0, 700)])

    half = registry.report("consolidated_balance_sheet").build(institution.book, **YEAR)
    post(buyer, day, [("5101", 700, 0), ("2101", 0, 700, "KAWAN")])
    sheet = registry.report("consolidated_balance_sheet").build(institution.book, **YEAR)
    income = registry.report("consolidated_income_statement").build(institution.book, **YEAR)

    assert half.notes == ("Catatan antar lembaga belum cocok; selisih Rp(700).",)
    assert amounts(sheet, "assets") == {
        "name": "JUMLAH ASET", "pembeli": 0, "penjual": 700, "sum": 700,
        "elimination": -700, "amount": 0,
    }  # fmt: skip
    assert sheet.totals == {"assets": 0, "liabilities": 0, "equity": 0}
    assert sheet.notes == ()
    assert income.totals == {"revenue": 0, "net": 0}


def test_zero_rows_are_hidden_on_wish(book: Book, make_voucher: Callable[..., Voucher]) -> None:
    make_voucher(book, date(2025, 1, 10), [("1101", 900, 0), ("4101", 0, 900)])

    table = registry.report("balance_sheet").build(book, **YEAR).without_zero_rows()

    lines = [row.cells[0].text for row in table.rows if row.style == "line"]
    assert lines == ["Kas tunai", "Laba (rugi) tahun berjalan"]
