"""Konfirmasi saldo: write the letters, print them, record answers, see what is open."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from ledger.calculations.dates import DateError, parse_date
from ledger.forms.fields import add_refusal
from ledger.views.access import BookRequest, requires
from ledger.views.files import pdf_file
from members.forms.confirmation import AnswerForm, IssueForm
from members.models import BalanceConfirmation
from members.reports.letters import confirmation_letter, letters_pdf
from members.selectors import confirmations as selectors
from members.services.confirmations import (
    ConfirmationError,
    issue_confirmations,
    record_answer,
)

SHOWN = 200


def _day(request: BookRequest) -> date | None:
    """The day that is looked at: the one asked for, else the newest with letters."""
    try:
        asked = parse_date(request.GET["on"]) if request.GET.get("on") else None
    except DateError:
        asked = None
    days = selectors.days_of(request.book.organization)
    return asked if asked in days else (days[0] if days else None)


@require_http_methods(["GET", "POST"])
@requires("members.manage_register")
def confirmation_list(request: BookRequest, org: str) -> HttpResponse:
    """The letters of a day by answer, and a form to write new ones."""
    organization, today = request.book.organization, timezone.localdate()
    year_end = date(today.year - 1, 12, 31)
    form = IssueForm(request.POST if request.method == "POST" else None, initial={"on": year_end})
    if form.is_bound and form.is_valid():
        try:
            count = issue_confirmations(
                organization=organization,
                on=form.cleaned_data["on"],
                today=today,
                actor=request.user,
                at=timezone.now(),
            )
        except ConfirmationError as error:
            add_refusal(form, error)
        else:
            messages.success(
                request,
                ngettext("%(count)s surat dibuat.", "%(count)s surat dibuat.", count)
                % {"count": count},
            )
            page = redirect("members:confirmations", org=org)
            page["Location"] += f"?on={form.cleaned_data['on'].isoformat()}"
            return page
    day = _day(request)
    return render(
        request,
        "members/confirmations.html",
        {
            "form": form,
            "day": day,
            "days": selectors.days_of(organization),
            "tally": selectors.tally(organization, day) if day else None,
            "rows": selectors.confirmations(organization, day)[:SHOWN] if day else [],
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires("members.manage_register")
def confirmation(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """One letter and its answer."""
    found = _find(request, pk)
    today = timezone.localdate()
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        initial={
            "state": found.state,
            "returned_on": found.returned_on or today,
            "note": found.note,
        },
    )
    if form.is_bound and form.is_valid():
        try:
            record_answer(
                confirmation=found,
                today=today,
                actor=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
        except ConfirmationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Jawaban dicatat."))
            page = redirect("members:confirmations", org=org)
            page["Location"] += f"?on={found.on.isoformat()}"
            return page
    return render(
        request,
        "members/confirmation.html",
        {"confirmation": found, "form": form},
        status=422 if form.errors else 200,
    )


@require_GET
@requires("members.manage_register")
def confirmations_print(request: BookRequest, org: str) -> HttpResponse:
    """All letters of a day that are still out as one PDF, or one of them (`?surat=`)."""
    day = _day(request)
    if day is None:
        raise Http404
    letters = selectors.confirmations(request.book.organization, day)
    one = request.GET.get("surat", "")
    chosen = letters.filter(pk=int(one)) if one.isdecimal() and len(one) < 19 else letters
    content = letters_pdf(confirmation_letter(letter) for letter in chosen)
    return pdf_file(content, f"konfirmasi-saldo-{day.isoformat()}")


def _find(request: BookRequest, pk: int) -> BalanceConfirmation:
    found = BalanceConfirmation.objects.select_related(
        "membership__person", "membership__organization__book"
    )
    return get_object_or_404(found, pk=pk, membership__organization__book=request.book)
