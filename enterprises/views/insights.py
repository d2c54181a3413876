"""Usaha in pictures, and who takes part."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from enterprises.reports.insights import pictures
from enterprises.selectors.insights import MONTHS, activity
from enterprises.selectors.sales import recent_sales, sells
from ledger.calculations.periods import months_until
from ledger.models import Framework
from ledger.views.access import BookRequest, may, requires


@require_GET
@requires("ledger.view_vouchers")
def insights(request: BookRequest, org: str) -> HttpResponse:
    """Channels over time, the largest buyers, margins by product, the activity of members."""
    book = request.book
    if not sells(book):
        raise Http404
    newest = recent_sales(book, 1)
    end = newest[0].voucher.date if newest else timezone.localdate()
    is_kube = book.framework == Framework.KUBE
    context = {
        "pictures": pictures(book, start=months_until(end, MONTHS)[0], end=end),
        "activity": activity(book, end) if is_kube else None,
        "can_see_members": may(request, "members.view_register"),
    }
    return render(request, "enterprises/insights.html", context)
