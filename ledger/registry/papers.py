"""What stands above and below printed papers, and who signs them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy

from ledger.registry.words import Words


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


LetterheadProvider = Callable[[Any, date], Letterhead]
"""Gives the letterhead of a book, with the officers in office on a day."""


_letterheads: list[LetterheadProvider] = []


def register_letterhead(provider: LetterheadProvider) -> None:
    """Set who knows letterheads and officers (the ledger knows neither)."""
    _letterheads[:] = [provider]


def letterhead(book: Any, on: date) -> Letterhead:
    """The letterhead of a book; its name alone when nobody knows more."""
    return _letterheads[0](book, on) if _letterheads else Letterhead(name=book.name)
