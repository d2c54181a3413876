"""Loans that need care: what is late, new schedules, collectability, allowance, write-offs."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ledger.services.journal import PostingError
from ledger.services.submission import hand_in
from ledger.views.access import BookRequest, may, requires, sent_text
from members import queued_loans
from members.calculations.loan_dues import month_end
from members.calculations.loans import add_months
from members.forms.loan_products import LoanClassesForm
from members.forms.loans import AllowanceForm, RescheduleForm, WriteOffForm
from members.models import Loan
from members.selectors.loan_allowance import allowance_groups, runs_of
from members.selectors.loan_classes import classes_on, table_on, usual_scales
from members.selectors.loans import late_loans, standing_of
from members.selectors.write_offs import written_off_loans
from members.services.loan_classes import set_loan_classes
from members.services.loan_reschedule import penalty_waived, reschedule_loan
from members.services.loan_terms import LoanError
from members.views.loans import act_page, find, refuse


@require_GET
@requires("members.view_loans")
def late_list(request: BookRequest, org: str) -> HttpResponse:
    """What is late, the longest first, by class."""
    today = timezone.localdate()
    found = late_loans(request.book, on=today)
    classes = classes_on(request.book.organization, today)
    buckets: list[dict[str, Any]] = []
    for item in reversed(classes):
        rows = [s for s in found if s.loan_class and s.loan_class.days_from == item.days_from]
        if rows:
            buckets.append(
                {
                    "name": item.name,
                    "rows": rows,
                    "overdue": sum(row.position.overdue for row in rows),
                    "outstanding": sum(row.outstanding for row in rows),
                }
            )
    return render(request, "members/late_loans.html", {"buckets": buckets, "today": today})


@require_http_methods(["GET", "POST"])
@requires("members.manage_loans")
def reschedule(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """A new schedule for what is still owed."""
    loan, today = find(request, pk), timezone.localdate()
    form = RescheduleForm(
        request.POST if request.method == "POST" else None,
        initial={
            "on": today,
            "annual_rate": loan.annual_rate,
            "shown": str(penalty_waived(loan, today)),
        },
    )
    day = today
    if request.method == "POST" and form.is_valid():
        day = min(form.cleaned_data["on"], today)
        if form.ask_again(penalty_waived(loan, day)):
            return _reschedule_page(request, loan, form, day)
        try:
            change = reschedule_loan(
                loan=loan, actor=request.user, at=timezone.now(), **form.cleaned_data
            )
        except LoanError as error:
            refuse(form, error)
        else:
            messages.success(
                request, _("Jadwal ke-%(version)s berlaku.") % {"version": change.version}
            )
            return redirect("members:loan", org=org, pk=pk)
    return _reschedule_page(request, loan, form, day)


def _reschedule_page(
    request: BookRequest, loan: Loan, form: RescheduleForm, day: date
) -> HttpResponse:
    """What stands and what is given up on that day, above the terms asked for."""
    position = standing_of(loan, day + timedelta(days=1)).position  # what is due today counts
    figures = [
        (_("Sisa pokok"), position.outstanding),
        (_("Tunggakan bunga, tetap ditagih"), position.overdue_interest),
        (_("Denda yang dihapuskan"), penalty_waived(loan, day)),
    ]
    return act_page(
        request, loan, form, _("Jadwalkan ulang"), _("Tetapkan jadwal baru"), figures=figures,
        text=_("Jadwal lama tetap tersimpan."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires("members.manage_loans")
def write_off(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Take a lost loan out of the books by decision."""
    loan, today = find(request, pk), timezone.localdate()
    form = WriteOffForm(
        request.POST if request.method == "POST" else None,
        organization=request.book.organization,
        initial={"on": today},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            handed_in = hand_in(
                book=request.book,
                act=queued_loans.LOAN_WRITE_OFF,
                arguments={
                    "loan": loan.pk,
                    "on": data["on"].isoformat(),
                    "decision": data["decision"].pk if data["decision"] else None,
                    "decision_no": data["decision_no"],
                    "reason": data["reason"],
                },
                actor=request.user,
                at=timezone.now(),
            )
        except (LoanError, PostingError) as error:
            refuse(form, error)
        else:
            if handed_in.is_posted:
                messages.success(request, _("Pinjaman dihapus buku; tagihannya tetap."))
            else:
                messages.success(
                    request, _("Diajukan. Dibukukan sesudah pengurus lain menyetujui.")
                )
            return redirect("members:loan", org=org, pk=pk)
    position = standing_of(loan, today).position
    figures = [
        (_("Sisa pokok"), position.outstanding),
        (_("Bunga yang tetap ditagih"), position.overdue_interest),
    ]
    return act_page(
        request, loan, form, _("Hapus buku"), _("Hapus dari buku"), figures=figures,
        text=_("Hapus buku bukan hapus tagih: anggota tetap berutang, di daftar tersendiri."),
        is_final=True,
    )  # fmt: skip


@require_GET
@requires("members.view_loans")
def written_off(request: BookRequest, org: str) -> HttpResponse:
    """The register of loans that left the books, and what came in since."""
    entries = written_off_loans(request.book.organization)
    return render(request, "members/written_off_loans.html", {"entries": entries})


@require_http_methods(["GET", "POST"])
@requires("members.manage_loan_products")
def classes(request: BookRequest, org: str) -> HttpResponse:
    """The table of collectability in force, and a new one."""
    organization, today = request.book.organization, timezone.localdate()
    table = table_on(organization, today)
    form = LoanClassesForm(
        request.POST if request.method == "POST" else None,
        classes=classes_on(organization, today),
        initial={"valid_from": today},
    )
    if request.method == "POST" and form.is_valid():
        try:
            set_loan_classes(
                organization=organization, actor=request.user, at=timezone.now(), **form.given()
            )
        except LoanError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Tabel kolektibilitas disimpan."))
            return redirect("members:loan_classes", org=org)
    source = table.source if table else next(iter(usual_scales().values()))[0]["source"]
    return render(
        request,
        "members/loan_classes.html",
        {"form": form, "table": table, "source": source},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires("members.manage_loans")
def allowance(request: BookRequest, org: str) -> HttpResponse:
    """The allowance of a month's end before it is booked, and the runs so far."""
    organization, today = request.book.organization, timezone.localdate()
    last = add_months(today.replace(day=1), -1)
    asked = request.method == "POST" or "year" in request.GET
    data = request.POST if request.method == "POST" else request.GET
    form = AllowanceForm(
        data if asked else None, initial={"year": str(last.year), "month": str(last.month)}
    )
    month = last
    if asked and form.is_valid():
        month = last.replace(year=form.cleaned_data["year"], month=form.cleaned_data["month"])
        if request.method == "POST" and _booked(request, form):
            return redirect("members:loan_allowance", org=org)
    end = month_end(month)
    return render(
        request,
        "members/loan_allowance.html",
        {
            "form": form,
            "end": end,
            "groups": allowance_groups(organization, end),
            "runs": runs_of(organization),
            "can_set": may(request, "members.manage_loan_products"),
        },
        status=422 if form.errors else 200,
    )


def _booked(request: BookRequest, form: AllowanceForm) -> bool:
    """Book the run that was shown; False with the refusal on the form."""
    code = sent_text(request.POST, "account")
    account = request.book.accounts.filter(code=code).first()
    if account is None:
        form.add_error(None, _("Pilih akun penyisihan."))
        return False
    try:
        handed_in = hand_in(
            book=request.book,
            act=queued_loans.ALLOWANCE,
            arguments={"account": account.pk, **form.cleaned_data},
            actor=request.user,
            at=timezone.now(),
        )
    except (LoanError, PostingError) as error:
        refuse(form, error)
        return False
    if handed_in.voucher is not None:
        messages.success(request, _("%(code)s dibukukan.") % {"code": handed_in.voucher.code})
    elif handed_in.draft is not None:
        messages.success(request, _("Diajukan. Dibukukan sesudah pengurus lain menyetujui."))
    else:
        messages.success(request, _("Tidak ada selisih; perhitungannya dicatat."))
    return True
