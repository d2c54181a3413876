"""Charts of accounts and statement layouts: data in CSV, see README.md beside them."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class ChartRow:
    """One account of a seed chart."""

    code: str
    name: str
    name_en: str
    kind: str
    side: str
    role: str
    cash_flow: str
    control: str
    is_heading: bool
    purpose: str


@dataclass(frozen=True)
class LayoutRow:
    """One row of a statement: which accounts it gathers, or which rows it adds up."""

    statement: str
    key: str
    label: str
    label_en: str
    style: str
    sign: str
    accounts: tuple[str, ...]
    terms: tuple[tuple[int, str], ...]


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def chart(framework: str) -> tuple[ChartRow, ...]:
    """Return the seed chart of a framework."""
    purposes = {
        row["code"]: row["purpose"] for row in _rows("roles.csv") if row["framework"] == framework
    }
    return tuple(
        ChartRow(
            code=row["code"],
            name=row["name"],
            name_en=row["name_en"],
            kind=row["kind"],
            side=row["side"],
            role=row["role"],
            cash_flow=row["cash_flow"],
            control=row["control"],
            is_heading=row["heading"] == "yes",
            purpose=purposes.get(row["code"], ""),
        )
        for row in _rows(f"{framework}.csv")
    )


@cache
def layout(framework: str, statement: str) -> tuple[LayoutRow, ...]:
    """Return the rows of one statement of a framework, in print order."""
    return tuple(
        LayoutRow(
            statement=row["statement"],
            key=row["key"],
            label=row["label"],
            label_en=row["label_en"],
            style=row["style"],
            sign=row["sign"],
            accounts=tuple(row["accounts"].split()),
            terms=tuple(
                (-1 if term.startswith("-") else 1, term.lstrip("+-"))
                for term in row["sum"].split()
            ),
        )
        for row in _rows(f"{framework}.layout.csv")
        if row["statement"] == statement
    )
