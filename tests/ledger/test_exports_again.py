"""What goes out as CSV comes in again, and the JSON proves itself without Lumbung."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from ledger.calculations.seal import canonical, seal
from ledger.coa import chart
from ledger.integrity.checks import faults_of_book
from ledger.models import Book, Framework, Voucher
from ledger.selectors.seals import seal_head
from ledger.services.books import add_unit, open_subsidiary
from ledger.services.journal_import import import_journal
from ledger.services.reversal import reverse
from tests.factories.books import BookFactory
from tests.scenarios.figures import BOOKS, YEAR_END, statement, trial

DOCS = Path(settings.BASE_DIR) / "docs" / "accounting"


def export(slug: str, format_: str, folder: Path) -> Path:
    path = folder / f"{slug}.{format_}"
    call_command("export_journal", slug, "--format", format_, "-o", str(path))
    return path


# --- CSV ------------------------------------------------------------------------------------------


def twin_of(book: Book, actor: Any, at: datetime) -> Book:
    """A fresh book with the same chart, units and subsidiary accounts."""
    twin = BookFactory(slug="kembar", framework=book.framework, opened_on=book.opened_on)
    for unit in book.units.exclude(code="UMUM"):
        add_unit(book=twin, code=unit.code, name=unit.name, actor=actor, at=at)
    accounts = {account.code: account for account in twin.accounts.all()}
    for item in book.subsidiaries.select_related("account"):
        open_subsidiary(
            account=accounts[item.account.code],
            code=item.code,
            name=item.name,
            actor=actor,
            at=at,
        )
    return twin


def take_over(book: Book, actor: Any, at: datetime, folder: Path) -> Book:
    """Export a book and import it into its twin."""
    twin = twin_of(book, actor, at)
    content = export(book.slug, "csv", folder).read_bytes()
    import_journal(book=twin, content=content, file_name="a.csv", actor=actor, at=at)
    return twin


@pytest.mark.parametrize("slug", BOOKS)
def test_a_book_exported_as_csv_can_be_imported_again(
    demo: dict[str, Book], actor: Any, at: datetime, slug: str, tmp_path: Path
) -> None:
    twin = take_over(demo[slug], actor, at, tmp_path)

    for report in ("trial_balance", "balance_sheet", "cash_flow", "subsidiary_balances"):
        for end in ("2025-07-17", YEAR_END):
            ours, theirs = statement(slug, report, end), statement(twin.slug, report, end)
            assert theirs["rows"] == ours["rows"], (report, end)
            assert theirs["totals"] == ours["totals"]
    after = (YEAR_END, "--after-closing")
    assert trial(twin.slug, *after) == trial(slug, *after)
    assert faults_of_book(twin) == []
    fields = ("code", "date", "period", "narration", "reference", "party", "recorded_on")
    assert list(twin.vouchers.filter(period__lt=13).values_list(*fields)) == list(
        demo[slug].vouchers.filter(period__lt=13).values_list(*fields)
    )


def test_a_reversal_and_vouchers_of_one_reference_come_in_again(
    book: Book, make_voucher: Callable[..., Voucher], actor: Any, at: datetime, tmp_path: Path
) -> None:
    lines = [("1101", 500, 0), ("4101", 0, 500)]
    first = make_voucher(book, date(2025, 3, 4), lines, reference="N-1")
    make_voucher(book, date(2025, 3, 5), lines, reference="N-1")
    make_voucher(book, date(2025, 3, 6), lines)
    reverse(voucher=first, on=date(2025, 4, 1), reason="Dobel", actor=actor, at=at)

    twin = take_over(book, actor, at, tmp_path)

    assert trial(twin.slug) == {"1101": 1000, "4101": -1000}
    assert [v.reference for v in twin.vouchers.order_by("sequence")] == [
        "N-1",
        "BKM/2025/03/0002",
        "BKM/2025/03/0003",
        "BKK/2025/04/0001",
    ]


@pytest.mark.parametrize("text", ["=1+1", "+62 812", "-", "@toko", "a;b", 'kata "kutip"', "a\nb"])
def test_no_text_runs_as_a_formula_and_every_text_comes_back(
    book: Book,
    make_voucher: Callable[..., Voucher],
    actor: Any,
    at: datetime,
    text: str,
    tmp_path: Path,
) -> None:
    lines = [("1101", 500, 0), ("4101", 0, 500)]
    make_voucher(book, date(2025, 3, 4), lines, narration=text, party=text, reference=text)

    twin = take_over(book, actor, at, tmp_path)

    cells = re.split(r'[;\r\n"]+', (tmp_path / "kube-uji.csv").read_text(encoding="utf-8"))
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@")]
    voucher = twin.vouchers.get()
    assert (voucher.narration, voucher.party, voucher.reference) == (text, text, text)


def test_the_csv_is_what_indonesian_excel_expects(
    book: Book, make_voucher: Callable[..., Voucher], tmp_path: Path
) -> None:
    lines = [("1101", 1_250_000, 0), ("3101", 0, 1_250_000, "A-1")]
    make_voucher(book, date(2025, 3, 4), lines, reference="N-1", recorded_on=date(2025, 3, 9))

    assert export(book.slug, "csv", tmp_path).read_bytes().decode("utf-8") == (
        "\ufeffNo. Bukti;Tanggal;Uraian;Akun;Debet;Kredit;Rekening Pembantu;Unit;Pihak;Dicatat;"
        "Jenis\r\n"
        "N-1;2025-03-04;Uji;1101;1250000;;;UMUM;;2025-03-09;\r\n"
        "N-1;2025-03-04;Uji;3101;;1250000;A-1;UMUM;;2025-03-09;\r\n"
    )


# --- JSON -----------------------------------------------------------------------------------------


def prove(path: Path, *head: str) -> tuple[int, list[str]]:
    """Exit status and lines of the stand-alone verifier, run in a bare Python."""
    script = DOCS / "verify_export.py"
    command = [sys.executable, "-I", "-S", str(script), str(path), *head]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=path.parent)
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


@pytest.mark.parametrize("slug", BOOKS)
def test_an_exported_book_proves_itself(demo: dict[str, Book], slug: str, tmp_path: Path) -> None:
    count, head = seal_head(demo[slug])
    path = export(slug, "json", tmp_path)

    assert prove(path, head) == (0, [f"{count} bukti, segel terakhir {head}, 0 kesalahan"])
    exported = json.loads(path.read_text(encoding="utf-8"))
    net: dict[str, int] = {}
    for voucher in exported["vouchers"]:
        for line in voucher["content"]["lines"]:
            net[line["account"]] = net.get(line["account"], 0) + line["debit"] - line["credit"]
    assert {code: amount for code, amount in net.items() if amount} == trial(
        slug, YEAR_END, "--after-closing"
    )


@pytest.mark.usefixtures("demo")
def test_the_verifier_names_what_was_altered_removed_or_swapped(tmp_path: Path) -> None:
    path = export("mina-lestari", "json", tmp_path)
    whole = json.loads(path.read_text(encoding="utf-8"))

    def changed(change: Callable[[list[dict[str, Any]]], Any], *head: str) -> list[str]:
        book = json.loads(path.read_text(encoding="utf-8"))
        change(book["vouchers"])
        altered = tmp_path / "altered.json"
        altered.write_text(json.dumps(book), encoding="utf-8")
        status, lines = prove(altered, *head)
        assert status == 1
        return lines[:-1]

    def raise_amount(vouchers: list[dict[str, Any]]) -> None:
        vouchers[3]["content"]["lines"][0]["debit"] += 1

    def swap(vouchers: list[dict[str, Any]]) -> None:
        vouchers[4], vouchers[5] = vouchers[5], vouchers[4]

    codes = [voucher["content"]["code"] for voucher in whole["vouchers"]]
    assert changed(raise_amount) == [
        f"{codes[3]}: segel tidak cocok",
        f"{codes[3]}: debet dan kredit tidak sama",
    ]
    assert changed(lambda vouchers: vouchers.pop(7))[0] == f"{codes[8]}: urutan 9, seharusnya 8"
    assert changed(swap)[0] == f"{codes[5]}: urutan 6, seharusnya 5"
    head = whole["vouchers"][-1]["seal"]
    (fault,) = changed(lambda vouchers: vouchers.pop(), head)
    assert fault.endswith(f"bukan {head}: ada bukti yang hilang")


# --- the documents --------------------------------------------------------------------------------


def test_the_example_of_the_canonical_form_has_the_seal_it_says() -> None:
    text = (DOCS / "seals.md").read_text(encoding="utf-8")
    example = re.search(r"```json\n(.+)\n```", text)
    printed = re.search(r"^    ([0-9a-f]{64})$", text, re.MULTILINE)
    assert example is not None
    assert printed is not None
    content = json.loads(example[1])
    del content["form"]

    assert canonical(content) == example[1]
    assert seal("0" * 64, content) == printed[1]


def test_every_sealed_key_is_documented(
    book: Book, make_voucher: Callable[..., Voucher], tmp_path: Path
) -> None:
    make_voucher(book, date(2025, 3, 4), [("1101", 5, 0), ("4101", 0, 5)])
    exported = json.loads(export(book.slug, "json", tmp_path).read_text(encoding="utf-8"))
    content = exported["vouchers"][0]["content"]
    tables = "\n".join(
        line.split("|")[1] for line in (DOCS / "seals.md").read_text().splitlines() if "|" in line
    )

    keys = set(re.findall(r"`(\w+)`", tables))
    assert keys == set(content) | set(content["lines"][0]) | {"form"}


def test_every_account_of_the_posting_recipes_exists() -> None:
    text = "".join((DOCS / name).read_text(encoding="utf-8") for name in ("README.md", "acts.md"))
    codes = set(re.findall(r"(?<![\d-])(?:\d-\d{3,4}|[1-6]\d{3})(?![\d/x-])", text))
    known = {row.code for framework in Framework.values for row in chart(framework)}

    assert len(codes) > 90
    years = {"1992", "2023", "2024", "2025", "2026"}
    assert codes - known - years == set()
