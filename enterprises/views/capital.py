"""Modal: the map of capital as a picture and a table, and the way to all that belongs to it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from enterprises.reports.capital_picture import capital_chart, capital_sentence
from enterprises.reports.sources import capital_sources_report
from enterprises.selectors.capital import capital_months
from ledger.calculations.periods import month_end, month_start, previous_day, year_start
from ledger.selectors.standings import last_entries
from ledger.views.access import BookRequest, may, requires


@require_GET
@requires("enterprises.view_business")
def capital_map(request: BookRequest, org: str) -> HttpResponse:
    """Where every rupiah of the business comes from, at the last month end with an entry."""
    book = request.book
    today = timezone.localdate()
    newest = last_entries([book]).get(book.pk, today)
    end = month_end(newest)
    end = end if end <= today else previous_day(month_start(today))
    months = capital_months(book, until=max(end, book.opened_on))
    context: dict[str, Any] = {
        "table": capital_sources_report(book, start=year_start(end), end=end),
        "can_see_vouchers": may(request, "ledger.view_vouchers"),
        "can_see_loans": may(request, "members.view_loans"),
    }
    if months:
        context |= {"chart": capital_chart(months), "words": capital_sentence(months)}
    return render(request, "enterprises/capital.html", context)
