"""A KUBE as the guideline wants it: founding, states, when it is effective, rules, practice."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from enterprises.calculations.kube import may_move
from enterprises.models import (
    BusinessField,
    Kube,
    KubeKind,
    KubeMove,
    KubeRule,
    KubeState,
    PracticeEntry,
)
from enterprises.selectors.data import rows
from enterprises.selectors.kube import fields_owner, state_of
from ledger.models import Book
from ledger.services import events
from ledger.services.periods import lock_book
from members.models import Decision, Element, Organization
from members.services.decisions import DecisionError, use_decision

FOUNDING = "kube_founding"


class KubeError(ValueError):
    """Something about a KUBE was refused; `field` tells where, the text says what to do."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def add_default_fields(*, organization: Organization, actor: Any, at: datetime) -> None:
    """Give an institution the guideline's seven fields (A.2.c); those that stand stay."""
    standing = set(
        BusinessField.objects.filter(organization=organization).values_list("code", flat=True)
    )
    wanted = [row for row in rows("fields.csv", "any") if row["code"] not in standing]
    for row in wanted:
        BusinessField.objects.create(
            organization=organization,
            code=row["code"],
            name_seed=row["name_seed"],
            name_display=row["name_display"],
        )
    if wanted:
        events.log(
            act="add_fields",
            subject=organization.name[:120],
            actor=actor,
            at=at,
            book=organization.book,
            count=len(wanted),
        )


@transaction.atomic
def save_field(
    *,
    organization: Organization,
    name: str,
    is_active: bool,
    field: BusinessField | None = None,
    actor: Any,
    at: datetime,
) -> BusinessField:
    """Add a field of one's own, or name one as the institution calls it and switch it on or off.

    The guideline's wording stays beside it. Raises KubeError for an empty or taken name and for
    switching off a field in which a KUBE works.
    """
    name = name.strip()[:80]
    others = BusinessField.objects.filter(organization=organization, name_display__iexact=name)
    if field is not None:
        others = others.exclude(pk=field.pk)
    if not name or others.exists():
        raise KubeError(_("Tulis nama bidang yang belum ada."), field="name")
    if field is None:
        code = slugify(name)[:30] or "bidang"
        if BusinessField.objects.filter(organization=organization, code=code).exists():
            raise KubeError(_("Tulis nama bidang yang belum ada."), field="name")
        field = BusinessField(organization=organization, code=code)
    if not is_active and field.pk and field.kubes.exists():
        raise KubeError(_("Bidang ini dipakai KUBE; bidangnya tetap dijalankan."))
    field.name_display, field.is_active = name, is_active
    field.save()
    events.log(
        act="save_field",
        subject=name,
        actor=actor,
        at=at,
        book=organization.book,
        is_active=is_active,
    )
    return field


@transaction.atomic
def set_up_kube(
    *,
    organization: Organization,
    kind: str,
    field: BusinessField | None,
    area: str = "",
    actor: Any,
    at: datetime,
    on: date,
) -> Kube:
    """Begin a KUBE in the state *rencana*, or change its kind, field and area while it is planned.

    Raises KubeError for a foreign field, members who are no clients in a client-only group (R-12)
    and a change of kind after the plan.
    """
    lock_book(organization.book)
    kube = Kube.objects.filter(organization=organization).first()
    if field is not None and field.organization != fields_owner(organization):
        raise KubeError(_("Pilih bidang usaha dari daftar."), field="field")
    if kube is not None and kind != kube.kind and state_of(kube) != KubeState.RENCANA:
        raise KubeError(_("Jenis KUBE hanya dapat diubah selama masih rencana."), field="kind")
    if kind == KubeKind.CLIENTS:
        standing = organization.memberships.filter(left_on__isnull=True)
        others = standing.exclude(element=Element.CLIENT).count()
        if others:
            raise KubeError(
                _(
                    "Ada %(count)s anggota bukan klien. KUBE khusus klien hanya beranggota klien;"
                    " pilih campuran atau pindahkan keanggotaannya dahulu."
                )
                % {"count": others},
                field="kind",
            )
    is_new = kube is None
    kube = kube or Kube(organization=organization)
    kube.kind, kube.field, kube.area = kind, field, area.strip()[:120]
    kube.save()
    if field is not None and not field.is_active:
        field.is_active = True
        field.save(update_fields=["is_active"])
    if is_new:
        _move(kube, KubeState.RENCANA, on, _("Direncanakan"), actor, at)
    events.log(
        act="set_up_kube",
        subject=organization.name[:120],
        actor=actor,
        at=at,
        book=organization.book,
        kind=kind,
        field=field.code if field else "",
    )
    return kube


