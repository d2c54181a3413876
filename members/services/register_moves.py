"""Move memberships between their states: accepted, resting, back, and gone."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.calculations.money import format_rupiah
from ledger.services import events
from ledger.services.periods import lock_book
from members.models import Membership, MembershipStatus, Office
from members.selectors.card import owed_on_loans
from members.services.organizations import MembershipError

S = MembershipStatus

MOVES: dict[str, frozenset[str]] = {
    S.CANDIDATE: frozenset({S.ACTIVE, S.LEFT}),
    S.ACTIVE: frozenset({S.INACTIVE, S.LEFT}),
    S.INACTIVE: frozenset({S.ACTIVE, S.LEFT}),
    S.LEFT: frozenset(),
}
"""From each state to which others. Who left and returns gets a new membership."""

NEEDS_REASON = frozenset({S.INACTIVE, S.LEFT})
ALREADY = {
    S.LEFT: gettext_lazy("Anggota ini sudah keluar. Bila kembali, daftarkan sebagai anggota baru."),
}


@transaction.atomic
def move(
    *,
    membership: Membership,
    to: str,
    on: date,
    today: date,
    reason: str = "",
    requested_on: date | None = None,
    actor: Any,
    at: datetime,
) -> Membership:
    """Move a membership to another state on a day.

    Raises MembershipError for a move that is not in `MOVES`, a day in the future or before the
    member joined, a missing reason, and for leaving while in office or in debt.
    """
    lock_book(membership.organization.book)
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    if to not in MOVES[membership.status]:
        raise MembershipError(
            str(ALREADY.get(S(membership.status), _("Perubahan status ini tidak ada.")))
        )
    _check_day(membership, on, today)
    if to in NEEDS_REASON and not reason.strip():
        raise MembershipError(_("Tulis alasannya."))
    before = membership.status
    if to == S.LEFT:
        if before != S.CANDIDATE:
            _check_leaving(membership, on)
        membership.left_on = on
        membership.leave_requested_on = requested_on
    elif before == S.CANDIDATE:
        membership.joined_on = on
    membership.status = S(to)
    membership.status_reason = reason.strip()[:200]
    membership.save()
    events.log(
        act="move_membership",
        subject=membership.number,
        actor=actor,
        at=at,
        book=membership.organization.book,
        before=before,
        to=to,
        on=on.isoformat(),
    )
    return membership


def _check_day(membership: Membership, on: date, today: date) -> None:
    if on > today:
        raise MembershipError(_("Tanggalnya belum tiba. Catat pada harinya."))
    start = membership.joined_on or membership.applied_on
    if start is not None and on < start:
        raise MembershipError(
            _("Tanggal itu sebelum %(day)s, hari ia mendaftar atau masuk.")
            % {"day": start.strftime("%d/%m/%Y")}
        )


def _check_leaving(membership: Membership, on: date) -> None:
    """A member goes without office and without debt; savings are paid out after leaving.

    Pokok and wajib may not be withdrawn before (koperasi.md §6.1), so they cannot be asked for.
    """
    holds = Office.objects.in_force(on).filter(
        organization=membership.organization, person=membership.person
    )
    if office := holds.exclude(end=on).first():
        raise MembershipError(
            _("Ia masih memegang jabatan %(office)s. Akhiri dahulu jabatannya.")
            % {"office": office.get_kind_display()}
        )
    if owed := owed_on_loans(membership):
        raise MembershipError(
            _("Pinjamannya masih Rp%(amount)s. Lunasi dahulu; simpanannya dibayar sesudah keluar.")
            % {"amount": format_rupiah(owed)}
        )
