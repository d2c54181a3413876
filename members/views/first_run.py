"""The first page of an empty Lumbung; once somebody is there it does not exist."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from members.forms.first_run import FirstRunForm
from members.selectors.first_run import is_first_run
from members.services.first_run import NotEmptyError, set_up


@login_not_required
@require_http_methods(["GET", "POST"])
def first_run(request: HttpRequest) -> HttpResponse:
    """First officer, organization, chart and first day; then straight to the opening balances."""
    if not is_first_run():
        raise Http404
    today = timezone.localdate()
    form = FirstRunForm(request.POST or None, initial={"books_from": today.replace(day=1)})
    if request.method == "POST" and form.is_valid():
        try:
            user, organization = set_up(at=timezone.now(), **form.cleaned_data)
        except NotEmptyError:
            raise Http404 from None
        login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
        if form.cleaned_data["office"] == "bendahara":
            return redirect("ledger:opening", org=organization.slug)
        return redirect("organization_home", org=organization.slug)
    return render(
        request,
        "members/first_run.html",
        {"form": form},
        status=422 if form.errors else 200,
    )
