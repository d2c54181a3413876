"""Cash: the drawers, counting them, the berita acara, and posting an explained difference."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ledger.forms.cash_counts import CountForm
from ledger.forms.fields import add_refusal
from ledger.forms.voucher import ReasonForm
from ledger.models import Account, CashFlow, CountKind
from ledger.queued_acts import CASH_DIFFERENCE
from ledger.reports.cash_count_paper import count_paper, count_pdf
from ledger.selectors.approvals import waiting_act
from ledger.selectors.cash_counts import counts_of, drawers
from ledger.services.cash_counts import (
    CountError,
    difference_now,
    record_count,
)
from ledger.services.journal import PostingError
from ledger.services.submission import hand_in
from ledger.views.access import BookRequest, requires
from ledger.views.files import pdf_file
from ledger.views.vouchers import submitted

NEWEST = 50


def cash_account(request: BookRequest, code: str) -> Account:
    """The cash account of an address; Http404 for any other."""
    accounts = Account.objects.select_related("book").filter(is_heading=False, is_active=True)
    return get_object_or_404(accounts, book=request.book, code=code, cash_flow=CashFlow.CASH)


@require_GET
@requires("ledger.view_vouchers")
def cash_list(request: BookRequest, org: str) -> HttpResponse:
    """Every drawer with its last count, and the newest counts."""
    may = request.user.has_perm
    return render(
        request,
        "ledger/cash_list.html",
        {
            "drawers": drawers(request.book, today=timezone.localdate()),
            "counts": counts_of(request.book)[:NEWEST],
            "can_count": may("ledger.count_cash", request.book),
            "can_record": may("ledger.record_voucher", request.book),
        },
    )


@require_http_methods(["GET", "POST"])
@requires("ledger.count_cash")
def count(request: BookRequest, org: str, code: str) -> HttpResponse:
    """Count one drawer by denomination. Whoever cannot record vouchers makes a surprise count."""
    account, today = cash_account(request, code), timezone.localdate()
    is_keeper = request.user.has_perm("ledger.record_voucher", request.book)
    data = request.POST if request.method == "POST" else None
    form = CountForm(data, on=today, initial={"counted_on": today})
    if request.method == "POST" and form.is_valid():
        try:
            made = record_count(
                account=account,
                on=form.cleaned_data["counted_on"],
                pieces=form.pieces(),
                kind=CountKind.CLOSE if is_keeper else CountKind.SURPRISE,
                witness=form.cleaned_data["witness"],
                note=form.cleaned_data["note"],
                actor=request.user,
                at=timezone.now(),
            )
        except CountError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Hitungan kas dicatat."))
            return redirect("ledger:cash_count", org=org, pk=made.pk)
    return render(
        request,
        "ledger/cash_count_form.html",
        {"account": account, "form": form, "is_surprise": not is_keeper},
        status=422 if form.errors else 200,
    )


@require_GET
@requires("ledger.view_vouchers")
def count_detail(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """One count with its pieces, its difference and what was done about it."""
    return _detail_page(request, pk, ReasonForm())


@require_POST
@requires("ledger.record_voucher")
def difference(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Post the difference of a count with its explanation."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _detail_page(request, pk, form, status=422)
    count = get_object_or_404(counts_of(request.book), pk=pk)
    try:
        handed_in = hand_in(
            book=request.book,
            act=CASH_DIFFERENCE,
            arguments={"count": count.pk, "explanation": form.cleaned_data["reason"]},
            actor=request.user,
            at=timezone.now(),
        )
    except (CountError, PostingError) as error:
        form.add_error(None, str(error))
        return _detail_page(request, pk, form, status=422)
    if handed_in.voucher is None:
        return submitted(request, org, handed_in)
    messages.success(
        request, _("Selisih dibukukan dengan %(code)s.") % {"code": handed_in.voucher.code}
    )
    return redirect("ledger:cash_count", org=org, pk=pk)


def _detail_page(
    request: BookRequest, pk: int, form: ReasonForm, status: int = 200
) -> HttpResponse:
    found = get_object_or_404(counts_of(request.book).prefetch_related("pieces"), pk=pk)
    found.account.book = request.book
    is_settled = hasattr(found, "settled")
    gap = 0 if is_settled else difference_now(found)
    waiting = waiting_act(request.book, CASH_DIFFERENCE, count=found.pk) if gap else None
    return render(
        request,
        "ledger/cash_count.html",
        {
            "count": found,
            "gap": gap,
            "is_settled": is_settled,
            "form": form,
            "waiting": waiting,
            "can_post": bool(gap)
            and not is_settled
            and waiting is None
            and request.user.has_perm("ledger.record_voucher", request.book),
        },
        status=status,
    )


@require_GET
@requires("ledger.view_vouchers")
def count_print(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The berita acara of a count as PDF."""
    found = get_object_or_404(
        counts_of(request.book).select_related("book").prefetch_related("pieces"), pk=pk
    )
    name = f"berita-acara-kas-{found.account.code}-{found.counted_on.isoformat()}"
    return pdf_file(count_pdf(count_paper(found, at=timezone.now())), name)
