"""PINs of members: set and taken away by the secretary, tried at the door, locked when guessed."""

from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ledger.services import events
from members.calculations.pin import weakness
from members.models import MemberPin, Membership, MembershipStatus

TRIES = 5
"""Wrong PINs in a row before it is locked until the secretary sets a new one."""

WEAK = {
    "length": gettext_noop("PIN terdiri atas 6 angka."),
    "easy": gettext_noop("PIN ini terlalu mudah ditebak. Pilih 6 angka yang tidak berurutan."),
    "birth": gettext_noop("PIN tidak boleh memuat tanggal lahir. Pilih angka yang lain."),
    "known": gettext_noop("PIN tidak boleh diambil dari nomor telepon atau nomor anggota."),
}


class PinError(ValueError):
    """A PIN was refused; the text says what to do."""


class PinLockedError(PinError):
    """The PIN was guessed wrongly too often; only the secretary opens it again."""


@transaction.atomic
def set_pin(*, membership: Membership, pin: str, actor: Any, at: datetime) -> MemberPin:
    """Give a member a PIN, in place of the one he has; a lock is lifted with it.

    Raises PinError for a PIN that is easily guessed, made of the birth date, or that others
    know as a number of the member, and for who is no member (any more).
    """
    person = membership.person
    if membership.status in (MembershipStatus.CANDIDATE, MembershipStatus.LEFT):
        raise PinError(_("PIN hanya untuk anggota; calon dan yang sudah keluar tidak memakainya."))
    if found := weakness(
        pin,
        birth_date=person.birth_date,
        known=(person.phone, person.other_phone, membership.number),
    ):
        raise PinError(_(WEAK[found]))
    made, _is_new = MemberPin.objects.update_or_create(
        membership=membership,
        defaults={
            "pin_hash": make_password(pin),
            "set_by": actor,
            "set_at": at,
            "failures": 0,
            "locked_at": None,
        },
    )
    events.log(
        act="set_member_pin",
        subject=membership.number,
        actor=actor,
        at=at,
        book=membership.organization.book,
    )
    return made


@transaction.atomic
def remove_pin(*, membership: Membership, actor: Any, at: datetime) -> None:
    """Take the PIN away; whoever is in with it is out. Without one nothing happens."""
    if MemberPin.objects.filter(membership=membership).delete()[0]:
        events.log(
            act="remove_member_pin",
            subject=membership.number,
            actor=actor,
            at=at,
            book=membership.organization.book,
        )


def open_with_pin(*, slug: str, number: str, pin: str, at: datetime) -> MemberPin:
    """The PIN of a member when organization, member number and PIN fit.

    Raises PinLockedError once it is locked, PinError otherwise; the failure is kept either way.
    """
    with transaction.atomic():
        found = (
            MemberPin.objects.select_for_update(of=("self",))
            .filter(membership__organization__slug=slug, membership__number=number)
            .exclude(membership__status=MembershipStatus.LEFT)
            .select_related("membership__organization__book")
            .first()
        )
        refused = _judge(found, pin, at)
    if refused is not None or found is None:
        raise refused or _wrong()
    return found


def _judge(found: MemberPin | None, pin: str, at: datetime) -> PinError | None:
    """Count and lock; what is refused is raised outside, so that the count stays."""
    if found is None:
        make_password(pin)  # as slow as a PIN that exists
        return _wrong()
    if found.locked_at is not None:
        return _locked()
    if check_password(pin, found.pin_hash):
        found.failures, found.last_used_at = 0, at
        _note("open_with_pin", found, at)
        found.save(update_fields=["failures", "last_used_at"])
        return None
    found.failures += 1
    if found.failures >= TRIES:
        found.locked_at = at
        _note("lock_member_pin", found, at)
    found.save(update_fields=["failures", "locked_at"])
    return _locked() if found.locked_at else _wrong()


def _note(act: str, found: MemberPin, at: datetime) -> None:
    events.log(
        act=act,
        subject=found.membership.number,
        actor=None,
        at=at,
        book=found.membership.organization.book,
    )


def _wrong() -> PinError:
    return PinError(_("Kode lembaga, nomor anggota, atau PIN tidak cocok."))


def _locked() -> PinLockedError:
    return PinLockedError(
        _("PIN ini terkunci karena terlalu sering salah. Minta sekretaris memasang PIN baru.")
    )
