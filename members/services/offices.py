"""Offices: given by a decision, prolonged, ended. Whoever holds one never decides about himself.

Which offices one person may not hold together: koperasi.md §2 (the pengawas stands apart from who
is supervised, the manager serves under the board, an auditor comes from outside).
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ledger.services import events
from ledger.services.periods import lock_book
from members.models import (
    Decision,
    Office,
    OfficeKind,
    Organization,
    OrganizationKind,
    Person,
)
from members.selectors.register import BOARD
from members.services.decisions import DecisionError, use_decision
from members.services.organizations import MembershipError, appoint
from members.services.sessions import end_sessions_of

K = OfficeKind
WORKERS = frozenset({K.MANAJER, K.KASIR, K.KOLEKTOR})
ELECTED = frozenset({*BOARD, K.PENGAWAS})
"""Offices that the members' meeting fills (koperasi.md §2)."""
APART: dict[str, frozenset[str]] = {
    K.PENGAWAS: frozenset({*BOARD, *WORKERS, K.AUDITOR}),
    K.MANAJER: frozenset({*BOARD, K.PENGAWAS, K.AUDITOR}),
    K.AUDITOR: frozenset(set(K) - {K.AUDITOR}),
}
"""Office → offices that the same person may not hold on the same day in one organization."""


