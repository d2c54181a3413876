"""The data files of `cooperatives/data/`, read once."""

import csv
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data"


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """All rows of a file, in its order."""
    with (DATA / name).open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))
