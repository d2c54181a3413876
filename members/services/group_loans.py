"""A loan of the group from a bank: its terms and each member's share in it.

Nothing is posted here: receiving and repaying the loan are acts of the business
(docs/accounting/README.md gives the recipe); this side keeps who owes how much of it.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.calculations.money import format_rupiah
from ledger.models import Account, Subsidiary
from ledger.services import events
from ledger.services.periods import lock_book
from members.calculations.loans import Terms, TermsError, schedule
from members.models import GroupLoan, GroupLoanShare, Membership, Organization
from members.services.loan_terms import LoanError, explain


@transaction.atomic
def record_group_loan(
    *,
    organization: Organization,
    number: str,
    lender: str,
    principal: int,
    months: int,
    method: str,
    annual_rate: Decimal,
    received_on: date,
    account: Account,
    interest_account: Account,
    shares: Mapping[Membership, int],
    actor: Any,
    at: datetime,
    subsidiary: Subsidiary | None = None,
    rounding: str = "half_up",
) -> GroupLoan:
    """Record a loan with its shares, which sum to it.

    Raises LoanError for impossible terms, a number in use, an account that keeps no lenders,
    shares that do not sum to the loan, and a share of somebody who is not a member.
    """
    book = lock_book(organization.book)
    if not number.strip() or organization.group_loans.filter(number=number.strip()).exists():
        raise LoanError(_("Isi nomor perjanjian yang belum dipakai."), field="number")
    try:
        schedule(
            Terms(
                Decimal(principal), annual_rate, months, method, disbursed=received_on,
                rounding=rounding,
            )
        )  # fmt: skip
    except TermsError as error:
        raise LoanError(explain(error), field=error.field) from None
    if account.book_id != book.pk or account.control != "lender":
        raise LoanError(_("Pilih akun utang yang memakai rekening pembantu."), field="account")
    if sum(shares.values()) != principal or any(part <= 0 for part in shares.values()):
        raise LoanError(
            _("Bagian anggota berjumlah Rp %(sum)s; harus sama dengan pokok Rp %(principal)s.")
            % {"sum": format_rupiah(sum(shares.values())), "principal": format_rupiah(principal)},
            field="shares",
        )
    for member in shares:
        gone = member.left_on is not None and member.left_on <= received_on
        if member.organization_id != organization.pk or gone:
            raise LoanError(_("Bagian hanya untuk anggota lembaga ini."), field="shares")
    loan = GroupLoan.objects.create(
        organization=organization,
        number=number.strip(),
        lender=lender.strip()[:120],
        principal=principal,
        months=months,
        method=method,
        annual_rate=annual_rate,
        rounding=rounding,
        received_on=received_on,
        account=account,
        interest_account=interest_account,
        subsidiary=subsidiary,
        made_by=actor,
    )
    GroupLoanShare.objects.bulk_create(
        GroupLoanShare(group_loan=loan, membership=member, principal=part)
        for member, part in shares.items()
    )
    events.log(act="record_group_loan", subject=loan.number, actor=actor, at=at, book=book)
    return loan
