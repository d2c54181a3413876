"""Charts of accounts and statement layouts: data in CSV, see README.md beside them."""

import csv
from dataclasses import dataclass
from datetime import date
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


@dataclass(frozen=True)
class Denomination:
    """One note or coin in circulation."""

    value: int
    form: str
    valid_from: date | None
    valid_until: date | None

    @property
    def key(self) -> str:
        """`note-100000`: its name in forms and records."""
        return f"{self.form}-{self.value}"


def denominations(on: date) -> list[Denomination]:
    """Notes and coins that a count on that day may contain, the largest first."""
    return [
        d
        for d in _denominations()
        if (d.valid_from is None or d.valid_from <= on)
        and (d.valid_until is None or on <= d.valid_until)
    ]


@cache
def _denominations() -> tuple[Denomination, ...]:
    def day(text: str) -> date | None:
        return date.fromisoformat(text) if text else None

    return tuple(
        Denomination(
            int(row["value"]), row["form"], day(row["valid_from"]), day(row["valid_until"])
        )
        for row in _rows("denominations.csv")
    )


@dataclass(frozen=True)
class NoteSection:
    """A section of the notes, with the text that a new book begins with."""

    key: str
    order: int
    title: str
    title_en: str
    text: str

    @property
    def label(self) -> str:
        """The title in the reader's language."""
        from django.utils.translation import get_language

        return self.title_en if get_language() == "en" else self.title


def note_sections(framework: str) -> list[NoteSection]:
    """The sections of a framework's notes, in print order."""
    rows = [row for row in _rows("calk.csv") if row["framework"] in ("*", framework)]
    sections = [
        NoteSection(row["section"], int(row["order"]), row["title"], row["title_en"], row["text"])
        for row in rows
    ]
    return sorted(sections, key=lambda section: section.order)
