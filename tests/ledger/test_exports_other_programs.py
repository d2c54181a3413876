"""hledger and beancount recompute every balance from our export; the figures are ours."""

import csv
import io
import re
import subprocess
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from beancount import loader
from beancount.core import data
from django.core.management import call_command

from ledger.models import Account, Book, Voucher
from ledger.reports.exports import beancount_account
from tests.scenarios.figures import BOOKS, KSU, MID_MONTHS, MONTH_ENDS, YEAR_END, statement, trial
from tests.tools import require_tool

CLASSES = {
    "asset": "Aset",
    "liability": "Liabilitas",
    "equity": "Ekuitas",
    "revenue": "Pendapatan",
    "expense": "Beban",
}


def export(slug: str, format_: str, folder: Path) -> Path:
    path = folder / f"{slug}.{format_}"
    call_command("export_journal", slug, "--format", format_, "-o", str(path))
    return path


def hledger(path: Path, *options: str) -> dict[str, int]:
    """Account name → balance, as hledger computes it; also lets hledger check the journal."""
    program = require_tool("hledger")
    base = [program, "-f", str(path)]
    subprocess.run([*base, "check", "--strict"], check=True, capture_output=True)
    command = [*base, "balance", "--flat", "--no-total", "-O", "csv", *options]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rows = list(csv.reader(io.StringIO(out)))[1:]
    return {name: int(re.fullmatch(r"(-?\d+)(?: IDR)?", net)[1]) for name, net in rows}  # type: ignore[index]


def shown(slug: str, end: str = YEAR_END, *options: str) -> dict[str, int]:
    """`Aset:1101 Kas tunai` → balance, as our trial balance shows it."""
    kinds = dict(Account.objects.filter(book__slug=slug).values_list("code", "kind"))
    rows = statement(slug, "trial_balance", end, *options)["rows"]
    return {
        f"{CLASSES[kinds[row['code']]]}:{row['code']} {row['name']}": row["balance"]
        for row in rows
        if row["balance"]
    }


# --- hledger --------------------------------------------------------------------------------------


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("slug", BOOKS)
def test_hledger_agrees_with_the_trial_balance(slug: str, tmp_path: Path) -> None:
    path = export(slug, "hledger", tmp_path)

    assert hledger(path, "not:tag:jenis=penutup") == shown(slug)
    assert hledger(path) == shown(slug, YEAR_END, "--after-closing")


@pytest.mark.usefixtures("demo")
def test_hledger_agrees_at_every_month_end_and_in_between(tmp_path: Path) -> None:
    path = export("mina-lestari", "hledger", tmp_path)

    for day in MONTH_ENDS + MID_MONTHS:
        next_day = date.fromordinal(date.fromisoformat(day).toordinal() + 1)
        assert hledger(path, "-e", next_day.isoformat()) == shown("mina-lestari", day), day


@pytest.mark.usefixtures("demo")
def test_the_hledger_journal_is_plain(tmp_path: Path) -> None:
    text = export("mina-lestari", "hledger", tmp_path).read_text(encoding="utf-8")

    assert "account Aset:1101 Kas tunai\n" in text
    assert (
        "\n2025-01-01 * (BU/2025/01/0001) Saldo awal 1 Januari 2025"
        "  ; bukti:BU/2025/01/0001, rujukan:K2-001, jenis:pembukaan\n"
        "    Aset:1101 Kas tunai  1850000 IDR\n"
        "    Aset:1102 Bank  6400000 IDR\n"
    ) in text
    assert "    Ekuitas:3101 Simpanan pokok  -100000 IDR  ; pembantu:ML-01\n" in text
    amounts = re.findall(r"  (\S+) IDR", text)
    assert len(amounts) == 485
    assert all(re.fullmatch(r"-?[1-9]\d*", amount) for amount in amounts)


# --- beancount ------------------------------------------------------------------------------------


def beancount(path: Path) -> tuple[dict[str, int], dict[str, int]]:
    """Balances by account of everything, and without year-end closings, as beancount books it."""
    entries, errors, _options = loader.load_file(str(path))
    assert errors == []
    whole: dict[str, int] = defaultdict(int)
    before: dict[str, int] = defaultdict(int)
    for entry in entries:
        if not isinstance(entry, data.Transaction):
            continue
        for posting in entry.postings:
            assert posting.units.currency == "IDR"
            whole[posting.account] += int(posting.units.number)
            if entry.meta.get("jenis") != "penutup":
                before[posting.account] += int(posting.units.number)
    return (
        {name: net for name, net in whole.items() if net},
        {name: net for name, net in before.items() if net},
    )


@pytest.mark.parametrize("slug", BOOKS)
def test_beancount_agrees_with_the_trial_balance(
    demo: dict[str, Book], slug: str, tmp_path: Path
) -> None:
    names = {account.code: beancount_account(account) for account in demo[slug].accounts.all()}

    after, before = beancount(export(slug, "beancount", tmp_path))

    assert before == {names[code]: net for code, net in trial(slug).items()}
    assert after == {
        names[code]: net for code, net in trial(slug, YEAR_END, "--after-closing").items()
    }


# --- what people write into a voucher -------------------------------------------------------------

AWKWARD = (
    'Beli "pelet"; 50 kg | toko  \\ lama',
    "2025-01-01 ! (x) ; date:2025-99-99",
    "{1} @ 2 = 3 IDR",
    "baris\nkedua\tdan tab",
    "”petik” – é – 東京",
    "; komentar",
    "[2025-12-31] x",
    "a,date:2025-12-31",
    "* # % ~ P include x",
)


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_words_harm_neither_program(
    book: Book, make_voucher: Callable[..., Voucher], text: str, tmp_path: Path
) -> None:
    lines = [("1103", 700, 0, text[:20]), ("4101", 0, 700)]
    make_voucher(book, date(2025, 3, 4), lines, narration=text, reference=text, party=text)

    after, _before = beancount(export(book.slug, "beancount", tmp_path))

    assert list(after.values()) == [700, -700]
    assert hledger(export(book.slug, "hledger", tmp_path), "-e", "2025-03-05") == {
        "Aset:1103 Piutang usaha": 700,
        "Pendapatan:4101 Penjualan / jasa": -700,
    }


def test_a_closed_ksu_has_no_result_accounts_left_in_hledger(
    demo: dict[str, Book], tmp_path: Path
) -> None:
    names = hledger(export(KSU, "hledger", tmp_path))

    assert names["Ekuitas:3-1502 SHU Tahun Berjalan"] == -11_209_141
    assert not [name for name in names if name.startswith(("Pendapatan", "Beban"))]
