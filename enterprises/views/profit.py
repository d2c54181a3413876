"""Dividing a profit: the figures first, then the voucher."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from enterprises.forms.profit import AllocationForm
from enterprises.models import Pool
from enterprises.queued_acts import PROFIT
from enterprises.selectors.data import rows
from enterprises.selectors.profit import undistributed_profit
from enterprises.services.profit import ProfitError, divided
from ledger.models import Book
from ledger.services.journal import PostingError
from ledger.services.submission import hand_in
from ledger.views.access import BookRequest, requires
from ledger.views.vouchers import submitted
from members.models import Membership
from members.selectors.decisions import decisions_of


@dataclass(frozen=True)
class Figure:
    """A pool as the reader is to confirm it."""

    label: str
    value: int
    is_total: bool = False


def member_count(book: Book, on: date) -> int:
    """Members in the register on a day: those among whom the members' pool is shared."""
    return Membership.objects.in_force(on).filter(organization__book=book).count()


@require_http_methods(["GET", "POST"])
@requires("enterprises.allocate_profit")
def allocate(request: BookRequest, org: str) -> HttpResponse:
    """Show what a division would book; book it when it is confirmed."""
    book = request.book
    if not rows("profit_pools.csv", book.framework):
        raise Http404
    today = timezone.localdate()
    newest = decisions_of(book.organization, kind="profit_allocation", unused=True).first()
    initial = {
        "decision": newest,
        "year": today.year - 1,
        "profit": undistributed_profit(book, on=today) or None,
        "on": newest.decided_on if newest else today,
        "key": uuid4().hex,
    }
    form = AllocationForm(
        request.POST if request.method == "POST" else None, book=book, on=today, initial=initial
    )
    figures: list[Figure] = []
    if request.method == "POST" and form.is_valid():
        try:
            figures = _figures(book, form)
            if "confirm" in request.POST:
                return _book(request, org, form)
        except (ProfitError, PostingError) as error:
            figures = []
            form.add_error(None, str(error))
    return render(
        request,
        "enterprises/allocation_form.html",
        {
            "form": form,
            "figures": figures,
            "has_decisions": decisions_of(book.organization, kind="profit_allocation").exists(),
        },
        status=422 if form.errors else 200,
    )


def _wish(book: Book, form: AllocationForm) -> dict[str, Any]:
    data = form.cleaned_data
    return {
        "book": book,
        "profit": int(data["profit"]),
        "percentages": form.percentages(),
        "weights": [1] * member_count(book, data["on"]),
    }


def _figures(book: Book, form: AllocationForm) -> list[Figure]:
    division = divided(**_wish(book, form))
    shares = [Figure(str(Pool(pool).label), amount) for pool, amount in division.pools.items()]
    each = [
        Figure(_("untuk tiap anggota (%(count)s orang)") % {"count": len(division.shares)}, s)
        for s in division.shares[:1]
    ]
    return [*shares, *each, Figure(_("Jumlah"), sum(division.pools.values()), is_total=True)]


def _book(request: BookRequest, org: str, form: AllocationForm) -> HttpResponse:
    data = form.cleaned_data
    wish = _wish(request.book, form)
    handed_in = hand_in(
        book=request.book,
        act=PROFIT,
        arguments={
            "year": data["year"],
            "profit": wish["profit"],
            "percentages": {pool: str(part) for pool, part in wish["percentages"].items()},
            "weights": wish["weights"],
            "on": data["on"].isoformat(),
            "decision": data["decision"].pk if data["decision"] else None,
            "key": data["key"],
        },
        actor=request.user,
        at=timezone.now(),
    )
    return submitted(request, org, handed_in)
