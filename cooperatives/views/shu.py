"""Sharing a year's SHU: simulate and calculate, review and approve, book, withdraw."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cooperatives.forms.shu import ApproveForm, BookForm, PolicyForm, WithdrawForm
from cooperatives.models import ShuDistribution, ShuPoolKind, ShuState
from cooperatives.queued_acts import DISTRIBUTE
from cooperatives.selectors.shu import (
    Computation,
    ShuRefusedError,
    distributions,
    kinds_of_business,
    policy_now,
    shares_of,
    standing,
)
from cooperatives.selectors.shu_funds import funds
from cooperatives.services.shu import (
    approve_shu,
    calculate_shu,
    computed,
    review_shu,
    withdraw_shu,
)
from ledger.forms.fields import add_refusal
from ledger.selectors.balances import balances
from ledger.services.journal import PostingError
from ledger.services.submission import hand_in
from ledger.views.access import BookRequest, may, requires
from ledger.views.vouchers import submitted

SHOWN = 50
TONES = {
    ShuState.CALCULATED: "draft",
    ShuState.REVIEWED: "wait",
    ShuState.APPROVED: "wait",
    ShuState.DISTRIBUTED: "ok",
    ShuState.WITHDRAWN: "reversed",
}


def find(request: BookRequest, pk: int) -> ShuDistribution:
    """A calculation of the book of the address."""
    found = ShuDistribution.objects.select_related(
        "book", "decision", "voucher", "made_by", "reviewed_by", "closing"
    )
    return get_object_or_404(found, book=request.book, pk=pk)


@require_GET
@requires("cooperatives.view")
def overview(request: BookRequest, org: str) -> HttpResponse:
    """All years, and the funds that the SHU feeds."""
    book = request.book
    return render(
        request,
        "cooperatives/shu_list.html",
        {
            "rows": [(one, TONES[ShuState(one.state)]) for one in distributions(book)],
            "funds": funds(book, balances(book, on=timezone.localdate())),
            "is_cooperative": book.framework == "koperasi",
        },
    )


@require_http_methods(["GET", "POST"])
@requires("cooperatives.view")
def calculate(request: BookRequest, org: str) -> HttpResponse:
    """Simulate before the meeting, and keep the calculation that goes to the board."""
    book, today = request.book, timezone.localdate()
    year = _year(request, today.year - 1)
    form = PolicyForm(
        request.POST if request.method == "POST" else None,
        policy=policy_now(book, year, today),
        kinds=kinds_of_business(book, year),
        initial={"year": year},
    )
    found: Computation | None = None
    if request.method == "POST" and form.is_valid():
        wish: dict[str, Any] = {
            "book": book,
            "year": form.cleaned_data["year"],
            "policy": form.policy(),
            "on": today,
        }
        try:
            if "keep" in request.POST:
                if not may(request, "cooperatives.prepare_shu"):
                    raise PermissionDenied
                made = calculate_shu(actor=request.user, at=timezone.now(), **wish)
                return redirect("cooperatives:distribution", org=org, pk=made.pk)
            found = computed(**wish)
        except ShuRefusedError as error:
            add_refusal(form, error)
    return render(
        request,
        "cooperatives/shu_calculate.html",
        {
            "form": form,
            "found": found,
            "pools": _pools(found) if found else [],
            "members": list(zip(found.memberships, found.shared.members, strict=True))[:SHOWN]
            if found
            else [],
            "can_keep": may(request, "cooperatives.prepare_shu") and standing(book, year) is None,
        },
        status=422 if form.errors else 200,
    )


def _year(request: BookRequest, usual: int) -> int:
    text = request.POST.get("year") or request.GET.get("tahun") or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else usual


def _pools(found: Computation) -> list[tuple[str, int, int]]:
    """Pool, as decided, as it would be booked."""
    shared = found.shared
    names = dict.fromkeys([*shared.pools, *found.posted])
    if found.policy.style == "flat":
        names.pop(ShuPoolKind.MEMBERS, None)
    by_members = {
        "jasa_modal": sum(s.jasa_modal for s in shared.members),
        "jasa_usaha": sum(s.jasa_usaha for s in shared.members),
    }
    return [
        (
            str(ShuPoolKind(pool).label),
            shared.pools.get(pool, 0),
            found.posted.get(pool, by_members.get(pool, 0)),
        )
        for pool in names
    ]


@require_GET
@requires("cooperatives.view")
def distribution(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """One calculation: its figures, its members, and the next step of its way."""
    found = find(request, pk)
    page = Paginator(shares_of(found), SHOWN).get_page(request.GET.get("page"))
    prepares = may(request, "cooperatives.prepare_shu")
    reviews = may(request, "cooperatives.review_shu")
    return render(
        request,
        "cooperatives/shu.html",
        {
            "shu": found,
            "tone": TONES[ShuState(found.state)],
            "pools": found.pools.filter(level=1),
            "second": found.pools.filter(level=2),
            "page": page,
            "can_review": reviews
            and found.state == ShuState.CALCULATED
            and found.made_by_id != request.user.pk,
            "can_approve": reviews and found.state == ShuState.REVIEWED,
            "can_book": prepares and found.state == ShuState.APPROVED,
            "can_pay": prepares and found.state == ShuState.DISTRIBUTED,
            "can_withdraw": prepares
            and found.state in (ShuState.CALCULATED, ShuState.REVIEWED, ShuState.APPROVED),
            "can_see_vouchers": may(request, "ledger.view_vouchers"),
        },
    )


@require_http_methods(["GET", "POST"])
@requires("cooperatives.review_shu")
def decide(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The board reviews a calculation; later the decision of the meeting is tied to it."""
    found = find(request, pk)
    reviews = found.state == ShuState.CALCULATED
    sent = request.POST if request.method == "POST" else None
    form: Any = None if reviews else ApproveForm(sent, book=request.book)
    refusal = ""
    if request.method == "POST" and (form is None or form.is_valid()):
        by: dict[str, Any] = {"actor": request.user, "at": timezone.now()}
        try:
            if reviews:
                review_shu(distribution=found, **by)
            else:
                approve_shu(
                    distribution=found,
                    decision=form.cleaned_data["decision"],
                    on=timezone.localdate(),
                    **by,
                )
            return redirect("cooperatives:distribution", org=org, pk=pk)
        except ShuRefusedError as error:
            refusal = str(error)
            if form is not None:
                add_refusal(form, error)
    failed = bool(refusal) or bool(form and form.errors)
    return render(
        request,
        "cooperatives/shu_decide.html",
        {"shu": found, "form": form, "refusal": "" if form else refusal},
        status=422 if failed else 200,
    )


