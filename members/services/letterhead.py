"""Set the letterhead of an organization and who signs its papers. Earlier versions stay."""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from ledger.registry import DOCUMENTS, PEOPLE_OF_PAPERS
from ledger.services import events
from ledger.services.periods import lock_book
from members.models import (
    LetterheadVersion,
    Organization,
    SignaturePlace,
    SignatureVersion,
)
from members.services.offices import kinds_in

TEXTS = ("name", "subtitle", "address", "contact", "legal", "place")
MOST_PLACES = 4


class LetterheadError(ValueError):
    """A letterhead or its signatures were refused; `field` tells where."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class LogoChange:
    """What becomes of the logo: another one (`content`, a PNG read already), or none any more."""

    content: bytes = b""


@transaction.atomic
def set_letterhead(
    *,
    organization: Organization,
    texts: Mapping[str, str],
    reason: str,
    actor: Any,
    at: datetime,
    logo: LogoChange | None = None,
) -> LetterheadVersion:
    """Print from now on with these texts (`TEXTS`); `logo=None` keeps the logo.

    Raises LetterheadError without a name or a reason; nothing is kept then.
    """
    name = " ".join(texts.get("name", "").split())
    if not name:
        raise LetterheadError(_("Tulis nama lembaga."), field="name")
    if not reason.strip():
        raise LetterheadError(_("Tulis alasannya."), field="reason")
    lock_book(organization.book)
    last = organization.letterheads.order_by("-version").first()
    row = LetterheadVersion(
        organization=organization,
        version=last.version + 1 if last else 1,
        reason=reason.strip()[:200],
        set_by=actor,
        set_at=at,
        **{field: " ".join(texts.get(field, "").split()) for field in TEXTS},
    )
    if logo is None and last is not None:
        row.logo, row.logo_sha256 = last.logo, last.logo_sha256
    elif logo is not None and logo.content:
        wanted = f"kop/{organization.slug}/{uuid4().hex}.png"
        row.logo = default_storage.save(wanted, ContentFile(logo.content))
        row.logo_sha256 = hashlib.sha256(logo.content).hexdigest()
    try:
        row.save(force_insert=True)
        _log("set_letterhead", row.name, organization, actor, at, version=row.version,
             reason=row.reason, logo=row.logo_sha256)  # fmt: skip
    except Exception:
        if logo is not None and logo.content:
            with suppress(OSError):
                default_storage.delete(row.logo)
        raise
    return row


@transaction.atomic
def set_signatures(
    *,
    organization: Organization,
    document: str,
    places: Sequence[tuple[str, str]],
    reason: str,
    actor: Any,
    at: datetime,
) -> SignatureVersion:
    """Let a document be signed so: (signer, words above the place) from left to right.

    A signer is an office of the organization or, except on statements, one of the people of the
    paper itself. No places: Lumbung's own order. Raises LetterheadError for what cannot be.
    """
    if document not in DOCUMENTS:
        raise LetterheadError(_("Dokumen ini tidak dikenal."))
    if len(places) > MOST_PLACES:
        raise LetterheadError(_("Paling banyak empat tanda tangan."))
    allowed = {code for code, _label in signers(organization, document)}
    if any(signer not in allowed for signer, _act in places):
        raise LetterheadError(_("Penanda tangan ini tidak ada di lembaga ini."))
    if len({signer for signer, _act in places}) < len(places):
        raise LetterheadError(_("Satu penanda tangan cukup satu tempat."))
    if not reason.strip():
        raise LetterheadError(_("Tulis alasannya."), field="reason")
    lock_book(organization.book)
    rows = organization.signatures.filter(document=document)
    last = rows.order_by("-version").first()
    version = SignatureVersion.objects.create(
        organization=organization,
        document=document,
        version=last.version + 1 if last else 1,
        reason=reason.strip()[:200],
        set_by=actor,
        set_at=at,
    )
    SignaturePlace.objects.bulk_create(
        SignaturePlace(
            signature=version, position=position, signer=signer, act=" ".join(act.split())[:40]
        )
        for position, (signer, act) in enumerate(places, start=1)
    )
    _log("set_signatures", document, organization, actor, at, version=version.version,
         reason=version.reason, signers=[signer for signer, _act in places])  # fmt: skip
    return version


def signers(organization: Organization, document: str) -> list[tuple[str, str]]:
    """(code, label) of who may sign a document here."""
    people = {
        "maker": _("Yang menghitung") if document == "cash_count" else _("Yang mencatat"),
        "approver": _("Yang menyetujui"),
        "party": _("Saksi") if document == "cash_count" else _("Pihak pada bukti"),
    }
    own = [] if document == "statement" else [(code, people[code]) for code in PEOPLE_OF_PAPERS]
    return [*own, *((kind.value, str(kind.label)) for kind in kinds_in(organization))]


def _log(
    act: str, subject: str, organization: Organization, actor: Any, at: datetime, **detail: Any
) -> None:
    events.log(act=act, subject=subject, actor=actor, at=at, book=organization.book, **detail)
