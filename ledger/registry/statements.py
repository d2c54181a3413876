"""Reports that `statement ORG NAME` and the reports page offer."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from ledger.registry.catalogue import Catalogue
from ledger.registry.frameworks import EVERY_FRAMEWORK
from ledger.registry.words import Words

OPTIONS = frozenset(
    {"account", "subsidiary", "unit", "by_unit", "compare", "budget", "after_closing", "hide_zero"}
)
"""Every option that a report may accept."""


class ReportBuilder(Protocol):
    """Builds one report of a book between two days, both included."""

    def __call__(self, book: Any, *, start: date, end: date, **options: Any) -> Any: ...


@dataclass(frozen=True)
class Report:
    """A statement or list that `statement ORG NAME` and the reports page offer."""

    name: str
    title: Words
    build: ReportBuilder
    permission: str = "ledger.view_statements"
    frameworks: frozenset[str] = EVERY_FRAMEWORK
    options: frozenset[str] = frozenset()
    """What it can be asked beyond its dates: `OPTIONS`. The page offers these; a command that
    asks for another one is refused, for it would get an answer to another question."""

    def __post_init__(self) -> None:
        """A misspelt option would never be offered."""
        if unknown := self.options - OPTIONS:
            raise ValueError(f"report {self.name!r}: unknown options {sorted(unknown)}")


_reports: Catalogue[Report] = Catalogue("report", lambda report: report.name)


def register_report(report: Report) -> None:
    """Offer a report; a name registered again must be the same report."""
    _reports.add(report)


def reports(framework: str | None = None) -> list[Report]:
    """The registered reports, in the order of registration."""
    return [r for r in _reports if framework is None or framework in r.frameworks]


def report(name: str) -> Report:
    """One report by name; LookupError when there is none."""
    return _reports[name]
