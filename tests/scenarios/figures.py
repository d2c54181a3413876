"""Figures of the demonstration: asked of the `statement` command, and added up from the CSV."""

import csv
import io
import json
from collections import defaultdict
from datetime import date
from functools import cache
from typing import Any

from django.core.management import call_command

from empowerment.services.demo import DATA
from ledger.calculations.periods import month_end

KUBE = ("tani-lentera", "mina-lestari", "jahit-kencana", "bengkel-roda")
KSU = "ksu-karya-lentera"
BOOKS = (*KUBE, KSU)
YEAR_END = "2025-12-31"
MONTH_ENDS = [month_end(date(2025, month, 1)).isoformat() for month in range(1, 13)]
MID_DAYS = (1, 9, 15, 16, 20, 29, 10, 5, 17, 25, 11, 30)
MID_MONTHS = [f"2025-{month:02}-{day:02}" for month, day in enumerate(MID_DAYS, start=1)]


def statement(slug: str, report: str, end: str = YEAR_END, *options: str) -> dict[str, Any]:
    """The JSON of `statement SLUG REPORT --to END`."""
    out = io.StringIO()
    call_command("statement", slug, report, "--to", end, "--format", "json", *options, stdout=out)
    return dict(json.loads(out.getvalue()))


def totals(slug: str, report: str, end: str = YEAR_END, *options: str) -> dict[str, int]:
    """The totals of a statement."""
    return dict(statement(slug, report, end, *options)["totals"])


def trial(slug: str, end: str = YEAR_END, *options: str) -> dict[str, int]:
    """Account code → balance (debit minus credit) of the trial balance, without zeros."""
    rows = statement(slug, "trial_balance", end, *options)["rows"]
    return {row["code"]: row["balance"] for row in rows if row["balance"]}


def csv_rows(*path: str) -> list[dict[str, str]]:
    """Rows of a CSV of the demonstration's data."""
    with DATA.joinpath(*path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def journal(slug: str) -> list[dict[str, str]]:
    """The journal of a book as it lies on disk."""
    return csv_rows("books", slug, "journal.csv")


def added_up(slug: str, until: str = YEAR_END, key: str = "Akun") -> dict[str, int]:
    """Balances added up from the CSV: opening vouchers always count, others until a day."""
    sums: dict[str, int] = defaultdict(int)
    for row in journal(slug):
        if row[key] and (row["Tanggal"] <= until or row["Jenis"]):
            sums[row[key]] += int(row["Debet"] or 0) - int(row["Kredit"] or 0)
    return {code: amount for code, amount in sums.items() if amount}


def closing(slug: str) -> dict[str, int]:
    """The closing figures that the data itself promises."""
    return {row["account"]: int(row["balance"]) for row in csv_rows("books", slug, "closing.csv")}
