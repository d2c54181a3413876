"""What upper apps add to the ledger: reports, acts and navigation. They register in `ready()`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise
else:
    StrPromise = str


Words = str | StrPromise
"""A text, or one that is translated when it is shown."""


OPTIONS = frozenset(
    {"account", "subsidiary", "unit", "by_unit", "compare", "budget", "after_closing", "hide_zero"}
)
"""Every option that a report may accept."""


EVERY_FRAMEWORK = frozenset({"kube", "koperasi", "yayasan", "panti"})


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


@dataclass(frozen=True)
class Signatory:
    """Who signs a paper, in which office; `kind` is its code, the same in every language."""

    office: str
    name: str
    kind: str = ""
    act: str = ""
    """What stands above the place, such as *Mengetahui*."""


@dataclass(frozen=True)
class SignaturePlace:
    """A place that an organization sets on its papers.

    `signer` is the code of an office, or one of `PEOPLE_OF_PAPERS`; `office` its name.
    """

    signer: str
    office: str = ""
    act: str = ""


PEOPLE_OF_PAPERS = ("maker", "approver", "party")
"""Signers that a voucher or count names itself: who made it, who approved it, the other side."""


DOCUMENTS: dict[str, Words] = {
    "statement": gettext_lazy("Laporan"),
    "BKM": gettext_lazy("Bukti kas masuk (BKM)"),
    "BKK": gettext_lazy("Bukti kas keluar (BKK)"),
    "BU": gettext_lazy("Bukti umum (BU)"),
    "receipt_in": gettext_lazy("Kuitansi penerimaan"),
    "receipt_out": gettext_lazy("Kuitansi pembayaran"),
    "cash_count": gettext_lazy("Berita acara pemeriksaan kas"),
}
"""Papers whose places to sign an organization may set."""


@dataclass(frozen=True)
class Letterhead:
    """What stands above and below a printed paper of an organization."""

    name: str
    lines: tuple[str, ...] = ()
    place: str = ""
    signatories: tuple[Signatory, ...] = ()
    """Who signs statements, from left to right."""
    officers: tuple[Signatory, ...] = ()
    """Every officer of the day, also those who sign no statement."""
    places: Mapping[str, tuple[SignaturePlace, ...]] = field(default_factory=dict)
    """Document (`DOCUMENTS`) → places; absent where Lumbung's own order stands."""
    logo: str = ""
    """Where the PNG lies in the storage of files."""

    def holder(self, *kinds: str) -> str:
        """The name of who holds the first of these offices that is filled; empty when none is."""
        known = (*self.signatories, *self.officers)
        return next((s.name for kind in kinds for s in known if s.kind == kind and s.name), "")

    def office_of(self, name: str) -> str:
        """The office that a person signs in; empty for anyone else."""
        known = (*self.signatories, *self.officers)
        return next((s.office for s in known if name and s.name == name), "")


@dataclass(frozen=True)
class Mandate:
    """In whose stead somebody acts: that person's login, if there is one, and the words for it."""

    principal_id: int | None
    words: str


MandateProvider = Callable[[Any, Any, str, date], Mandate | None]
"""Says whether a user holds a permission in a book on a day only in somebody's stead."""

LetterheadProvider = Callable[[Any, date], Letterhead]
"""Gives the letterhead of a book, with the officers in office on a day."""


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


@dataclass(frozen=True)
class NavigationItem:
    """One entry of the navigation by work; shown in the books it is for, with the permission."""

    label: Words
    url_name: str
    permission: str
    icon: str
    order: int
    prefixes: tuple[str, ...] = field(default=())
    frameworks: frozenset[str] = EVERY_FRAMEWORK


@dataclass(frozen=True)
class SettingsPage:
    """A page of an upper app that *Pengaturan* leads to, for whoever holds the permission."""

    label: Words
    url_name: str
    permission: str


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


_closing_checks: dict[str, ClosingCheck] = {}
_posting_checks: dict[str, PostingCheck] = {}
_reports: dict[str, Report] = {}
_acts: dict[str, Act] = {}
_queued_acts: dict[str, QueuedAct] = {}
_navigation: dict[str, NavigationItem] = {}
_panels: dict[str, Panel] = {}
_settings_pages: dict[str, SettingsPage] = {}
_letterheads: list[LetterheadProvider] = []
_mandates: list[MandateProvider] = []


def register_report(report: Report) -> None:
    """Offer a report; a name registered again must be the same report."""
    if _reports.setdefault(report.name, report) != report:
        raise ValueError(f"report {report.name!r} is registered already")


def register_act(act: Act) -> None:
    """Offer an act in the catalogue."""
    if _acts.setdefault(act.name, act) != act:
        raise ValueError(f"act {act.name!r} is registered already")


def register_queued_act(act: QueuedAct) -> None:
    """Let an act wait for approval; a name registered again must be the same act."""
    if _queued_acts.setdefault(act.name, act) != act:
        raise ValueError(f"queued act {act.name!r} is registered already")


def queued_act(name: str) -> QueuedAct:
    """One act that can wait; LookupError when there is none."""
    return _queued_acts[name]