@require_http_methods(["GET", "POST"])
@requires("cooperatives.prepare_shu")
def book_it(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """What will be booked, then the voucher."""
    found = find(request, pk)
    form = BookForm(
        request.POST if request.method == "POST" else None,
        initial={"on": found.decision.decided_on if found.decision else timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            handed_in = hand_in(
                book=request.book,
                act=DISTRIBUTE,
                arguments={"distribution": pk, "on": form.cleaned_data["on"].isoformat()},
                actor=request.user,
                at=timezone.now(),
            )
            return submitted(request, org, handed_in)
        except (ShuRefusedError, PostingError) as error:
            add_refusal(form, error)
    return render(
        request,
        "cooperatives/shu_book.html",
        {"shu": found, "form": form, "pools": found.pools.filter(level=1)},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires("cooperatives.prepare_shu")
def withdraw(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Take a calculation back, with the reason."""
    found = find(request, pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_shu(
                distribution=found,
                reason=form.cleaned_data["reason"],
                actor=request.user,
                at=timezone.now(),
            )
            return redirect("cooperatives:shu", org=org)
        except ShuRefusedError as error:
            add_refusal(form, error)
    return render(
        request,
        "cooperatives/shu_withdraw.html",
        {"shu": found, "form": form},
        status=422 if form.errors else 200,
    )
