"""The close beyond the calendar: bank statements, the notes, the whole set as one PDF."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ledger.calculations.periods import month_end
from ledger.forms.closing import BankStatementForm, NoteForm
from ledger.forms.fields import add_refusal
from ledger.models import BankStatement
from ledger.reports.statement_set import is_final, statement_set
from ledger.selectors.balances import balances
from ledger.selectors.notes import Figures, notes_of
from ledger.services.bank_statements import BankStatementError, record_statement
from ledger.services.notes import NoteError, write_note
from ledger.views.access import BookRequest, requires
from ledger.views.cash_counts import cash_account
from ledger.views.files import pdf_file


@require_http_methods(["GET", "POST"])
@requires("ledger.record_voucher")
def bank(request: BookRequest, org: str, code: str) -> HttpResponse:
    """Compare a bank account with its statement; the earlier comparisons below."""
    account, today = cash_account(request, code), timezone.localdate()
    last = month_end(date(today.year, today.month, 1)) if today == month_end(today) else None
    end = last or date.fromordinal(today.replace(day=1).toordinal() - 1)
    form = BankStatementForm(
        request.POST if request.method == "POST" else None, initial={"on": end}
    )
    if request.method == "POST" and form.is_valid():
        try:
            record_statement(
                account=account,
                on=form.cleaned_data["on"],
                balance=int(form.cleaned_data["balance"]),
                explanation=form.cleaned_data["explanation"],
                actor=request.user,
                at=timezone.now(),
            )
        except BankStatementError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Saldo rekening koran dicatat."))
            return redirect("ledger:bank", org=org, code=code)
    found = BankStatement.objects.filter(account=account).select_related("recorded_by__person")
    return render(
        request,
        "ledger/bank.html",
        {
            "account": account,
            "form": form,
            "held": balances(request.book, on=end).get(account.pk, 0),
            "end": end,
            "statements": found[:36],
        },
        status=422 if form.errors else 200,
    )


@require_GET
@requires("ledger.view_statements")
def year_page(request: BookRequest, org: str, year: int) -> HttpResponse:
    """The set of a year: whether it is final, its notes with their figures, and the PDF."""
    end = _end(request, year)
    figures = Figures(request.book, end)
    return render(
        request,
        "ledger/year.html",
        {
            "year": year,
            "end": end,
            "query": f"?month={end.month}",
            "is_final": is_final(request.book, end),
            "notes": [(note, figures.fill(note.text)) for note in notes_of(request.book, year)],
            "can_write": request.user.has_perm("ledger.record_voucher", request.book),
        },
    )


@require_GET
@requires("ledger.view_statements")
def year_pdf(request: BookRequest, org: str, year: int) -> HttpResponse:
    """The set as one PDF; `?month=9` ends it with September."""
    end = _end(request, year)
    name = f"{request.book.slug}-laporan-keuangan-{end.isoformat()}"
    return pdf_file(statement_set(request.book, end=end, at=timezone.now()), name)


@require_http_methods(["GET", "POST"])
@requires("ledger.record_voucher")
def note(request: BookRequest, org: str, year: int, section: str) -> HttpResponse:
    """Write one section of the notes."""
    _end(request, year)
    notes = {found.section.key: found for found in notes_of(request.book, year)}
    if section not in notes:
        raise Http404
    form = NoteForm(
        request.POST if request.method == "POST" else None, initial={"text": notes[section].text}
    )
    if request.method == "POST" and form.is_valid():
        try:
            write_note(
                book=request.book,
                year=year,
                section=section,
                text=form.cleaned_data["text"],
                actor=request.user,
                at=timezone.now(),
            )
        except NoteError as error:
            form.add_error("text", str(error))
        else:
            messages.success(request, _("Catatan disimpan."))
            return redirect("ledger:year", org=org, year=year)
    words = Figures(request.book, date(year, 12, 31)).words
    return render(
        request,
        "ledger/note.html",
        {"note": notes[section], "form": form, "year": year, "words": words.items()},
        status=422 if form.errors else 200,
    )


def _end(request: BookRequest, year: int) -> date:
    """The last day of the set; Http404 for a year without periods."""
    months = request.book.periods.filter(year=year, month__gte=1, month__lte=12)
    numbers = set(months.values_list("month", flat=True))
    if not numbers:
        raise Http404
    asked = request.GET.get("month", "")
    month = int(asked) if asked.isdecimal() and len(asked) < 3 else 12
    if month not in numbers:
        raise Http404
    return month_end(date(year, month, 1))
