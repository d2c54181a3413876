"""Matching lines of the bank, and booking what only the bank knew."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from enterprises.capital_queued_acts import BANK
from enterprises.forms.bank import BankVoucherForm
from enterprises.models import BankLine
from enterprises.selectors.bank import bank_accounts
from enterprises.services import bank_matching as matching
from enterprises.services.bank import BankError
from ledger.forms.fields import add_refusal
from ledger.models import Line
from ledger.services.journal import PostingError
from ledger.services.submission import hand_in
from ledger.views.access import BookRequest, requires
from ledger.views.vouchers import submitted


def _line(request: BookRequest, pk: int) -> BankLine:
    mine = BankLine.objects.filter(bank_account__book=request.book).select_related(
        "bank_account__book", "bank_account__account"
    )
    return get_object_or_404(mine, pk=pk)


@require_POST
@requires("enterprises.manage_capital")
def match_line(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Match a line of the bank with lines of the books, or take the match back."""
    line = _line(request, pk)
    by: dict[str, Any] = {"actor": request.user, "at": timezone.now()}
    try:
        if "undo" in request.POST:
            matching.unmatch(bank_line=line, **by)
            messages.success(request, _("Pasangan dilepas."))
        else:
            chosen = [text for text in request.POST.getlist("line") if len(text) == 36]
            lines = _chosen_lines(request, chosen)
            matching.match(bank_line=line, lines=lines, **by)
            messages.success(request, _("Dicocokkan."))
    except BankError as error:
        messages.error(request, str(error))
    return redirect("enterprises:bank_account", org=org, pk=line.bank_account_id)


def _chosen_lines(request: BookRequest, chosen: list[str]) -> list[Line]:
    """Lines of this book with those keys; whatever is no key finds nothing."""
    try:
        found = Line.objects.filter(book=request.book, pk__in=chosen).select_related("voucher")
        return list(found)
    except ValidationError:
        return []


@require_POST
@requires("enterprises.manage_capital")
def match_sure(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Match whatever has exactly one candidate."""
    bank = get_object_or_404(bank_accounts(request.book), pk=pk)
    count = matching.match_sure(bank=bank, actor=request.user, at=timezone.now())
    words = ngettext("%(count)s baris dicocokkan.", "%(count)s baris dicocokkan.", count)
    messages.success(request, words % {"count": count})
    return redirect("enterprises:bank_account", org=org, pk=pk)


@require_http_methods(["GET", "POST"])
@requires("enterprises.manage_capital")
def bank_voucher(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Book a line that only the bank knew."""
    line = _line(request, pk)
    code = {False: "6107", True: "4902"}[line.amount > 0]
    usual = request.book.accounts.filter(code=code).first()
    form = BankVoucherForm(
        request.POST if request.method == "POST" else None,
        bank_line=line,
        initial={
            "narration": line.text[:200],
            "account": str(usual.pk) if usual else "",
            "key": uuid4().hex,
        },
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        given = {
            "bank_line": line.pk,
            "account": form.accounts[data["account"]].pk,
            "subsidiary": form.subsidiaries[data["subsidiary"]].pk if data["subsidiary"] else None,
            "narration": data["narration"],
        }
        try:
            handed_in = hand_in(
                book=request.book, act=BANK, arguments=given, actor=request.user, at=timezone.now()
            )
        except (BankError, PostingError) as error:
            add_refusal(form, error)
        else:
            return submitted(request, org, handed_in)
    return render(
        request,
        "enterprises/bank_voucher.html",
        {"form": form, "line": line, "bank": line.bank_account},
        status=422 if form.errors else 200,
    )
