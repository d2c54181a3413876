"""Name who stands in for an absent officer, confirm it, stop it.

Where the book asks for approval by amount (`ApprovalMode.BANDS`), a second officer confirms. Only
the board stands in for the board: supervisors, auditors and companions read, and stay readers.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from ledger.models import ApprovalMode
from ledger.selectors.approvals import policy_of
from ledger.services import events
from ledger.services.periods import lock_book
from members.models import Office, SubstituteAct, Substitution
from members.selectors.register import BOARD


class SubstitutionError(ValueError):
    """A substitute could not be named, confirmed or stopped. `field` tells where."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def name_substitute(
    *,
    office: Office,
    stand_in: Office,
    acts: Sequence[str],
    start: date,
    end: date,
    reason: str,
    today: date,
    actor: Any,
    at: datetime,
) -> Substitution:
    """Let the holder of `stand_in` do `acts` for the holder of `office`, both days included.

    Raises SubstitutionError for a term in the past, too long, or outside the two offices, for acts
    that the office does not have, for oneself as substitute, and for a second substitute at once.
    """
    lock_book(office.organization.book)
    _check_people(office, stand_in, actor)
    _check_term(office, stand_in, start, end, today)
    if not reason.strip():
        raise SubstitutionError(_("Tulis alasannya."), field="reason")
    if not acts or set(acts) - set(acts_of(office)):
        raise SubstitutionError(
            _("Pilih sedikitnya satu perbuatan yang memang hak jabatan itu."), field="acts"
        )
    others = Substitution.objects.filter(
        office=office, stopped_at__isnull=True, start__lte=end, end__gte=start
    )
    if others.exists():
        raise SubstitutionError(
            _("Untuk hari-hari itu sudah ada penggantinya. Hentikan dahulu yang lama.")
        )
    found = Substitution.objects.create(
        office=office,
        stand_in=stand_in,
        acts=sorted(set(acts)),
        start=start,
        end=end,
        reason=reason.strip()[:200],
        named_by=actor,
        named_at=at,
        needs_confirmation=policy_of(office.organization.book).mode == ApprovalMode.BANDS,
    )
    _log("name_substitute", found, actor, at, acts=found.acts, start=start, end=end, reason=reason)
    return found


def acts_of(office: Office) -> list[str]:
    """The substitutable acts that an office gives in its own right."""
    from members.permissions import RIGHTS

    return [act for act in SubstituteAct.values if office.kind in RIGHTS[act]]


@transaction.atomic
def confirm(*, substitution: Substitution, actor: Any, at: datetime) -> Substitution:
    """A second officer agrees. Raises SubstitutionError for who named it and for both concerned."""
    found = _locked(substitution)
    if not found.is_waiting:
        raise SubstitutionError(_("Penunjukan ini tidak lagi menunggu pengesahan."))
    concerned = {found.named_by_id, found.office.person.user_id, found.stand_in.person.user_id}
    if actor.pk in concerned:
        raise SubstitutionError(
            _("Pengesahan oleh pengurus lain: bukan yang menunjuk, yang diganti, atau pengganti.")
        )
    found.confirmed_by, found.confirmed_at = actor, at
    found.save(update_fields=["confirmed_by", "confirmed_at"])
    _log("confirm_substitute", found, actor, at)
    return found


@transaction.atomic
def stop(*, substitution: Substitution, actor: Any, at: datetime) -> Substitution:
    """End a substitution at once. Raises SubstitutionError for one that was stopped before."""
    found = _locked(substitution)
    if found.stopped_at is not None:
        raise SubstitutionError(_("Penggantian ini sudah dihentikan."))
    found.stopped_by, found.stopped_at = actor, at
    found.save(update_fields=["stopped_by", "stopped_at"])
    _log("stop_substitute", found, actor, at)
    return found


def _check_people(office: Office, stand_in: Office, actor: Any) -> None:
    if office.organization_id != stand_in.organization_id or office.person_id == stand_in.person_id:
        raise SubstitutionError(
            _("Pengganti harus pengurus lain di lembaga ini."), field="stand_in"
        )
    if stand_in.kind not in BOARD:
        raise SubstitutionError(
            _("Pengganti harus ketua, sekretaris, atau bendahara; pengawas tetap hanya membaca."),
            field="stand_in",
        )
    if stand_in.person.user_id is None:
        raise SubstitutionError(_("Pengganti belum punya akun. Undang dahulu."), field="stand_in")
    if stand_in.person.user_id == actor.pk:
        raise SubstitutionError(
            _("Tidak dapat menunjuk diri sendiri. Mintalah yang diganti atau pengurus lain."),
            field="stand_in",
        )


def _check_term(office: Office, stand_in: Office, start: date, end: date, today: date) -> None:
    if start < today:
        raise SubstitutionError(_("Penggantian mulai hari ini atau kemudian."), field="start")
    if end < start:
        raise SubstitutionError(_("Hari terakhir tidak boleh sebelum hari pertama."), field="end")
    longest = settings.LUMBUNG_SUBSTITUTION_DAYS
    if end - start >= timedelta(days=longest):
        raise SubstitutionError(
            _("Paling lama %(days)s hari. Untuk lebih lama, angkat pengurus baru.")
            % {"days": longest},
            field="end",
        )
    for held in (office, stand_in):
        if held.start > start or (held.end is not None and held.end < end):
            raise SubstitutionError(
                _("Masa jabatan %(office)s tidak mencakup hari-hari itu.") % {"office": held},
                field="end",
            )


def _locked(substitution: Substitution) -> Substitution:
    lock_book(substitution.office.organization.book)
    found = Substitution.objects.select_for_update(of=("self",))
    return found.select_related(
        "office__person", "office__organization__book", "stand_in__person"
    ).get(pk=substitution.pk)


def _log(act: str, found: Substitution, actor: Any, at: datetime, **detail: Any) -> None:
    events.log(
        act=act,
        subject=str(found),
        actor=actor,
        at=at,
        book=found.office.organization.book,
        substitution=found.pk,
        **detail,
    )
