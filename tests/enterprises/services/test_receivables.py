"""What customers owe: matched payments, down payments, returns, and their age."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from enterprises.models import Sale, SaleReturn
from enterprises.selectors.receivables import advance_of, ageing, claims
from enterprises.services.receivables import (
    receive_payment,
    record_down_payment,
    refund_down_payment,
    register_payment,
)
from enterprises.services.returns import return_goods
from enterprises.services.sale_errors import SaleError
from enterprises.services.sale_rules import SoldItem
from ledger.models import Book, Subsidiary
from ledger.selectors.balances import balance_of_subsidiary
from ledger.services.journal import PostingError
from ledger.services.reversal import reverse
from tests.factories.books import account, make_voucher
from tests.factories.sales import DAY, Shop, booked, by, shop

END = date(2025, 6, 30)


@pytest.fixture
def stall(book: Book) -> Shop:
    return shop(book)


@pytest.fixture
def sri(stall: Shop) -> Subsidiary:
    return stall.buyer()


def pay(stall: Shop, customer: Subsidiary, amount: int, **changed: Any) -> Any:
    wish: dict[str, Any] = {"on": date(2025, 4, 20), "cash": account(stall.book, "1101")}
    return receive_payment(
        book=stall.book, customer=customer, amount=amount, **(wish | changed), **by()
    )


def left(book: Book, on: date = END) -> list[tuple[str, int]]:
    return [(c.sale.voucher.code if c.sale else "-", c.amount) for c in claims(book, on=on)]


def test_a_payment_pays_the_oldest_claim_first(stall: Shop, sri: Subsidiary) -> None:
    old = stall.on_credit(sri)
    new = stall.on_credit(sri, on=date(2025, 4, 1), due_on=date(2025, 5, 1))

    voucher = pay(stall, sri, 60_000)

    assert booked(voucher) == [("1101", 60_000, 0), ("1103", 0, 60_000)]
    matches = voucher.receivable_payment.matches.order_by("pk").values_list("sale", "amount")
    assert list(matches) == [(old.pk, 55_000), (new.pk, 5_000)]
    assert left(stall.book) == [(new.voucher.code, 50_000)]


def test_a_payment_may_choose_its_sales(stall: Shop, sri: Subsidiary) -> None:
    old = stall.on_credit(sri)
    new = stall.on_credit(sri, on=date(2025, 4, 1), due_on=date(2025, 5, 1))

    pay(stall, sri, 55_000, chosen={new.pk: 55_000})

    assert left(stall.book) == [(old.voucher.code, 55_000)]


@pytest.mark.parametrize(
    ("amount", "part", "sentence"),
    [
        (55_001, None, "Piutangnya Rp 55.000"),
        (0, None, "di atas nol"),
        (50_000, 40_000, "berjumlah Rp 50.000"),
        (55_000, 56_000, "tinggal Rp 55.000"),
    ],
)
def test_more_than_is_owed_is_refused(
    stall: Shop, sri: Subsidiary, amount: int, part: int | None, sentence: str
) -> None:
    sale = stall.on_credit(sri)

    with pytest.raises(SaleError, match=sentence):
        pay(stall, sri, amount, chosen={sale.pk: part} if part else None)

    assert stall.book.vouchers.count() == 1


def test_the_same_key_receives_once(stall: Shop, sri: Subsidiary) -> None:
    stall.on_credit(sri)

    first, second = (pay(stall, sri, 55_000, key="k") for _ in range(2))

    assert first == second
    assert balance_of_subsidiary(sri) == 0


def test_a_payment_dated_before_another_cannot_pay_twice(stall: Shop, sri: Subsidiary) -> None:
    stall.on_credit(sri)
    pay(stall, sri, 55_000, on=date(2025, 5, 1))

    with pytest.raises(SaleError, match="Piutangnya Rp 0"):
        pay(stall, sri, 55_000, on=date(2025, 4, 1))


def test_reversing_a_payment_opens_the_claim_again(stall: Shop, sri: Subsidiary) -> None:
    sale = stall.on_credit(sri)
    voucher = pay(stall, sri, 55_000)

    with pytest.raises(PostingError, match="sudah dibayar"):
        reverse(voucher=sale.voucher, on=END, reason="Salah", **by())
    reverse(voucher=voucher, on=END, reason="Salah", **by())

    assert left(stall.book) == [(sale.voucher.code, 55_000)]
    reverse(voucher=sale.voucher, on=END, reason="Salah", **by())
    assert left(stall.book) == []


def test_claims_equal_the_books_when_somebody_journals_a_payment(
    stall: Shop, sri: Subsidiary
) -> None:
    stall.on_credit(sri)
    new = stall.on_credit(sri, on=date(2025, 4, 1), due_on=date(2025, 5, 1))
    make_voucher(
        stall.book, date(2025, 4, 20), [("1101", 60_000, 0), ("1103", 0, 60_000, sri.code)]
    )

    assert left(stall.book) == [(new.voucher.code, 50_000)]
    assert balance_of_subsidiary(sri) == 50_000


def test_a_claim_without_a_sale_is_kept_too(stall: Shop, sri: Subsidiary) -> None:
    sale = stall.on_credit(sri)
    make_voucher(stall.book, DAY, [("1103", 20_000, 0, sri.code), ("3401", 0, 20_000)])

    assert left(stall.book) == [("-", 20_000), (sale.voucher.code, 55_000)]


def test_a_journalled_payment_is_matched_afterwards(stall: Shop, sri: Subsidiary) -> None:
    sale = stall.on_credit(sri)
    voucher = make_voucher(
        stall.book, date(2025, 4, 20), [("1101", 55_000, 0), ("1103", 0, 55_000, sri.code)]
    )

    payment = register_payment(voucher=voucher)

    assert list(payment.matches.values_list("sale", "amount")) == [(sale.pk, 55_000)]
    with pytest.raises(SaleError, match="bukan penerimaan piutang"):
        register_payment(voucher=voucher)


def test_ageing_by_days_past_due_adds_up_to_the_books(stall: Shop, sri: Subsidiary) -> None:
    other = stall.buyer("Kantin")
    stall.on_credit(sri)  # due 17 April
    stall.on_credit(other, on=date(2025, 6, 20), due_on=date(2025, 7, 20))
    stall.on_credit(other, on=date(2025, 6, 1), due_on=date(2025, 6, 29))

    table = {a.customer.name: a.buckets for a in ageing(stall.book, on=END)}

    assert table == {
        "Kantin": (55_000, 55_000, 0, 0, 0),
        "Warung Bu Sri": (0, 0, 0, 55_000, 0),
    }


def test_a_down_payment_is_settled_by_the_sale(stall: Shop, sri: Subsidiary) -> None:
    cash = account(stall.book, "1101")
    paid = record_down_payment(
        book=stall.book, customer=sri, amount=30_000, cash=cash, on=DAY, purpose="pesanan", **by()
    )

    sale = stall.on_credit(sri, use_advance=True)

    assert booked(paid) == [("1101", 30_000, 0), ("2109", 0, 30_000)]
    assert booked(sale.voucher) == [("1103", 25_000, 0), ("2109", 30_000, 0), ("4101", 0, 55_000)]
    assert (sale.claim, advance_of(sri)) == (25_000, 0)
    with pytest.raises(PostingError, match="sudah dipakai"):
        reverse(voucher=paid, on=END, reason="Salah", **by())
    reverse(voucher=sale.voucher, on=END, reason="Salah", **by())
    assert advance_of(sri) == 30_000


def test_a_down_payment_that_covers_all_and_the_rest_given_back(
    stall: Shop, sri: Subsidiary
) -> None:
    cash = account(stall.book, "1101")
    record_down_payment(book=stall.book, customer=sri, amount=60_000, cash=cash, on=DAY, **by())

    sale = stall.sell(customer=sri, use_advance=True)
    refund = {"book": stall.book, "customer": sri, "cash": cash, "on": END} | by()
    with pytest.raises(SaleError, match=r"belum dipakai Rp 5\.000"):
        refund_down_payment(amount=5_001, **refund)
    back = refund_down_payment(amount=5_000, **refund)

    assert booked(sale.voucher) == [("2109", 55_000, 0), ("4101", 0, 55_000)]
    assert booked(back) == [("2109", 5_000, 0), ("1101", 0, 5_000)]
    assert advance_of(sri) == 0


def test_without_a_down_payment_there_is_none_to_use(stall: Shop, sri: Subsidiary) -> None:
    with pytest.raises(SaleError, match="tidak punya uang muka") as caught:
        stall.sell(customer=sri, use_advance=True)

    assert caught.value.field == "use_advance"


def back(sale: Sale, quantity: str, **changed: Any) -> SaleReturn:
    wish: dict[str, Any] = {"on": date(2025, 4, 2), "reason": "Rusak"}
    voucher = return_goods(
        sale=sale, quantities={sale.lines.get().pk: Decimal(quantity)}, **(wish | changed), **by()
    )
    made: SaleReturn = voucher.sale_return
    return made


def test_a_return_lowers_what_is_owed(stall: Shop, sri: Subsidiary) -> None:
    sale = stall.on_credit(sri)

    made = back(sale, "0.5")

    assert booked(made.voucher) == [("4101", 11_000, 0), ("1103", 0, 11_000)]
    assert left(stall.book) == [(sale.voucher.code, 44_000)]


def test_what_was_paid_goes_back_in_money(stall: Shop, sri: Subsidiary) -> None:
    sale = stall.on_credit(sri)
    pay(stall, sri, 50_000, on=date(2025, 4, 1))

    with pytest.raises(SaleError, match=r"Rp 6\.000 sudah dibayar"):
        back(sale, "0.5")
    made = back(sale, "0.5", paid_from=account(stall.book, "1101"))

    assert booked(made.voucher) == [("4101", 11_000, 0), ("1103", 0, 5_000), ("1101", 0, 6_000)]
    assert left(stall.book) == []


def test_never_more_comes_back_than_was_sold(stall: Shop) -> None:
    sale = stall.sell()
    cash = account(stall.book, "1101")
    first = back(sale, "2", paid_from=cash)

    with pytest.raises(SaleError, match=r"belum dikembalikan 0,5 kg") as caught:
        back(sale, "0.6", paid_from=cash)
    rest = back(sale, "0.5", paid_from=cash)

    assert caught.value.field == "quantity"
    amounts = [made.lines.get().amount for made in (first, rest)]
    assert amounts == [44_000, 11_000]


def test_rounding_of_returns_ends_at_the_price_of_the_line(stall: Shop) -> None:
    sale = stall.sell(SoldItem(stall.jar, Decimal(3), 10_000, discount=1))
    cash = account(stall.book, "1101")

    amounts = [back(sale, "1", paid_from=cash).lines.get().amount for _ in range(3)]

    assert amounts == [10_000, 10_000, 9_999]


def test_a_reversed_return_may_be_done_again(stall: Shop) -> None:
    sale, _more = stall.sell(), stall.sell()
    cash = account(stall.book, "1101")
    made = back(sale, "2.5", paid_from=cash)

    with pytest.raises(PostingError, match="sudah diretur"):
        reverse(voucher=sale.voucher, on=END, reason="Salah", **by())
    reverse(voucher=made.voucher, on=END, reason="Salah", **by())

    assert back(sale, "2.5", paid_from=cash).lines.get().amount == 55_000


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"on": date(2025, 3, 17)}, "sebelum penjualan"),
        ({"reason": " "}, "Tulis mengapa"),
    ],
)
def test_a_return_says_why_and_comes_after_the_sale(
    stall: Shop, changed: dict[str, Any], sentence: str
) -> None:
    sale = stall.sell()

    with pytest.raises(SaleError, match=sentence):
        back(sale, "1", paid_from=account(stall.book, "1101"), **changed)


def test_a_repeated_return_answers_with_the_one_that_stands(stall: Shop) -> None:
    sale = stall.sell()
    cash = account(stall.book, "1101")

    first, second = (back(sale, "1", paid_from=cash, key="r") for _ in range(2))

    assert first == second
