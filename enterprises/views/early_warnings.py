"""What failed groups had in common, read from a KUBE's books and meetings (kube.md §2.6)."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from enterprises.selectors.early_warnings import EarlyWarning
from enterprises.selectors.early_warnings import early_warnings as warnings_of
from ledger.models import Framework
from ledger.views.access import BookRequest, may, requires


@require_GET
@requires("enterprises.view_books")
def early_warnings(request: BookRequest, org: str) -> HttpResponse:
    """The warnings that hold, each with its next step; 404 in an organization that is no KUBE."""
    if request.book.framework != Framework.KUBE:
        raise Http404
    found = warnings_of(request.book, timezone.localdate())
    return render(
        request,
        "enterprises/early_warnings.html",
        {"warnings": [(one, _step(request, one)) for one in found]},
    )


def _step(request: BookRequest, warning: EarlyWarning) -> str:
    """Where the next step is taken; empty for who may not take it."""
    if not may(request, warning.permission):
        return ""
    more = dict([warning.argument]) if warning.argument else {}
    return reverse(warning.url_name, kwargs={"org": request.book.slug, **more})
