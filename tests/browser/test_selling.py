"""Selling on a telephone: three kilos on credit, the nota, the payment, the picture."""

from collections.abc import Callable

import pytest

from enterprises.models import Channel, Product, Sale
from ledger.models import Book
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def choose(visitor: Visitor, field: str, value: object) -> None:
    """Choose by value in a list."""
    visitor.driver.execute_script(
        "const s = document.querySelector(`[name='${arguments[0]}']`);"
        "s.value = arguments[1]; s.dispatchEvent(new Event('change', {bubbles: true}));",
        field,
        str(value),
    )


def test_three_kilos_on_credit_the_nota_and_the_payment(
    visit: Callable[..., Visitor], book: Book
) -> None:
    visitor = visit(width=360)
    visitor.sign_in("bendahara.mina")
    visitor.open("enterprises:record_sale")
    assert visitor.texts("main h2")[:3] == [
        "1. Apa yang dijual",
        "2. Ke mana dan kepada siapa",
        "3. Cara bayar",
    ]

    choose(visitor, "product", Product.objects.get(book=book, code="LELE").pk)
    visitor.write("quantity", "3")
    choose(visitor, "channel", Channel.objects.get(book=book, code="WARUNG").pk)
    choose(visitor, "customer", book.subsidiaries.get(code="WARUNG-LELE").pk)
    choose(visitor, "terms", "tempo")
    choose(visitor, "due_on", "2026-03-15")
    visitor.shot("sale-filled")
    visitor.press("Bukukan penjualan")

    sale = Sale.objects.latest("pk")
    assert visitor.heading == "Nota Penjualan"
    assert "70.500" in visitor.one("main").text  # 3 × 23.500, by the price list of the stall
    assert (sale.claim, str(sale.due_on), sale.voucher.book) == (70_500, "2026-03-15", book)
    printed = visitor.link("Cetak nota").get_attribute("href") or ""
    assert printed.endswith(f"/usaha/nota/{sale.pk}/cetak/?size=a6")
    assert (visitor.overflow(), visitor.complaints()) == (0, [])
    visitor.shot("nota")

    visitor.follow("Terima pembayaran")
    assert visitor.one("[name='amount']").get_attribute("value") == "70.500"
    visitor.shot("receive")
    visitor.press("Bukukan pembayaran")

    payment = book.vouchers.latest("sequence")
    assert list(payment.lines.values_list("account__code", "debit", "credit")) == [
        ("1101", 70_500, 0),
        ("1103", 0, 70_500),
    ]
    assert [m.sale for m in payment.receivable_payment.matches.all()] == [sale]

    visitor.open("enterprises:insights")
    assert visitor.seen("svg.plot-drawing, .plot svg")
    assert (visitor.overflow(), visitor.complaints()) == (0, [])
    visitor.shot("pictures")
