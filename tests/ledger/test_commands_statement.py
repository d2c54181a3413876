"""`statement`: the contract of its JSON, its text and CSV, and what it refuses."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ledger.models import Book, Voucher
from tests.factories.commands import Outcome, Run, runner

REPORTS = (
    "trial_balance",
    "balance_sheet",
    "income_statement",
    "equity_changes",
    "cash_flow",
    "general_ledger",
    "cash_book",
)
TO = ("--to", "2025-12-31")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    return runner(capsys, monkeypatch)


@pytest.fixture
def year(book: Book, make_voucher: Callable[..., Voucher]) -> Book:
    """A small year: grant, sale, sale on credit, feed, machine, dues."""
    for day, lines, fields in (
        (1, [("1101", 5000, 0), ("3201", 0, 5000, "H-1")], {"is_opening": True}),
        (2, [("1101", 900, 0), ("4101", 0, 900)], {}),
        (3, [("1103", 400, 0, "W-1"), ("4101", 0, 400)], {}),
        (4, [("5102", 250, 0), ("1101", 0, 250)], {}),
        (5, [("1201", 2000, 0), ("1101", 0, 2000)], {}),
        (6, [("1101", 60, 0), ("3102", 0, 60, "A-1")], {}),
    ):
        make_voucher(book, date(2025, day, day), lines, narration=f"Kejadian {day}", **fields)
    return book


def as_json(run: Run, *arguments: str) -> dict[str, Any]:
    outcome = run("statement", *arguments, "--format", "json")
    assert (outcome.status, outcome.err) == (0, "")
    return dict(json.loads(outcome.out))


@pytest.mark.parametrize("report", REPORTS)
def test_every_report_says_whose_it_is_and_of_when(year: Book, run: Run, report: str) -> None:
    table = as_json(run, "kube-uji", report, *TO)

    assert (table["organization"], table["report"]) == ("kube-uji", report)
    assert (table["from"], table["to"]) == ("2025-01-01", "2025-12-31")
    assert all(isinstance(amount, int) for amount in table["totals"].values())
    for row in table["rows"]:
        assert {"code", "name"} <= set(row)
        amounts = [row[key] for key in ("amount", "debit", "credit", "balance") if key in row]
        assert amounts
        assert all(type(amount) is int for amount in amounts)


def test_trial_balance(year: Book, run: Run) -> None:
    table = as_json(run, "kube-uji", "trial_balance", *TO)

    keys = ("code", "name", "debit", "credit", "balance")
    assert [tuple(row[key] for key in keys) for row in table["rows"]] == [
        ("1101", "Kas tunai", 3710, 0, 3710),
        ("1103", "Piutang usaha", 400, 0, 400),
        ("1201", "Peralatan", 2000, 0, 2000),
        ("3102", "Simpanan wajib", 0, 60, -60),
        ("3201", "Modal bantuan / hibah (tidak dibagi)", 0, 5000, -5000),
        ("4101", "Penjualan / jasa", 0, 1300, -1300),
        ("5102", "Pakan", 250, 0, 250),
    ]
    assert table["totals"] == {"debit": 6360, "credit": 6360}


def test_totals_of_the_other_statements(year: Book, run: Run) -> None:
    def totals(report: str, *options: str) -> dict[str, int]:
        return dict(as_json(run, "kube-uji", report, *TO, *options)["totals"])

    assert totals("balance_sheet") == {"assets": 6110, "liabilities": 0, "equity": 6110}
    assert totals("income_statement") == {"revenue": 1300, "expense": 250, "net": 1050}
    assert totals("cash_flow") == {
        "operating": 650,
        "investing": -2000,
        "financing": 60,
        "net": -1290,
        "opening": 5000,
        "closing": 3710,
    }
    assert totals("income_statement", "--from", "2025-03-01") == {
        "revenue": 400,
        "expense": 250,
        "net": 150,
    }
    assert totals("cash_flow", "--from", "2025-04-01")["opening"] == 5900


def test_ledgers_run_from_the_opening_balance(year: Book, run: Run) -> None:
    rows = as_json(run, "kube-uji", "cash_book", "--from", "2025-05-01", *TO)["rows"]

    keys = ("code", "date", "debit", "credit", "balance")
    assert [tuple(row[key] for key in keys) for row in rows] == [
        ("1101", "2025-05-01", 0, 0, 5650),
        ("1101", "2025-05-05", 0, 2000, 3650),
        ("1101", "2025-06-06", 60, 0, 3710),
    ]
    one = as_json(run, "kube-uji", "general_ledger", *TO, "--account", "4101")["rows"]
    assert [row["balance"] for row in one] == [0, -900, -1300]


def test_the_year_starts_on_the_first_of_january_when_no_day_is_given(year: Book, run: Run) -> None:
    assert as_json(run, "kube-uji", "income_statement", "--to", "2026-02-01")["from"] == (
        "2026-01-01"
    )
    indonesian = as_json(run, "kube-uji", "income_statement", "--to", "31/12/2025")
    assert indonesian["to"] == "2025-12-31"


def test_text_is_the_default_and_reads_as_people_write(year: Book, run: Run) -> None:
    outcome = run("statement", "kube-uji", "trial_balance", *TO)

    lines = outcome.out.splitlines()
    assert (outcome.status, outcome.err) == (0, "")
    assert lines[:3] == ["KUBE Uji", "Neraca saldo", "01/01/2025 – 31/12/2025"]
    assert lines[4].split() == [
        *("Kode", "Akun", "Saldo", "awal", "Mutasi", "debet", "Mutasi", "kredit"),
        *("Debet", "Kredit"),
    ]
    assert lines[6].split("  ")[:2] == ["1101", "Kas tunai"]
    assert lines[6].split()[-5:] == ["5.000", "960", "2.250", "3.710", "–"]
    assert lines[-1].split() == ["Jumlah", "3.610", "3.610", "6.360", "6.360"]


def test_csv_has_semicolons_a_mark_and_plain_numbers(year: Book, run: Run) -> None:
    outcome = run("statement", "kube-uji", "trial_balance", *TO, "--format", "csv")

    lines = outcome.out.splitlines()
    assert lines[0] == "\ufeffKode;Akun;Saldo awal;Mutasi debet;Mutasi kredit;Debet;Kredit"
    assert lines[1] == "1101;Kas tunai;5000;960;2250;3710;0"
    assert lines[-1] == ";Jumlah;;3610;3610;6360;6360"


def test_csv_runs_no_formula(book: Book, make_voucher: Callable[..., Voucher], run: Run) -> None:
    lines = [("1101", 5, 0), ("4101", 0, 5)]
    make_voucher(book, date(2025, 3, 4), lines, narration="=HYPERLINK(1)")

    out = run("statement", "kube-uji", "cash_book", *TO, "--format", "csv").out

    assert ";'=HYPERLINK(1);" in out
    assert ";=HYPERLINK" not in out


@pytest.mark.parametrize("format_", ["json", "text", "csv"])
def test_a_file_gets_what_the_screen_would(
    year: Book, run: Run, tmp_path: Path, format_: str
) -> None:
    path = tmp_path / "neraca.txt"
    command = ("statement", "kube-uji", "balance_sheet", *TO, "--format", format_)
    shown = run(*command)

    outcome = run(*command, "-o", str(path))

    assert outcome == Outcome(0, "", "")
    assert path.read_bytes().decode().rstrip("\n") == shown.out.rstrip("\n")


def test_before_the_book_was_opened_there_is_nothing(
    make_voucher: Callable[..., Voucher], run: Run, db: None
) -> None:
    from tests.factories.books import BookFactory

    book = BookFactory(slug="september", opened_on=date(2025, 9, 1))
    lines = [("1101", 700, 0), ("3201", 0, 700, "H-1")]
    make_voucher(book, date(2025, 9, 1), lines, is_opening=True)

    for end in ("2024-12-31", "2025-03-31", "2025-08-31", "2025-08-15"):
        for report in REPORTS:
            table = as_json(run, "september", report, "--to", end)
            assert not any(table["totals"].values()), (end, report)
    assert as_json(run, "september", "balance_sheet", "--to", "2025-09-01")["totals"] == {
        "assets": 700,
        "liabilities": 0,
        "equity": 700,
    }
    assert as_json(run, "september", "trial_balance", *TO)["rows"][0]["opening"] == 700


@pytest.mark.parametrize(
    ("arguments", "status", "complaint"),
    [
        (
            ("kube-uj", "trial_balance", *TO),
            1,
            "CommandError: Tidak ada buku “kube-uj”. Yang ada: kube-uji.",
        ),
        (
            ("kube-uji", "trial_balance", "--from", "2025-02-01", "--to", "2025-01-31"),
            1,
            "CommandError: Tanggal awal sesudah tanggal akhir.",
        ),
        (
            ("kube-uji", "general_ledger", *TO, "--account", "9999"),
            1,
            "CommandError: Tidak ada akun 9999 dalam buku ini.",
        ),
        (
            ("kube-uji", "income_statement", *TO, "--unit", "TOKO"),
            1,
            "CommandError: Tidak ada unit usaha TOKO.",
        ),
        (
            ("kube-uji", "cash_flow", *TO, "--by-unit", "--unit", "UMUM"),
            1,
            (
                "CommandError: Laporan arus kas tidak mengenal pilihan --by-unit, --unit."
                " Hapus pilihan itu, atau minta laporan lain."
            ),
        ),
        (
            ("kube-uji", "trial_balance", *TO, "--compare-to", "2024-12-31"),
            1,
            (
                "CommandError: Neraca saldo tidak mengenal pilihan --compare-to."
                " Hapus pilihan itu, atau minta laporan lain."
            ),
        ),
        (
            ("kube-uji", "subsidiary_ledger", *TO, "--subsidiary", "W-9"),
            1,
            "CommandError: Tidak ada rekening pembantu W-9.",
        ),
        (
            ("kube-uji", "trial_balance", *TO, "--format", "pdf"),
            1,
            "CommandError: Sebutkan berkas tujuan dengan -o.",
        ),
        (
            ("kube-uji", "trial_balance", *TO, "-o", "/tidak/ada/neraca.txt"),
            1,
            (
                "CommandError: Berkas /tidak/ada/neraca.txt tidak dapat ditulis:"
                " No such file or directory."
            ),
        ),
        (
            ("kube-uji", "trial_balance", "--to", "31/02/2025"),
            2,
            (
                "manage.py statement: error: argument --to: “31/02/2025” bukan tanggal."
                " Tulis seperti 2025-12-31."
            ),
        ),
        (
            ("kube-uji", "trial_balance", *TO, "--from", "kemarin"),
            2,
            (
                "manage.py statement: error: argument --from: “kemarin” bukan tanggal."
                " Tulis seperti 2025-12-31."
            ),
        ),
        (
            ("kube-uji", "trial_balance"),
            2,
            "manage.py statement: error: the following arguments are required: --to",
        ),
    ],
)
def test_what_is_refused(
    book: Book, run: Run, arguments: tuple[str, ...], status: int, complaint: str
) -> None:
    outcome = run("statement", *arguments)

    assert (outcome.status, outcome.out, outcome.complaint) == (status, "", complaint)


def test_a_report_that_does_not_exist_is_answered_with_those_that_do(book: Book, run: Run) -> None:
    outcome = run("statement", "kube-uji", "neraca", *TO)

    assert (outcome.status, outcome.out) == (2, "")
    assert all(name in outcome.complaint for name in REPORTS)
