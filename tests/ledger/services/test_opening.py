"""Opening balances are posted only when both sides are equal; until then they are a draft."""

from datetime import date, datetime
from typing import Any

import pytest

from ledger.models import Book, OpeningDraft
from ledger.selectors.balances import balances
from ledger.services.opening import OpeningError, post_opening, save_opening, totals
from tests.factories.books import account


def row(code: str, debit: str = "", credit: str = "", sub: str = "", name: str = "") -> Any:
    return {"account": code, "subsidiary": sub, "name": name, "debit": debit, "credit": credit}


def test_equal_sides_post_one_opening_voucher_with_new_names(
    book: Book, actor: Any, at: datetime
) -> None:
    rows = [
        row("1101", "1.500.000"),
        row("3101", credit="500000", sub="A-1", name="Sari"),
        row("3101", credit="500000", sub="A-2", name="Budi"),
        row("3401", credit="500000"),
    ]
    save_opening(book=book, rows=rows, actor=actor, at=at)

    voucher = post_opening(book=book, actor=actor, at=at)

    assert (voucher.date, voucher.is_opening) == (book.opened_on, True)
    held = balances(book, on=date(2025, 1, 31))
    assert held[account(book, "1101").pk] == 1_500_000
    assert held[account(book, "3101").pk] == -1_000_000
    assert [s.name for s in book.subsidiaries.order_by("code")] == ["Sari", "Budi"]
    with pytest.raises(OpeningError, match="sudah dibukukan"):
        post_opening(book=book, actor=actor, at=at)
    with pytest.raises(OpeningError, match="sudah dibukukan"):
        save_opening(book=book, rows=rows, actor=actor, at=at)


@pytest.mark.parametrize(
    ("rows", "message", "places"),
    [
        ([], "Isi saldo awal dahulu", []),
        ([row("1101", "5"), row("3401", credit="4")], "Selisih 1", []),
        (
            [row("1101", "5"), row("3101", credit="5")],
            "belum benar",
            [(1, "subsidiary")],
        ),
        ([row("1101", "5"), row("1102", "x"), row("3401", credit="5")], "benar", [(1, "debit")]),
        ([row("1101", "5", "5")], "benar", [(0, "credit")]),
    ],
)
def test_what_is_not_right_stays_a_draft(
    book: Book, actor: Any, at: datetime, rows: list[Any], message: str, places: list[Any]
) -> None:
    save_opening(book=book, rows=rows, actor=actor, at=at)

    with pytest.raises(OpeningError, match=message) as refused:
        post_opening(book=book, actor=actor, at=at)

    assert [(f.row, f.field) for f in refused.value.faults] == places
    assert book.vouchers.count() == 0
    assert book.subsidiaries.count() == 0
    assert OpeningDraft.objects.get(book=book).rows == rows


def test_the_difference_ignores_what_cannot_be_read() -> None:
    assert totals([row("1101", "1.000"), row("1102", "1e3"), row("3401", credit="400")]) == (
        1000,
        400,
    )
