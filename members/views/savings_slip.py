"""The slip of what was done at the desk."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from ledger.models import Voucher
from ledger.selectors.vouchers import cash_moved
from ledger.views.access import BookRequest, may, requires
from ledger.views.files import pdf_file
from ledger.views.vouchers import voucher_url
from members.reports.savings_slip import savings_slip, savings_slip_pdf, slip_title
from members.selectors.savings_slips import rows_of_voucher, savings_vouchers


def _find_slip(request: BookRequest, pk: int) -> Voucher:
    """A voucher that moved members' savings; Http404 for any other."""
    return get_object_or_404(savings_vouchers(request.book), pk=pk)


@require_GET
@requires("members.record_savings")
def slip(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """What was done, ready to print; then the next member."""
    voucher = _find_slip(request, pk)
    can_see = may(request, "ledger.view_vouchers")
    return render(
        request,
        "members/savings/slip.html",
        {
            "voucher": voucher,
            "title": slip_title(cash_moved(voucher)),
            "rows": rows_of_voucher(voucher),
            "is_reversed": hasattr(voucher, "reversed_by"),
            "voucher_url": voucher_url(org, voucher.code) if can_see else "",
            "can_reverse": can_see and may(request, "ledger.reverse_voucher"),
        },
    )


@require_GET
@requires("members.record_savings")
def slip_print(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The slip as PDF on A5."""
    voucher = _find_slip(request, pk)
    paper = savings_slip(voucher, at=timezone.now())
    return pdf_file(savings_slip_pdf(paper), f"slip-{voucher.code}")
