"""The queue of vouchers that wait for another officer, and the rule behind it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ledger import registry
from ledger.forms.approval import PolicyForm
from ledger.forms.voucher import ReasonForm
from ledger.models import Draft, DraftState, Voucher
from ledger.selectors.approvals import mandate_for, may_approve, policy_of, refused, waiting
from ledger.selectors.papers import papers_of
from ledger.services import submission
from ledger.services.approvals import set_policy
from ledger.services.posting.inputs import ApprovalError, PostingError
from ledger.services.wishes import voucher_of
from ledger.views.access import BookRequest, requires
from ledger.views.questions import asked_before
from ledger.views.vouchers import voucher_url


@require_GET
@requires("ledger.approve_voucher")
def queue(request: BookRequest, org: str) -> HttpResponse:
    """What waits, oldest first; what waits for this reader says so."""
    rows = list(waiting(request.book))
    for draft in rows:
        draft.book = request.book
        draft.is_mine = may_approve(draft, request.user)  # type: ignore[attr-defined]
    return render(
        request,
        "ledger/approval_list.html",
        {
            "waiting": rows,
            "refused": refused(request.book),
            "policy": policy_of(request.book),
            "can_change": request.user.has_perm("ledger.change_settings", request.book),
        },
    )


@require_GET
@requires("ledger.approve_voucher")
def waiting_voucher(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """One waiting voucher as the slip it will be; posted ones lead to their slip."""
    draft = _find(request, pk)
    if draft.voucher is not None:
        return redirect(voucher_url(org, draft.voucher.code))
    return _page(request, draft)


def _page(
    request: BookRequest, draft: Draft, form: ReasonForm | None = None, status: int = 200
) -> HttpResponse:
    draft.book = request.book
    wish = voucher_of(request.book, draft.wish or {}, by_act=bool(draft.act))
    is_maker = draft.made_by_id == request.user.pk
    return render(
        request,
        "ledger/approval_detail.html",
        {
            "draft": draft,
            "wish": wish,
            "lines": wish.lines,
            "total": wish.amount,
            "papers": papers_of(draft=draft),
            "answers": asked_before(draft.answers),
            "may_approve": may_approve(draft, request.user),
            "mandate": mandate_for(draft, request.user),
            "is_maker": is_maker,
            "may_post_alone": is_maker and policy_of(request.book).may_post_alone,
            "form": form or ReasonForm(),
        },
        status=status,
    )


@require_POST
@requires("ledger.approve_voucher")
def approve(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The second officer agrees: it is posted."""
    return _post(request, org, pk, lambda draft: submission.approve(draft=draft, **_by(request)))


@require_POST
@requires("ledger.approve_voucher")
def refuse(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The second officer gives it back, with the reason."""
    draft = _find(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, draft, form, status=422)
    reason = form.cleaned_data["reason"]
    try:
        submission.refuse(draft=draft, reason=reason, **_by(request))
    except ApprovalError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Dikembalikan kepada yang mencatat, dengan alasannya."))
    return redirect("ledger:approvals", org=org)


@require_POST
@requires("ledger.hand_in")
def withdraw(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The maker takes it back to mend it."""
    draft = _find(request, pk)
    try:
        submission.withdraw(draft=draft, **_by(request))
    except ApprovalError as error:
        messages.error(request, str(error))
        return redirect("ledger:requests", org=org)
    messages.success(request, _("Ditarik kembali. Perbaiki, lalu ajukan lagi."))
    if draft.act:
        return redirect(registry.queued_act(draft.act).again(request.book, draft.arguments))
    return redirect("ledger:draft", org=org, pk=draft.pk)


@require_POST
@requires("ledger.record_voucher")
def post_alone(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """In a small group with nobody at hand: posted with a reason that the pengawas reads."""
    draft = _find(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, draft, form, status=422)
    reason = form.cleaned_data["reason"]
    return _post(
        request,
        org,
        pk,
        lambda draft: submission.post_alone(draft=draft, reason=reason, **_by(request)),
    )


def _by(request: BookRequest) -> dict[str, Any]:
    return {"actor": request.user, "at": timezone.now()}


def _find(request: BookRequest, pk: int) -> Draft:
    """A voucher that was handed in, whatever became of it."""
    handed_in = Draft.objects.exclude(wish=None).exclude(state=DraftState.DISCARDED)
    found = handed_in.select_related("made_by__person", "refused_by__person", "voucher")
    return get_object_or_404(found, book=request.book, pk=pk)


def _post(request: BookRequest, org: str, pk: int, act: Callable[[Draft], Voucher]) -> HttpResponse:
    """Do what posts it; whoever comes second hears what became of it."""
    draft = _find(request, pk)
    try:
        voucher = act(draft)
    except PostingError as error:
        messages.error(request, str(error))
        return redirect("ledger:approval", org=org, pk=pk)
    messages.success(request, _("%(code)s dibukukan.") % {"code": voucher.code})
    for warning in voucher.warnings:
        messages.warning(request, warning)
    return redirect(voucher_url(org, voucher.code))


@require_http_methods(["GET", "POST"])
@requires("ledger.change_settings")
def policy(request: BookRequest, org: str) -> HttpResponse:
    """Set from which amount on vouchers need whose approval."""
    form = PolicyForm(request.POST) if request.method == "POST" else None
    current = policy_of(request.book)
    if form is not None and form.is_valid():
        data = form.cleaned_data
        try:
            set_policy(
                book=request.book,
                mode=data["mode"],
                bands=form.bands(),
                decision=data["decision"],
                actor=request.user,
                at=timezone.now(),
            )
        except ApprovalError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Aturan persetujuan disimpan."))
            return redirect("ledger:approvals", org=org)
    return render(
        request,
        "ledger/approval_policy.html",
        {"form": form or PolicyForm.of(current), "policy": current},
        status=422 if form is not None and form.errors else 200,
    )
