"""The rule of papers and meterai: defaults, history, guards; what it asks of vouchers."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.utils import timezone

from ledger.models import Book, Event, PaperRule, Voucher
from ledger.readers.paper import read_paper
from ledger.registry import Light, closing_lights
from ledger.reports.voucher_paper import receipt_paper
from ledger.reports.without_paper import vouchers_without_paper
from ledger.selectors.paper_rules import PaperRules, paper_rules, rule_history
from ledger.selectors.vouchers import whole_vouchers
from ledger.services.paper_rules import PaperRuleError, set_paper_rule
from ledger.services.papers import attach
from tests.factories.attacks import Attack, assert_refused
from tests.factories.clock import AT
from tests.factories.forging import update
from tests.factories.papers import photo, upload
from tests.factories.world import World

FEBRUARY = {"start": date(2026, 2, 1), "end": date(2026, 2, 28)}
GIVEN: dict[str, Any] = {
    "meterai_above": 5_000_000,
    "meterai_source": "UU 10/2020",
    "paper_from": 100_000,
    "reason": "Nota pasar tidak selalu ada",
}


def set_rule(book: Book, actor: Any, **given: Any) -> PaperRule:
    return set_paper_rule(book=book, actor=actor, at=AT, **(GIVEN | given))


@pytest.fixture
def sales(book: Book, make_voucher: Callable[..., Voucher]) -> list[Voucher]:
    """Three sales of February: 50.000, 100.000 and 250.000."""
    return [
        make_voucher(book, date(2026, 2, day), [("1101", amount, 0), ("4101", 0, amount)])
        for day, amount in ((1, 50_000), (2, 100_000), (3, 250_000))
    ]


def test_until_a_rule_is_set_the_defaults_hold(book: Book) -> None:
    assert paper_rules(book) == PaperRules(
        5_000_000, "UU 10/2020 tentang Bea Meterai, pasal 3", paper_from=0
    )


def test_the_newest_rule_holds_and_every_one_stays_on_record(book: Book, actor: Any) -> None:
    set_rule(book, actor)
    set_rule(book, actor, meterai_above=10_000_000, reason=" Aturan baru ")

    assert paper_rules(book) == PaperRules(10_000_000, "UU 10/2020", 100_000)
    assert [rule.reason for rule in rule_history(book)] == [
        "Aturan baru",
        "Nota pasar tidak selalu ada",
    ]
    event = Event.objects.filter(book=book, act="set_paper_rule").latest("pk")
    assert event.detail["meterai_above"] == 10_000_000
    assert event.detail["reason"] == "Aturan baru"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"reason": "  "}, "reason"),
        ({"meterai_source": ""}, "meterai_source"),
        ({"paper_from": -1}, ""),
    ],
)
def test_a_rule_without_reason_source_or_sense_is_refused(
    book: Book, actor: Any, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(PaperRuleError) as refused:
        set_rule(book, actor, **wrong)

    assert refused.value.field == field
    assert not PaperRule.objects.exists()


def test_the_receipt_reminds_above_the_limit_of_the_book(
    book: Book, sales: list[Voucher], actor: Any, at: datetime
) -> None:
    whole = whole_vouchers(book)
    assert receipt_paper(whole.get(pk=sales[2].pk), at=at).stamp == ""

    set_rule(book, actor, meterai_above=100_000)

    stamps = [receipt_paper(whole.get(pk=sale.pk), at=at).stamp for sale in sales]
    assert stamps == ["", "", "Bubuhkan meterai: jumlah di atas Rp100.000"]


# --- vouchers without paper -------------------------------------------------------------------


def light_of(book: Book) -> Light:
    return next(
        light for check, light in closing_lights(book, FEBRUARY["end"]) if check.name == "papers"
    )


def test_the_report_lists_what_lacks_a_paper_with_amounts(
    book: Book, sales: list[Voucher], actor: Any
) -> None:
    every = vouchers_without_paper(book, **FEBRUARY)
    assert [row.cells[4].value for row in every.rows] == [50_000, 100_000, 250_000, 400_000]
    assert every.notes == ("Aturan buku ini: setiap bukti berlampiran.",)

    set_rule(book, actor)
    read = read_paper(upload(photo(), "nota.jpg"))
    attach(book=book, voucher=sales[2], papers=[read], actor=actor, at=AT)

    table = vouchers_without_paper(book, **FEBRUARY)
    assert [row.data for row in table.rows] == [
        {
            "date": "2026-02-02",
            "voucher": sales[1].code,
            "narration": sales[1].narration,
            "amount": 100_000,
        },
        None,
    ]
    assert table.totals == {"amount": 100_000}
    assert table.rows[-1].cells[0].text == "Jumlah 1 bukti"
    assert table.notes == ("Aturan buku ini: bukti mulai Rp100.000 berlampiran.",)


def test_the_light_tells_how_many_and_how_much(
    book: Book, sales: list[Voucher], actor: Any
) -> None:
    url = f"/lembaga/{book.slug}/laporan/without_paper/?start=2026-02-01&end=2026-02-28"
    words = "3 bukti tanpa lampiran, berjumlah Rp400.000."
    assert light_of(book) == Light("wait", words, url)

    set_rule(book, actor, paper_from=300_000)

    words = "Setiap bukti yang wajib berlampiran ada lampirannya."
    assert light_of(book) == Light("ok", words, url)
    january = [check.name for check, _light in closing_lights(book, date(2026, 1, 31))]
    assert "papers" not in january


# --- nobody changes a rule that was ------------------------------------------------------------


def rule(world: World) -> str:
    actor = world.voucher("Jual kredit").made_by
    made = set_paper_rule(book=world.book, actor=actor, at=timezone.now(), **GIVEN)
    return f"id = {made.pk}"


ATTACKS = [
    Attack(
        "other limit",
        lambda w: update("ledger_paperrule", rule(w), meterai_above=9),
        "rule_fixed",
    ),
    Attack("delete rule", lambda w: f"DELETE FROM ledger_paperrule WHERE {rule(w)}", "rule_fixed"),
]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_rules_hold(attack: Attack, world: World) -> None:
    assert_refused(attack, world)
