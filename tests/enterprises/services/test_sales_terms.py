"""Prices by channel and day, members apart from others, discounts, services, and what follows."""

from datetime import date
from decimal import Decimal

import pytest

from enterprises.models import Sale, SaleReturn
from enterprises.reports.sources import sales_by_channel_report
from enterprises.selectors.prices import price_of
from enterprises.services import sale_hooks
from enterprises.services.offer import add_buyer, add_channel, add_product, set_price
from enterprises.services.returns import return_goods
from enterprises.services.sale_errors import SaleError
from enterprises.services.sale_hooks import Follow, ReturnOrder, SaleOrder, register_sale_hook
from enterprises.services.sale_rules import SoldItem
from ledger.models import Book
from ledger.services.journal import KeyReusedError, LineInput
from tests.factories.books import account
from tests.factories.sales import DAY, Shop, booked, by, shop
from tests.factories.savings import cooperative, member

SPAN = {"start": date(2025, 1, 1), "end": date(2026, 12, 31)}


@pytest.fixture
def stall(book: Book) -> Shop:
    return shop(book)


def test_the_price_of_the_channel_comes_before_the_general_one(stall: Shop) -> None:
    online = add_channel(book=stall.book, code="WA", name="WA", kind="online", **by())
    set_price(product=stall.fish, channel=None, price=20_000, valid_from=date(2025, 1, 1), **by())
    set_price(product=stall.fish, channel=online, price=25_000, valid_from=date(2025, 2, 1), **by())
    set_price(
        product=stall.fish,
        channel=None,
        price=18_000,
        valid_from=date(2025, 3, 1),
        valid_to=date(2025, 3, 7),
        **by(),
    )
    days = [date(2025, 1, 15), date(2025, 3, 7), date(2025, 3, 8)]

    assert [price_of(stall.fish, stall.market, day) for day in days] == [20_000, 18_000, 20_000]
    assert [price_of(stall.fish, online, day) for day in days] == [20_000, 25_000, 25_000]
    assert price_of(stall.jar, online, DAY) is None


def test_a_price_of_zero_is_refused(stall: Shop) -> None:
    with pytest.raises(SaleError, match="lebih dari nol") as caught:
        set_price(product=stall.fish, channel=None, price=0, valid_from=DAY, **by())

    assert caught.value.field == "price"


def test_the_line_keeps_name_price_and_channel_when_the_lists_change(stall: Shop) -> None:
    sale = stall.sell()
    stall.fish.name = "Lele jumbo"
    stall.fish.save()
    set_price(product=stall.fish, channel=None, price=99_000, valid_from=DAY, **by())

    line = sale.lines.get()

    assert (line.name, line.price, line.channel) == ("Lele", 22_000, stall.market)


def test_a_piece_refuses_decimals(stall: Shop) -> None:
    with pytest.raises(SaleError, match="Tulis jumlah tanpa koma") as caught:
        stall.sell(SoldItem(stall.jar, Decimal("1.125"), 18_000))

    assert caught.value.field == "quantity"
    assert stall.book.vouchers.count() == 0


def test_a_discount_lowers_the_revenue_of_a_kube(stall: Shop) -> None:
    sale = stall.sell(SoldItem(stall.jar, Decimal(2), 18_000, discount=1_000))

    assert booked(sale.voucher) == [("1101", 35_000, 0), ("4101", 0, 35_000)]
    assert (sale.lines.get().discount, sale.lines.get().amount) == (1_000, 35_000)


def test_a_discount_of_everything_is_refused(stall: Shop) -> None:
    with pytest.raises(SaleError, match=r"kurang dari harga Rp 36\.000") as caught:
        stall.sell(SoldItem(stall.jar, Decimal(2), 18_000, discount=36_000))

    assert caught.value.field == "discount"


def test_the_same_key_for_another_sale_is_refused(stall: Shop) -> None:
    stall.sell(key="k")

    with pytest.raises(KeyReusedError):
        stall.sell(SoldItem(stall.jar, Decimal(1), 18_000), key="k")


