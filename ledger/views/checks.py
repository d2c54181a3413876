"""Re-prove a book on screen: what `check_books` says, for those who supervise."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ledger.integrity.checks import faults_of_book, faults_of_database
from ledger.selectors.seals import seal_head
from ledger.views.access import BookRequest, requires


@require_GET
@requires("ledger.view_events")
def check_book(request: BookRequest, org: str) -> HttpResponse:
    """Every proof of the book, run now; it only reads."""
    count, seal = seal_head(request.book)
    return render(
        request,
        "ledger/check.html",
        {
            "faults": [*faults_of_database(), *faults_of_book(request.book)],
            "count": count,
            "seal": seal,
        },
    )
