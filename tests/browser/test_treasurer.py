"""The treasurer's day at the browser: record, look, correct, and be impatient."""

from collections.abc import Callable

import pytest

from ledger.models import Book
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

CODE = "BKM/2026/02/0001"


def sell_fish(visitor: Visitor) -> None:
    """Fill the page “Catat bukti” with a sale for cash."""
    visitor.open("ledger:record")
    visitor.write("narration", "Jual ikan di pasar")
    visitor.write_line(0, "1101", debit="1.250.000")
    visitor.write_line(1, "4101", credit="1250000")


def codes_of_2026(book: Book) -> list[str]:
    """The vouchers recorded after the demonstration."""
    return [v.code for v in book.vouchers.filter(year=2026).order_by("pk")]


def test_record_correct_and_read_down_to_the_voucher(treasurer: Visitor, book: Book) -> None:
    assert treasurer.heading == "Hari ini"

    record_with_changing_rows(treasurer)
    assert codes_of_2026(book) == [CODE]
    look_at_the_voucher(treasurer)
    reverse_it(treasurer)
    assert codes_of_2026(book) == [CODE, "BKK/2026/02/0001"]
    drill_down(treasurer)


def record_with_changing_rows(visitor: Visitor) -> None:
    """Add a row, remove a row, watch the totals, and double-click on “Bukukan”."""
    visitor.open("ledger:record")
    visitor.write("narration", "Jual ikan di pasar")
    assert visitor.totals() == ("0", "0", "")

    visitor.write_line(0, "1101", debit="1.250.000")
    visitor.write_line(1, "4101", credit="1000000")
    assert visitor.totals() == ("1.250.000", "1.000.000", "selisih 250.000")
    visitor.shot("record-unbalanced")

    rows = len(visitor.seen("[data-line]"))
    visitor.button("Tambah baris").click()
    assert len(visitor.seen("[data-line]")) == rows + 1
    visitor.write_line(rows, "4901", credit="250.000")
    assert visitor.totals() == ("1.250.000", "1.250.000", "seimbang")

    visitor.button("Tambah baris").click()
    visitor.write_line(rows + 1, "1102", debit="99000")
    assert visitor.totals() == ("1.349.000", "1.250.000", "selisih 99.000")
    visitor.seen("[data-remove-line]")[rows + 1].click()
    assert len(visitor.seen("[data-line]")) == rows + 1
    assert visitor.totals() == ("1.250.000", "1.250.000", "seimbang")

    visitor.press_twice("Bukukan")


def look_at_the_voucher(visitor: Visitor) -> None:
    """The slip shows the three lines that were left."""
    assert visitor.heading == CODE
    assert visitor.texts(".notice-success p") == [f"{CODE} dibukukan."]
    assert visitor.texts(".slip tbody td.money:not(.is-empty)") == [
        "1.250.000",
        "1.000.000",
        "250.000",
    ]
    assert visitor.texts(".slip tfoot td") == ["1.250.000", "1.250.000"]
    assert visitor.complaints() == []
    visitor.shot("voucher-recorded")


def reverse_it(visitor: Visitor) -> None:
    """Without a reason it is refused; with one, both vouchers point at each other."""
    visitor.follow("Balik bukti ini")
    visitor.press("Bukukan pembalikan")
    assert visitor.seen(".has-error [name=reason]") != []
    visitor.shot("reverse-refused")

    visitor.write("reason", "Salah akun")
    visitor.press_twice("Bukukan pembalikan")
    assert visitor.heading == "BKK/2026/02/0001"
    assert "Alasan: Salah akun" in visitor.one("article.slip").find_element("xpath", "..").text
    visitor.shot("voucher-reversal")

    visitor.follow(CODE)
    assert visitor.heading == CODE
    assert visitor.seen(".notice-warning") != []
    assert "Balik bukti ini" not in visitor.texts("main a")


def drill_down(visitor: Visitor) -> None:
    """From a figure of the balance sheet to the account, and on to the voucher."""
    visitor.follow("Laporan", within="nav.tabs")
    visitor.follow("Laporan posisi keuangan")
    cash = next(row for row in visitor.all("table.statement tr") if "Kas tunai" in row.text)
    figure = cash.find_element("css selector", "td.money a")
    assert figure.text == "5.985.000"

    visitor.leave(figure.click)
    assert visitor.path.endswith("/laporan/general_ledger/")
    assert "5.985.000" in visitor.texts("table.statement .figure")
    visitor.shot("general-ledger-of-cash")

    visitor.follow(CODE, within="table.statement")
    assert visitor.heading == CODE


def test_recording_works_without_javascript(visit: Callable[..., Visitor], book: Book) -> None:
    visitor = visit(javascript=False)
    visitor.sign_in("bendahara.mina")

    sell_fish(visitor)
    assert visitor.seen("[data-remove-line], [data-balance]") == []
    visitor.shot("record-without-javascript")
    visitor.press_twice("Bukukan")

    assert visitor.heading == CODE
    assert codes_of_2026(book) == [CODE]


def test_going_back_and_submitting_again_posts_nothing_new(treasurer: Visitor, book: Book) -> None:
    sell_fish(treasurer)
    treasurer.press("Bukukan")
    assert treasurer.heading == CODE

    treasurer.back()
    assert treasurer.heading == "Catat bukti"
    assert treasurer.one("[name=narration]").get_attribute("value") == "Jual ikan di pasar"
    assert treasurer.totals() == ("1.250.000", "1.250.000", "seimbang")
    treasurer.press("Bukukan")

    assert treasurer.heading == CODE
    assert codes_of_2026(book) == [CODE]


def test_language_changes_the_words_and_not_the_figures(treasurer: Visitor) -> None:
    treasurer.open("ledger:report", name="balance_sheet")
    indonesian = treasurer.heading, treasurer.texts("table.statement td.money")

    choose_language(treasurer, "en")
    english = treasurer.heading, treasurer.texts("table.statement td.money")
    treasurer.shot("balance-sheet-english")
    choose_language(treasurer, "id")

    assert indonesian[0] == "Laporan posisi keuangan"
    assert english == ("Statement of financial position", indonesian[1])
    assert "66.362.500" in indonesian[1]
    assert (treasurer.heading, treasurer.texts("table.statement td.money")) == indonesian


def choose_language(visitor: Visitor, language: str) -> None:
    """Open the menu of the person and choose."""
    visitor.one("header details:has([name=language]) summary").click()
    visitor.leave(visitor.one(f"[name=language][value={language}]").click)
    assert visitor.one("html").get_attribute("lang") == language
