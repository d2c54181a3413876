"""The data files of `enterprises/data/`, read once."""

import csv
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data"


@cache
def all_rows(name: str) -> tuple[dict[str, str], ...]:
    """Every row of a file."""
    with (DATA / name).open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))


@cache
def rows(name: str, framework: str) -> tuple[dict[str, str], ...]:
    """The rows of a file that belong to a framework."""
    return tuple(row for row in all_rows(name) if row["framework"] == framework)


def sales_codes(framework: str) -> dict[str, str]:
    """Account code → `all`, `member` or `non_member`, of the accounts that hold sales."""
    return {row["account"]: row["party"] for row in rows("sales_accounts.csv", framework)}


def source_of_code(framework: str, code: str) -> str:
    """The source of capital behind an account: the longest prefix wins, `other` when none does."""
    fitting = [r for r in rows("capital_sources.csv", framework) if code.startswith(r["prefix"])]
    return max(fitting, key=lambda r: len(r["prefix"]))["source"] if fitting else "other"


def trade_code(framework: str, role: str, *, is_member: bool) -> str:
    """The account code behind a role of trading; empty where the framework has none.

    Roles: revenue, service, returns, receivable, advance, consignor, commission.
    """
    party = "member" if is_member else "non_member"
    fitting = [r for r in rows("trade_accounts.csv", framework) if r["role"] == role]
    return next((r["account"] for r in fitting if r["party"] in (party, "all")), "")
