"""Dividing a profit: the figures and each member's part first, then the voucher."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from enterprises.forms.profit import AllocationForm
from enterprises.forms.profit_shares import TYPED, WeightsForm
from enterprises.models import Pool
from enterprises.queued_acts import PROFIT
from enterprises.reports.profit_papers import basis_label
from enterprises.selectors.data import rows
from enterprises.selectors.profit import undistributed_profit
from enterprises.selectors.profit_shares import sharing_members, weights_of
from enterprises.services.profit import Part, ProfitError, divided, parts_of
from ledger.forms.fields import add_refusal
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


@dataclass(frozen=True)
class Weighted:
    """The members among whom something is shared, each with a weight."""

    members: Sequence[Membership]
    form: WeightsForm
    basis: str
    is_typed: bool
    is_asked_anew: bool
    """The basis was changed since its weights were shown: they are to be looked at first."""

    @property
    def label(self) -> str:
        """What a weight counts."""
        return basis_label(self.basis)

    def rows(self, parts: Sequence[Any]) -> list[tuple[Any, Any]]:
        """Each member's field beside his part; None before anything was worked out."""
        fields = [self.form[f"w{member.pk}"] for member in self.members]
        return list(zip(fields, parts or [None] * len(fields), strict=True))


def weighted(book: Book, data: QueryDict, *, basis: str, year: int, on: date) -> Weighted:
    """The members of a day with their weights: as typed where they may be, else as recorded."""
    members = sharing_members(book, on)
    found = weights_of(book, members, basis, year=year, on=on)
    shown = f"{basis}-{year}"
    is_typed = basis in TYPED
    takes = is_typed and data.get("shown") == shown
    given = data if takes else {"shown": shown, **{f"w{pk}": n for pk, n in found.items()}}
    form = WeightsForm(given, members=members, weights=found)
    return Weighted(members, form, basis, is_typed, is_typed and not takes)


def shares_profit(book: Book) -> bool:
    """Whether a book of this framework divides a profit: a cooperative shares its SHU instead."""
    return bool(rows("profit_pools.csv", book.framework))


@require_http_methods(["GET", "POST"])
@requires("enterprises.allocate_profit")
def allocate(request: BookRequest, org: str) -> HttpResponse:
    """Show what a division would book; book it when it is confirmed."""
    book = request.book
    if not shares_profit(book):
        raise Http404
    form = _form(request)
    context: dict[str, Any] = {"form": form, "figures": [], "parts": []}
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        among = weighted(book, request.POST, basis=data["basis"], year=data["year"], on=data["on"])
        context["among"] = among
        context["rows"] = among.rows([])
        try:
            if not among.form.is_valid():
                raise ProfitError(_("Perbaiki bobot anggota yang bertanda."))
            figures, parts = _figures(book, form, among)
            if "confirm" in request.POST and not among.is_asked_anew:
                return _book(request, org, form, among)
            context |= {"figures": figures, "rows": among.rows(parts), "parts": parts}
        except (ProfitError, PostingError) as error:
            add_refusal(form, error)
    context["has_decisions"] = decisions_of(book.organization, kind="profit_allocation").exists()
    return render(
        request,
        "enterprises/allocation_form.html",
        context,
        status=422 if form.errors else 200,
    )


def _form(request: BookRequest) -> AllocationForm:
    book, today = request.book, timezone.localdate()
    newest = decisions_of(book.organization, kind="profit_allocation", unused=True).first()
    initial = {
        "decision": newest,
        "year": today.year - 1,
        "profit": undistributed_profit(book, on=today) or None,
        "on": newest.decided_on if newest else today,
        "key": uuid4().hex,
    }
    data = request.POST if request.method == "POST" else None
    return AllocationForm(data, book=book, on=today, initial=initial)


def _wish(book: Book, form: AllocationForm, among: Weighted) -> dict[str, Any]:
    data = form.cleaned_data
    return {
        "book": book,
        "profit": int(data["profit"]),
        "percentages": form.percentages(),
        "weights": among.form.weights(),
        "on": data["on"],
    }


def _figures(book: Book, form: AllocationForm, among: Weighted) -> tuple[list[Figure], list[Part]]:
    division = divided(**_wish(book, form, among))
    shares = [Figure(str(Pool(pool).label), amount) for pool, amount in division.pools.items()]
    figures = [*shares, Figure(_("Jumlah"), sum(division.pools.values()), is_total=True)]
    return figures, parts_of(among.members, among.form.weights(), division)


def _book(request: BookRequest, org: str, form: AllocationForm, among: Weighted) -> HttpResponse:
    data = form.cleaned_data
    wish = _wish(request.book, form, among)
    handed_in = hand_in(
        book=request.book,
        act=PROFIT,
        arguments={
            "year": data["year"],
            "profit": wish["profit"],
            "percentages": {pool: str(part) for pool, part in wish["percentages"].items()},
            "weights": wish["weights"],
            "members": [member.pk for member in among.members],
            "basis": among.basis,
            "on": data["on"].isoformat(),
            "decision": data["decision"].pk if data["decision"] else None,
            "key": data["key"],
        },
        actor=request.user,
        at=timezone.now(),
    )
    return submitted(request, org, handed_in)