def register_navigation(item: NavigationItem) -> None:
    """Add an entry to the navigation."""
    _navigation[item.url_name] = item


def register_settings_page(page: SettingsPage) -> None:
    """Lead from *Pengaturan* to a page; a name registered again must be the same page."""
    if _settings_pages.setdefault(page.url_name, page) != page:
        raise ValueError(f"settings page {page.url_name!r} is registered already")


def settings_pages() -> list[SettingsPage]:
    """The pages of upper apps below *Pengaturan*, in the order of registration."""
    return list(_settings_pages.values())


def register_panel(panel: Panel) -> None:
    """Add a part to *Hari ini*; a name registered again must be the same panel."""
    if _panels.setdefault(panel.name, panel) != panel:
        raise ValueError(f"panel {panel.name!r} is registered already")


def register_letterhead(provider: LetterheadProvider) -> None:
    """Set who knows letterheads and officers (the ledger knows neither)."""
    _letterheads[:] = [provider]


def register_posting_check(name: str, check: PostingCheck) -> None:
    """Let an upper app refuse vouchers, whatever page, file or reversal they come from."""
    _posting_checks[name] = check


def refused_posting(book: Any, vouchers: Sequence[Any]) -> Refusal | None:
    """The first refusal of the registered checks."""
    found = (check(book, vouchers) for check in _posting_checks.values())
    return next((refusal for refusal in found if refusal is not None), None)


def register_mandates(provider: MandateProvider) -> None:
    """Set who knows substitutes (the ledger knows no office)."""
    _mandates[:] = [provider]


def mandate(book: Any, user: Any, permission: str, on: date) -> Mandate | None:
    """In whose stead a user holds a permission; None when it is his own."""
    return _mandates[0](book, user, permission, on) if _mandates else None


def register_closing_check(check: ClosingCheck) -> None:
    """Add a light to the closing checklist; a name registered again must be the same check."""
    if _closing_checks.setdefault(check.name, check) != check:
        raise ValueError(f"closing check {check.name!r} is registered already")


OpeningCheck = Callable[[Any], str]
"""Gives a sentence while the opening of a book may not be posted; empty when it may."""
_opening_checks: list[OpeningCheck] = []


def register_opening_check(check: OpeningCheck) -> None:
    """Let an upper app hold back the opening until its own part is complete."""
    if check not in _opening_checks:
        _opening_checks.append(check)


def opening_refusal(book: Any) -> str:
    """The first sentence that holds the opening of a book back; empty when nothing does."""
    return next((text for check in _opening_checks if (text := check(book))), "")


_opening_links: dict[str, NavigationItem] = {}


def register_opening_link(item: NavigationItem) -> None:
    """Offer a page beside the opening balances on which an upper app gathers its own."""
    _opening_links[item.url_name] = item


def opening_links(framework: str) -> list[NavigationItem]:
    """The pages beside the opening balances of a framework, in order."""
    links = [item for item in _opening_links.values() if framework in item.frameworks]
    return sorted(links, key=lambda item: item.order)


BookCheck = Callable[[Any], list[str]]
"""Re-proves what an upper app keeps beside a book: a sentence for every fault."""
_book_checks: list[BookCheck] = []


def register_book_check(check: BookCheck) -> None:
    """Let `check_books` and every close prove an upper app's records too."""
    if check not in _book_checks:
        _book_checks.append(check)


def faults_beside(book: Any) -> list[str]:
    """What the upper apps' checks found."""
    return [fault for check in _book_checks for fault in check(book)]


def closing_lights(book: Any, end: date) -> list[tuple[ClosingCheck, Light]]:
    """The lights of the month that ends on a day, in order."""
    checks = sorted(_closing_checks.values(), key=lambda check: check.order)
    return [(c, light) for c in checks if (light := c.build(book, end)) is not None]


def letterhead(book: Any, on: date) -> Letterhead:
    """The letterhead of a book; its name alone when nobody knows more."""
    return _letterheads[0](book, on) if _letterheads else Letterhead(name=book.name)


def reports(framework: str | None = None) -> list[Report]:
    """The registered reports, in the order of registration."""
    return [r for r in _reports.values() if framework is None or framework in r.frameworks]


def report(name: str) -> Report:
    """One report by name; LookupError when there is none."""
    try:
        return _reports[name]
    except KeyError:
        raise LookupError(name) from None


def acts(framework: str) -> list[Act]:
    """The acts a framework offers."""
    return [a for a in _acts.values() if framework in a.frameworks]


def navigation() -> list[NavigationItem]:
    """All entries in order."""
    return sorted(_navigation.values(), key=lambda item: item.order)


def panels(visit: Visit) -> list[ShownPanel]:
    """What this reader sees on *Hari ini*, in order."""
    shown = []
    for panel in sorted(_panels.values(), key=lambda panel: panel.order):
        if not visit.may(panel.permission):
            continue
        context = panel.context(visit)
        if context is not None:
            shown.append(ShownPanel(panel, context))
    return shown
