"""What the treasurer's desk keeps beside the books: not moved, not rewritten, not deleted."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from ledger.models import ActUse, Draft, HiddenAct, ImportBatch, OpeningDraft, VoucherTemplate
from ledger.services import act_settings, import_sheets, submission
from ledger.services.actors import system_actor
from ledger.services.approvals import set_policy
from ledger.services.budget import set_budget
from ledger.services.drafts import save_draft
from ledger.services.import_undo import undo_batch
from ledger.services.petty_cash import set_fund
from ledger.services.templates import save_template
from tests.factories.attacks import Attack, assert_refused
from tests.factories.books import voucher_input
from tests.factories.clock import AT
from tests.factories.forging import update
from tests.factories.sheets import csv_file
from tests.factories.world import World

ROWS = (
    ("N-1", "2025-03-04", "Tunai", "1101", "250", ""),
    ("N-1", "2025-03-04", "Tunai", "4101", "", "250"),
)


def by() -> dict[str, Any]:
    return {"actor": system_actor(), "at": AT}


def use(world: World) -> str:
    """A favourite act that was done once; its condition."""
    act_settings.set_favourite(
        book=world.book, act="jual-tunai", is_favourite=True, actor=system_actor()
    )
    ActUse.objects.update(last_used_at=AT)
    return f"id = {ActUse.objects.get().pk}"


def hidden(world: World) -> str:
    act_settings.set_hidden(book=world.book, act="jual-tunai", is_hidden=True, **by())
    return f"id = {HiddenAct.objects.get().pk}"


def own(world: World) -> str:
    made = act_settings.add_own_act(
        book=world.book,
        name="Iuran pasar",
        debit=world.account("6111"),
        credit=world.account("1101"),
        **by(),
    )
    return f"id = {made.pk}"


def template(world: World, name: str = "Sewa") -> str:
    made = save_template(
        book=world.book, name=name, content={"narration": name}, day=5, today=AT.date(), **by()
    )
    return f"id = {made.pk}"


def budget(world: World) -> str:
    [made] = set_budget(
        book=world.book, account=world.account("6111"), year=2026, months={1: 5}, **by()
    )
    return f"id = {made.pk}"


def fund(world: World) -> str:
    made = set_fund(account=world.account("1101"), amount=100, holder="S", **by())
    return f"id = {made.pk}"


def opened(world: World) -> str:
    """An opening that was posted; the world's own stands in no draft."""
    voucher = world.voucher("Saldo awal")
    made = OpeningDraft.objects.create(
        book=world.book, rows=[], voucher=voucher, changed_by=system_actor(), changed_at=AT
    )
    return f"id = {made.pk}"


def sheet(world: World) -> Any:
    return import_sheets.upload_sheet(
        book=world.book, content=csv_file(ROWS), file_name="jurnal.csv", kind="journal", **by()
    )


def posted_sheet(world: World) -> Any:
    made = sheet(world)
    import_sheets.post_sheet(sheet=made, **by())
    return made


def posted_batch(world: World) -> str:
    return f"id = {ImportBatch.objects.get(sheet=posted_sheet(world)).pk}"


def undone(world: World) -> str:
    batch = ImportBatch.objects.get(sheet=posted_sheet(world))
    undo_batch(batch=batch, reason="Keliru", **by())
    return f"id = {batch.pk}"


def waiting(world: World) -> Draft:
    """A voucher of 300 that waits for another officer."""
    set_policy(book=world.book, mode="bands", bands={1: "officer"}, **by())
    lines = [("1101", 300, 0), ("4101", 0, 300)]
    wish = voucher_input(world.book, AT.date(), lines, narration="Tunggu", key="tunggu")
    made = submission.submit(book=world.book, voucher=wish, **by()).draft
    assert made is not None
    return made


def posted_draft(world: World) -> str:
    draft = save_draft(book=world.book, key="kunci-9", content={"narration": "x"}, **by())
    lines = [("1101", 300, 0), ("4101", 0, 300)]
    wish = voucher_input(world.book, AT.date(), lines, key="kunci-9")
    submission.submit(book=world.book, voucher=wish, **by())
    return f"id = {draft.pk}"


def change(table: str, aim: Callable[[World], str], **values: Any) -> Callable[[World], str]:
    """An UPDATE of what was set up; a value may be a function of the world."""

    def blow(world: World) -> str:
        where = aim(world)
        made = {k: v(world) if callable(v) else v for k, v in values.items()}
        return update(f"ledger_{table}", where, **made)

    return blow


def delete(table: str, aim: Callable[[World], str]) -> Callable[[World], str]:
    return lambda world: f"DELETE FROM ledger_{table} WHERE {aim(world)}"


def foreign(world: World) -> int:
    return world.foreign.pk


