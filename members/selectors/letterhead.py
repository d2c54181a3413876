"""The letterhead of an organization, with the officers in office on a day, and its history."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ledger.models import Book
from ledger.registry import DOCUMENTS, Letterhead, Signatory, SignaturePlace
from members.models import (
    LetterheadVersion,
    Office,
    OfficeKind,
    Organization,
    SignatureVersion,
)

SIGNING = (OfficeKind.KEPALA, OfficeKind.KETUA, OfficeKind.SEKRETARIS, OfficeKind.BENDAHARA)
"""Offices that sign statements, in the order of the paper (UU 25/1992 art. 36: all pengurus),
until the organization sets its own."""


def letterhead_of(book: Book, on: date) -> Letterhead:
    """Name, place and signatories. A book without an organization has only its name."""
    organization = Organization.objects.filter(book=book).select_related("institution").first()
    if organization is None:
        return Letterhead(name=book.name)
    officers = _officers(organization, on)
    places = signature_places(organization)
    text = newest_letterhead(organization)
    signing = [one for one in officers if one.kind in SIGNING]
    signing.sort(key=lambda one: SIGNING.index(OfficeKind(one.kind)))
    if own := places.get("statement"):
        names = {one.kind: one.name for one in reversed(officers)}
        signing = [Signatory(p.office, names.get(p.signer, ""), p.signer, p.act) for p in own]
    return Letterhead(
        name=text.name if text else organization.name,
        lines=_lines(organization, text),
        place=text.place if text else organization.village,
        signatories=tuple(signing),
        officers=tuple(officers),
        places=places,
        logo=text.logo if text else "",
    )


def _officers(organization: Organization, on: date) -> list[Signatory]:
    found = Office.objects.in_force(on).filter(organization=organization).select_related("person")
    return [
        Signatory(office=office.get_kind_display(), name=office.person.name, kind=office.kind)
        for office in found
    ]


def _lines(organization: Organization, text: LetterheadVersion | None) -> tuple[str, ...]:
    if text is None:
        lines = [organization.kind_label, organization.address or organization.village]
    else:
        lines = [
            text.subtitle or organization.kind_label,
            text.address,
            text.contact,
            text.legal,
        ]
    if organization.institution:
        lines.append(organization.institution.name)
    return tuple(line for line in lines if line)


def newest_letterhead(organization: Organization) -> LetterheadVersion | None:
    """The letterhead that holds now; None while none was ever set."""
    return organization.letterheads.order_by("-version").first()


def signature_places(organization: Organization) -> dict[str, tuple[SignaturePlace, ...]]:
    """Document → its places, for those whose newest version has any."""
    newest: dict[str, SignatureVersion] = {}
    for row in organization.signatures.order_by("version").prefetch_related("places"):
        newest[row.document] = row
    labels = dict(OfficeKind.choices)
    return {
        document: tuple(
            SignaturePlace(place.signer, str(labels.get(place.signer, "")), place.act)
            for place in row.places.all()
        )
        for document, row in newest.items()
        if row.places.all()
    }


@dataclass(frozen=True)
class Change:
    """A line of the history: what was set, when, by whom, why."""

    at: datetime
    by: str
    what: Any
    reason: str


def letterhead_history(organization: Organization, most: int = 50) -> list[Change]:
    """Every saving of the letterhead and of the signatures, newest first."""
    heads = organization.letterheads.select_related("set_by__person").order_by("-version")[:most]
    signs = organization.signatures.select_related("set_by__person").order_by("-set_at")[:most]
    rows: list[tuple[Any, Any]] = [(row, row.name) for row in heads]
    rows += [(row, DOCUMENTS[row.document]) for row in signs]
    changes = [
        Change(row.set_at, row.set_by.get_full_name(), what, row.reason) for row, what in rows
    ]
    return sorted(changes, key=lambda change: change.at, reverse=True)[:most]