def _move(kube: Kube, state: str, on: date, reason: str, actor: Any, at: datetime) -> None:
    KubeMove.objects.create(
        kube=kube, state=state, on=on, reason=reason[:200], made_by=actor, made_at=at
    )


@transaction.atomic
def record_founding(
    *,
    kube: Kube,
    on: date,
    decision: Decision | None = None,
    paper: str = "",
    actor: Any,
    at: datetime,
) -> None:
    """Record the founding meeting: the decision of a meeting kept here, or the paper of one that
    was held before the group kept its books here.

    The KUBE becomes *rintisan*. Raises KubeError without either, and for a decision of another
    kind or organization.
    """
    organization = kube.organization
    lock_book(organization.book)
    if state_of(kube) != KubeState.RENCANA:
        raise KubeError(_("Musyawarah pembentukan sudah dicatat."))
    if decision is None:
        if not paper.strip():
            raise KubeError(
                _("Pilih keputusan rapat pembentukan, atau tulis nomor berita acaranya."),
                field="paper",
            )
        if on >= organization.book.opened_on:
            raise KubeError(
                _("Sesudah buku dibuka (%(day)s) pembentukan memerlukan keputusan rapat di sini.")
                % {"day": organization.book.opened_on.strftime("%d/%m/%Y")},
                field="decision",
            )
    else:
        try:
            use_decision(
                organization=organization,
                kind=FOUNDING,
                on=on,
                decision=decision,
                act="record_founding",
                subject=organization.name,
                actor=actor,
                at=at,
                only_once=True,
            )
        except DecisionError as error:
            raise KubeError(str(error), field="decision") from None
    kube.founded_on, kube.founding_decision = on, decision
    kube.founding_paper = paper.strip()[:120]
    kube.save(update_fields=["founded_on", "founding_decision", "founding_paper"])
    _move(kube, KubeState.RINTISAN, on, _("Musyawarah pembentukan"), actor, at)
    events.log(
        act="record_founding",
        subject=organization.name[:120],
        actor=actor,
        at=at,
        book=organization.book,
        on=on.isoformat(),
        decision=decision.code if decision else paper,
    )


@transaction.atomic
def move_kube(*, kube: Kube, state: str, on: date, reason: str, actor: Any, at: datetime) -> None:
    """Bring a KUBE into another state (kube.md §1.9), for a reason.

    A group becomes *efektif* from the day of `set_effective` on when it is *khusus klien*, from
    the day of the move on otherwise. Raises KubeError for a move that there is none, without a
    reason, and for a day before the last move.
    """
    lock_book(kube.organization.book)
    kube = Kube.objects.select_related("organization__book").get(pk=kube.pk)
    now = state_of(kube)
    last = kube.moves.order_by("-pk").first()
    if not may_move(now, state):
        raise KubeError(
            _("Dari %(now)s tidak dapat menjadi %(state)s.")
            % {"now": KubeState(now).label, "state": KubeState(state).label},
            field="state",
        )
    if not reason.strip():
        raise KubeError(_("Tulis alasannya."), field="reason")
    if last is not None and on < last.on:
        raise KubeError(
            _("Tanggalnya tidak boleh sebelum status yang sekarang (%(day)s).")
            % {"day": last.on.strftime("%d/%m/%Y")},
            field="on",
        )
    if state == KubeState.RINTISAN:
        raise KubeError(_("Catat dahulu musyawarah pembentukannya."), field="state")
    if state == KubeState.EFEKTIF:
        _become_effective(kube, on, reason)
    _move(kube, state, on, reason.strip(), actor, at)
    events.log(
        act="move_kube",
        subject=kube.organization.name[:120],
        actor=actor,
        at=at,
        book=kube.organization.book,
        was=now,
        state=state,
        reason=reason.strip()[:200],
    )


