"""Loans to members: application, analysis, decision (paid out: loan_disbursement.py; payments:
loan_payments.py). What is owed is read from the loan's subsidiary account under the book's lock,
never kept twice. Debit and credit: docs/accounting/README.md.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.calculations.money import format_rupiah
from ledger.services import events
from ledger.services.periods import lock_book
from members.calculations.loans import Schedule
from members.models import (
    Heir,
    Loan,
    LoanAnalysis,
    LoanProduct,
    LoanState,
    Membership,
    Office,
    OfficeKind,
    Organization,
)
from members.services.loan_products import trial_schedule
from members.services.loan_terms import LoanError

__all__ = ["LoanError", "analyse_loan", "apply_for_loan", "decide_loan", "withdraw_application"]

RELATED = (OfficeKind.KETUA, OfficeKind.SEKRETARIS, OfficeKind.BENDAHARA, OfficeKind.PENGAWAS)


def schedule_of(loan: Loan, disbursed: date | None = None) -> Schedule:
    """The loan's first schedule from its terms. Raises LoanError for impossible terms."""
    return trial_schedule(
        loan.product,
        principal=loan.principal,
        months=loan.months,
        on=disbursed or loan.disbursed_on,
        annual_rate=loan.annual_rate,
    )


def relation_of(membership: Membership, on: date) -> str:
    """What ties a borrower to the officers in office: an office, or being named as heir.

    Families are known only where a register names heirs; whoever records an application adds
    what else is known.
    """
    officers = list(
        Office.objects.in_force(on)
        .filter(organization=membership.organization_id, kind__in=RELATED)
        .select_related("person")
    )
    own = [o.get_kind_display() for o in officers if o.person_id == membership.person_id]
    if own:
        return ", ".join(own)
    names = {o.person.name.casefold(): o for o in officers}
    for heir in membership.person.heirs.all():
        if officer := names.get(heir.name.casefold()):
            return f"{heir.relation}: {officer.get_kind_display()} {officer.person.name}"
    by_person = {o.person_id: o for o in officers}
    for heir in Heir.objects.filter(
        person__in=by_person, name__iexact=membership.person.name
    ).order_by("pk"):
        officer = by_person[heir.person_id]
        return f"{heir.relation}: {officer.get_kind_display()} {officer.person.name}"
    return ""


def next_number(organization: Organization, year: int) -> str:
    """The number that the next application of a year gets unless another is typed."""
    prefix = f"PJ-{year}-"
    taken = Loan.objects.filter(
        product__organization=organization, number__startswith=prefix
    ).values_list("number", flat=True)
    serials = [int(n.removeprefix(prefix)) for n in taken if n.removeprefix(prefix).isdigit()]
    return f"{prefix}{max(serials, default=0) + 1:02d}"


@transaction.atomic
def apply_for_loan(
    *,
    membership: Membership,
    product: LoanProduct,
    number: str,
    principal: int,
    months: int,
    on: date,
    actor: Any,
    at: datetime,
    purpose: str = "",
    family: str = "",
    collateral: str = "",
    collateral_value: int = 0,
) -> Loan:
    """Record an application with the product's terms; officers' and their families' are flagged.

    Raises LoanError for a number in use, more than the product allows, impossible terms, and
    someone who is not a member on the day.
    """
    organization = product.organization
    book = lock_book(organization.book)
    _check_application(membership, product, number.strip(), principal, months, on)
    relation = family.strip() or relation_of(membership, on)
    loan = Loan(
        membership=membership,
        product=product,
        number=number.strip(),
        principal=principal,
        months=months,
        method=product.method,
        annual_rate=product.annual_rate,
        purpose=purpose.strip()[:200],
        is_related=bool(relation),
        relation=relation[:120],
        collateral=collateral.strip()[:200],
        collateral_value=collateral_value,
        state=LoanState.APPLIED,
        applied_on=on,
        made_by=actor,
    )
    schedule_of(loan, on)
    loan.save()
    events.log(act="apply_for_loan", subject=loan.number, actor=actor, at=at, book=book)
    return loan


def _check_application(
    membership: Membership,
    product: LoanProduct,
    number: str,
    principal: int,
    months: int,
    on: date,
) -> None:
    outside = membership.organization_id != product.organization_id
    gone = membership.left_on is not None and membership.left_on <= on
    if outside or gone or membership.joined_on is None or membership.joined_on > on:
        raise LoanError(_("Pinjaman hanya untuk anggota lembaga ini."), field="membership")
    taken = Loan.objects.filter(product__organization=product.organization_id, number=number)
    if not number or taken.exists():
        raise LoanError(_("Isi nomor pinjaman yang belum dipakai."), field="number")
    if not product.is_active or product.valid_from > on:
        raise LoanError(_("Produk pinjaman ini tidak dipakai pada tanggal itu."), field="product")
    if product.max_amount is not None and principal > product.max_amount:
        raise LoanError(
            _("Pinjaman paling besar Rp %(amount)s.")
            % {"amount": format_rupiah(product.max_amount)},
            field="principal",
        )
    if months > product.max_months:
        raise LoanError(
            _("Jangka waktu paling lama %(months)s bulan.") % {"months": product.max_months},
            field="months",
        )


