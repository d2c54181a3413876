"""Loans on paper: card, agreement, instalment slip, letter about what is late."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from ledger.views.access import BookRequest, requires
from ledger.views.files import pdf_file
from members.models import LoanPayment
from members.reports.loan_papers import (
    KINDS,
    agreement_paper,
    card_paper,
    loan_pdf,
    payment_paper,
    reminder_paper,
)
from members.selectors.loans import principal_after, standing_of
from members.views.loans import find

PAPERS = dict(zip(KINDS, (card_paper, agreement_paper, reminder_paper), strict=True))


@require_GET
@requires("members.view_loans")
def loan_print(request: BookRequest, org: str, pk: int, kind: str) -> HttpResponse:
    """A paper of one loan: kartu, perjanjian, tagihan."""
    if kind not in PAPERS:
        raise Http404
    loan = find(request, pk)
    item = standing_of(loan, timezone.localdate())
    return pdf_file(loan_pdf(PAPERS[kind](item, at=timezone.now())), f"{kind}-{loan.number}")


@require_GET
@requires("members.view_loans")
def payment_print(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The slip of one payment, on A5."""
    payments = LoanPayment.objects.filter(loan__product__organization__book=request.book)
    payment = get_object_or_404(
        payments.select_related("loan__membership__person", "loan__subsidiary", "voucher__book"),
        pk=pk,
    )
    paper = payment_paper(payment, principal_after(payment), at=timezone.now())
    return pdf_file(loan_pdf(paper, size="a5"), f"angsuran-{payment.voucher.code}")