def _become_effective(kube: Kube, on: date, reason: str) -> None:
    if kube.kind == KubeKind.CLIENTS:
        if kube.effective_from is None or kube.effective_from > on:
            raise KubeError(
                _(
                    "KUBE khusus klien baru efektif dalam resosialisasi: tetapkan dahulu tanggal"
                    " berlaku efektif dengan alasannya."
                ),
                field="state",
            )
        return
    if kube.effective_from is None:
        kube.effective_from, kube.effective_reason = on, reason.strip()[:200]
        kube.save(update_fields=["effective_from", "effective_reason"])


@transaction.atomic
def set_effective(*, kube: Kube, on: date, reason: str, actor: Any, at: datetime) -> None:
    """Say from which day on a *khusus klien* group's entries are real (R-13), and why.

    Raises KubeError without a reason, for a mixed group, before its founding, and when a voucher
    is dated before the day.
    """
    book = lock_book(kube.organization.book)
    kube = Kube.objects.get(pk=kube.pk)
    if kube.kind != KubeKind.CLIENTS:
        raise KubeError(_("KUBE campuran tidak menunggu tahap rehabilitasi."), field="on")
    if not reason.strip():
        raise KubeError(_("Tulis alasannya."), field="reason")
    if kube.founded_on is None or on < kube.founded_on:
        raise KubeError(_("Tidak boleh sebelum musyawarah pembentukan."), field="on")
    earlier = book.vouchers.filter(date__lt=on).order_by("date").first()
    if earlier is not None:
        raise KubeError(
            _("Bukti %(code)s bertanggal %(day)s; pilih tanggal yang tidak sesudahnya.")
            % {"code": earlier.code, "day": earlier.date.strftime("%d/%m/%Y")},
            field="on",
        )
    kube.effective_from, kube.effective_reason = on, reason.strip()[:200]
    kube.save(update_fields=["effective_from", "effective_reason"])
    events.log(
        act="set_effective",
        subject=kube.organization.name[:120],
        actor=actor,
        at=at,
        book=book,
        on=on.isoformat(),
        reason=reason.strip()[:200],
    )


@transaction.atomic
def add_rule(
    *,
    kube: Kube,
    number: int,
    text: str,
    valid_from: date,
    decision: Decision | None = None,
    actor: Any,
    at: datetime,
) -> KubeRule:
    """Write a rule of the group, or a new wording of one. The older wording stays on record."""
    if not text.strip():
        raise KubeError(_("Tulis bunyi aturannya."), field="text")
    rule = KubeRule.objects.create(
        kube=kube, number=number, text=text.strip()[:500], valid_from=valid_from, decision=decision
    )
    book: Book = kube.organization.book
    events.log(act="add_rule", subject=f"{number}", actor=actor, at=at, book=book)
    return rule


@transaction.atomic
def record_practice(
    *, kube: Kube, on: date, kind: str, narration: str, amount: int, actor: Any, at: datetime
) -> PracticeEntry:
    """Practise: an entry beside the books, until the group is effective.

    Raises KubeError once it is, and for nothing to write down.
    """
    if kube.effective_from is not None and on >= kube.effective_from:
        raise KubeError(
            _("Sejak %(day)s kelompok ini efektif: catat di pembukuan yang sebenarnya.")
            % {"day": kube.effective_from.strftime("%d/%m/%Y")},
            field="on",
        )
    if amount <= 0:
        raise KubeError(_("Jumlah harus di atas nol."), field="amount")
    if not narration.strip():
        raise KubeError(_("Tulis uraiannya."), field="narration")
    return PracticeEntry.objects.create(
        kube=kube,
        on=on,
        kind=kind,
        narration=narration.strip()[:200],
        amount=amount,
        made_by=actor,
        made_at=at,
    )
