"""What upper apps prove or refuse: of a posting, an opening, a close, of a whole book."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ledger.registry.catalogue import Catalogue
from ledger.registry.words import Words


@dataclass(frozen=True)
class Light:
    """What a closing check found: `ok`, `wait` (not done yet) or `warn` (done, but uneven)."""

    state: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class ClosingCheck:
    """A light of the closing checklist of a month; None leaves it out (it does not apply)."""

    name: str
    title: Words
    order: int
    build: Callable[[Any, date], Light | None]


@dataclass(frozen=True)
class Refusal:
    """Why a voucher cannot be posted: its place among those handed over, and the sentence."""

    place: int
    text: str


PostingCheck = Callable[[Any, Sequence[Any]], Refusal | None]
"""Asked with the book and its vouchers, under the book's lock, before anything is written."""


OpeningCheck = Callable[[Any], str]
"""Gives a sentence while the opening of a book may not be posted; empty when it may."""


BookCheck = Callable[[Any], list[str]]
"""Re-proves what an upper app keeps beside a book: a sentence for every fault."""


_closing_checks: Catalogue[ClosingCheck] = Catalogue("closing check", lambda check: check.name)
_posting_checks: dict[str, PostingCheck] = {}
_opening_checks: list[OpeningCheck] = []
_book_checks: list[BookCheck] = []


def register_closing_check(check: ClosingCheck) -> None:
    """Add a light to the closing checklist; a name registered again must be the same check."""
    _closing_checks.add(check)


def closing_lights(book: Any, end: date) -> list[tuple[ClosingCheck, Light]]:
    """The lights of the month that ends on a day, in order."""
    checks = sorted(_closing_checks, key=lambda check: check.order)
    return [(c, light) for c in checks if (light := c.build(book, end)) is not None]


def register_posting_check(name: str, check: PostingCheck) -> None:
    """Let an upper app refuse vouchers, whatever page, file or reversal they come from."""
    _posting_checks[name] = check


def refused_posting(book: Any, vouchers: Sequence[Any]) -> Refusal | None:
    """The first refusal of the registered checks."""
    found = (check(book, vouchers) for check in _posting_checks.values())
    return next((refusal for refusal in found if refusal is not None), None)


def register_opening_check(check: OpeningCheck) -> None:
    """Let an upper app hold back the opening until its own part is complete."""
    if check not in _opening_checks:
        _opening_checks.append(check)


def opening_refusal(book: Any) -> str:
    """The first sentence that holds the opening of a book back; empty when nothing does."""
    return next((text for check in _opening_checks if (text := check(book))), "")


def register_book_check(check: BookCheck) -> None:
    """Let `check_books` and every close prove an upper app's records too."""
    if check not in _book_checks:
        _book_checks.append(check)


def faults_beside(book: Any) -> list[str]:
    """What the upper apps' checks found."""
    return [fault for check in _book_checks for fault in check(book)]
