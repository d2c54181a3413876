"""Amounts of statements: sen into whole rupiah, lines that come again, and what fits what."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from difflib import SequenceMatcher


@dataclass(frozen=True)
class StatedLine:
    """A row as the bank wrote it, in rupiah and sen; above zero what came in."""

    row: int
    day: date
    amount: Decimal
    text: str
    balance: Decimal | None = None


def whole(amount: Decimal) -> int:
    """Half a rupiah up."""
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def whole_amounts(lines: Sequence[StatedLine]) -> list[int]:
    """Whole rupiah of each line: differences of rounded running balances.

    So they add up to the rounded balance, whatever the sen; a line in whole rupiah keeps its
    amount exactly. Without a stated balance the running sum begins at zero.
    """
    first = lines[0] if lines else None
    running = first.balance - first.amount if first and first.balance is not None else Decimal(0)
    amounts = []
    for line in lines:
        before, running = whole(running), running + line.amount
        amounts.append(whole(running) - before)
    return amounts


def broken_balance(lines: Sequence[StatedLine]) -> int | None:
    """The place of the first line whose balance does not follow from the one before."""
    for place in range(1, len(lines)):
        before, line = lines[place - 1].balance, lines[place]
        if None not in (before, line.balance) and before + line.amount != line.balance:  # type: ignore[operator]
            return place
    return None


def oldest_first(lines: Sequence[StatedLine]) -> list[StatedLine]:
    """Banks print either end first; the order within a day is kept as the balances ask for."""
    if len(lines) > 1 and lines[0].day > lines[-1].day:
        return list(reversed(lines))
    if len(lines) > 1 and broken_balance(lines) is not None:
        turned = list(reversed(lines))
        if lines[0].day == lines[-1].day and broken_balance(turned) is None:
            return turned
    return list(lines)


def fingerprints(lines: Iterable[StatedLine]) -> list[str]:
    """What knows each line again; equal lines are counted, so that two fees of a day are two."""
    seen: Counter[tuple[object, ...]] = Counter()
    made = []
    for line in lines:
        balance = None if line.balance is None else f"{line.balance:.2f}"
        what = (line.day.isoformat(), f"{line.amount:.2f}", " ".join(line.text.split()), balance)
        seen[what] += 1
        made.append(hashlib.sha256(repr((*what, seen[what])).encode()).hexdigest())
    return made


def likeness(bank: str, book: str) -> float:
    """0 to 1: the best of common words and common letters, whatever the case."""
    bank, book = bank.casefold(), book.casefold()
    left, right = set(bank.split()), set(book.split())
    words = len(left & right) / min(len(left), len(right)) if left and right else 0.0
    return max(words, SequenceMatcher(None, bank, book).ratio())
