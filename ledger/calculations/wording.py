"""The words of a narration that stay the same from month to month."""

import re

_MONTHS = {
    *("januari", "februari", "maret", "april", "mei", "juni"),
    *("juli", "agustus", "september", "oktober", "november", "desember"),
    *("jan", "feb", "mar", "apr", "jun", "jul", "agu", "ags", "sep", "sept", "okt", "nov", "des"),
}
_LETTERS = re.compile(r"[^\W\d_]+")


def normalised(text: str) -> str:
    """`Bayar listrik Sept 2025 (no. 12)` → `bayar listrik no`: no numbers, months, signs."""
    words = [word for word in _LETTERS.findall(text.lower()) if word not in _MONTHS]
    return " ".join(words)[:200]


def likeness(left: str, right: str) -> float:
    """Shared words of two normalised texts, from 0 to 1 (Jaccard)."""
    a, b = set(left.split()), set(right.split())
    return len(a & b) / len(a | b) if a and b else 0.0
