"""Jasa simpanan: runs so far, a month's interest and tax before it is booked, and the slips."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from ledger.calculations.periods import month_start, previous_day
from ledger.services.journal import PostingError
from ledger.services.submission import hand_in
from ledger.views.access import BookRequest, may, requires
from ledger.views.files import pdf_file
from ledger.views.vouchers import submitted
from members.forms.dues import MonthForm
from members.forms.savings import add_refusal
from members.queued_acts import INTEREST
from members.reports.interest_slips import interest_slips_pdf
from members.selectors.savings import tax_rule
from members.selectors.savings_interest import interest_runs, slips_of
from members.services.savings import SavingsError
from members.services.savings_interest import interest_of


@require_GET
@requires("members.view_savings")
def run_list(request: BookRequest, org: str) -> HttpResponse:
    """Every run with its sums."""
    return render(
        request,
        "members/interest/runs.html",
        {
            "runs": interest_runs(request.book.organization),
            "can_run": may(request, "members.run_savings"),
            "can_see_vouchers": may(request, "ledger.view_vouchers"),
        },
    )


@require_http_methods(["GET", "POST"])
@requires("members.run_savings")
def run(request: BookRequest, org: str) -> HttpResponse:
    """The interest of a month: each member's figures, then one voucher for all."""
    today = timezone.localdate()
    last = previous_day(month_start(today))
    data = request.POST if request.method == "POST" else request.GET
    form = MonthForm(
        data if "month" in data else {"month": last.strftime("%Y-%m")},
        first=request.book.opened_on,
        last=today,
    )
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        month = form.cleaned_data["month"]
        given: dict[str, Any] = {
            "book": request.book,
            "act": INTEREST,
            "arguments": {"year": month.year, "month": month.month},
            "actor": request.user,
            "at": timezone.now(),
        }
        try:
            if request.method == "POST":
                return submitted(request, org, hand_in(**given))
        except (SavingsError, PostingError) as error:
            add_refusal(form, error)
        context |= _figures(request, month)
    return render(request, "members/interest/run.html", context, status=422 if form.errors else 200)


def _figures(request: BookRequest, month: Any) -> dict[str, Any]:
    """Each account's interest and tax, their sums, and the rule of the tax."""
    found = interest_of(request.book.organization, year=month.year, month=month.month)
    return {
        "rows": found,
        "month": month,
        "gross": sum(row.gross for row in found),
        "tax": sum(row.tax for row in found),
        "net": sum(row.gross - row.tax for row in found),
        "rule": tax_rule(month),
    }


@require_GET
@requires("members.view_savings")
def slips_print(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The slips of a run as PDF, four on a sheet."""
    slips = list(slips_of(request.book).filter(voucher=pk))
    if not slips:
        raise Http404
    voucher = slips[0].voucher
    content = interest_slips_pdf(voucher, slips, at=timezone.now())
    return pdf_file(content, f"jasa-{voucher.code}")
