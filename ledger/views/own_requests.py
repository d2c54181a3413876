"""What one handed in oneself: a cashier sees, prints and withdraws it without seeing the books."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ledger import registry
from ledger.models import Draft
from ledger.reports.request_paper import request_paper
from ledger.reports.thermal import ROLLS, voucher_roll
from ledger.reports.voucher_paper import voucher_paper, voucher_pdf
from ledger.selectors.own_requests import handed_in_by
from ledger.selectors.own_requests import own_requests as own_requests_of
from ledger.selectors.papers import papers_of
from ledger.selectors.vouchers import whole_vouchers
from ledger.services import drafts
from ledger.services.journal import PostingError
from ledger.services.wishes import voucher_of
from ledger.views.access import BookRequest, may, requires
from ledger.views.files import pdf_file
from ledger.views.voucher_prints import size_of
from ledger.views.vouchers import voucher_url


@require_GET
@requires("ledger.hand_in")
def own_requests(request: BookRequest, org: str) -> HttpResponse:
    """What waits of one's own, what came back, what was booked lately."""
    found = own_requests_of(request.book, request.user, timezone.now())
    return render(request, "ledger/request_list.html", {"found": found})


@require_GET
@requires("ledger.hand_in")
def own_request(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """One of one's own: its state, its slip, and the way back."""
    draft = _own(request, pk)
    if draft is None:
        return _not_there(request, org)
    draft.book = request.book
    wish = voucher_of(request.book, draft.wish or {}, by_act=bool(draft.act))
    again = registry.queued_act(draft.act).again if draft.act else None
    sees_books = may(request, "ledger.view_vouchers")
    return render(
        request,
        "ledger/request_detail.html",
        {
            "draft": draft,
            "wish": wish,
            "lines": wish.lines,
            "total": wish.amount,
            "papers": papers_of(draft=draft) if sees_books else [],
            "again_url": again(request.book, draft.arguments) if again else "",
            "voucher_url": voucher_url(org, draft.voucher.code)
            if draft.voucher and sees_books
            else "",
        },
    )


@require_GET
@requires("ledger.hand_in")
def request_print(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Its paper: marked as not booked while it waits, the voucher itself once it stands.

    `?size=a5|a4|58|80`, A5 when nothing is said.
    """
    size, draft, now = size_of(request), _own(request, pk), timezone.now()
    if draft is None:
        return _not_there(request, org)
    draft.book = request.book
    if draft.voucher_id is not None:
        paper = voucher_paper(whole_vouchers(request.book).get(pk=draft.voucher_id), at=now)
        name = paper.code
    else:
        paper, name = request_paper(draft, at=now), f"pengajuan-{draft.pk}"
    print_on = voucher_roll if size in ROLLS else voucher_pdf
    return pdf_file(print_on(paper, size=size), name)


@require_POST
@requires("ledger.hand_in")
def put_aside(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Throw away what came back; what still waits is withdrawn instead."""
    draft = _own(request, pk)
    if draft is None or draft.state not in Draft.OPEN:
        return _not_there(request, org)
    try:
        drafts.discard_draft(draft=draft, actor=request.user, at=timezone.now())
    except PostingError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Pengajuan dibuang."))
    return redirect("ledger:requests", org=org)


def _own(request: BookRequest, pk: int) -> Draft | None:
    return handed_in_by(request.book, request.user).filter(pk=pk).first()


def _not_there(request: BookRequest, org: str) -> HttpResponse:
    """Another's, withdrawn or thrown away: the list says what there is."""
    messages.error(request, _("Pengajuan itu tidak ada di daftar Anda, atau sudah ditarik."))
    return redirect("ledger:requests", org=org)
