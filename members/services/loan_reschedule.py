"""Give a loan that cannot be paid as agreed a new schedule; the old one is kept."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.services import events
from ledger.services.periods import lock_book
from members.models import Loan, LoanReschedule, LoanState
from members.selectors.loans import standing_of
from members.services.loan_disbursement import write_schedule
from members.services.loan_products import trial_schedule
from members.services.loan_terms import LoanError


def penalty_waived(loan: Loan, on: date) -> int:
    """Whole rupiah of penalty that a new schedule from `on` no longer claims."""
    return standing_of(loan, on).position.penalty_due


@transaction.atomic
def reschedule_loan(
    *,
    loan: Loan,
    months: int,
    annual_rate: Decimal,
    on: date,
    reason: str,
    decision_no: str,
    actor: Any,
    at: datetime,
) -> LoanReschedule:
    """Write a new schedule for the principal still owed, from `on`; interest that was due by
    then and unpaid stays owed beside it; a penalty that was due is waived, which the event log
    keeps with the decision. No entry: nothing moves.

    Raises LoanError without a decision or reason, for the borrower's own hand, a loan that owes
    nothing, a day in the future or before its last payment, and impossible terms.
    """
    book = lock_book(loan.product.organization.book)
    loan = Loan.objects.select_related(
        "product__organization__book", "membership__person", "subsidiary"
    ).get(pk=loan.pk)
    if loan.state != LoanState.DISBURSED or loan.disbursed_on is None:
        raise LoanError(_("Hanya pinjaman yang berjalan dapat dijadwalkan ulang."))
    if loan.membership.person.user_id == actor.pk:
        raise LoanError(_("Pinjaman sendiri dijadwalkan ulang oleh orang lain."))
    if not reason.strip():
        raise LoanError(_("Tulis alasan penjadwalan ulang."), field="reason")
    if not decision_no.strip():
        raise LoanError(
            _("Isi nomor keputusan yang mengizinkan penjadwalan ulang."), field="decision_no"
        )
    latest = loan.payments.order_by("-voucher__date").values_list("voucher__date", flat=True)
    begun = max([loan.disbursed_on, *latest[:1], *loan.reschedules.values_list("on", flat=True)])
    if on > timezone.localdate(at) or on < begun:
        raise LoanError(
            _("Tanggal antara %(from)s, sesudah kejadian terakhir, dan hari ini.")
            % {"from": begun.strftime("%d/%m/%Y")},
            field="on",
        )
    owed = standing_of(loan, on + timedelta(days=1)).position  # what is due today counts
    if owed.outstanding <= 0:
        raise LoanError(_("Pinjaman ini sudah lunas."))
    plan = trial_schedule(
        loan.product, principal=owed.outstanding, months=months, on=on, annual_rate=annual_rate
    )
    waived = penalty_waived(loan, on)
    version = loan.schedule_version + 1
    change = LoanReschedule.objects.create(
        loan=loan,
        version=version,
        on=on,
        principal=owed.outstanding,
        carried_interest=owed.overdue_interest,
        months=months,
        annual_rate=annual_rate,
        reason=reason.strip()[:200],
        decision_no=decision_no.strip()[:60],
        made_by=actor,
    )
    write_schedule(loan, plan, version=version)
    loan.schedule_version = version
    loan.save(update_fields=["schedule_version"])
    events.log(
        act="reschedule_loan",
        subject=loan.number,
        actor=actor,
        at=at,
        book=book,
        decision=change.decision_no,
        penalty_waived=waived,
    )
    return change
