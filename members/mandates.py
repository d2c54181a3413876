"""Tells the ledger in whose stead somebody approves (`ledger/registry/mandates.py`)."""

from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from ledger.registry import Mandate, register_mandates
from members.permissions import organization_of, substitution_for


def mandate_of(book: Any, user: Any, permission: str, on: date) -> Mandate | None:
    """The mandate by which a user holds a permission, in the words of a paper: Indonesian."""
    organization = organization_of(book)
    if organization is None:
        return None
    found = substitution_for(user, permission, organization, on)
    if found is None:
        return None
    principal = found.office.person
    with translation.override("id"):
        words = _("a.n. %(office)s %(name)s (pengganti %(start)s–%(end)s)") % {
            "office": found.office.get_kind_display(),
            "name": principal.name,
            "start": found.start.strftime("%d/%m/%Y"),
            "end": found.end.strftime("%d/%m/%Y"),
        }
    return Mandate(principal_id=principal.user_id, words=words)


def register_all() -> None:
    """Answer for the ledger."""
    register_mandates(mandate_of)