class OfficeError(MembershipError):
    """An office could not be given, prolonged or ended. `field` tells where."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


def kinds_in(organization: Organization) -> list[OfficeKind]:
    """The offices that an organization of this kind has."""
    above = {K.KEPALA, K.MONEV}
    is_panti = organization.kind == OrganizationKind.PANTI
    return [kind for kind in OfficeKind if is_panti or kind not in above]


@transaction.atomic
def give_office(
    *,
    organization: Organization,
    person: Person,
    kind: str,
    start: date,
    end: date | None,
    decree: str,
    actor: Any,
    at: datetime,
    decision: Decision | None = None,
) -> Office:
    """Appoint a person by a decision (its number is `decree`).

    Board and supervisors want a decision of kind `officer_change` of a meeting where the
    organization's rule says so. Raises OfficeError for oneself, without a decision, for a term
    that ends before it starts, and for what the person holds already or may not hold beside it.
    """
    lock_book(organization.book)
    _refuse_oneself(person, actor)
    check_term(
        organization=organization, person=person, kind=kind, start=start, end=end, decree=decree
    )
    use_meeting_decision(
        organization=organization,
        person_name=person.name,
        kind=kind,
        start=start,
        decision=decision,
        actor=actor,
        at=at,
    )
    return appoint(
        organization=organization,
        person=person,
        kind=kind,
        start=start,
        end=end,
        decree=decree.strip(),
        actor=actor,
        at=at,
    )


def use_meeting_decision(
    *,
    organization: Organization,
    person_name: str,
    kind: str,
    start: date,
    decision: Decision | None,
    actor: Any,
    at: datetime,
) -> None:
    """Use a meeting's decision for an elected office; OfficeError where one is asked for and
    missing."""
    if kind not in ELECTED:
        return
    try:
        use_decision(
            organization=organization,
            kind="officer_change",
            on=start,
            decision=decision,
            act="appoint",
            subject=f"{K(kind).label} {person_name}",
            actor=actor,
            at=at,
        )
    except DecisionError as error:
        raise OfficeError(str(error), field="decision") from None


def check_term(
    *,
    organization: Organization,
    person: Person | None,
    kind: str,
    start: date,
    end: date | None,
    decree: str,
    besides: Office | None = None,
) -> None:
    """Raise OfficeError for a term that cannot be; `besides` is the office that is changed."""
    if kind not in kinds_in(organization):
        raise OfficeError(_("Jabatan ini tidak ada di lembaga seperti ini."), field="kind")
    if not decree.strip():
        raise OfficeError(_("Tulis dasarnya: nomor keputusan rapat atau surat."), field="decree")
    if end is not None and end < start:
        raise OfficeError(_("Hari terakhir tidak boleh sebelum hari pertama."), field="end")
    if kind == K.AUDITOR and end is None:
        raise OfficeError(_("Isi tanggal akhir: akses auditor selalu terbatas waktu."), field="end")
    if person is None:
        return
    others = Office.objects.filter(organization=organization, person=person)
    others = others.filter(Q(end__isnull=True) | Q(end__gte=start))
    if end is not None:
        others = others.filter(start__lte=end)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    for other in others:
        words = {"name": person.name, "office": other.get_kind_display()}
        if other.kind == kind:
            raise OfficeError(_("%(name)s sudah memegang jabatan %(office)s.") % words)
        if other.kind in APART.get(kind, ()) or kind in APART.get(other.kind, ()):
            raise OfficeError(
                _(
                    "%(name)s masih memegang jabatan %(office)s; kedua jabatan itu tidak boleh"
                    " dirangkap. Akhiri dahulu yang lama."
                )
                % words
            )


@transaction.atomic
def end_office(*, office: Office, on: date, reason: str, actor: Any, at: datetime) -> Office:
    """Let an office end; `on` is its last day. The sessions of its holder end at once.

    Raises OfficeError for one's own office, one that has ended, a last day before the first or
    after the one on record, and without a reason.
    """
    office = _locked(office)
    _refuse_oneself(office.person, actor)
    if not reason.strip():
        raise OfficeError(_("Tulis alasannya."), field="reason")
    if on < office.start:
        raise OfficeError(
            _("Hari terakhir tidak boleh sebelum hari pertama, %(day)s.")
            % {"day": office.start.strftime("%d/%m/%Y")},
            field="on",
        )
    if office.end is not None and on >= office.end:
        raise OfficeError(
            _("Masa jabatan ini sudah tercatat sampai %(day)s. Untuk lebih lama, perpanjang.")
            % {"day": office.end.strftime("%d/%m/%Y")},
            field="on",
        )
    before, office.end, office.end_reason = office.end, on, reason.strip()[:200]
    office.save(update_fields=["end", "end_reason"])
    end_sessions_of(office.person)
    _log("end_office", office, actor, at, reason=office.end_reason, before=before, end=on)
    return office


@transaction.atomic
def prolong_office(
    *,
    office: Office,
    end: date | None,
    decree: str,
    reason: str,
    today: date,
    actor: Any,
    at: datetime,
) -> Office:
    """Move the last day of a running office further by a new decision; None: without end.

    Raises OfficeError for one's own office, one that has ended already (that is a new
    appointment), a day that is not later, and without decision or reason.
    """
    office = _locked(office)
    _refuse_oneself(office.person, actor)
    if not reason.strip():
        raise OfficeError(_("Tulis alasannya."), field="reason")
    if office.end is None:
        raise OfficeError(_("Jabatan ini tidak punya hari terakhir; tidak perlu diperpanjang."))
    if office.end < today:
        raise OfficeError(_("Masa jabatan ini sudah berakhir. Angkat lagi sebagai jabatan baru."))
    if end is not None and end <= office.end:
        raise OfficeError(
            _("Hari terakhir yang baru harus sesudah %(day)s.")
            % {"day": office.end.strftime("%d/%m/%Y")},
            field="end",
        )
    check_term(
        organization=office.organization,
        person=office.person,
        kind=office.kind,
        start=office.start,
        end=end,
        decree=decree,
        besides=office,
    )
    before = {"before": office.end, "decree_before": office.decree}
    office.end, office.decree, office.end_reason = end, decree.strip()[:120], ""
    office.save(update_fields=["end", "decree", "end_reason"])
    _log(
        "prolong_office",
        office,
        actor,
        at,
        reason=reason.strip()[:200],
        end=end,
        decree=office.decree,
        **before,
    )
    return office


def _locked(office: Office) -> Office:
    lock_book(office.organization.book)
    found = Office.objects.select_for_update(of=("self",))
    return found.select_related("person__user", "organization__book").get(pk=office.pk)


def _refuse_oneself(person: Person, actor: Any) -> None:
    if person.user_id is not None and person.user_id == actor.pk:
        raise OfficeError(
            _("Jabatan sendiri diputuskan orang lain. Mintalah pengurus lain mencatatnya.")
        )


def _log(act: str, office: Office, actor: Any, at: datetime, **detail: Any) -> None:
    events.log(
        act=act,
        subject=f"{office.kind} {office.person.name}",
        actor=actor,
        at=at,
        book=office.organization.book,
        office=office.pk,
        **detail,
    )
