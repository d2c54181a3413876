"""What the database refuses about sales, from any console."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from enterprises.integrity.sales.messages import MESSAGES
from enterprises.models import (
    DownPayment,
    DownPaymentUse,
    PaymentMatch,
    ReceivablePayment,
    Sale,
    SaleLine,
    SaleReturn,
    SaleReturnLine,
)
from enterprises.services.receivables import receive_payment, record_down_payment
from enterprises.services.returns import return_goods
from ledger.integrity.guards import guard_sql, missing_guards
from ledger.models import Book
from tests.factories.books import BookFactory, account, make_voucher
from tests.factories.sales import DAY, Shop, by, shop

TABLES = (
    Sale,
    SaleLine,
    ReceivablePayment,
    PaymentMatch,
    DownPayment,
    DownPaymentUse,
    SaleReturn,
    SaleReturnLine,
)


@pytest.fixture
def stall(book: Book) -> Shop:
    """A sale on credit, partly paid in advance, partly brought back, partly paid."""
    made = shop(book)
    sri, cash = made.buyer(), account(book, "1101")
    given: dict[str, Any] = {"book": book, "customer": sri, "cash": cash} | by()
    record_down_payment(amount=30_000, on=DAY, **given)
    sale = made.on_credit(sri, use_advance=True)
    return_goods(
        sale=sale,
        quantities={sale.lines.get().pk: Decimal("0.5")},
        on=DAY,
        reason="Rusak",
        **by(),
    )
    receive_payment(amount=4_000, on=date(2025, 4, 1), **given)
    return made


def refused(act: Any) -> str:
    """What the database says."""
    with pytest.raises(DatabaseError) as answer, transaction.atomic():
        act()
    return str(answer.value)


def test_every_guard_of_sales_stands(stall: Shop) -> None:
    assert missing_guards() == []
    assert len([name for name in guard_sql(connection.vendor) if "_sales_" in name]) >= 24
    assert all(model.objects.exists() for model in TABLES)


@pytest.mark.parametrize("model", TABLES)
def test_what_was_sold_is_neither_changed_nor_deleted(stall: Shop, model: Any) -> None:
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(model._meta.db_table)
        for sql in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
            said = refused(lambda sql=sql: cursor.execute(sql))
            assert MESSAGES["sale_fixed"] in said


def again(row: Any, **changed: Any) -> str:
    """Write a row like another one, changed in a few things."""
    fields = {f.attname: getattr(row, f.attname) for f in row._meta.fields if f.attname != "id"}
    return refused(lambda: type(row).objects.create(**(fields | changed)))


def test_no_row_is_replaced(stall: Shop) -> None:
    for model in TABLES:
        row = model.objects.first()
        said = again(row)  # another guard of the row may speak first
        assert any(text in said for text in MESSAGES.values()) or "unique" in said.lower()


def test_a_line_cannot_be_added_beyond_what_was_booked(stall: Shop) -> None:
    assert MESSAGES["sale_sum"] in again(SaleLine.objects.get(), price=1, amount=1)


def test_no_more_is_matched_than_is_owed(stall: Shop) -> None:
    sale = stall.sell(on=date(2025, 4, 2))
    match = PaymentMatch.objects.get()

    assert MESSAGES["sale_foreign"] in again(match, sale_id=sale.pk)
    assert MESSAGES["match_sum"] in again(
        match, sale_id=stall.on_credit(match.payment.customer).pk, amount=1
    )


def test_no_more_comes_back_than_was_sold(stall: Shop) -> None:
    sale = Sale.objects.get()
    voucher = stall.sell(on=date(2025, 4, 2)).voucher
    made = SaleReturn.objects.create(sale=sale, voucher=voucher, reason="x", claim=0)

    assert MESSAGES["return_sum"] in again(
        SaleReturnLine.objects.get(), sale_return_id=made.pk, quantity=Decimal("2.1")
    )


def test_no_more_is_used_than_was_paid_in_advance(stall: Shop) -> None:
    other = stall.sell(on=date(2025, 4, 2)).voucher

    assert MESSAGES["advance_sum"] in again(
        DownPaymentUse.objects.get(), voucher_id=other.pk, amount=1
    )


def test_a_sale_stays_in_its_book(stall: Shop) -> None:
    voucher = make_voucher(BookFactory(), DAY, [("1101", 1_000, 0), ("4101", 0, 1_000)])
    sale = Sale.objects.get(book=stall.book)

    assert MESSAGES["sale_foreign"] in again(sale, voucher_id=voucher.pk)
