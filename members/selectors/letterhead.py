"""The letterhead of an organization, with the officers in office on a day."""

from datetime import date

from ledger.models import Book
from ledger.registry import Letterhead, Signatory
from members.models import Office, OfficeKind, Organization

SIGNING = (OfficeKind.KEPALA, OfficeKind.KETUA, OfficeKind.SEKRETARIS, OfficeKind.BENDAHARA)
"""Offices that sign statements, in the order of the paper (UU 25/1992 art. 36: all pengurus)."""


def letterhead_of(book: Book, on: date) -> Letterhead:
    """Name, place and signatories. A book without an organization has only its name."""
    organization = Organization.objects.filter(book=book).select_related("institution").first()
    if organization is None:
        return Letterhead(name=book.name)
    officers = (
        Office.objects.in_force(on)
        .filter(organization=organization, kind__in=SIGNING)
        .select_related("person")
    )
    ordered = sorted(officers, key=lambda office: SIGNING.index(OfficeKind(office.kind)))
    lines = [organization.kind_label, organization.address or organization.village]
    if organization.institution:
        lines.append(organization.institution.name)
    return Letterhead(
        name=organization.name,
        lines=tuple(line for line in lines if line),
        place=organization.village,
        signatories=tuple(
            Signatory(office=office.get_kind_display(), name=office.person.name, kind=office.kind)
            for office in ordered
        ),
    )
