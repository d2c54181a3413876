"""Titip jual: ours at the stall, theirs here; sold, brought back, settled."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from enterprises.models import Consignment, ConsignmentMove, Sale
from enterprises.reports.sources import sales_by_channel_report
from enterprises.selectors.consignment import owed_to_owner, states
from enterprises.services.consignment import (
    Handed,
    hand_over,
    sell_consigned,
    settle_owner,
    take_back,
)
from enterprises.services.sale_errors import SaleError
from ledger.models import Book
from ledger.selectors.balances import balance_of_subsidiary
from ledger.services.journal import PostingError
from ledger.services.reversal import reverse
from tests.factories.books import account
from tests.factories.sales import DAY, Shop, booked, by, shop

LATER = date(2025, 4, 1)


@pytest.fixture
def stall(book: Book) -> Shop:
    return shop(book)


def hand(stall: Shop, direction: str = "keluar", **changed: Any) -> Consignment:
    needs_buyer = direction == "keluar" and "partner" not in changed
    wish: dict[str, Any] = {
        "partner": stall.buyer() if needs_buyer else None,
        "partner_name": "Bu Marni",
        "goods": [Handed(stall.jar, Decimal(10), 18_000, 15_000)],
        "key": "k",
    }
    return hand_over(
        book=stall.book, direction=direction, channel=stall.market, on=DAY,
        **(wish | changed), **by(),
    )  # fmt: skip


def sell(made: Consignment, quantity: str, **changed: Any) -> Any:
    wish: dict[str, Any] = {
        "received_in": account(made.book, "1101"),
        "on": LATER,
        "key": f"s{quantity}",
    }
    return sell_consigned(
        consignment=made,
        quantities={made.lines.get().pk: Decimal(quantity)},
        **(wish | changed),
        **by(),
    )


def figures(made: Consignment) -> tuple[str, str, str, str]:
    [state] = states(made)
    return state.words


def test_goods_at_the_stall_are_no_entry_until_they_are_sold(stall: Shop) -> None:
    made = hand(stall)
    partner = made.partner
    assert (hand(stall, partner=partner), stall.book.vouchers.count()) == (made, 0)
    assert partner is not None

    voucher = sell(made, "4", received_in=partner.account, due_on=date(2025, 5, 1))
    take_back(consignment=made, quantities={made.lines.get().pk: Decimal(1)}, on=LATER, **by())

    assert booked(voucher) == [("1103", 72_000, 0), ("4101", 0, 72_000)]
    assert balance_of_subsidiary(partner) == 72_000
    assert figures(made) == ("10", "4", "1", "5")
    assert Sale.objects.get().channel == stall.market


def test_no_more_is_sold_or_comes_back_than_was_handed_over(stall: Shop) -> None:
    made = hand(stall)
    sell(made, "9")

    with pytest.raises(SaleError, match="tinggal 1 bungkus"):
        sell(made, "2")
    with pytest.raises(SaleError, match="sebelum penyerahan"):
        sell(made, "1", on=date(2025, 3, 17))
    move = ConsignmentMove.objects.get()
    with pytest.raises(DatabaseError, match="daripada yang dititipkan"), transaction.atomic():
        ConsignmentMove.objects.create(
            line=move.line, quantity=2, on=LATER, made_by=move.made_by, made_at=move.made_at
        )


def test_a_reversed_sale_lies_at_the_stall_again(stall: Shop) -> None:
    made = hand(stall)
    voucher = sell(made, "9")

    reverse(voucher=voucher, on=LATER, reason="Salah", **by())

    assert figures(made) == ("10", "0", "0", "10")
    assert sell(made, "10")


def test_goods_of_others_bring_commission_and_a_debt_to_their_owner(stall: Shop) -> None:
    made = hand(stall, "masuk")

    voucher = sell(made, "4")

    assert booked(voucher) == [("1101", 72_000, 0), ("2107", 0, 60_000), ("4102", 0, 12_000)]
    assert owed_to_owner(made) == 60_000
    span = {"start": date(2025, 1, 1), "end": date(2025, 12, 31)}
    assert sales_by_channel_report(stall.book, **span).totals["total"] == 12_000


def test_the_owner_is_paid_what_was_sold_and_no_more(stall: Shop) -> None:
    made = hand(stall, "masuk")
    sold = sell(made, "4")
    given: dict[str, Any] = {"consignment": made, "cash": account(stall.book, "1101"), "on": LATER}

    with pytest.raises(SaleError, match=r"belum disetor Rp 60\.000"):
        settle_owner(amount=60_001, key="p", **given, **by())
    paid = settle_owner(amount=60_000, key="p", **given, **by())

    assert settle_owner(amount=60_000, key="p", **given, **by()) == paid
    assert booked(paid) == [("2107", 60_000, 0), ("1101", 0, 60_000)]
    assert owed_to_owner(made) == 0
    for _ in range(2):  # money for the reversal
        stall.sell(on=LATER)
    with pytest.raises(PostingError, match="sudah disetor"):
        reverse(voucher=sold, on=LATER, reason="Salah", **by())
    reverse(voucher=paid, on=LATER, reason="Salah", **by())
    assert owed_to_owner(made) == 60_000


@pytest.mark.parametrize(
    ("direction", "changed", "field"),
    [
        ("keluar", {"partner": None}, "partner"),
        ("masuk", {"partner_name": " "}, "partner_name"),
        ("masuk", {"goods": []}, "product"),
    ],
)
def test_a_handing_over_names_partner_and_goods(
    stall: Shop, direction: str, changed: dict[str, Any], field: str
) -> None:
    with pytest.raises(SaleError) as caught:
        hand(stall, direction, **changed)

    assert caught.value.field == field


def test_the_owners_part_is_within_the_price(stall: Shop) -> None:
    with pytest.raises(SaleError, match="tidak lebih dari harga jualnya"):
        hand(stall, "masuk", goods=[Handed(stall.jar, Decimal(1), 18_000, 18_001)])