@transaction.atomic
def withdraw_application(*, loan: Loan, actor: Any, at: datetime) -> Loan:
    """The member takes an application back before the money is paid out."""
    book = lock_book(loan.product.organization.book)
    loan = Loan.objects.select_related("product").get(pk=loan.pk)
    if loan.state not in (LoanState.APPLIED, LoanState.APPROVED):
        raise LoanError(_("Hanya permohonan yang belum cair dapat ditarik kembali."))
    loan.state = LoanState.WITHDRAWN
    loan.save(update_fields=["state"])
    events.log(act="withdraw_loan", subject=loan.number, actor=actor, at=at, book=book)
    return loan


@transaction.atomic
def analyse_loan(
    *,
    loan: Loan,
    income: int,
    living_cost: int,
    other_instalments: int,
    note: str,
    recommends: bool,
    on: date,
    actor: Any,
    at: datetime,
) -> LoanAnalysis:
    """Record what was looked at before the decision; amounts in rupiah a month.

    Raises LoanError for a loan that is decided, and for the borrower's own hand.
    """
    book = lock_book(loan.product.organization.book)
    loan = Loan.objects.select_related("product", "membership__person").get(pk=loan.pk)
    if loan.state != LoanState.APPLIED:
        raise LoanError(_("Pinjaman ini sudah diputus."))
    if loan.membership.person.user_id == actor.pk:
        raise LoanError(_("Permohonan sendiri dianalisis oleh orang lain."))
    if not note.strip():
        raise LoanError(_("Tulis apa yang dilihat dan ditanyakan."), field="note")
    analysis = LoanAnalysis.objects.create(
        loan=loan,
        income=income,
        living_cost=living_cost,
        other_instalments=other_instalments,
        first_instalment=int(schedule_of(loan, on).rows[0].instalment),
        note=note.strip()[:400],
        recommends=recommends,
        made_by=actor,
        made_on=on,
    )
    events.log(act="analyse_loan", subject=loan.number, actor=actor, at=at, book=book)
    return analysis


@transaction.atomic
def decide_loan(
    *,
    loan: Loan,
    is_approved: bool,
    on: date,
    actor: Any,
    at: datetime,
    decision_no: str = "",
    note: str = "",
) -> Loan:
    """Approve or refuse an application.

    Never by the borrower, nor by who recorded it. Up to the product's manager limit a manager
    suffices, above it the chair decides, above the meeting limit with the number of a meeting's
    decision; an officer's or family's loan goes to the chair, the chair's own to the secretary.
    An empty decision number is given by serial.
    """
    organization = loan.product.organization
    book = lock_book(organization.book)
    loan = Loan.objects.select_related("product", "membership__person").get(pk=loan.pk)
    if loan.state != LoanState.APPLIED:
        raise LoanError(_("Pinjaman ini sudah diputus."))
    if not loan.applied_on <= on <= timezone.localdate(at):
        raise LoanError(_("Tanggal keputusan antara hari permohonan dan hari ini."), field="on")
    _check_decider(loan, organization, {on, timezone.localdate(at)}, actor)
    product, number = loan.product, decision_no.strip()
    needs_analysis = product.analysis_from is not None and loan.principal >= product.analysis_from
    if is_approved and needs_analysis and not loan.analyses.exists():
        raise LoanError(_("Pinjaman sebesar ini dianalisis dahulu."))
    needs_meeting = product.meeting_limit is not None and loan.principal > product.meeting_limit
    if is_approved and needs_meeting and not number:
        raise LoanError(
            _("Pinjaman sebesar ini memerlukan nomor keputusan rapat."), field="decision_no"
        )
    loan.state = LoanState.APPROVED if is_approved else LoanState.REFUSED
    loan.decided_by, loan.decided_on = actor, on
    loan.decision_no = (number or _next_decision(organization, on.year))[:60]
    loan.decision_note = note.strip()[:200]
    loan.save()
    events.log(
        act="decide_loan", subject=loan.number, actor=actor, at=at, book=book, state=loan.state
    )
    return loan


def _check_decider(
    loan: Loan, organization: Organization, days: Collection[date], actor: Any
) -> None:
    """Refuse who may not decide: the office counts only when held on each of the days, that of
    the decision and today."""
    if loan.membership.person.user_id == actor.pk:
        raise LoanError(_("Pinjaman sendiri diputus oleh orang lain."))
    if loan.made_by_id == actor.pk:
        raise LoanError(_("Yang mencatat permohonan tidak ikut memutusnya."))
    in_force = [Office.objects.in_force(day).filter(organization=organization) for day in days]
    held = set(OfficeKind.values).intersection(
        *(offices.filter(person__user=actor).values_list("kind", flat=True) for offices in in_force)
    )
    borrower = {"person": loan.membership.person_id, "kind": OfficeKind.KETUA}
    is_chairs = any(offices.filter(**borrower).exists() for offices in in_force)
    if is_chairs:
        if not held & {OfficeKind.SEKRETARIS, OfficeKind.KETUA}:
            raise LoanError(_("Pinjaman ketua diputus oleh sekretaris."))
        return
    needs_chair = loan.is_related or loan.principal > loan.product.manager_limit
    allowed = {OfficeKind.KETUA} if needs_chair else {OfficeKind.KETUA, OfficeKind.MANAJER}
    if not held & allowed:
        raise LoanError(_("Pinjaman sebesar ini atau milik pengurus diputus oleh ketua."))


def _next_decision(organization: Organization, year: int) -> str:
    decided = Loan.objects.filter(product__organization=organization, decided_on__year=year)
    return f"{decided.count() + 1:03d}/PINJ/{year}"
