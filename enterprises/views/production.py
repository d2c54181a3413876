"""Production batches, their quality, and counts of the stock."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from enterprises.forms.production import BatchForm, QualityForm, StandardForm, StockCountForm
from enterprises.models import Batch, QualityStandard, StockCount
from enterprises.reports.production_paper import batch_paper, count_paper
from enterprises.reports.sheet import sheet_pdf
from enterprises.services.production import add_standard, check_batch
from enterprises.services.shelf import StockError
from enterprises.stock_queued_acts import PRODUCTION, STOCK_COUNT, count, produce
from enterprises.views.purchases import READ, WRITE, refuse_without_stock
from ledger.forms.fields import add_refusal
from ledger.selectors.approvals import policy_of
from ledger.services.journal import Approval, PostingError
from ledger.services.posting.inputs import ApprovalNeededError
from ledger.services.submission import hand_in
from ledger.views.access import BookRequest, may, requires
from ledger.views.files import pdf_file
from ledger.views.vouchers import submitted


def _batches(request: BookRequest) -> Any:
    found = Batch.objects.filter(book=request.book).select_related("voucher__reversed_by", "book")
    return found.prefetch_related("inputs__item", "outputs__item", "checks__standard")


def _counts(request: BookRequest) -> Any:
    found = StockCount.objects.filter(book=request.book)
    return found.select_related("voucher__reversed_by", "book").prefetch_related(
        "lines__item", "lines__account"
    )


def _done_or_waiting(request: BookRequest, act: str, run: Any, arguments: dict[str, Any]) -> Any:
    """Do an act that may need no voucher at once; hand it in where its voucher has to wait."""
    by: dict[str, Any] = {"actor": request.user, "at": timezone.now()}
    trial = Approval(waits_from=policy_of(request.book).lowest)
    try:
        with transaction.atomic():
            return run(request.book, arguments, approval=trial, **by), None
    except ApprovalNeededError:
        return None, hand_in(book=request.book, act=act, arguments=arguments, **by)


@require_GET
@requires(READ)
def batches(request: BookRequest, org: str) -> HttpResponse:
    """The batches, newest first, and the standards of quality."""
    refuse_without_stock(request)
    standards = QualityStandard.objects.filter(item__book=request.book, is_active=True)
    return render(
        request,
        "enterprises/batches.html",
        {
            "page": Paginator(_batches(request), 25).get_page(request.GET.get("page")),
            "standards": standards.select_related("item"),
            "can_write": may(request, WRITE),
        },
    )


@require_http_methods(["GET", "POST"])
@requires(WRITE)
def record_batch(request: BookRequest, org: str) -> HttpResponse:
    """Record what was made of what; what was typed stays when it is refused."""
    refuse_without_stock(request)
    data = request.POST if request.method == "POST" else None
    initial = {"date": timezone.localdate(), "key": uuid4().hex}
    form = BatchForm(data, book=request.book, initial=initial)
    wants_rows = "more" in request.POST
    if wants_rows:
        form.forget_faults()
    elif data is not None and form.is_valid():
        try:
            done, waits = _done_or_waiting(request, PRODUCTION, produce, form.arguments())
        except (StockError, PostingError) as error:
            _refuse(form, error)
        else:
            if done is None:
                return submitted(request, org, waits)
            messages.success(request, _("%(batch)s dicatat.") % {"batch": done})
            return redirect("enterprises:batch", org=org, pk=done.pk)
    return render(
        request,
        "enterprises/batch_form.html",
        {"form": form},
        status=422 if data is not None and not wants_rows else 200,
    )


def _refuse(form: BatchForm, error: Exception) -> None:
    """Put a refusal at the row it is about, or at its field."""
    row, field = getattr(error, "row", None), getattr(error, "field", "")
    rows = form.used.filled
    if row is not None and row < len(rows) and field in rows[row].fields:
        rows[row].add_error(field, str(error))
    add_refusal(form, error)


@require_GET
@requires(READ)
def batch(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """One batch: goods, cost and quality."""
    return _batch_page(request, pk, None)


def _batch_page(
    request: BookRequest, pk: int, form: QualityForm | None, status: int = 200
) -> HttpResponse:
    found = get_object_or_404(_batches(request), pk=pk)
    shown = form or QualityForm(batch=found, initial={"checked_on": timezone.localdate()})
    return render(
        request,
        "enterprises/batch.html",
        {
            "batch": found,
            "form": shown if may(request, WRITE) and shown.standards else None,
            "can_see_vouchers": may(request, "ledger.view_vouchers"),
            "can_write": may(request, WRITE),
        },
        status=status,
    )


@require_POST
@requires(WRITE)
def check_quality(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Say whether a batch meets a standard."""
    found = get_object_or_404(_batches(request), pk=pk)
    form = QualityForm(request.POST, batch=found)
    if form.is_valid():
        data = form.cleaned_data
        try:
            check_batch(
                batch=found,
                standard=form.standards[data["standard"]],
                is_met=data["is_met"] == "ya",
                found=data["found"],
                checked_by=data["checked_by"],
                on=data["checked_on"],
                actor=request.user,
                at=timezone.now(),
            )
        except StockError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Pemeriksaan mutu dicatat."))
            return redirect("enterprises:batch", org=org, pk=pk)
    return _batch_page(request, pk, form, status=422)


