"""Consent, who looked, and people whose data must no longer be kept.

The books stay whole: posted vouchers are sealed and keep what they say for as long as books must
be kept. What Lumbung knows of the person elsewhere goes (docs/decisions/0030-pseudonyms.md).
"""

from contextlib import suppress
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ledger.models import Subsidiary
from ledger.services import events
from members.models import (
    CardVisit,
    Consent,
    LeavingClaim,
    MemberPin,
    Membership,
    MembershipStatus,
    Person,
)
from members.permissions import offices_of
from members.selectors.card import owed_on_loans, savings_of
from members.selectors.privacy import purposes
from members.services.photos import forget
from members.services.register import PERSONAL
from members.services.sessions import end_sessions_of


class PrivacyError(ValueError):
    """A consent or a pseudonym was refused; the text says what to do."""


@transaction.atomic
def give_consent(
    *, person: Person, purpose: str, on: date, evidence: str, today: date, actor: Any, at: datetime
) -> Consent:
    """Record a consent with its day and what proves it (a signed form, words before witnesses).

    Raises PrivacyError for an unknown purpose, one that stands already, a day to come.
    """
    if purpose not in purposes():
        raise PrivacyError(_("Tujuan ini tidak ada dalam daftar."))
    if on > today:
        raise PrivacyError(_("Tanggalnya belum tiba. Catat pada harinya."))
    if Consent.objects.filter(person=person, purpose=purpose, withdrawn_on=None).exists():
        raise PrivacyError(_("Persetujuan untuk tujuan ini sudah tercatat."))
    made = Consent.objects.create(
        person=person,
        purpose=purpose,
        given_on=on,
        evidence=evidence.strip()[:120],
        recorded_by=actor,
    )
    events.log(
        act="give_consent", subject=f"#{person.pk} {purpose}", actor=actor, at=at,
        on=on.isoformat(),
    )  # fmt: skip
    return made


@transaction.atomic
def withdraw_consent(*, consent: Consent, on: date, actor: Any, at: datetime) -> Consent:
    """End a consent; nothing is erased. What is withdrawn already stays as it is."""
    consent = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    if consent.withdrawn_on is None:
        consent.withdrawn_on = max(on, consent.given_on)
        consent.save(update_fields=["withdrawn_on"])
        events.log(
            act="withdraw_consent",
            subject=f"#{consent.person_id} {consent.purpose}",
            actor=actor,
            at=at,
            on=consent.withdrawn_on.isoformat(),
        )
    return consent


def note_visit(*, membership: Membership, viewer: Any, today: date, at: datetime) -> None:
    """Remember that somebody opened a member's card: once a day, never for one's own."""
    if membership.person.user_id == viewer.pk:
        return
    if CardVisit.objects.filter(membership=membership, viewer=viewer, day=today).exists():
        return
    held = [
        office.get_kind_display()
        for office in offices_of(viewer, today)
        if office.organization_id == membership.organization_id
    ]
    with suppress(IntegrityError), transaction.atomic():  # another window was quicker
        CardVisit.objects.create(
            membership=membership, viewer=viewer, day=today, at=at, office=", ".join(held)[:40]
        )


def kept_until(person: Person) -> date | None:
    """The last day on which a person's data must be kept; None while he is a member anywhere."""
    ends = [membership.left_on for membership in person.memberships.all()]
    ends += [office.end for office in person.offices.all()]
    known = [end for end in ends if end is not None]
    if len(known) < len(ends):
        return None
    if not known:
        return date.min
    return date(max(known).year + settings.LUMBUNG_RETENTION_YEARS, 12, 31)


@transaction.atomic
def pseudonymise(*, person: Person, today: date, actor: Any, at: datetime) -> Person:
    """Take a person's data away and leave a pseudonym, once the retention has ended.

    Name, birth, address, telephones, citizen number, photograph, heirs, PIN, evidence, reasons of
    status and their history go; the login is closed. Memberships, offices, balances and vouchers
    stay. Raises PrivacyError while the data must be kept, and while anything is owed either way.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    until = kept_until(person)
    if until is None:
        raise PrivacyError(_("Ia masih menjadi anggota atau memegang jabatan."))
    if until >= today:
        raise PrivacyError(
            _("Datanya masih harus disimpan sampai %(day)s.") % {"day": f"{until:%d/%m/%Y}"}
        )
    for membership in person.memberships.all():
        if owed_on_loans(membership) or any(row.balance for row in savings_of(membership)):
            raise PrivacyError(
                _("Masih ada saldo pada nomor %(number)s. Selesaikan dahulu.")
                % {"number": membership.number}
            )
    claims = LeavingClaim.objects.unpaid().filter(membership__person=person)
    if claims.exists():
        raise PrivacyError(_("Simpanannya belum dibayar. Bayar dahulu."))
    name = f"Orang {person.pk}"
    _close_login(person)
    _erase(person, name)
    events.log(act="pseudonymise", subject=f"#{person.pk}", actor=actor, at=at)
    return person


def _close_login(person: Person) -> None:
    end_sessions_of(person)
    user = person.user
    if user is not None:
        person.user = None
        user.is_active, user.username = False, f"orang-{person.pk}"
        user.first_name = user.last_name = user.email = ""
        user.set_unusable_password()
        user.save()


def _erase(person: Person, name: str) -> None:
    kept = {"name", "sex"}
    empty: dict[str, Any] = {
        field: None if field == "birth_date" else "" for field in PERSONAL if field not in kept
    }
    for field, value in empty.items():
        setattr(person, field, value)
    person.name = name
    person.nik_cipher = person.nik_digest = person.nik_mask = ""
    forget(person.photo)
    person.photo = ""
    person.save()
    person.heirs.all().delete()
    Person.history.filter(id=person.pk).update(name=name, nik_mask="", photo="", **empty)
    memberships = Membership.objects.filter(person=person, status=MembershipStatus.LEFT)
    ids = list(memberships.values_list("pk", flat=True))
    memberships.update(status_reason="")
    Membership.history.filter(id__in=ids).update(status_reason="")
    Consent.objects.filter(person=person).update(evidence="")
    MemberPin.objects.filter(membership__in=ids).delete()
    for path in ("savings_account__membership", "loan__membership"):
        Subsidiary.objects.filter(**{f"{path}__in": ids}).update(name=name)
    claims = LeavingClaim.objects.filter(membership__in=ids, subsidiary__isnull=False)
    Subsidiary.objects.filter(pk__in=claims.values("subsidiary")).update(name=name)
