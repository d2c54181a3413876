"""The first pages: which organization, and what waits in it today."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from ledger.models import Draft, DraftState, ReopenRequest
from ledger.reports.pictures import pictures_of
from ledger.selectors.balances import balances
from ledger.selectors.periods import next_to_close
from ledger.selectors.vouchers import page, vouchers
from ledger.views.access import BookRequest, requires
from members.models import User
from members.selectors.organizations import organizations_of


def signed_in(request: HttpRequest) -> User:
    """The reader; the login middleware lets no one else come this far."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Straight into the only organization, or the choice among several."""
    mine = list(organizations_of(signed_in(request), timezone.localdate()))
    if len(mine) == 1:
        return redirect("organization_home", org=mine[0].slug)
    return render(request, "members/home.html", {"my_organizations": mine})


@require_GET
@requires("ledger.view_statements")
def organization_home(request: BookRequest, org: str) -> HttpResponse:
    """*Hari ini*: money on hand, what waits for this reader, the newest vouchers."""
    book, user, today = request.book, request.user, timezone.localdate()
    can_record = user.has_perm("ledger.record_voucher", book)
    held = balances(book, on=today)
    cash = [
        {"account": account, "balance": held.get(account.pk, 0)}
        for account in book.accounts.order_by("code")
        if account.is_cash and held.get(account.pk)
    ]
    turn = next_to_close(book, today) if user.has_perm("ledger.close_period", book) else None
    sees_vouchers = user.has_perm("ledger.view_vouchers", book)
    return render(
        request,
        "members/organization_home.html",
        {
            "cash": cash,
            "pictures": pictures_of(book),
            "cash_total": sum(row["balance"] for row in cash),
            "can_record": can_record,
            "sees_vouchers": sees_vouchers,
            "drafts": Draft.objects.filter(book=book, state=DraftState.DRAFT) if can_record else [],
            "turn": turn,
            "requests": ReopenRequest.objects.filter(
                period__book=book, used_at__isnull=True
            ).select_related("period", "requested_by")
            if user.has_perm("ledger.approve_reopen", book)
            else [],
            "newest": page(vouchers(book)).vouchers[:8] if sees_vouchers else [],
        },
    )


@login_not_required
@require_POST
def set_language_preference(request: HttpRequest) -> HttpResponse:
    """Keep the reader's language; a figure reads the same in each. Open at the door as well."""
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        request.session["language"] = language
        if request.user.is_authenticated:
            request.user.language = language
            request.user.save(update_fields=["language"])
    target = request.POST.get("next", "")
    if not target.startswith("/") or not url_has_allowed_host_and_scheme(target, None):
        target = "/"
    return HttpResponseRedirect(target)
