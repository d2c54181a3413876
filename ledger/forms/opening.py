"""The grid of opening balances: a row per account, and below control accounts per name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ledger.models import Account, Book
from ledger.services.opening import FIELDS, OpeningFault, OpeningRow

BLANK_NAMES = 3
"""Rows for new names below each control account, beyond those that are there."""
KINDS = ("asset", "liability", "equity")
MAX_ROWS = 900


@dataclass
class GridRow:
    """One row of the page."""

    number: int
    account: Account
    values: OpeningRow
    is_named: bool
    is_known: bool = False
    faults: dict[str, str] = field(default_factory=dict)


def grid(
    book: Book, rows: list[OpeningRow], faults: list[OpeningFault] | None = None
) -> list[GridRow]:
    """Every account of the balance sheet, filled with what the draft holds."""
    typed: dict[tuple[str, str], OpeningRow] = {}
    unnamed: dict[str, list[OpeningRow]] = {}
    faults_of: dict[int, dict[str, str]] = {id(rows[f.row]): {} for f in faults or ()}
    for fault in faults or ():
        faults_of[id(rows[fault.row])][fault.field] = fault.message
    for row in rows:
        typed[row["account"], row["subsidiary"]] = row
        unnamed.setdefault(row["account"], []).append(row)
    shown: list[GridRow] = []

    def add(account: Account, values: OpeningRow, **flags: bool) -> None:
        shown.append(
            GridRow(len(shown), account, values, faults=faults_of.get(id(values), {}), **flags)
        )

    subsidiaries: dict[int, list[Any]] = {}
    for subsidiary in book.subsidiaries.filter(is_active=True):
        subsidiaries.setdefault(subsidiary.account_id, []).append(subsidiary)
    accounts = book.accounts.filter(kind__in=KINDS, is_heading=False, is_active=True)
    for account in accounts.order_by("code"):
        if not account.control:
            add(account, typed.get((account.code, "")) or blank(account), is_named=False)
            continue
        known = {s.code for s in subsidiaries.get(account.pk, [])}
        for subsidiary in subsidiaries.get(account.pk, []):
            row = typed.get((account.code, subsidiary.code)) or blank(account, subsidiary.code)
            row["name"] = subsidiary.name
            add(account, row, is_named=True, is_known=True)
        new = [
            row
            for row in unnamed.get(account.code, [])
            if row["subsidiary"] not in known and any(row[f] for f in FIELDS[1:])
        ]
        for row in new:
            add(account, row, is_named=True)
        for _n in range(BLANK_NAMES):
            add(account, blank(account), is_named=True)
    return shown


def blank(account: Account, subsidiary: str = "") -> OpeningRow:
    """A row with nothing in it."""
    return {
        "account": account.code,
        "subsidiary": subsidiary,
        "name": "",
        "debit": "",
        "credit": "",
    }


def sent_rows(data: Mapping[str, Any], book: Book) -> list[OpeningRow]:
    """The rows a page sent; those of unknown accounts are left out."""
    codes = set(book.accounts.values_list("code", flat=True))
    rows = []
    for number in range(MAX_ROWS):
        code = data.get(f"o{number}-account")
        if code is None:
            break
        row = {name: str(data.get(f"o{number}-{name}", "")).strip() for name in FIELDS}
        row = {name: text.replace("\0", "") for name, text in row.items()}
        if code in codes and any(row[name] for name in FIELDS[1:]):
            rows.append(row)
    return rows
