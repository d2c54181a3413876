"""A member leaves: loans set off, savings moved to a payable, the membership ended, later paid.

Debit and credit: docs/accounting/README.md. Nothing is deleted; every balance ends at zero.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.models import Account, Origin, Subsidiary, Voucher
from ledger.services import events, journal
from ledger.services.books import open_subsidiary
from ledger.services.journal import NOT_ASKED, Approval, LineInput, VoucherInput
from ledger.services.periods import lock_book
from members.calculations.loan_dues import Parts
from members.models import LeavingClaim, LoanPayment, LoanRecovery, Membership, MembershipStatus
from members.selectors.leaving import LeavingPlan, leaving_plan
from members.selectors.loan_dues import LoanDue
from members.services.keys import key_after_reversals
from members.services.loan_payments import credit_lines
from members.services.loan_terms import LoanError
from members.services.register_moves import move


class LeavingError(ValueError):
    """A leaving could not be settled or paid; the text says what to do. `field`: where."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def settle_leaving(
    *,
    membership: Membership,
    on: date,
    reason: str,
    decision: str,
    due_on: date,
    requested_on: date | None = None,
    actor: Any,
    at: datetime,
    approval: Approval = NOT_ASKED,
) -> Voucher:
    """End a membership with its balances: one voucher, the claim, and the status together.

    Debit every savings account, credit loans with their interest that is due and what is still
    claimed of loans written off, credit the rest to the payable. After a reversal it may be done
    again. Raises LeavingError for each obstacle of the plan, without a decision or reason, and for
    a day of payment before the leaving; MembershipError as `register.move`; PostingError for what
    the gate refuses.
    """
    book = lock_book(membership.organization.book)
    membership = Membership.objects.select_related("person", "organization__book").get(
        pk=membership.pk
    )
    if not decision.strip():
        raise LeavingError(_("Tulis keputusan pengurus atau rapatnya."), field="decision")
    if not reason.strip():
        raise LeavingError(_("Tulis alasannya."), field="reason")
    if due_on < on:
        raise LeavingError(_("Tanggal bayar tidak boleh sebelum tanggal keluar."), field="due_on")
    plan = leaving_plan(membership, on)
    if plan.obstacles:
        raise LeavingError(" ".join(plan.obstacles))
    subsidiary = _claim_account(plan, actor, at) if plan.net else None
    voucher = journal.post(
        book=book,
        voucher=VoucherInput(
            date=on,
            narration=f"Anggota keluar {membership.number} {membership.person.name}"[:200],
            lines=_lines(plan, subsidiary),
            party=membership.person.name[:120],
            key=key_after_reversals(book, f"leaving-{membership.pk}"),
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )
    LoanPayment.objects.bulk_create(
        LoanPayment(
            loan=due.loan,
            voucher=voucher,
            principal=due.outstanding,
            interest=due.interest,
            penalty=due.penalty,
            version=due.loan.schedule_version,
        )
        for due in plan.loans
    )
    LoanRecovery.objects.bulk_create(
        LoanRecovery(write_off=claim.entry, voucher=voucher, amount=claim.amount)
        for claim in plan.claims
    )
    status = membership.status
    if status != MembershipStatus.LEFT:
        move(
            membership=membership,
            to=MembershipStatus.LEFT,
            on=on,
            today=timezone.localdate(at),
            reason=reason,
            requested_on=requested_on,
            actor=actor,
            at=at,
        )
    LeavingClaim.objects.create(
        membership=membership,
        status_before=status,
        settled_on=on,
        due_on=due_on,
        decision=decision.strip()[:120],
        savings=plan.saved,
        set_off=plan.set_off,
        amount=plan.net,
        subsidiary=subsidiary,
        voucher=voucher,
    )
    events.log(
        act="settle_leaving",
        subject=membership.number,
        actor=actor,
        at=at,
        book=book,
        voucher=voucher.code,
        decision=decision.strip()[:120],
    )
    return voucher


def _claim_account(plan: LeavingPlan, actor: Any, at: datetime) -> Subsidiary | None:
    """The subsidiary account of the payable in the member's name; None where it needs none."""
    account = plan.payable
    if account is None or not account.control:
        raise LeavingError(
            _("Akun simpanan anggota keluar harus memakai rekening pembantu per anggota.")
        )
    earlier = plan.membership.leaving_claims.filter(subsidiary__account=account).first()
    if earlier is not None:  # a settlement that was reversed left it empty
        return earlier.subsidiary
    taken = set(account.subsidiaries.values_list("code", flat=True))
    number = plan.membership.number
    code = number if number not in taken else f"{number}-{plan.membership.pk}"[-20:]
    return open_subsidiary(
        account=account, code=code, name=plan.membership.person.name, actor=actor, at=at
    )


def _whole(due: LoanDue) -> Parts:
    """Everything that is owed on a loan. The fee for paying early is not asked of who leaves."""
    return Parts(due.penalty, due.interest, due.outstanding)


def _lines(plan: LeavingPlan, waiting: Subsidiary | None) -> list[LineInput]:
    lines = [
        LineInput(
            account=row.account.product.account,
            debit=row.balance,
            subsidiary=row.account.subsidiary,
        )
        for row in plan.savings
    ]
    for due in plan.loans:
        try:
            lines += credit_lines(due.loan, _whole(due))
        except LoanError as error:
            raise LeavingError(str(error)) from None
    lines += [
        LineInput(account=account, credit=claim.amount, unit=claim.entry.loan.product.unit)
        for claim in plan.claims
        if (account := claim.entry.loan.product.recovery_or_later) is not None
    ]
    if waiting is not None and plan.payable is not None:
        lines.append(LineInput(account=plan.payable, credit=plan.net, subsidiary=waiting))
    return lines


@transaction.atomic
def pay_claim(
    *,
    claim: LeavingClaim,
    cash: Account,
    on: date,
    actor: Any,
    at: datetime,
    approval: Approval = NOT_ASKED,
) -> Voucher:
    """Pay what waits for a member who left: debit the payable, credit cash; once."""
    book = lock_book(claim.membership.organization.book)
    claim = LeavingClaim.objects.select_related(
        "membership__person", "subsidiary__account", "paid_voucher"
    ).get(pk=claim.pk)
    if claim.payment is not None:
        return claim.payment
    if claim.is_reversed:
        raise LeavingError(_("Bukti penyelesaiannya sudah dibalik; tidak ada yang dibayarkan."))
    if claim.subsidiary is None:
        raise LeavingError(_("Tidak ada yang harus dibayarkan."))
    if not cash.is_cash:
        raise LeavingError(_("Pilih akun kas atau bank."), field="cash")
    if on < claim.settled_on:
        raise LeavingError(_("Tanggal bayar tidak boleh sebelum tanggal keluar."), field="on")
    person = claim.membership.person
    voucher = journal.post(
        book=book,
        voucher=VoucherInput(
            date=on,
            narration=f"Pengembalian simpanan {claim.membership.number} {person.name}"[:200],
            lines=[
                LineInput(
                    account=claim.subsidiary.account,
                    debit=claim.amount,
                    subsidiary=claim.subsidiary,
                ),
                LineInput(account=cash, credit=claim.amount),
            ],
            party=person.name[:120],
            key=key_after_reversals(book, f"leaving-paid-{claim.pk}"),
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )
    claim.paid_voucher = voucher
    claim.save(update_fields=["paid_voucher"])
    events.log(
        act="pay_leaving_claim",
        subject=claim.membership.number,
        actor=actor,
        at=at,
        book=book,
        voucher=voucher.code,
    )
    return voucher
