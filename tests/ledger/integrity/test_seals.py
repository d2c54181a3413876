"""Whoever gets past the guards is still found: the chain of seals names the voucher."""

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from ledger.calculations.seal import seal
from ledger.integrity.checks import faults_of_book
from ledger.models import Book, Line, Voucher
from ledger.reports.exports import to_json
from ledger.selectors.seals import seal_head, verify_seals
from tests.factories.forging import ForgedLine, forge, literal, run
from tests.factories.world import World

VERIFIER = Path(__file__).resolve().parents[3] / "docs" / "accounting" / "verify_export.py"
Disarmed = Callable[[], AbstractContextManager[None]]


def execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def engine_amount_edited(voucher: Voucher) -> None:
    execute(
        "UPDATE django_ledger_transactionmodel SET amount = amount + 1"
        f" WHERE journal_entry_id = {literal(voucher.entry_id)}"
    )


def our_amount_edited(voucher: Voucher) -> None:
    execute(
        f"UPDATE ledger_line SET debit = debit + 1 WHERE debit > 0 AND voucher_id = {voucher.pk}"
    )


def account_changed(voucher: Voucher) -> None:
    other = voucher.book.accounts.get(code="6103")
    execute(
        f"UPDATE ledger_line SET account_id = {other.pk} WHERE position = 0"
        f" AND voucher_id = {voucher.pk}"
    )


def date_changed(voucher: Voucher) -> None:
    execute(f"UPDATE ledger_voucher SET date = '2025-03-30' WHERE id = {voucher.pk}")


def narration_changed(voucher: Voucher) -> None:
    execute(f"UPDATE ledger_voucher SET narration = 'Lain' WHERE id = {voucher.pk}")


def maker_changed(voucher: Voucher) -> None:
    execute(f"UPDATE ledger_voucher SET recorded_on = '2020-01-01' WHERE id = {voucher.pk}")


TAMPERINGS = [
    engine_amount_edited,
    our_amount_edited,
    account_changed,
    date_changed,
    narration_changed,
    maker_changed,
]