def test_a_cooperative_keeps_members_and_others_apart(db: None) -> None:
    organization = cooperative()
    stall = shop(organization.book)
    someone = member(organization)
    joined = someone.joined_on or DAY
    inside = add_buyer(book=stall.book, name="", membership=someone, **by()).subsidiary
    outside = stall.buyer("Toko Jaya")
    day = {"on": max(joined, date(2026, 1, 5)), "due_on": date(2026, 2, 5)}
    item = SoldItem(stall.jar, Decimal(2), 18_000, discount=1_000)

    to_member, to_other = (stall.on_credit(who, item, **day) for who in (inside, outside))

    assert booked(to_member.voucher) == [
        ("1-1321", 35_000, 0),
        ("4-1109", 1_000, 0),
        ("4-1101", 0, 36_000),
    ]
    assert booked(to_other.voucher) == [
        ("1-1322", 35_000, 0),
        ("4-2109", 1_000, 0),
        ("4-2101", 0, 36_000),
    ]
    assert (to_member.is_member, to_other.is_member) == (True, False)
    assert sales_by_channel_report(stall.book, **SPAN).totals["total"] == 70_000


def test_goods_and_services_have_accounts_of_their_own_in_a_cooperative(db: None) -> None:
    stall = shop(cooperative().book)
    repair = add_product(
        book=stall.book, code="SERVIS", name="Servis", measure="kali", kind="jasa", **by()
    )

    sale = stall.sell(
        SoldItem(stall.jar, Decimal(1), 18_000),
        SoldItem(repair, Decimal(1), 40_000),
        on=date(2026, 1, 5),
    )

    assert booked(sale.voucher)[1:] == [("4-2101", 0, 18_000), ("4-2102", 0, 40_000)]


def test_a_buyer_is_added_once(stall: Shop) -> None:
    stall.buyer("Kantin")

    with pytest.raises(SaleError, match="sudah ada"):
        stall.buyer("kantin")


class Store:
    """A stand-in for the stock: every piece cost 7.000 and lay in 1106."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.left: list[Sale] = []
        self.back: list[SaleReturn] = []

    def _lines(self, value: int) -> list[LineInput]:
        return [
            LineInput(account(self.book, "5109"), debit=max(value, 0), credit=max(-value, 0)),
            LineInput(account(self.book, "1106"), debit=max(-value, 0), credit=max(value, 0)),
        ]

    def sold(self, order: SaleOrder) -> Follow[Sale]:
        value = sum(int(quantity * 7_000) for _product, quantity in order.goods)
        costs = {product.pk: 7_000 for product, _quantity in order.goods}
        return Follow(self._lines(value), costs, self.left.append)

    def returned(self, order: ReturnOrder) -> Follow[SaleReturn]:
        value = sum(int(quantity * (line.cost or 0)) for line, quantity in order.goods)
        return Follow(self._lines(-value), keep=self.back.append)


@pytest.fixture
def store(stall: Shop, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(sale_hooks, "_hooks", {})
    made = Store(stall.book)
    register_sale_hook("test", made)
    return made


def test_a_hook_adds_its_lines_and_the_cost_is_copied(stall: Shop, store: Store) -> None:
    sale = stall.sell(SoldItem(stall.jar, Decimal(2), 18_000))
    voucher = return_goods(
        sale=sale,
        quantities={sale.lines.get().pk: Decimal(1)},
        on=DAY,
        reason="Rusak",
        paid_from=account(stall.book, "1101"),
        **by(),
    )

    assert booked(sale.voucher)[2:] == [("5109", 14_000, 0), ("1106", 0, 14_000)]
    assert sale.lines.get().cost == 7_000
    assert booked(voucher)[2:] == [("5109", 0, 7_000), ("1106", 7_000, 0)]
    assert (store.left, store.back) == ([sale], [voucher.sale_return])


def test_a_repeated_sale_does_not_follow_twice(stall: Shop, store: Store) -> None:
    first, second = (stall.sell(SoldItem(stall.jar, Decimal(2), 18_000), key="k") for _ in range(2))

    assert first == second
    assert store.left == [first]