@require_http_methods(["GET", "POST"])
@requires(WRITE)
def standards(request: BookRequest, org: str) -> HttpResponse:
    """Add a standard of quality."""
    refuse_without_stock(request)
    form = StandardForm(request.POST if request.method == "POST" else None, book=request.book)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = add_standard(
                item=form.items[data["item"]],
                name=data["name"],
                actor=request.user,
                at=timezone.now(),
            )
        except StockError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("%(name)s ditambahkan.") % {"name": made.name})
            return redirect("enterprises:batches", org=org)
    return render(
        request,
        "enterprises/standard_form.html",
        {"form": form},
        status=422 if form.errors else 200,
    )


@require_GET
@requires(READ)
def batch_print(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The production card as PDF."""
    found = get_object_or_404(_batches(request), pk=pk)
    paper = batch_paper(found, at=timezone.now())
    return pdf_file(sheet_pdf(paper), f"produksi-{found.number}")


@require_GET
@requires(READ)
def stock_counts(request: BookRequest, org: str) -> HttpResponse:
    """The counts, newest first."""
    refuse_without_stock(request)
    return render(
        request,
        "enterprises/stock_counts.html",
        {
            "page": Paginator(_counts(request), 25).get_page(request.GET.get("page")),
            "can_write": may(request, WRITE),
        },
    )


@require_http_methods(["GET", "POST"])
@requires(WRITE)
def count_stock(request: BookRequest, org: str) -> HttpResponse:
    """Count the stock by two people and post the difference."""
    refuse_without_stock(request)
    data = request.POST if request.method == "POST" else None
    initial = {"date": timezone.localdate(), "key": uuid4().hex}
    form = StockCountForm(data, book=request.book, initial=initial)
    if data is not None and form.is_valid():
        try:
            done, waits = _done_or_waiting(request, STOCK_COUNT, count, form.arguments())
        except (StockError, PostingError) as error:
            row, field = getattr(error, "row", None), getattr(error, "field", "")
            items = form.counted_items()
            pk = items[row].pk if row is not None and row < len(items) else 0
            places = {"quantity": f"first-{pk}", field: f"{field}-{pk}"} if pk else {}
            add_refusal(form, error, **places)
        else:
            if done is None:
                return submitted(request, org, waits)
            messages.success(request, _("Hitungan stok dicatat."))
            return redirect("enterprises:stock_count", org=org, pk=done.pk)
    return render(
        request,
        "enterprises/stock_count_form.html",
        {"form": form},
        status=422 if form.errors else 200,
    )


@require_GET
@requires(READ)
def stock_count(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """One count with what was found."""
    return render(
        request,
        "enterprises/stock_count.html",
        {
            "count": get_object_or_404(_counts(request), pk=pk),
            "can_see_vouchers": may(request, "ledger.view_vouchers"),
        },
    )


@require_GET
@requires(READ)
def stock_count_print(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The berita acara of a count as PDF."""
    found = get_object_or_404(_counts(request), pk=pk)
    paper = count_paper(found, at=timezone.now())
    return pdf_file(sheet_pdf(paper), f"hitung-stok-{found.counted_on.isoformat()}")