def said_by(command: str, *args: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command(command, *args, stdout=out)
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_untouched_books_are_proven(world: World) -> None:
    count, head = seal_head(world.book)

    assert verify_seals(world.book) == []
    assert faults_of_book(world.book) == []
    assert said_by("verify_seals", world.book.slug) == (
        0,
        f"{world.book.slug}: {count} segel utuh, yang terakhir {head}.\n",
    )


@pytest.mark.parametrize("tamper", TAMPERINGS, ids=lambda function: function.__name__)
def test_an_edit_is_found_at_its_voucher(
    tamper: Callable[[Voucher], None], world: World, without_guards: Disarmed
) -> None:
    voucher = world.voucher("Jual kredit")
    with without_guards():
        tamper(voucher)

    faults = verify_seals(world.book)

    assert [fault.voucher for fault in faults] == [voucher.code]
    code, text = said_by("verify_seals", world.book.slug)
    assert code == 1
    assert text.startswith(f"{voucher.code}: ")
    assert said_by("check_books", world.book.slug)[0] == 1


def delete(voucher: Voucher) -> None:
    """Take a voucher out of every table, as an owner of the database could."""
    entry = literal(voucher.entry_id)
    execute(f"UPDATE ledger_voucher SET reversal_of_id = NULL WHERE reversal_of_id = {voucher.pk}")
    execute(f"DELETE FROM ledger_line WHERE voucher_id = {voucher.pk}")
    execute(f"DELETE FROM ledger_voucher WHERE id = {voucher.pk}")
    execute(f"DELETE FROM django_ledger_transactionmodel WHERE journal_entry_id = {entry}")
    execute(f"DELETE FROM django_ledger_journalentrymodel WHERE uuid = {entry}")


def following(voucher: Voucher) -> Voucher:
    return Voucher.objects.get(book=voucher.book, sequence=voucher.sequence + 1)


def test_a_deleted_voucher_is_missed_by_the_one_after_it(
    world: World, without_guards: Disarmed
) -> None:
    gone = world.voucher("Jual kredit")
    after = following(gone)
    with without_guards():
        delete(gone)

    faults = verify_seals(world.book)

    assert {fault.voucher for fault in faults} == {after.code}
    assert f"bukti urutan {gone.sequence} hilang" in faults[0].message


def test_two_exchanged_vouchers_are_found(world: World, without_guards: Disarmed) -> None:
    first, second = world.voucher("Jual tunai"), world.voucher("Jual kredit")
    low, high = first.sequence, second.sequence
    with without_guards():
        for voucher, sequence in ((first, 9999), (second, low), (first, high)):
            execute(f"UPDATE ledger_voucher SET sequence = {sequence} WHERE id = {voucher.pk}")

    faults = verify_seals(world.book)

    assert {first.code, second.code} <= {fault.voucher for fault in faults}


def test_a_cut_tail_shows_against_the_printed_head(world: World, without_guards: Disarmed) -> None:
    _count, printed = seal_head(world.book)
    last = Voucher.objects.filter(book=world.book).order_by("-sequence")[0]
    with without_guards():
        delete(last)

    assert verify_seals(world.book) == []  # the chain alone cannot tell
    code, text = said_by("verify_seals", world.book.slug, "--head", printed)
    assert code == 1
    assert printed in text
    assert said_by("check_books", world.book.slug)[0] == 1  # the balances can


def exported(book: Book, path: Path) -> dict[str, list[dict[str, dict[str, object]]]]:
    path.write_text("".join(to_json(book)), encoding="utf-8")
    return json.loads(path.read_text(encoding="utf-8"))


def verified(path: Path, *args: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-I", str(VERIFIER), str(path), *args],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def test_the_offline_verifier_proves_an_export(world: World, tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    exported(world.book, path)
    count, head = seal_head(world.book)

    assert verified(path, head) == (0, f"{count} bukti, segel terakhir {head}, 0 kesalahan\n")


def amount_edited(vouchers: list) -> str:
    vouchers[2]["content"]["lines"][0]["debit"] += 1
    return vouchers[2]["content"]["code"]


def narration_edited(vouchers: list) -> str:
    vouchers[2]["content"]["narration"] = "Lain"
    return vouchers[2]["content"]["code"]


def one_removed(vouchers: list) -> str:
    del vouchers[2]
    return vouchers[2]["content"]["code"]


def two_exchanged(vouchers: list) -> str:
    vouchers[2], vouchers[3] = vouchers[3], vouchers[2]
    return vouchers[2]["content"]["code"]


def resealed_alone(vouchers: list) -> str:
    """Who edits a voucher and computes its seal anew breaks the one after it."""
    content, previous = vouchers[2]["content"], vouchers[1]["seal"]
    content["narration"] = "Lain"
    vouchers[2]["seal"] = seal(previous, content)
    return vouchers[3]["content"]["code"]


def tail_cut(vouchers: list) -> str:
    return vouchers.pop()["seal"]


OFFLINE = [amount_edited, narration_edited, one_removed, two_exchanged, resealed_alone, tail_cut]


@pytest.mark.parametrize("tamper", OFFLINE, ids=lambda function: function.__name__)
def test_the_offline_verifier_names_what_was_changed(
    tamper: Callable[[list], str], world: World, tmp_path: Path
) -> None:
    path = tmp_path / "book.json"
    _count, head = seal_head(world.book)
    book = exported(world.book, path)
    named = tamper(book["vouchers"])
    path.write_text(json.dumps(book), encoding="utf-8")

    status, text = verified(path, head)

    assert status == 1
    assert named in text.splitlines()[0]


def test_what_a_trigger_could_not_stop_is_found_in_the_balances(
    world: World, without_guards: Disarmed
) -> None:
    with without_guards():
        execute("UPDATE ledger_accountbalance SET debit = debit + 5, credit = credit + 5")

    faults = faults_of_book(world.book)

    assert faults
    assert all(fault.startswith("Saldo akun ") for fault in faults)


def test_a_posted_entry_without_voucher_is_found(world: World, without_guards: Disarmed) -> None:
    voucher = world.voucher("Jual lagi")
    with without_guards():
        Line.objects.filter(voucher=voucher)._raw_delete("default")
        execute(f"DELETE FROM ledger_voucher WHERE id = {voucher.pk}")

    assert any("dibukukan tanpa bukti" in fault for fault in faults_of_book(world.book))


def test_a_voucher_that_was_never_posted_is_found(world: World) -> None:
    """A forger may put a draft beside the books; nothing counts it, and the check names it."""
    forged = forge(world.book, [])
    run(*forged.statements)
    code = Voucher.objects.get(entry=forged.entry).code

    assert f"{code}: jurnalnya belum dibukukan." in faults_of_book(world.book)


def test_a_voucher_forged_without_fault_is_given_away_by_its_seal(world: World) -> None:
    cash, sales = world.account("1101"), world.account("4101")
    forged = forge(world.book, [ForgedLine(cash, debit=5), ForgedLine(sales, credit=5)])
    run(*forged.statements, forged.flip())
    code = Voucher.objects.get(entry=forged.entry).code

    assert [fault.voucher for fault in verify_seals(world.book)] == [code]
