"""Bring the allowance for loans to what the table asks for: one run a month and account."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.models import Account, Origin
from ledger.services import events, journal
from ledger.services.journal import NOT_ASKED, Approval, LineInput, VoucherInput
from ledger.services.periods import lock_book
from members.calculations.loan_dues import month_end
from members.models import AllowanceRow, AllowanceRun, Organization
from members.selectors.loan_allowance import allowance_groups
from members.services.loan_classes import table_for
from members.services.loan_terms import LoanError


@transaction.atomic
def run_allowance(
    *,
    organization: Organization,
    account: Account,
    year: int,
    month: int,
    actor: Any,
    at: datetime,
    approval: Approval = NOT_ASKED,
) -> AllowanceRun:
    """Book the difference between the required and the standing allowance at a month's end.

    Debit the loss account, credit the allowance; the other way round when it falls; no voucher
    when nothing changes. Raises LoanError for a month that is not over, one that was run already
    (unless its voucher was reversed) or lies before a run, and an account without loans.
    """
    book = lock_book(organization.book)
    end = month_end(date(year, month, 1))
    if end > timezone.localdate(at):
        raise LoanError(_("Bulan itu belum berakhir."), field="month")
    runs = organization.allowance_runs.filter(account=account).select_related("voucher")
    standing = [run for run in runs if run.voucher is None or not _is_reversed(run)]
    if any((run.year, run.month) >= (year, month) for run in standing):
        raise LoanError(
            _("Penyisihan bulan itu atau sesudahnya sudah dibukukan; balik dahulu buktinya."),
            field="month",
        )
    table = table_for(organization, end, actor=actor, at=at)
    group = next((g for g in allowance_groups(organization, end) if g.account == account), None)
    if group is None:
        raise LoanError(_("Akun itu bukan akun penyisihan produk pinjaman."), field="account")
    voucher = None
    if gap := group.difference:
        voucher = journal.post(
            book=book,
            voucher=VoucherInput(
                date=end,
                narration=f"Penyisihan pinjaman {month:02d}/{year}",
                lines=[
                    LineInput(account=group.loss_account, debit=max(gap, 0), credit=max(-gap, 0),
                              unit=group.unit),
                    LineInput(account=account, debit=max(-gap, 0), credit=max(gap, 0),
                              unit=group.unit),
                ],
                key=f"penyisihan-{account.pk}-{year}-{month}-{runs.count()}",
                origin=Origin.ACT,
                approval=approval,
            ),
            actor=actor,
            at=at,
        )  # fmt: skip
    run = AllowanceRun.objects.create(
        organization=organization,
        account=account,
        table=table,
        year=year,
        month=month,
        required=group.required,
        held=group.held,
        voucher=voucher,
        made_by=actor,
    )
    AllowanceRow.objects.bulk_create(
        AllowanceRow(
            run=run,
            loan=line.standing.loan,
            class_name=line.loan_class.name,
            days_late=line.standing.days_late,
            outstanding=line.standing.outstanding,
            percent=line.loan_class.percent,
            amount=line.amount,
        )
        for line in group.lines
    )
    events.log(
        act="run_allowance",
        subject=f"{account.code} {year}-{month:02d}",
        actor=actor,
        at=at,
        book=book,
        required=run.required,
        held=run.held,
    )
    return run


def _is_reversed(run: AllowanceRun) -> bool:
    return run.voucher is not None and hasattr(run.voucher, "reversed_by")
