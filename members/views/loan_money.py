"""Money of loans: paying out, instalments, paying off, and what comes after a write-off."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ledger.services.journal import PostingError
from ledger.services.submission import hand_in
from ledger.views.access import BookRequest, requires
from members import queued_loans
from members.forms.loans import MoneyForm, PaymentForm, RecoveryForm
from members.models import Loan
from members.selectors.loans import standing_of
from members.selectors.write_offs import claim_of, recovered
from members.services.loan_disbursement import withheld
from members.services.loan_payments import settlement_of
from members.services.loan_terms import LoanError
from members.views.loans import act_page, find, new_key, refuse


def _done(
    request: BookRequest, loan: Loan, form: MoneyForm, act: str, **more: Any
) -> HttpResponse | None:
    """Do an act, or hand it in where another officer has to agree; None with the refusal on the
    form. Back to the loan either way: who takes the money may see no vouchers."""
    data = form.given()
    arguments = {
        "loan": loan.pk,
        "cash": data["cash"].pk,
        "on": data["on"].isoformat(),
        "key": data["key"],
        **more,
    }
    try:
        handed_in = hand_in(
            book=request.book,
            act=act,
            arguments=arguments,
            actor=request.user,
            at=timezone.now(),
        )
    except (LoanError, PostingError) as error:
        refuse(form, error)
        return None
    if handed_in.voucher is None:
        messages.success(request, _("Diajukan. Dibukukan sesudah pengurus lain menyetujui."))
    else:
        messages.success(request, _("%(code)s dibukukan.") % {"code": handed_in.voucher.code})
    return redirect("members:loan", org=request.book.slug, pk=loan.pk)


def _form(request: BookRequest, kind: type[MoneyForm], **initial: Any) -> Any:
    given = {"on": timezone.localdate(), "key": new_key()} | initial
    data = request.POST if request.method == "POST" else None
    return kind(data, book=request.book, initial=given)


@require_http_methods(["GET", "POST"])
@requires("members.manage_loans")
def disburse(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Pay an approved loan out: one voucher with fees, SWP and the rest."""
    loan, form = find(request, pk), _form(request, MoneyForm)
    if (
        request.method == "POST"
        and form.is_valid()
        and (done := _done(request, loan, form, queued_loans.LOAN))
    ):
        return done
    kept = withheld(loan.product, loan.principal)
    figures = [
        (_("Pokok pinjaman"), kept.principal),
        (_("Provisi"), -kept.provision),
        (_("Administrasi"), -kept.admin),
        (_("Simpanan wajib pinjaman"), -kept.swp),
        (_("Diterima anggota"), kept.net),
    ]
    return act_page(request, loan, form, _("Cairkan pinjaman"), _("Cairkan"), figures=figures)


@require_http_methods(["GET", "POST"])
@requires("members.record_loans")
def pay(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Receive an instalment, whole, in part, late or early."""
    loan = find(request, pk)
    position = standing_of(loan, timezone.localdate()).position
    due = position.principal_due + position.interest_due + position.penalty_due
    form = _form(request, PaymentForm, amount=due or None)
    if request.method == "POST" and form.is_valid():
        data = form.given()
        if done := _done(
            request,
            loan,
            form,
            queued_loans.LOAN_PAYMENT,
            amount=data["amount"],
            penalty=data["penalty"],
            waive_reason=data["waive_reason"],
        ):
            return done
    figures = [
        (_("Sisa pokok"), position.outstanding),
        (_("Pokok sampai akhir bulan"), position.principal_due),
        (_("Bunga sampai akhir bulan"), position.interest_due),
        (_("Denda hari ini"), position.penalty_due),
    ]
    text = _("Urutan: %(order)s.") % {"order": loan.product.get_payment_order_display()}
    return act_page(
        request, loan, form, _("Terima angsuran"), _("Catat pembayaran"), figures=figures, text=text
    )


@require_http_methods(["GET", "POST"])
@requires("members.record_loans")
def settle(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Pay a loan off before its last instalment."""
    loan, form = find(request, pk), _form(request, MoneyForm)
    if (
        request.method == "POST"
        and form.is_valid()
        and (done := _done(request, loan, form, queued_loans.LOAN_SETTLEMENT))
    ):
        return done
    quote = settlement_of(standing_of(loan, timezone.localdate()))
    figures = [
        (_("Sisa pokok"), quote.principal),
        (_("Bunga sampai akhir bulan"), quote.interest),
        (_("Denda"), quote.penalty),
        (_("Biaya pelunasan awal"), quote.fee),
        (_("Jumlah pelunasan hari ini"), quote.total),
    ]
    text = _("Bunga bulan-bulan sesudahnya tidak ditagih.")
    return act_page(request, loan, form, _("Pelunasan"), _("Lunasi"), figures=figures, text=text)


@require_http_methods(["GET", "POST"])
@requires("members.record_loans")
def recover(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Receive money on a loan that was written off."""
    loan, form = find(request, pk), _form(request, RecoveryForm)
    entry = loan.write_offs.standing().first()
    if request.method == "POST" and form.is_valid():
        data = form.given()
        if entry is None:
            form.add_error(None, _("Pinjaman ini tidak dihapus buku."))
        elif done := _done(request, loan, form, queued_loans.LOAN_RECOVERY, amount=data["amount"]):
            return done
    figures = []
    if entry is not None:
        got = recovered(entry)
        figures = [
            (_("Pokok yang dihapus"), entry.amount),
            (_("Bunga yang masih ditagih"), entry.interest_claim),
            (_("Sudah diterima"), -got),
            (_("Tagihan"), claim_of(entry)),
        ]
    return act_page(
        request, loan, form, _("Terima pembayaran"), _("Catat penerimaan"), figures=figures
    )
