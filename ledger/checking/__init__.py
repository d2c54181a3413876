"""Marks of those who check: data in CSV, so that an organization's own habit is a row.

Numbers of paragraphs are those of the standards on auditing (SA, the Indonesian ISA); editions
number them differently, so they are printed nowhere.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

HERE = Path(__file__).parent


@dataclass(frozen=True)
class TickMark:
    """One mark: the sign on paper and what it says."""

    code: str
    sign: str
    name: str
    is_exception: bool

    @property
    def label(self) -> str:
        """What it says, in the reader's language."""
        return _(self.name)


@cache
def tick_marks() -> dict[str, TickMark]:
    """Every mark by its code, in the order of the file."""
    with (HERE / "tick_marks.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: TickMark(
                row["code"], row["sign"], row["label"], row["is_exception"] == "1"
            )
            for row in csv.DictReader(file)
        }


WORDS = (
    gettext_noop("Cocok dengan bukti asli"),
    gettext_noop("Penjumlahan benar"),
    gettext_noop("Dihitung ulang dan cocok"),
    gettext_noop("Dikonfirmasi kepada pihak lain"),
    gettext_noop("Barang atau uangnya dilihat sendiri"),
    gettext_noop("Disetujui yang berwenang"),
    gettext_noop("Akun dan unitnya tepat"),
    gettext_noop("Dibukukan di masa yang benar"),
    gettext_noop("Tidak cocok: lihat catatan"),
)
"""The labels of the file for the catalogue; a test holds the two against each other."""
