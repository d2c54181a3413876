"""The wizard of leaving: what is paid, from what, when; and paying what waits."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ledger.services.journal import PostingError
from ledger.services.submission import hand_in
from ledger.views.access import BookRequest, requires
from ledger.views.files import pdf_file
from ledger.views.vouchers import submitted
from members.forms.leaving import ClaimForm, LeavingForm
from members.models import LeavingClaim
from members.queued_acts import CLAIM, LEAVING
from members.reports.letters import leaving_letter, letters_pdf
from members.selectors.leaving import leaving_plan, open_claims
from members.services.leaving import LeavingError
from members.services.organizations import MembershipError
from members.views.register import find_member


@require_http_methods(["GET", "POST"])
@requires("members.settle_leaving")
def leaving(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Show what leaving books, ask for decision and days, and do it."""
    membership, today = find_member(request, pk), timezone.localdate()
    claim = membership.leaving_claims.standing().first()
    if claim is not None:
        return redirect("members:claim", org=org, pk=claim.pk)
    form = LeavingForm(request.POST if request.method == "POST" else None, initial={"on": today})
    on = today
    if form.is_bound and form.is_valid():
        given, on = form.cleaned_data, form.cleaned_data["on"]
        try:
            handed_in = hand_in(
                book=request.book,
                act=LEAVING,
                arguments={
                    "membership": membership.pk,
                    "reason": given["reason"],
                    "decision": given["decision"],
                    **{
                        name: given[name].isoformat() if given[name] else None
                        for name in ("on", "due_on", "requested_on")
                    },
                },
                actor=request.user,
                at=timezone.now(),
            )
        except (LeavingError, MembershipError, PostingError) as error:
            field = getattr(error, "field", "")
            form.add_error(field if field in form.fields else None, str(error))
        else:
            if handed_in.voucher is None:
                return submitted(request, org, handed_in)
            messages.success(request, _("%(code)s dibukukan.") % {"code": handed_in.voucher.code})
            return redirect("members:leaving", org=org, pk=pk)
    return render(
        request,
        "members/leaving.html",
        {"plan": leaving_plan(membership, on), "membership": membership, "form": form},
        status=422 if form.errors else 200,
    )


@require_GET
@requires("members.view_savings")
def claims(request: BookRequest, org: str) -> HttpResponse:
    """Everybody who left and still has to be paid."""
    found = open_claims(request.book.organization)
    today = timezone.localdate()
    return render(
        request,
        "members/claims.html",
        {
            "rows": [(claim, claim.due_on < today) for claim in found],
            "total": sum(claim.amount for claim in found),
            "may_settle": request.user.has_perm("members.settle_leaving", request.book),
        },
    )


def _claim(request: BookRequest, pk: int) -> LeavingClaim:
    found = LeavingClaim.objects.select_related(
        "membership__person",
        "membership__organization__book",
        "voucher__reversed_by",
        "paid_voucher__reversed_by",
    )
    return get_object_or_404(found, pk=pk, membership__organization__book=request.book)


@require_http_methods(["GET", "POST"])
@requires("members.settle_leaving")
def claim(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """One settlement; pay it, or read how it was paid."""
    found = _claim(request, pk)
    data = request.POST if request.method == "POST" else None
    form = ClaimForm(data, book=request.book, initial={"on": timezone.localdate()})
    if form.is_bound and form.is_valid():
        try:
            handed_in = hand_in(
                book=request.book,
                act=CLAIM,
                arguments={
                    "claim": found.pk,
                    "cash": form.accounts[form.cleaned_data["cash"]].pk,
                    "on": form.cleaned_data["on"].isoformat(),
                },
                actor=request.user,
                at=timezone.now(),
            )
        except (LeavingError, PostingError) as error:
            field = getattr(error, "field", "")
            form.add_error(field if field in form.fields else None, str(error))
        else:
            if handed_in.voucher is None:
                return submitted(request, org, handed_in)
            messages.success(request, _("%(code)s dibukukan.") % {"code": handed_in.voucher.code})
            return redirect("members:claim", org=org, pk=pk)
    return render(
        request,
        "members/claim.html",
        {"claim": found, "form": form},
        status=422 if form.errors else 200,
    )


@require_GET
@requires("members.settle_leaving")
def claim_print(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The settlement on paper, to be signed by the member."""
    found = _claim(request, pk)
    letter = leaving_letter(found)
    return pdf_file(letters_pdf([letter]), f"anggota-keluar-{found.membership.number}")
