"""A photograph of a member: written anew and small, kept privately, shown by a view that asks."""

from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from ledger.readers.paper import PaperError, read_photo
from ledger.services import events
from members.models import Membership
from members.selectors.register import may_write_person

EDGE = 480
"""Pixels of the longer side."""


@transaction.atomic
def set_photo(*, membership: Membership, upload: File, actor: Any, at: datetime) -> None:
    """Keep a photograph of the member, instead of an older one. Raises PaperError."""
    person = membership.person
    _keeps(membership)
    content = read_photo(upload, edge=EDGE)
    before = person.photo
    person.photo = default_storage.save(f"foto/{uuid4().hex}.jpg", ContentFile(content))
    try:
        person.save(update_fields=["photo"])
        _log(membership, "set_photo", actor, at)
    except Exception:
        with suppress(OSError):
            default_storage.delete(person.photo)
        raise
    forget(before)


@transaction.atomic
def remove_photo(*, membership: Membership, actor: Any, at: datetime) -> None:
    """Take the photograph away."""
    person = membership.person
    if not person.photo:
        return
    _keeps(membership)
    before, person.photo = person.photo, ""
    person.save(update_fields=["photo"])
    _log(membership, "remove_photo", actor, at)
    forget(before)


def _keeps(membership: Membership) -> None:
    """One photograph serves all organizations of a person. Raises PaperError."""
    if not may_write_person(membership.organization, membership.person):
        raise PaperError(
            _("Foto orang ini disimpan oleh lembaga lain. Catat dahulu persetujuan orangnya.")
        )


def forget(stored: str) -> None:
    """Delete a file once the transaction that let go of it stands."""

    def delete() -> None:
        with suppress(OSError):
            default_storage.delete(stored)

    if stored:
        transaction.on_commit(delete)


def _log(membership: Membership, act: str, actor: Any, at: datetime) -> None:
    events.log(
        act=act, subject=membership.number, actor=actor, at=at, book=membership.organization.book
    )
