"""Set who must use a second step at the door, and take it off again by two officers."""

from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from ledger.services import events
from ledger.services.periods import lock_book
from members.models import (
    Office,
    Organization,
    SecurityLevel,
    SecurityReset,
    SecurityRule,
    User,
)
from members.services.sessions import end_sessions


class SecurityError(ValueError):
    """A rule or a reset was refused; the sentence says why."""


@transaction.atomic
def set_rule(
    *,
    organization: Organization,
    kind: str,
    level: str,
    since: date,
    actor: Any,
    at: datetime,
) -> SecurityRule:
    """Ask a second step of an office (of all when `kind` is empty) from a day on."""
    rule = SecurityRule.objects.create(
        organization=organization,
        kind=kind,
        level=SecurityLevel(level),
        since=since,
        set_by=actor,
        set_at=at,
    )
    events.log(
        act="set_security_rule",
        subject=f"{kind or '*'} {level}",
        actor=actor,
        at=at,
        book=organization.book,
        since=since,
    )
    return rule


@transaction.atomic
def ask_reset(*, office: Office, reason: str, actor: Any, at: datetime) -> SecurityReset:
    """Ask that the second step of an officer be taken off.

    Raises SecurityError for oneself, without a reason, for a login without a second step, and
    while another request waits.
    """
    lock_book(office.organization.book)
    user = office.person.user
    if user is None or not Authenticator.objects.filter(user=user).exists():
        raise SecurityError(_("Akun ini tidak memakai pengaman dua langkah."))
    if user.pk == actor.pk:
        raise SecurityError(_("Untuk akun sendiri, mintalah pengurus lain."))
    if not reason.strip():
        raise SecurityError(_("Tulis alasannya."))
    if SecurityReset.objects.filter(user=user, approved_at__isnull=True).exists():
        raise SecurityError(_("Permintaan untuk akun ini sudah menunggu pengurus kedua."))
    reset = SecurityReset.objects.create(
        organization=office.organization,
        user=user,
        reason=reason.strip()[:200],
        asked_by=actor,
        asked_at=at,
    )
    _log("ask_security_reset", reset, actor, at, reason=reset.reason)
    return reset


@transaction.atomic
def approve_reset(*, reset: SecurityReset, actor: Any, at: datetime) -> User:
    """A second officer agrees: authenticators and codes are gone, every session ends.

    Raises SecurityError for who asked, for whose account it is, and for what was done before.
    """
    lock_book(reset.organization.book)
    reset = SecurityReset.objects.select_for_update(of=("self",)).get(pk=reset.pk)
    if reset.approved_at is not None:
        raise SecurityError(_("Pengaman akun ini sudah dilepas."))
    if actor.pk in (reset.asked_by_id, reset.user_id):
        raise SecurityError(_("Perlu pengurus kedua: bukan yang meminta, bukan pemilik akunnya."))
    reset.approved_by, reset.approved_at = actor, at
    reset.save(update_fields=["approved_by", "approved_at"])
    Authenticator.objects.filter(user=reset.user_id).delete()
    end_sessions(reset.user)
    _log("approve_security_reset", reset, actor, at)
    return reset.user


def _log(act: str, reset: SecurityReset, actor: Any, at: datetime, **detail: Any) -> None:
    events.log(
        act=act,
        subject=reset.user.get_full_name(),
        actor=actor,
        at=at,
        book=reset.organization.book,
        **detail,
    )
