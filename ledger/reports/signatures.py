"""Who signs a paper of one voucher or count: by the organization's own order where it has one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from ledger import registry


@dataclass(frozen=True)
class SignatureBox:
    """A place to sign; the name is empty when nobody is known, and is then written by hand."""

    act: str
    name: str
    office: str = ""


def signature(act: str, name: str, head: registry.Letterhead) -> SignatureBox:
    """A place for a person, with the office that he signs in."""
    return SignatureBox(act=act, name=name, office=head.office_of(name))


def boxes_of(
    head: registry.Letterhead,
    document: str,
    people: Mapping[str, str],
    standard: Sequence[SignatureBox],
    offices: Mapping[str, str] | None = None,
) -> tuple[SignatureBox, ...]:
    """The places of a document from left to right; `standard` where none were set.

    `people` names the signers that belong to this very paper (`registry.PEOPLE_OF_PAPERS`);
    `offices` says in what office one of them signed where that is not his own.
    """
    places = head.places.get(document)
    if not places:
        return tuple(standard)
    acts = {"maker": _("Dibuat oleh"), "approver": _("Disetujui oleh"), "party": _("Pihak")}
    boxes = []
    for place in places:
        if place.signer in people:
            name = people[place.signer]
            box = signature(place.act or acts[place.signer], name, head)
            office = (offices or {}).get(place.signer, box.office)
            boxes.append(replace(box, office=office))
        else:
            name = head.holder(place.signer)
            boxes.append(SignatureBox(place.act or _("Mengetahui"), name, place.office))
    return tuple(boxes)
