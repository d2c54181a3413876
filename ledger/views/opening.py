"""Opening balances: a grid that is saved as a draft while it is typed and posted at zero."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ledger import registry
from ledger.forms.opening import grid, sent_rows
from ledger.models import OpeningDraft
from ledger.services import opening
from ledger.services.journal import PostingError
from ledger.services.opening import OpeningError
from ledger.views.access import BookRequest, requires
from ledger.views.vouchers import voucher_url


@require_http_methods(["GET", "POST"])
@requires("ledger.record_voucher")
def opening_page(request: BookRequest, org: str) -> HttpResponse:
    """The grid; a POST saves the draft. htmx asks for the difference alone."""
    if request.method == "POST":
        rows = sent_rows(request.POST, request.book)
        try:
            opening.save_opening(
                book=request.book, rows=rows, actor=request.user, at=timezone.now()
            )
        except OpeningError as error:
            messages.error(request, str(error))
            return redirect("ledger:opening", org=org)
        if request.headers.get("HX-Request"):
            return render(request, "ledger/opening_sums.html", _sums(rows))
        messages.success(request, _("Draf saldo awal disimpan. Belum masuk pembukuan."))
        return redirect("ledger:opening", org=org)
    return _page(request)


@require_POST
@requires("ledger.record_voucher")
def post_opening(request: BookRequest, org: str) -> HttpResponse:
    """Save what was typed, then post it when both sides are equal."""
    rows = sent_rows(request.POST, request.book)
    given = {"book": request.book, "actor": request.user, "at": timezone.now()}
    try:
        opening.save_opening(rows=rows, **given)
        voucher = opening.post_opening(**given)
    except OpeningError as error:
        return _page(request, refused=error, status=422)
    except PostingError as error:
        return _page(request, refused=OpeningError(str(error)), status=422)
    messages.success(request, _("Saldo awal dibukukan dengan %(code)s.") % {"code": voucher.code})
    return redirect(voucher_url(org, voucher.code))


def _sums(rows: list[opening.OpeningRow]) -> dict[str, Any]:
    debit, credit = opening.totals(rows)
    return {"debit": debit, "credit": credit, "gap": debit - credit}


def _page(
    request: BookRequest, *, refused: OpeningError | None = None, status: int = 200
) -> HttpResponse:
    draft = OpeningDraft.objects.filter(book=request.book).select_related("voucher").first()
    rows = draft.rows if draft else []
    return render(
        request,
        "ledger/opening.html",
        {
            "draft": draft,
            "rows": grid(request.book, rows, refused.faults if refused else None),
            "refused": refused,
            "opened_on": request.book.opened_on,
            "links": [
                (item.label, reverse(item.url_name, kwargs={"org": request.book.slug}))
                for item in registry.opening_links(request.book.framework)
                if request.user.has_perm(item.permission, request.book)
            ],
            **_sums(rows),
        },
        status=status,
    )
