"""Passbooks printed on from the next free line; statements of one member or of all."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ledger.calculations.dates import DateError, parse_date
from ledger.views.access import BookRequest, requires, sent_text
from ledger.views.files import pdf_file
from members.forms.passbook import PassbookForm
from members.models import Membership, PassbookPrint
from members.reports.member_statement import PART, statement_pdf
from members.reports.passbook_paper import print_pdf
from members.selectors.passbook import (
    current_passbook,
    passbook_rows,
    savers,
    unprinted,
)
from members.services.passbook import PassbookError, open_passbook, print_on
from members.views.register import find_member


@require_GET
@requires("members.record_savings")
def find_passbook(request: BookRequest, org: str) -> HttpResponse:
    """From a member number to the passbook of that member."""
    number = sent_text(request.GET, "nomor")
    fault = ""
    if number:
        mine = Membership.objects.filter(organization__book=request.book, number=number)
        if found := mine.first():
            return redirect("members:passbook", org=org, pk=found.pk)
        fault = _("Tidak ada anggota bernomor %(number)s.") % {"number": number}
    return render(
        request,
        "members/passbook_find.html",
        {"number": number, "fault": fault},
        status=422 if fault else 200,
    )


@require_http_methods(["GET", "POST"])
@requires("members.record_savings")
def passbook(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Where the book stands, what comes next; print it, or begin a new book."""
    membership = find_member(request, pk)
    book = current_passbook(membership)
    form = PassbookForm(request.POST if "open" in request.POST else None)
    if request.method == "POST":
        try:
            if "print" in request.POST and book is not None:
                made = print_on(
                    passbook=book,
                    on=timezone.localdate(),
                    actor=request.user,
                    at=timezone.now(),
                )
                messages.success(request, _("Tercatat sebagai tercetak. Buka PDF-nya di bawah."))
                page = redirect("members:passbook", org=org, pk=pk)
                page["Location"] += f"?cetakan={made.pk}"
                return page
            if form.is_valid():
                open_passbook(
                    membership=membership,
                    on=timezone.localdate(),
                    actor=request.user,
                    at=timezone.now(),
                    **form.cleaned_data,
                )
                messages.success(request, _("Buku simpanan dibuka."))
                return redirect("members:passbook", org=org, pk=pk)
        except PassbookError as error:
            messages.error(request, str(error))
    rows = passbook_rows([membership]).get(membership.pk, [])
    prints = PassbookPrint.objects.filter(passbook__membership=membership)
    return render(
        request,
        "members/passbook.html",
        {
            "membership": membership,
            "book": book,
            "form": form,
            "new": unprinted(book, rows) if book else rows,
            "prints": prints.select_related("passbook", "printed_by")[:12],
        },
        status=422 if request.method == "POST" else 200,
    )


@require_GET
@requires("members.record_savings")
def passbook_print(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """A print as PDF, the same each time; `?polos=1` for a book without printed heads."""
    made = get_object_or_404(
        PassbookPrint.objects.select_related("passbook__membership__person").select_related(
            "passbook__membership__organization"
        ),
        pk=pk,
        passbook__membership__organization__book=request.book,
    )
    number = made.passbook.membership.number
    return pdf_file(
        print_pdf(made, is_blank=request.GET.get("polos") == "1"), f"buku-{number}-{made.pk}"
    )


@require_GET
@requires("members.view_savings")
def member_statement(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The statement of one member as PDF."""
    membership = find_member(request, pk)
    start, end = period_of(request)
    content = statement_pdf(request.book, [membership], start=start, end=end, at=timezone.now())
    return pdf_file(content, f"rekening-koran-{membership.number}")


@require_GET
@requires("members.view_savings")
def statements(request: BookRequest, org: str) -> HttpResponse:
    """Statements of everybody, some hundred in a file."""
    start, end = period_of(request)
    people = savers(request.book.organization)
    parts = [people[at : at + PART] for at in range(0, len(people), PART)]
    return render(
        request,
        "members/statements.html",
        {
            "start": start,
            "end": end,
            "count": len(people),
            "parts": [
                {"number": number, "first": part[0], "last": part[-1], "count": len(part)}
                for number, part in enumerate(parts, start=1)
            ],
        },
    )


@require_GET
@requires("members.view_savings")
def statements_part(request: BookRequest, org: str, number: int) -> HttpResponse:
    """One file of statements; 404 beyond the last."""
    start, end = period_of(request)
    people = savers(request.book.organization)[(number - 1) * PART : number * PART]
    if number < 1 or not people:
        raise Http404
    content = statement_pdf(request.book, people, start=start, end=end, at=timezone.now())
    return pdf_file(content, f"rekening-koran-{number}")


def period_of(request: BookRequest) -> tuple[date, date]:
    """The days asked for; the year so far when none, or nonsense, is said."""
    today = timezone.localdate()
    try:
        start = parse_date(request.GET["start"]) if request.GET.get("start") else None
        end = parse_date(request.GET["end"]) if request.GET.get("end") else None
    except DateError:
        start = end = None
    end = end or today
    start = start or end.replace(month=1, day=1)
    return min(start, end), end
