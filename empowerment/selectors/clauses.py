"""The clauses of the 2008 guideline, the thread through everything (kube.md §1)."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

FILE = Path(__file__).resolve().parents[1] / "data" / "clauses.csv"


@dataclass(frozen=True)
class Clause:
    """One clause: `A.2.b.1` and what it asks, in both languages."""

    id: str
    title_id: str
    title_en: str

    @property
    def title(self) -> str:
        """What it asks, in the reader's language."""
        return self.title_en if get_language() == "en" else self.title_id

    def __str__(self) -> str:
        return f"{self.id} {self.title}"


@cache
def clauses() -> dict[str, Clause]:
    """Every clause in the guideline's order."""
    with FILE.open(encoding="utf-8", newline="") as handle:
        return {
            row["id"]: Clause(row["id"], row["title"], row["title_en"])
            for row in csv.DictReader(handle)
        }


def is_clause(text: str) -> bool:
    """Whether the guideline has it."""
    return text in clauses()
