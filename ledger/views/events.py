"""The event log on screen, filtered, and as a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from ledger.forms.events import EventFilterForm
from ledger.reports.event_log import LIMIT, event_log
from ledger.selectors.events import events_of, page
from ledger.views.access import BookRequest, requires
from ledger.views.reports import report_file

FILES = ("csv", "xlsx", "json")


@require_GET
@requires("ledger.view_events")
def event_list(request: BookRequest, org: str) -> HttpResponse:
    """The append-only log, newest first; `?format=csv|xlsx|json` gives what the filters left."""
    form = EventFilterForm(request.GET or None, book=request.book)
    filters = form.filters() if form.is_valid() else {}
    found = events_of(request.book, **filters)
    if request.GET.get("format") in FILES and not form.errors:
        start = filters.get("start") or request.book.opened_on
        end = filters.get("end") or timezone.localdate()
        table = event_log(request.book, found[:LIMIT], start=start, end=end)
        return report_file(request.book, table, request.GET["format"])
    query = request.GET.copy()
    for name in ("format", "before"):
        query.pop(name, None)
    return render(
        request,
        "ledger/event_list.html",
        {
            "form": form,
            "page": page(found, before=request.GET.get("before", "")),
            "is_filtered": bool(filters),
            "query": query.urlencode(),
            "files": FILES,
        },
        status=422 if form.errors else 200,
    )
