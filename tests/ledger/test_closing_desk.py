"""Closing lights, bank statements, notes with figures, and the whole set as one PDF."""

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from pypdf import PdfReader

from ledger.models import Book, NoteText, Voucher
from ledger.registry import closing_lights
from ledger.reports.closing_journal import closing_journal
from ledger.reports.statement_set import statement_set
from ledger.selectors.notes import Figures, notes_of, reopened
from ledger.services.bank_statements import BankStatementError, record_statement
from ledger.services.cash_counts import post_difference, record_count
from ledger.services.closing import close_year
from ledger.services.notes import NoteError, write_note
from ledger.services.periods import close_period, reopen_period, request_reopen
from ledger.services.remarks import About, answer_remark, close_remark, open_remark
from members.models import User
from tests.factories.attacks import Attack, assert_refused
from tests.factories.books import account
from tests.factories.clock import AT
from tests.factories.forging import update
from tests.factories.world import World

Make = Callable[..., Voucher]
JANUARY = date(2025, 1, 31)


@pytest.fixture
def traded(book: Book, make_voucher: Make) -> Book:
    """January 2025: 700.000 in the drawer, 300.000 at the bank, a result of 900.000."""
    opening = [("1101", 100_000, 0), ("3401", 0, 100_000)]
    make_voucher(book, date(2025, 1, 1), opening, is_opening=True)
    make_voucher(book, date(2025, 1, 10), [("1101", 600_000, 0), ("4101", 0, 600_000)])
    make_voucher(book, date(2025, 1, 20), [("1102", 300_000, 0), ("4101", 0, 300_000)])
    return book


def states(book: Book, end: date = JANUARY) -> dict[str, str]:
    return {check.name: light.state for check, light in closing_lights(book, end)}


def test_lights_go_on_one_by_one(traded: Book, actor: Any, at: datetime) -> None:
    own = {"cash_counted", "bank_compared", "open"}
    before = states(traded)
    assert {n: before[n] for n in own} == {
        "cash_counted": "wait",
        "bank_compared": "wait",
        "open": "ok",
    }

    count = record_count(
        account=account(traded, "1101"), on=JANUARY, pieces={"note-100000": 6}, kind="close",
        actor=actor, at=at,
    )  # fmt: skip
    record_statement(
        account=account(traded, "1102"), on=JANUARY, balance=290_000, explanation="Biaya admin",
        actor=actor, at=at,
    )  # fmt: skip
    uneven = states(traded)
    assert (uneven["cash_counted"], uneven["bank_compared"]) == ("warn", "warn")

    post_difference(count=count, explanation="Hilang", actor=actor, at=at)
    record_statement(
        account=account(traded, "1102"), on=JANUARY, balance=300_000, explanation="", actor=actor,
        at=at,
    )  # fmt: skip
    done = states(traded)
    assert (done["cash_counted"], done["bank_compared"]) == ("ok", "ok")


def test_depreciation_and_subsidiary_lights(traded: Book, make_voucher: Make) -> None:
    bought = [("1201", 240_000, 0), ("3201", 0, 240_000, "H-1")]
    make_voucher(traded, date(2025, 1, 21), bought)
    assert (states(traded)["depreciation"], states(traded)["subsidiaries"]) == ("wait", "ok")

    make_voucher(traded, JANUARY, [("6109", 10_000, 0), ("1209", 0, 10_000)])

    assert states(traded)["depreciation"] == "ok"


def test_the_light_of_remarks_follows_them_to_their_end(
    traded: Book, actor: Any, second_actor: Any, at: datetime
) -> None:
    assert "remarks" not in states(traded)
    remark = open_remark(
        book=traded, about=About(voucher=traded.vouchers.get(sequence=2)), kind="finding",
        text="Nota tidak ada", due_on=at.date(), actor=actor, at=at,
    )  # fmt: skip
    opened = states(traded)["remarks"]
    answer_remark(remark=remark, text="Hilang", actor=second_actor, at=at)
    answered = states(traded)["remarks"]
    close_remark(remark=remark, text="Sudah dilihat", actor=actor, at=at)

    assert (opened, answered, states(traded)["remarks"]) == ("warn", "wait", "ok")
    assert "remarks" not in states(traded, date(2024, 12, 31))


def test_a_bank_difference_needs_words(traded: Book, actor: Any, at: datetime) -> None:
    with pytest.raises(BankStatementError, match="Tulis penjelasannya"):
        record_statement(
            account=account(traded, "1102"), on=JANUARY, balance=1, explanation=" ", actor=actor,
            at=at,
        )  # fmt: skip
    with pytest.raises(BankStatementError, match="sesudah hari ini"):
        record_statement(
            account=account(traded, "1102"), on=date(2026, 2, 16), balance=1, explanation="x",
            actor=actor, at=at,
        )  # fmt: skip


def test_figures_come_from_the_books(traded: Book) -> None:
    figures = Figures(traded, date(2025, 12, 31))

    filled = figures.fill("Kas Rp{kas}, hasil Rp{hasil}, lalu Rp{kas_lalu}; {akun:1102} {x}")

    assert filled == "Kas Rp1.000.000, hasil Rp900.000, lalu Rp100.000; 300.000 {x}"
    assert figures.unknown("{kas} {x} {akun:9999}") == ["x", "akun:9999"]


