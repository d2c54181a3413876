"""The collection sheet of a meeting: type, keep, post."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ledger.calculations.dates import DateError, parse_date
from ledger.services.journal import PostingError
from ledger.views.access import BookRequest, requires
from members.selectors.collection import draft_of, members_on, sheet_products, sheet_rows
from members.services.collection import SheetError, post_sheet, save_sheet


def _typed(request: BookRequest, organization: Any, day: Any) -> dict[str, Any]:
    """What was typed, by membership; empty rows are left out."""
    codes = [product.code for product in sheet_products(organization)]
    content: dict[str, Any] = {}
    for member in members_on(organization, day):
        amounts = {
            code: text[:40]
            for code in codes
            if (text := request.POST.get(f"s-{member.pk}-{code}", "").strip())
        }
        remark = request.POST.get(f"r-{member.pk}", "").strip()[:200]
        present = f"h-{member.pk}" in request.POST
        if amounts or remark or present:
            content[str(member.pk)] = {"amounts": amounts, "remark": remark, "present": present}
    return content


@require_http_methods(["GET", "POST"])
@requires("members.record_savings")
def collection_sheet(request: BookRequest, org: str) -> HttpResponse:
    """One grid for a meeting. What was typed stays when something in it is refused."""
    organization = request.book.organization
    words = request.POST if request.method == "POST" else request.GET
    fault, faults = "", {}
    day = timezone.localdate()
    try:
        day = parse_date(words["tanggal"]) if words.get("tanggal") else day
    except DateError:
        fault = _("Tanggal itu tidak ada di kalender. Tulis seperti 2025-12-31.")
    cash_accounts = [a for a in request.book.accounts.filter(is_heading=False) if a.is_cash]
    draft = draft_of(organization, day)
    content = draft.content if draft else {}
    if request.method == "POST" and not fault:
        content = _typed(request, organization, day)
        sheet = save_sheet(
            organization=organization,
            held_on=day,
            content=content,
            actor=request.user,
            at=timezone.now(),
        )
        if "post" not in request.POST:
            messages.success(request, _("Lembar setoran disimpan; belum dibukukan."))
            return redirect(f"{request.path}?tanggal={day.isoformat()}")
        cash = next((a for a in cash_accounts if a.code == request.POST.get("kas")), None)
        try:
            if cash is None:
                raise SheetError(_("Pilih akun kas atau bank."))
            voucher = post_sheet(sheet=sheet, cash=cash, actor=request.user, at=timezone.now())
        except (SheetError, PostingError) as error:
            fault = str(error)
            faults = {(pk, code): text for pk, code, text in getattr(error, "faults", [])}
        else:
            messages.success(request, _("%(code)s dibukukan.") % {"code": voucher.code})
            return redirect(request.path)
    return render(
        request,
        "members/collection.html",
        {
            "day": day,
            "rows": sheet_rows(organization, day, content, faults),
            "products": sheet_products(organization),
            "cash_accounts": cash_accounts,
            "fault": fault,
            "is_draft": draft is not None,
        },
        status=422 if fault else 200,
    )
