"""Bank accounts: their statements, matching, and what only the bank knew."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from enterprises.forms.bank import (
    BankAccountForm,
    LayoutForm,
    SignatoriesForm,
    StatementForm,
)
from enterprises.models import BankAccount, BankFile, FileState
from enterprises.selectors.bank import (
    bank_accounts,
    is_stale,
    layouts,
    net,
    reconciled_until,
    reconciliation,
    suggestions,
)
from enterprises.services import bank as services
from enterprises.services.bank import BankError
from ledger.forms.fields import add_refusal
from ledger.readers.sheet import CellsError, FileError
from ledger.views.access import BookRequest, may, requires

SHOWN = 50


def _bank(request: BookRequest, pk: int) -> BankAccount:
    return get_object_or_404(bank_accounts(request.book), pk=pk)


@require_GET
@requires("ledger.view_vouchers")
def bank_list(request: BookRequest, org: str) -> HttpResponse:
    """The bank accounts, who signs, and since when each is compared (kube.md R-18, R-19)."""
    today = timezone.localdate()
    rows = []
    for bank in bank_accounts(request.book):
        found = reconciliation(bank, on=today)
        rows.append(
            {
                "bank": bank,
                "found": found,
                "until": reconciled_until(bank),
                "is_stale": is_stale(bank, today=today),
            }
        )
    return render(
        request,
        "enterprises/bank_list.html",
        {"rows": rows, "can_manage": may(request, "enterprises.manage_capital")},
    )


@require_http_methods(["GET", "POST"])
@requires("enterprises.manage_capital")
def new_bank(request: BookRequest, org: str) -> HttpResponse:
    """Say which bank account an account of the chart is."""
    book = request.book
    form = BankAccountForm(
        request.POST if request.method == "POST" else None,
        book=book,
        initial={"holder": book.name, "starts_on": book.opened_on},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = services.open_bank_account(
                book=book, actor=request.user, at=timezone.now(), **form.given()
            )
        except BankError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Rekening bank dicatat."))
            return redirect("enterprises:bank_account", org=org, pk=made.pk)
    return render(
        request,
        "enterprises/bank_form.html",
        {"form": form, "has_account": bool(form.accounts)},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires("enterprises.manage_capital")
def bank_signatories(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Name others who sign."""
    bank = _bank(request, pk)
    form = SignatoriesForm(
        request.POST if request.method == "POST" else None,
        book=request.book,
        initial={
            "first_signatory": str(bank.first_signatory_id),
            "second_signatory": str(bank.second_signatory_id),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.change_signatories(
                bank=bank, signatories=form.signatories(), actor=request.user, at=timezone.now()
            )
        except BankError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Penanda tangan diganti."))
            return redirect("enterprises:bank_account", org=org, pk=pk)
    return render(
        request,
        "enterprises/bank_signatories.html",
        {"form": form, "bank": bank},
        status=422 if form.errors else 200,
    )


@require_GET
@requires("ledger.view_vouchers")
def bank_account(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """What meets and what does not, with suggestions; the files that were read in."""
    bank, today = _bank(request, pk), timezone.localdate()
    open_lines = suggestions(bank)
    found = reconciliation(bank, on=today)
    return render(
        request,
        "enterprises/bank_account.html",
        {
            "bank": bank,
            "found": found,
            "open_lines": open_lines[:SHOWN],
            "more": max(len(open_lines) - SHOWN, 0),
            "sure": sum(item.is_sure for item in open_lines),
            "ours": [(line, net(line)) for line in (*found.in_transit, *found.outstanding)],
            "files": bank.files.exclude(state=FileState.DISCARDED)[:20],
            "matched": bank.lines.filter(matches__isnull=False)
            .distinct()
            .prefetch_related("matches__line__voucher")
            .order_by("-date", "-pk")[:20],
            "today": today,
            "is_stale": is_stale(bank, today=today),
            "can_manage": may(request, "enterprises.manage_capital"),
        },
    )


@require_http_methods(["GET", "POST"])
@requires("enterprises.manage_capital")
def upload_statement(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Read a file; faults are named by row and nothing is kept then."""
    bank = _bank(request, pk)
    form = StatementForm(request.POST or None, request.FILES or None, book=request.book)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = services.upload_statement(
                bank=bank,
                content=file.read(),
                file_name=file.name,
                layout=form.columns(),
                actor=request.user,
                at=timezone.now(),
            )
        except CellsError as refused:
            faults = [str(error) for error in refused.errors[:SHOWN]]
        except FileError as refused:
            form.add_error("file", str(refused))
        except BankError as refused:
            add_refusal(form, refused)
        else:
            return redirect("enterprises:bank_file", org=org, pk=made.pk)
    is_refused = request.method == "POST"
    if is_refused:
        form.errors  # noqa: B018  an empty POST is a refused form too
    return render(
        request,
        "enterprises/bank_upload.html",
        {"form": form, "bank": bank, "faults": faults},
        status=422 if is_refused else 200,
    )


@require_http_methods(["GET", "POST"])
@requires("enterprises.manage_capital")
def bank_layout(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Change a preset into a layout of one's own."""
    bank = _bank(request, pk)
    chosen = request.GET.get("susunan", "")
    start = next((found for found in layouts(request.book) if found.key == chosen), None)
    form = LayoutForm(request.POST if request.method == "POST" else None, start=start)
    if request.method == "POST" and form.is_valid():
        try:
            services.save_layout(
                book=request.book,
                name=form.cleaned_data["name"],
                columns=form.columns(),
                actor=request.user,
                at=timezone.now(),
            )
        except BankError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Susunan disimpan."))
            return redirect("enterprises:upload_statement", org=org, pk=pk)
    return render(
        request,
        "enterprises/bank_layout.html",
        {"form": form, "bank": bank, "layouts": layouts(request.book)},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires("enterprises.manage_capital")
def bank_file(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The rows as they were read; take them all, or put the file aside."""
    mine = BankFile.objects.filter(bank_account__book=request.book)
    file = get_object_or_404(mine.select_related("bank_account__book"), pk=pk)
    by: dict[str, Any] = {"actor": request.user, "at": timezone.now()}
    if request.method == "POST":
        try:
            if "discard" in request.POST:
                services.discard_statement(file=file, **by)
                messages.success(request, _("Berkas dibuang; tidak ada yang dimasukkan."))
            else:
                count = services.take_statement(file=file, **by)
                words = ngettext(
                    "%(count)s baris baru dimasukkan.", "%(count)s baris baru dimasukkan.", count
                )
                messages.success(request, words % {"count": count})
        except BankError as error:
            messages.error(request, str(error))
        return redirect("enterprises:bank_account", org=org, pk=file.bank_account_id)
    fresh = services.new_rows(file) if file.state == FileState.WAITING else []
    fresh_rows = {row[0] for row in fresh}
    return render(
        request,
        "enterprises/bank_file.html",
        {
            "file": file,
            "bank": file.bank_account,
            "rows": [
                {"row": row[0], "day": row[1], "amount": row[2], "text": row[3]}
                | {"balance": row[4], "is_new": row[0] in fresh_rows}
                for row in file.rows[:500]
            ],
            "count": len(file.rows),
            "fresh": len(fresh),
            "is_waiting": file.state == FileState.WAITING,
        },
    )
