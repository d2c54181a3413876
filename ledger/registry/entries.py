"""What people do: acts in plain words, and acts that wait for another officer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ledger.registry.catalogue import Catalogue
from ledger.registry.words import Words


@dataclass(frozen=True)
class Act:
    """A thing that people do in plain words on a page of an upper app.

    The ledger's own acts are data (`ledger/acts/`). `url_name` is the page that does it, below
    `lembaga/<org>/`; `group` is a row of `ledger/acts/groups.csv`; `replaces` names acts of the
    catalogue that the page does better, which are then not offered.
    """

    name: str
    sentence: Words
    frameworks: frozenset[str]
    url_name: str
    permission: str = "ledger.record_voucher"
    group: str = "sendiri"
    source: str = ""
    replaces: frozenset[str] = frozenset()


ActRunner = Callable[..., Any]
"""Does an act of a service: (book, arguments, *, actor, at, approval) → its voucher."""


@dataclass(frozen=True)
class QueuedAct:
    """An act of a service that waits whole for another officer where the book's policy says so.

    `run` reads the arguments back and calls the one service function, with its checks; it is
    called in the maker's name. `refusals` are the errors by which that service refuses. `again`
    is the page where the maker does it once more after a refusal (book, arguments → address).
    `concerns` names the login whose own money it is (book, arguments → id or None): that person
    does not approve it.
    """

    name: str
    run: ActRunner
    again: Callable[[Any, Mapping[str, Any]], str]
    refusals: tuple[type[Exception], ...] = ()
    concerns: Callable[[Any, Mapping[str, Any]], int | None] = lambda _book, _given: None


_acts: Catalogue[Act] = Catalogue("act", lambda act: act.name)
_queued_acts: Catalogue[QueuedAct] = Catalogue("queued act", lambda act: act.name)


def register_act(act: Act) -> None:
    """Offer an act in the catalogue."""
    _acts.add(act)


def acts(framework: str) -> list[Act]:
    """The acts a framework offers."""
    return [a for a in _acts if framework in a.frameworks]


def register_queued_act(act: QueuedAct) -> None:
    """Let an act wait for approval; a name registered again must be the same act."""
    _queued_acts.add(act)


def queued_act(name: str) -> QueuedAct:
    """One act that can wait; LookupError when there is none."""
    return _queued_acts[name]
