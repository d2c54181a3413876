"""An empty Lumbung in a browser: first officer, organization, chart, opening balances to zero."""

from collections.abc import Callable

import pytest

from ledger.models import Book
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
FILLED = {
    "person_name": "Sari Pakuwaja",
    "username": "sari",
    "password": "padi-emas-tujuh",
    "name": "KUBE Tirta Jaya",
    "village": "Randu",
}


def sums(visitor: Visitor) -> str:
    return " ".join(visitor.one("#jumlah-saldo-awal").text.split())


def write_row(visitor: Visitor, account: str, side: str, amount: str) -> None:
    """Write into the row of an account and leave the field, as the Tab key does."""
    [hidden] = visitor.all(f"input[name$='-account'][value='{account}']")
    number = str(hidden.get_attribute("name")).split("-")[0]
    visitor.write(f"{number}-{side}", amount + "\t")


@pytest.mark.parametrize("width", [1280, 360])
def test_from_an_empty_database_to_balanced_opening_balances(
    browse: Callable[..., Visitor], width: int
) -> None:
    visitor = browse(width=width)
    visitor.driver.get(f"{visitor.address}/")
    assert (visitor.path, visitor.heading) == ("/mulai/", "Selamat datang di Lumbung")
    assert visitor.overflow() == 0
    visitor.shot("first-run")

    for field, text in FILLED.items():
        visitor.write(field, text)
    visitor.write_choice("office", "Bendahara")
    visitor.write_choice("kind", "KUBE")
    visitor.press("Buat dan lanjut ke saldo awal")

    assert (visitor.path, visitor.heading) == (
        "/lembaga/kube-tirta-jaya/saldo-awal/",
        "Saldo awal",
    )
    assert visitor.overflow() == 0
    book = Book.objects.get()
    assert book.accounts.filter(is_heading=False).count() > 40

    write_row(visitor, "1101", "debit", "750.000")
    write_row(visitor, "3401", "credit", "700.000")
    visitor.wait(lambda: "selisih 50.000" in sums(visitor), "the difference did not show")
    visitor.press("Bukukan saldo awal")
    assert "Selisih 50.000" in visitor.one(".form-errors").text
    assert book.vouchers.count() == 0

    write_row(visitor, "3401", "credit", "750.000")
    visitor.wait(lambda: "seimbang" in sums(visitor), "the difference did not go")
    visitor.shot("first-run-opening")
    visitor.press("Bukukan saldo awal")

    assert visitor.heading == book.vouchers.get(period=0).code
    assert sorted(book.vouchers.get().lines.values_list("account__code", "debit", "credit")) == [
        ("1101", 750_000, 0),
        ("3401", 0, 750_000),
    ]
    refused = [line for line in visitor.complaints() if "422" not in line]
    assert refused == []