ATTACKS = [
    Attack("use to another book", change("actuse", use, book_id=foreign), "desk_fixed"),
    Attack("use of another act", change("actuse", use, act="beli"), "desk_fixed"),
    Attack(
        "use of an earlier day",
        change("actuse", use, last_used_at=(AT - timedelta(days=1)).isoformat(" ")),
        "desk_fixed",
    ),
    Attack("delete use", delete("actuse", use), "desk_fixed"),
    Attack("hide in another book", change("hiddenact", hidden, book_id=foreign), "desk_fixed"),
    Attack("hide another act", change("hiddenact", hidden, act="beli"), "desk_fixed"),
    Attack("own act to another book", change("ownact", own, book_id=foreign), "desk_fixed"),
    Attack("own act under a new name", change("ownact", own, name="Lain"), "desk_fixed"),
    Attack(
        "own act into another account",
        change("ownact", own, debit_id=lambda w: w.account("6112").pk),
        "desk_fixed",
    ),
    Attack("delete own act", delete("ownact", own), "desk_fixed"),
    Attack(
        "template to another book",
        change("vouchertemplate", template, book_id=foreign),
        "desk_fixed",
    ),
    Attack(
        "template of another hour",
        change("vouchertemplate", template, made_at="2020-01-01"),
        "desk_fixed",
    ),
    Attack("delete template", delete("vouchertemplate", template), "desk_fixed"),
    Attack("budget to another month", change("budget", budget, period=202602), "desk_fixed"),
    Attack("delete budget", delete("budget", budget), "desk_fixed"),
    Attack("box to another book", change("pettyfund", fund, book_id=foreign), "desk_fixed"),
    Attack("delete box", delete("pettyfund", fund), "desk_fixed"),
    Attack("posted opening again", change("openingdraft", opened, rows="[1]"), "desk_fixed"),
    Attack(
        "batch of another file",
        change(
            "importbatch",
            lambda w: f"id = {ImportBatch.objects.get(sheet=posted_sheet(w)).pk}",
            file_hash="0",
        ),
        "desk_fixed",
    ),
    Attack("undo taken back", change("importbatch", undone, undone_at=None), "desk_fixed"),
    Attack(
        "sheet waits again",
        change("importsheet", lambda w: f"id = {posted_sheet(w).pk}", state="waiting"),
        "desk_fixed",
    ),
    Attack(
        "row of a posted sheet",
        change("importrow", lambda w: f"sheet_id = {posted_sheet(w).pk}", cells="{}"),
        "desk_fixed",
    ),
    Attack("delete rows", delete("importrow", lambda w: f"sheet_id = {sheet(w).pk}"), "desk_fixed"),
    Attack(
        "more than was shown",
        change("draft", lambda w: f"id = {waiting(w).pk}", amount=999),
        "draft_fixed",
    ),
    Attack(
        "another wish",
        change("draft", lambda w: f"id = {waiting(w).pk}", wish='{"lines": []}'),
        "draft_fixed",
    ),
    Attack(
        "a lower level", change("draft", lambda w: f"id = {waiting(w).pk}", level=""), "draft_fixed"
    ),
    Attack(
        "posted without a voucher",
        change("draft", lambda w: f"id = {waiting(w).pk}", state="posted"),
        "draft_fixed",
    ),
    Attack(
        "posted by a voucher of another book",
        change(
            "draft",
            lambda w: f"id = {waiting(w).pk}",
            state="posted",
            voucher_id=lambda w: w.foreign.vouchers.get().pk,
        ),
        "draft_fixed",
    ),
    Attack(
        "posted draft opened again", change("draft", posted_draft, state="draft"), "draft_fixed"
    ),
    Attack("delete draft", delete("draft", posted_draft), "draft_fixed"),
]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_the_desk_holds(attack: Attack, world: World) -> None:
    assert_refused(attack, world)


def test_an_act_or_a_budget_of_another_books_account_is_refused(world: World) -> None:
    alien = world.foreign_account.pk
    values = f"{world.book.pk}, {alien}, {world.unit('UMUM').pk}, 202601, 5"
    columns = "book_id, account_id, unit_id, period, amount"

    assert_refused(
        Attack(
            "budget of a foreign account",
            lambda _world: f"INSERT INTO ledger_budget ({columns}) VALUES ({values})",
            "foreign_account",
        ),
        world,
    )


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="REPLACE is SQLite's")
def test_replacing_pushes_nothing_out(world: World) -> None:
    first, second = template(world), template(world, "Listrik")

    assert_refused(
        Attack(
            "a template over another",
            lambda _world: (
                f"UPDATE OR REPLACE ledger_vouchertemplate SET name = 'Sewa' WHERE {second}"
            ),
            "desk_fixed",
        ),
        world,
    )
    assert VoucherTemplate.objects.filter(pk=int(first.split(" = ")[1])).exists()
    assert connection.vendor == "sqlite"
