"""Samples for those who check: draw, mark each voucher beside its papers, conclude, print."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ledger.forms.fields import add_refusal
from ledger.forms.sampling import ConclusionForm, DrawForm, ItemForm
from ledger.models import Book, Sample, SampleItem
from ledger.reports.renderers import FORMATS
from ledger.reports.working_paper import facts, working_paper
from ledger.selectors.papers import papers_of
from ledger.selectors.remarks import remarks_of
from ledger.selectors.sampling import conclusion_of, samples_of, shown, shown_items
from ledger.selectors.vouchers import whole_vouchers
from ledger.services.sampling import SamplingError, check_item, conclude_sample, draw_sample
from ledger.views.access import BookRequest, requires
from ledger.views.files import saved_file

PRINTS = ("pdf", "xlsx", "csv", "json")


@require_GET
@requires("ledger.check_vouchers")
def sample_list(request: BookRequest, org: str) -> HttpResponse:
    """Every sample with how far its check is."""
    return render(request, "ledger/sample_list.html", {"samples": samples_of(request.book)})


@require_http_methods(["GET", "POST"])
@requires("ledger.check_vouchers")
def draw(request: BookRequest, org: str) -> HttpResponse:
    """Choose the way, draw, and go to the sample."""
    data = request.POST if request.method == "POST" else None
    form = DrawForm(data, book=request.book, initial=_newest_year(request.book))
    if request.method == "POST" and form.is_valid():
        try:
            sample = draw_sample(
                book=request.book, drawing=form.drawing(), actor=request.user, at=timezone.now()
            )
        except SamplingError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Sampel %(sample)s ditarik.") % {"sample": sample})
            return redirect("ledger:sample", org=org, pk=sample.pk)
    return render(
        request, "ledger/sample_draw.html", {"form": form}, status=422 if form.errors else 200
    )


def _newest_year(book: Book) -> dict[str, Any]:
    newest = book.vouchers.order_by("-date").values_list("date", flat=True).first()
    year = (newest or timezone.localdate()).year
    return {"start": date(year, 1, 1), "end": date(year, 12, 31), "method": "random", "size": 20}


def find_sample(request: BookRequest, pk: int) -> Sample:
    """The sample of an address; Http404 when this book has none."""
    return get_object_or_404(samples_of(request.book).select_related("book"), pk=pk)


@require_GET
@requires("ledger.check_vouchers")
def sample_detail(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The items of a sample with their marks, how it was drawn, and its conclusion."""
    return _sample_page(request, find_sample(request, pk), ConclusionForm())


def _sample_page(
    request: BookRequest, sample: Sample, form: ConclusionForm, status: int = 200
) -> HttpResponse:
    items = shown_items(sample)
    return render(
        request,
        "ledger/sample.html",
        {
            "sample": sample,
            "items": items,
            "facts": facts(sample),
            "checked": sum(1 for item in items if item.check),
            "following": next((i.item.position for i in items if not i.check), None),
            "conclusion": conclusion_of(sample),
            "form": form,
            "prints": PRINTS,
        },
        status=status,
    )


@require_http_methods(["GET", "POST"])
@requires("ledger.check_vouchers")
def sample_item(request: BookRequest, org: str, pk: int, position: int) -> HttpResponse:
    """One voucher of a sample beside its papers; its marks, then the next one."""
    items = SampleItem.objects.select_related("sample__book", "voucher")
    item = get_object_or_404(items, sample__book=request.book, sample=pk, position=position)
    checks = list(item.checks.select_related("made_by__person").order_by("-id"))
    newest = checks[0] if checks else None
    initial = {"marks": newest.marks, "note": newest.note} if newest else None
    form = ItemForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            check_item(
                item=item,
                marks=form.cleaned_data["marks"],
                note=form.cleaned_data["note"],
                actor=request.user,
                at=timezone.now(),
            )
        except SamplingError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Tanda periksa %(item)s disimpan.") % {"item": item})
            return _next_item(org, item)
    voucher = whole_vouchers(request.book).get(pk=item.voucher_id)
    lines = list(voucher.lines.all())
    return render(
        request,
        "ledger/sample_item.html",
        {
            "item": item,
            "sample": item.sample,
            "shown": shown(item, newest),
            "checks": [shown(item, check) for check in checks],
            "form": form,
            "voucher": voucher,
            "lines": lines,
            "total": sum(line.debit for line in lines),
            "papers": papers_of(voucher=voucher),
            "remarks": list(remarks_of(request.book).filter(voucher=voucher)),
            "today": timezone.localdate(),
            "can_check": True,
            "is_concluded": item.sample.conclusions.exists(),
            **_neighbours(item),
        },
        status=422 if form.errors else 200,
    )


def _neighbours(item: SampleItem) -> dict[str, int | None]:
    count = item.sample.items.count()
    return {
        "count": count,
        "before": item.position - 1 if item.position > 1 else None,
        "after": item.position + 1 if item.position < count else None,
    }


def _next_item(org: str, item: SampleItem) -> HttpResponse:
    """The next voucher that nobody has looked at; the sample when there is none."""
    left = item.sample.items.filter(checks__isnull=True).values_list("position", flat=True)
    places = sorted(left, key=lambda place: (place < item.position, place))
    if places:
        return redirect("ledger:sample_item", org=org, pk=item.sample_id, position=places[0])
    return redirect("ledger:sample", org=org, pk=item.sample_id)


@require_POST
@requires("ledger.check_vouchers")
def conclude(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Write the conclusion; marks end with it."""
    sample, form = find_sample(request, pk), ConclusionForm(request.POST)
    if form.is_valid():
        try:
            conclude_sample(
                sample=sample,
                text=form.cleaned_data["text"],
                actor=request.user,
                at=timezone.now(),
            )
        except SamplingError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Simpulan dicatat. Kertas kerja siap dicetak."))
            return redirect("ledger:sample", org=org, pk=sample.pk)
    return _sample_page(request, sample, form, status=422)


@require_GET
@requires("ledger.check_vouchers")
def sample_print(request: BookRequest, org: str, pk: int, name: str) -> HttpResponse:
    """The working paper as PDF, workbook, CSV or JSON."""
    if name not in PRINTS:
        raise Http404
    sample, wanted = find_sample(request, pk), FORMATS[name]
    file_name = f"{request.book.slug}-kertas-kerja-{sample.number}.{wanted.ending}"
    content = wanted.render(working_paper(sample, at=timezone.now()))
    return saved_file(content, wanted.content_type, file_name)
