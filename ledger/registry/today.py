"""The parts of *Hari ini*, the first page of a book."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from ledger.registry.catalogue import Catalogue


@dataclass(frozen=True)
class Visit:
    """Who opens the first page of which book, and on which day."""

    book: Any
    user: Any
    today: date

    @cached_property
    def held(self) -> dict[int, int]:
        """Account → whole rupiah it holds at the end of the day, read once for all panels."""
        from ledger.selectors.balances import balances

        return balances(self.book, on=self.today)

    def may(self, permission: str) -> bool:
        """Whether the reader's office gives the permission in this book."""
        return bool(self.user.has_perm(permission, self.book))


@dataclass(frozen=True)
class Panel:
    """A part of *Hari ini*, shown to whoever holds the permission.

    `context` gives what its template reads as `panel`; None leaves the panel out, for instance
    because it is about institutions only. It reads; it never writes.
    """

    name: str
    permission: str
    order: int
    template: str
    context: Callable[[Visit], Mapping[str, Any] | None]
    is_wide: bool = False


@dataclass(frozen=True)
class ShownPanel:
    """A panel with the figures of one visit."""

    panel: Panel
    context: Mapping[str, Any]


_panels: Catalogue[Panel] = Catalogue("panel", lambda panel: panel.name)


def register_panel(panel: Panel) -> None:
    """Add a part to *Hari ini*; a name registered again must be the same panel."""
    _panels.add(panel)


def panels(visit: Visit) -> list[ShownPanel]:
    """What this reader sees on *Hari ini*, in order."""
    shown = []
    for panel in sorted(_panels, key=lambda panel: panel.order):
        if not visit.may(panel.permission):
            continue
        context = panel.context(visit)
        if context is not None:
            shown.append(ShownPanel(panel, context))
    return shown
