"""Bring a person into an office by a link: made, used once, or taken back. No mail is needed.

The token is signed and random; the database keeps its digest, so a stolen copy of the database
opens no door.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.services import events
from ledger.services.periods import lock_book
from members.models import (
    Decision,
    Invitation,
    InvitationConsent,
    Organization,
    Person,
    User,
)
from members.selectors.invitations import organizations_to_ask
from members.services.offices import OfficeError, check_term, use_meeting_decision
from members.services.organizations import appoint, create_login
from members.services.register import PersonInput, enter_person

SIGNER = signing.Signer(salt="members.invitation")


class InvitationError(ValueError):
    """An invitation could not be made, used or taken back."""


@dataclass(frozen=True)
class Made:
    """A new invitation with its token; the token is known now and never again."""

    invitation: Invitation
    token: str


def digest_of(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(
    *,
    organization: Organization,
    person: Person | None,
    name: str = "",
    sex: str = "",
    kind: str,
    start: date,
    end: date | None,
    decree: str,
    key: str,
    actor: Any,
    at: datetime,
    decision: Decision | None = None,
) -> Made:
    """Make an invitation: for a known person, or for a new one by name and sex.

    The decision of a meeting is asked for as in `give_office`. Raises OfficeError for a term that
    cannot be or an office for oneself, InvitationError for a
    form that was sent already (its link cannot be shown again).
    """
    lock_book(organization.book)
    if Invitation.objects.filter(key=key).exists():
        raise InvitationError(
            _(
                "Undangan ini sudah dibuat dan tautannya hanya ditampilkan sekali."
                " Cabut dahulu bila tautannya hilang, lalu undang lagi."
            )
        )
    if person is not None and person.user_id == actor.pk:
        raise OfficeError(
            _("Jabatan sendiri diputuskan orang lain. Mintalah pengurus lain mencatatnya.")
        )
    check_term(
        organization=organization, person=person, kind=kind, start=start, end=end, decree=decree
    )
    use_meeting_decision(
        organization=organization,
        person_name=person.name if person else name.strip(),
        kind=kind,
        start=start,
        decision=decision,
        actor=actor,
        at=at,
    )
    token = SIGNER.sign(secrets.token_urlsafe(24))
    invitation = Invitation.objects.create(
        organization=organization,
        person=person,
        name=person.name if person else name.strip(),
        sex=person.sex if person else sex,
        kind=kind,
        start=start,
        end=end,
        decree=decree.strip(),
        digest=digest_of(token),
        key=key,
        made_by=actor,
        made_at=at,
        expires_at=at + timedelta(days=settings.LUMBUNG_INVITATION_DAYS),
    )
    _log("invite", invitation, actor, at, expires=invitation.expires_at)
    return Made(invitation, token)


def find(token: str) -> Invitation | None:
    """The invitation of a token whose signature is ours, whatever became of it."""
    try:
        SIGNER.unsign(token)
    except signing.BadSignature:
        return None
    found = Invitation.objects.select_related("organization__book", "person__user", "made_by")
    return found.filter(digest=digest_of(token)).first()


def check_open(invitation: Invitation, at: datetime) -> None:
    """Raise InvitationError for what was used, taken back, has expired, or whose maker has lost
    the right to invite since."""
    if invitation.accepted_at is not None:
        raise InvitationError(_("Undangan ini sudah dipakai. Masuk dengan akun Anda."))
    if invitation.revoked_at is not None:
        raise InvitationError(_("Undangan ini sudah dicabut. Mintalah undangan baru."))
    if invitation.expires_at <= at:
        raise InvitationError(_("Undangan ini sudah lewat waktunya. Mintalah undangan baru."))
    if not invitation.made_by.has_perm("members.manage_offices", invitation.organization):
        raise InvitationError(
            _("Yang mengundang tidak lagi berwenang mengundang. Mintalah undangan baru.")
        )


@transaction.atomic
def accept_as_new(*, invitation: Invitation, username: str, password: str, at: datetime) -> User:
    """Use an invitation with a new login. Returns the login, in office from the first day on.

    Raises InvitationError as `check_open`, for a person who has a login, while another
    organization of that person has not agreed, and OfficeError.
    """
    invitation = _locked(invitation, at)
    if invitation.person is not None and invitation.person.user_id is not None:
        raise InvitationError(
            _("%(name)s sudah punya akun. Masuk dahulu, lalu buka tautan ini lagi.")
            % {"name": invitation.name}
        )
    _check_consents(invitation, at)
    if User.objects.filter(username__iexact=username).exists():
        raise InvitationError(_("Nama masuk ini sudah dipakai orang lain. Pilih yang lain."))
    person = invitation.person or _new_person(invitation, at)
    user = create_login(
        person=person, username=username, password=password, actor=invitation.made_by, at=at
    )
    _use(invitation, person, user, at)
    return user


@transaction.atomic
def accept_as(*, invitation: Invitation, user: User, at: datetime) -> User:
    """Use an invitation with a login that exists.

    Raises InvitationError as `check_open`, for the login of somebody else, for the one who
    invited, while another organization of that person has not agreed, and OfficeError for a term
    that cannot be.
    """
    invitation = _locked(invitation, at)
    if invitation.made_by_id == user.pk:
        raise InvitationError(
            _("Anda yang membuat undangan ini. Kirimkan tautannya kepada yang diundang.")
        )
    own = getattr(user, "person", None)
    person = invitation.person or own
    if person is not None and own is not None and person.pk != own.pk:
        raise InvitationError(
            _("Undangan ini untuk %(name)s. Keluar dahulu, lalu masuk dengan akunnya.")
            % {"name": invitation.name}
        )
    if person is None:
        person = _new_person(invitation, at)
    if person.user_id is None:
        _check_consents(invitation, at)
        person.user = user
        person.save(update_fields=["user"])
    elif person.user_id != user.pk:
        raise InvitationError(
            _("%(name)s sudah punya akun. Masuk dahulu, lalu buka tautan ini lagi.")
            % {"name": invitation.name}
        )
    _use(invitation, person, user, at)
    return user


def _check_consents(invitation: Invitation, at: datetime) -> None:
    waiting = organizations_to_ask(invitation, timezone.localdate(at))
    if names := ", ".join(organization.name for organization in waiting):
        raise InvitationError(
            _(
                "%(name)s juga tercatat di %(organizations)s. Pengurus di sana menyetujui akun ini"
                " dahulu, di halaman Pengurus dan jabatan mereka; sesudah itu buka tautan ini lagi."
            )
            % {"name": invitation.name, "organizations": names}
        )


@transaction.atomic
def agree(
    *, invitation: Invitation, organization: Organization, actor: Any, at: datetime
) -> InvitationConsent:
    """Agree, for an organization, that another one gives its member or officer a login.

    Raises InvitationError as `check_open`, for whoever made the invitation, and when this
    organization's consent is not asked for.
    """
    lock_book(organization.book)
    check_open(invitation, at)
    if invitation.made_by_id == actor.pk:
        raise InvitationError(_("Undangan sendiri disetujui oleh pengurus lain."))
    if organization not in organizations_to_ask(invitation, timezone.localdate(at)):
        raise InvitationError(_("Persetujuan lembaga ini tidak diperlukan, atau sudah diberikan."))
    given = InvitationConsent.objects.create(
        invitation=invitation, organization=organization, given_by=actor, given_at=at
    )
    events.log(
        act="agree_invitation",
        subject=invitation.name,
        actor=actor,
        at=at,
        book=organization.book,
        invitation=invitation.pk,
        by=invitation.organization.name,
    )
    return given


@transaction.atomic
def revoke(*, invitation: Invitation, actor: Any, at: datetime) -> Invitation:
    """Take an invitation back. Raises InvitationError for one that was used already."""
    lock_book(invitation.organization.book)
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if invitation.accepted_at is not None:
        raise InvitationError(_("Undangan ini sudah dipakai; akhiri jabatannya bila perlu."))
    if invitation.revoked_at is None:
        invitation.revoked_by, invitation.revoked_at = actor, at
        invitation.save(update_fields=["revoked_by", "revoked_at"])
        _log("revoke_invitation", invitation, actor, at)
    return invitation


def _locked(invitation: Invitation, at: datetime) -> Invitation:
    """The invitation under lock, still open: of two browsers the second hears that it is used."""
    lock_book(invitation.organization.book)
    found = Invitation.objects.select_for_update(of=("self",))
    invitation = found.select_related("organization__book", "person", "made_by").get(
        pk=invitation.pk
    )
    check_open(invitation, at)
    return invitation


def _new_person(invitation: Invitation, at: datetime) -> Person:
    given = PersonInput(fields={"name": invitation.name, "sex": invitation.sex})
    return enter_person(given=given, is_another=True, actor=invitation.made_by, at=at)


def _use(invitation: Invitation, person: Person, user: User, at: datetime) -> None:
    term: dict[str, Any] = {
        "organization": invitation.organization,
        "person": person,
        "kind": invitation.kind,
        "start": invitation.start,
        "end": invitation.end,
        "decree": invitation.decree,
    }
    if invitation.end is not None and invitation.end < timezone.localdate(at):
        raise InvitationError(_("Masa jabatan di undangan ini sudah lewat. Mintalah yang baru."))
    check_term(**term)
    appoint(**term, actor=invitation.made_by, at=at)
    invitation.accepted_by, invitation.accepted_at = user, at
    invitation.person = person
    invitation.save(update_fields=["accepted_by", "accepted_at", "person"])
    _log("accept_invitation", invitation, user, at)


def _log(act: str, invitation: Invitation, actor: Any, at: datetime, **detail: Any) -> None:
    events.log(
        act=act,
        subject=f"{invitation.kind} {invitation.name}",
        actor=actor,
        at=at,
        book=invitation.organization.book,
        invitation=invitation.pk,
        **detail,
    )