def test_the_first_year_tells_what_it_was_opened_with_and_no_result_of_before(
    demo: dict[str, Book],
) -> None:
    figures = Figures(demo["mina-lestari"], date(2025, 12, 31))

    filled = figures.fill("{kas_lalu} {aset_lalu} {kewajiban_lalu} {ekuitas_lalu} {hasil_lalu}")

    assert filled == "8.250.000 22.650.000 480.000 22.170.000 – (belum dibukukan)"


def test_notes_are_versions_and_go_on_to_the_next_year(
    traded: Book, actor: Any, at: datetime
) -> None:
    def write(text: str, year: int = 2025) -> Any:
        return write_note(book=traded, year=year, section="general", text=text, actor=actor, at=at)

    assert [write("Satu"), write("Dua {kas}"), write("Dua {kas}")][2].version == 2
    general = notes_of(traded, 2026)[0]
    assert (general.text, general.is_own) == ("Dua {kas}", False)
    write("Tahun baru", 2026)
    assert (notes_of(traded, 2026)[0].text, notes_of(traded, 2025)[0].text) == (
        "Tahun baru",
        "Dua {kas}",
    )
    for wrong in ("", "{ongkos}", "x" * 8001):
        with pytest.raises(NoteError):
            write(wrong)
    assert NoteText.objects.count() == 3


def words(pdf: bytes) -> list[str]:
    return [" ".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(pdf)).pages]


def test_the_set_is_a_draft_with_contents_that_lead_to_the_right_pages(
    traded: Book, at: datetime
) -> None:
    pages = words(statement_set(traded, end=JANUARY, at=at))

    assert "DRAF: tahun buku belum ditutup" in pages[0]
    assert "Daftar isi Laporan posisi keuangan 3" in pages[1]
    for title, page in (("Laporan posisi keuangan", 3), ("Laporan laba rugi", 4)):
        assert f"{title} {page}" in pages[1]
        assert title in pages[page - 1]
    assert f"Halaman 3 dari {len(pages)}" in pages[2]
    assert "Rp1.000.000" in pages[-1]
    assert "Tidak ada periode yang dibuka kembali." in pages[-1]


def test_a_closed_year_is_final_with_seal_closing_journal_and_reopenings(
    traded: Book, actor: Any, at: datetime
) -> None:
    for month in range(1, 13):
        close_period(book=traded, year=2025, month=month, actor=actor, at=at, checks=lambda _b: [])
    request = request_reopen(
        book=traded, year=2025, month=12, reason="Nota tertinggal", actor=actor, at=at
    )
    reopen_period(request=request, actor=User.objects.create_user("ketua.uji"), at=at)
    close_period(book=traded, year=2025, month=12, actor=actor, at=at, checks=lambda _b: [])
    voucher = close_year(book=traded, year=2025, actor=actor, at=at, checks=lambda _b: [])
    assert voucher is not None

    table = closing_journal(traded, start=date(2025, 1, 1), end=date(2025, 12, 31))
    pages = words(statement_set(traded, end=date(2025, 12, 31), at=at))

    assert table.totals == {"debit": 900_000, "credit": 900_000}
    assert "FINAL" in pages[0]
    assert voucher.seal[:32] in pages[0]
    assert "Jurnal penutup" in pages[-1]
    assert len(reopened(traded, 2025)) == 1
    assert any("Nota tertinggal" in page for page in pages)
    assert not any("DRAF" in page for page in pages)


def test_the_second_years_set_shows_the_year_before_beside_it(
    traded: Book, make_voucher: Make, at: datetime
) -> None:
    make_voucher(traded, date(2026, 1, 10), [("1101", 50_000, 0), ("4101", 0, 50_000)])

    pages = words(statement_set(traded, end=date(2026, 1, 31), at=at))

    income = next(page for page in pages[2:] if "Laporan laba rugi" in page)
    assert "50.000 900.000" in income


def statement(world: World) -> str:
    made = record_statement(
        account=world.account("1102"), on=AT.date(), balance=0, explanation="",
        actor=world.voucher("Jual kredit").made_by, at=AT,
    )  # fmt: skip
    return f"id = {made.pk}"


def written(world: World) -> str:
    made = write_note(
        book=world.book, year=2025, section="general", text="Satu",
        actor=world.voucher("Jual kredit").made_by, at=AT,
    )  # fmt: skip
    return f"id = {made.pk}"


ATTACKS = [
    Attack(
        "other balance",
        lambda w: update("ledger_bankstatement", statement(w), balance=9),
        "statement_fixed",
    ),
    Attack(
        "delete statement",
        lambda w: f"DELETE FROM ledger_bankstatement WHERE {statement(w)}",
        "statement_fixed",
    ),
    Attack(
        "other words", lambda w: update("ledger_notetext", written(w), text="x"), "statement_fixed"
    ),
    Attack(
        "delete note",
        lambda w: f"DELETE FROM ledger_notetext WHERE {written(w)}",
        "statement_fixed",
    ),
]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_statements_and_notes_hold(attack: Attack, world: World) -> None:
    assert_refused(attack, world)
