"""The rules of a book that its chair may set."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ledger import registry
from ledger.forms.settings import CashPolicyForm
from ledger.services.books import set_cash_policy
from ledger.views.access import BookRequest, requires


@require_http_methods(["GET", "POST"])
@requires("ledger.change_settings")
def book_settings(request: BookRequest, org: str) -> HttpResponse:
    """Show the rules, and change them with a reason that goes on record."""
    book = request.book
    form = CashPolicyForm(
        request.POST if request.method == "POST" else None, initial={"policy": book.cash_policy}
    )
    if request.method == "POST" and form.is_valid():
        set_cash_policy(
            book=book,
            policy=form.cleaned_data["policy"],
            reason=form.cleaned_data["reason"],
            actor=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Aturan disimpan dan tercatat sebagai kejadian."))
        return redirect("ledger:settings", org=org)
    return render(
        request,
        "ledger/settings.html",
        {"form": form, "book": book, "links": _links(request)},
        status=422 if form.errors else 200,
    )


def _links(request: BookRequest) -> list[dict[str, str]]:
    """The settings that upper apps keep and this reader may see."""
    return [
        {
            "label": str(page.label),
            "url": reverse(page.url_name, kwargs={"org": request.book.slug}),
        }
        for page in registry.settings_pages()
        if request.user.has_perm(page.permission, request.book)
    ]
