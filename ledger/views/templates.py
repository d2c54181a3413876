"""Templates of vouchers: keep, use, repeat every month, stop."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ledger.forms.fields import add_refusal
from ledger.forms.template import TemplateForm
from ledger.forms.voucher import JournalForm
from ledger.models import VoucherTemplate
from ledger.readers.paper import PaperError
from ledger.services.journal import PostingError
from ledger.services.templates import (
    TemplateError,
    content_of,
    due_key,
    post_template,
    save_template,
    set_template_active,
)
from ledger.views.access import BookRequest, requires
from ledger.views.questions import answered_codes, asked_about
from ledger.views.uploads import Uploads
from ledger.views.vouchers import find_voucher, submitted, voucher_url


@require_GET
@requires("ledger.record_voucher")
def template_list(request: BookRequest, org: str) -> HttpResponse:
    """All templates, those that are due first."""
    rows = request.book.templates.order_by("-is_active", "next_on", "name")
    return render(
        request, "ledger/template_list.html", {"rows": rows, "today": timezone.localdate()}
    )


@require_http_methods(["GET", "POST"])
@requires("ledger.record_voucher")
def save_voucher_as_template(
    request: BookRequest, org: str, kind: str, year: int, number: int
) -> HttpResponse:
    """Keep a posted voucher as a template."""
    voucher = find_voucher(request, kind, year, number)
    back = voucher_url(org, voucher.code)
    return _edit(request, org, voucher.narration[:100], content_of(voucher), back)


@require_http_methods(["GET", "POST"])
@requires("ledger.record_voucher")
def edit_template(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Rename a template, or change its day."""
    template = get_object_or_404(request.book.templates, pk=pk)
    back = reverse("ledger:templates", kwargs={"org": org})
    return _edit(request, org, template.name, template.content, back, template)


def _edit(
    request: BookRequest,
    org: str,
    name: str,
    content: dict[str, Any],
    back: str,
    template: VoucherTemplate | None = None,
) -> HttpResponse:
    form = TemplateForm(
        request.POST if request.method == "POST" else None,
        initial={"name": name, "day": template.day if template else None},
    )
    if request.method == "POST" and form.is_valid():
        try:
            save_template(
                book=request.book,
                name=form.cleaned_data["name"],
                day=form.cleaned_data["day"],
                content=content,
                today=timezone.localdate(),
                actor=request.user,
                at=timezone.now(),
                template=template,
            )
        except TemplateError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Templat disimpan."))
            return redirect("ledger:templates", org=org)
    return render(
        request,
        "ledger/template_form.html",
        {"form": form, "back_url": back},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires("ledger.record_voucher")
def use_template(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Look a template over, change what differs this time, and book it."""
    template = get_object_or_404(request.book.templates, pk=pk, is_active=True)
    today = timezone.localdate()
    if request.method == "GET":
        day = min(template.next_on, today) if template.next_on else today
        is_due = template.next_on is not None and template.next_on <= today
        key = due_key(template) if is_due else uuid4().hex
        content = template.content | {"date": day.isoformat(), "key": key}
        journal = JournalForm(request.book, data=content)
        for form in (journal.form, *journal.lines.forms):
            form.errors.clear()
        return _page(request, template, journal)
    journal = JournalForm(request.book, data=request.POST)
    papers = Uploads(request)
    if not all([journal.is_valid(), papers.is_valid()]):
        return _page(request, template, journal, status=422, papers=papers)
    given = journal.voucher()
    if asked := asked_about(request, given.lines, given.narration):
        return _page(request, template, journal, questions=asked, papers=papers)
    try:
        handed_in = post_template(
            template=template,
            voucher=given,
            actor=request.user,
            at=timezone.now(),
            answers=answered_codes(request),
            attachments=papers.papers,
        )
    except PostingError as error:
        journal.add_refusal(error)
        return _page(request, template, journal, status=422, papers=papers)
    except PaperError as error:
        papers.refuse(error)
        return _page(request, template, journal, status=422, papers=papers)
    papers.done()
    return submitted(request, org, handed_in)


def _page(
    request: BookRequest,
    template: VoucherTemplate,
    journal: JournalForm,
    status: int = 200,
    questions: Any = None,
    papers: Uploads | None = None,
) -> HttpResponse:
    return render(
        request,
        "ledger/template_use.html",
        {
            "template": template,
            "form": journal.form,
            "formset": journal.lines,
            "questions": questions,
            "answered": request.POST.getlist("answered"),
            **(papers or Uploads(request)).page(),
        },
        status=status,
    )


@require_POST
@requires("ledger.record_voucher")
def switch_template(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Stop a template, or take it up again."""
    template = get_object_or_404(request.book.templates, pk=pk)
    set_template_active(
        template=template,
        is_active="stop" not in request.POST,
        actor=request.user,
        at=timezone.now(),
    )
    return redirect("ledger:templates", org=org)
