"""Record, list, read and reverse vouchers."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse as url_of
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ledger import registry
from ledger.forms.fields import add_refusal
from ledger.forms.paper import LatePapersForm
from ledger.forms.report import VoucherFilterForm
from ledger.forms.voucher import KEY, JournalForm, ReversalForm
from ledger.models import Draft, DraftState, Voucher
from ledger.queued_acts import REVERSAL
from ledger.readers.paper import PaperError
from ledger.selectors.approvals import waiting_act
from ledger.selectors.papers import papers_of, without_paper
from ledger.selectors.remarks import remarks_of
from ledger.selectors.vouchers import cash_moved, page, vouchers, whole_vouchers
from ledger.services import drafts
from ledger.services.journal import PostingError
from ledger.services.papers import attach
from ledger.services.submission import Submission, hand_in, submit
from ledger.views.access import BookRequest, requires
from ledger.views.questions import ShownQuestion, answered_codes, asked_about
from ledger.views.uploads import Uploads

KEPT = ("date", "narration", "reference", "party", "unit", "key")


def voucher_url(org: str, code: str) -> str:
    """Address of a voucher by its number, such as BKM/2025/01/0007."""
    kind, year, _month, number = code.split("/")
    return url_of(
        "ledger:voucher",
        kwargs={"org": org, "kind": kind, "year": int(year), "number": int(number)},
    )


@require_GET
@requires("ledger.view_vouchers")
def voucher_list(request: BookRequest, org: str) -> HttpResponse:
    """Vouchers, newest first, with filters and the drafts that wait."""
    form = VoucherFilterForm(request.GET or None)
    filters = {k: v for k, v in form.cleaned_data.items() if v} if form.is_valid() else {}
    bare = filters.pop("without_paper", False)
    found = vouchers(request.book, **filters)
    found = without_paper(found) if bare else found
    can_record = request.user.has_perm("ledger.record_voucher", request.book)
    unposted = (*Draft.OPEN, DraftState.WAITING)
    waiting = Draft.objects.filter(book=request.book, state__in=unposted)
    return render(
        request,
        "ledger/voucher_list.html",
        {
            "form": form,
            "page": page(found, after=request.GET.get("after", "")),
            "is_filtered": bool(filters) or bare,
            "drafts": waiting.select_related("made_by__person") if can_record else [],
            "can_record": can_record,
        },
        status=422 if form.errors else 200,
    )


def find_voucher(request: BookRequest, kind: str, year: int, number: int) -> Voucher:
    """The voucher of an address, whole; Http404 when the book has none."""
    found = whole_vouchers(request.book)
    return get_object_or_404(found, kind=kind, year=year, number=number)


@require_GET
@requires("ledger.view_vouchers")
def voucher_detail(
    request: BookRequest, org: str, kind: str, year: int, number: int
) -> HttpResponse:
    """One voucher as a paper slip, with its lines, its seal and its reversal."""
    voucher = find_voucher(request, kind, year, number)
    lines = list(voucher.lines.all())
    return render(
        request,
        "ledger/voucher_detail.html",
        {
            "voucher": voucher,
            "lines": lines,
            "total": sum(line.debit for line in lines),
            "shows_units": len({line.unit_id for line in lines}) > 1
            or lines[0].unit.code != "UMUM",
            "papers": papers_of(voucher=voucher),
            "papers_form": LatePapersForm()
            if request.user.has_perm("ledger.record_voucher", request.book)
            else None,
            "today": timezone.localdate(),
            "remarks": list(remarks_of(request.book).filter(voucher=voucher))
            if request.user.has_perm("ledger.view_remarks", request.book)
            else [],
            "can_check": request.user.has_perm("ledger.check_vouchers", request.book),
            "has_receipt": cash_moved(voucher) != 0,
            "can_record": request.user.has_perm("ledger.record_voucher", request.book),
            "can_reverse": request.user.has_perm("ledger.reverse_voucher", request.book)
            and voucher.reversal_of_id is None
            and not hasattr(voucher, "reversed_by")
            and not voucher.is_closing,
        },
    )


@require_http_methods(["GET", "POST"])
@requires("ledger.record_voucher")
def record_voucher(request: BookRequest, org: str) -> HttpResponse:
    """The general journal. “Simpan draf” keeps what was typed, whole or not."""
    if request.method == "GET":
        if again := request.GET.get("ulang", ""):
            return _journal_page(request, _again(request, again))
        today = timezone.localdate()
        journal = JournalForm(request.book, initial={"date": today, "key": uuid4().hex})
        return _journal_page(request, journal)
    if "draft" in request.POST:
        return _keep_draft(request, org)
    if "more" in request.POST:
        return _journal_page(request, JournalForm.with_more_lines(request.book, request.POST))
    journal = JournalForm(request.book, data=request.POST)
    papers = Uploads(request)
    if not all([journal.is_valid(), papers.is_valid()]):
        return _journal_page(request, journal, status=422, papers=papers)
    given, now = journal.voucher(), timezone.now()
    if asked := asked_about(request, given.lines, given.narration):
        return _journal_page(request, journal, questions=asked, papers=papers)
    try:
        handed_in = submit(
            book=request.book,
            voucher=given,
            actor=request.user,
            at=now,
            attachments=papers.papers,
            answers=answered_codes(request),
        )
    except PostingError as error:
        journal.add_refusal(error)
        return _journal_page(request, journal, status=422, papers=papers)
    except PaperError as error:
        papers.refuse(error)
        return _journal_page(request, journal, status=422, papers=papers)
    papers.done()
    return submitted(request, org, handed_in)


def submitted(request: BookRequest, org: str, handed_in: Submission) -> HttpResponse:
    """Say what became of a voucher that was handed in, and lead to it."""
    voucher = handed_in.voucher
    if voucher is None:
        messages.success(request, _("Diajukan. Dibukukan sesudah pengurus lain menyetujui."))
        draft = handed_in.draft
        assert draft is not None, "a submission is posted or waits"  # noqa: S101
        if not request.user.has_perm("ledger.approve_voucher", request.book):
            return redirect("ledger:request", org=org, pk=draft.pk)  # no queue to look at
        return redirect("ledger:approval", org=org, pk=draft.pk)
    messages.success(request, _("%(code)s dibukukan.") % {"code": voucher.code})
    for warning in voucher.warnings:
        messages.warning(request, warning)
    return redirect(voucher_url(org, voucher.code))


def _again(request: BookRequest, name: str) -> JournalForm:
    """The journal filled as the reversed voucher of `?ulang=BKM-2026-1`; Http404 for any other."""
    kind, _sep, rest = name.partition("-")
    year, _sep, number = rest.partition("-")
    if not (year.isdecimal() and number.isdecimal() and len(rest) < 16):
        raise Http404
    voucher = find_voucher(request, kind, int(year), int(number))
    if not hasattr(voucher, "reversed_by") or voucher.is_closing or voucher.is_opening:
        raise Http404
    return JournalForm.again(voucher, key=uuid4().hex)


def _journal_page(
    request: BookRequest,
    journal: JournalForm,
    status: int = 200,
    questions: list[ShownQuestion] | None = None,
    refusal: Draft | None = None,
    papers: Uploads | None = None,
) -> HttpResponse:
    return render(
        request,
        "ledger/voucher_form.html",
        {
            "form": journal.form,
            "formset": journal.lines,
            "questions": questions,
            "refusal": refusal,
            "answered": request.POST.getlist("answered"),
            **(papers or Uploads(request)).page(),
        },
        status=status,
    )


def _keep_draft(request: BookRequest, org: str) -> HttpResponse:
    content: dict[str, str] = {
        name: str(value).replace("\0", "")  # PostgreSQL keeps no null characters
        for name, value in request.POST.items()
        if name in KEPT or name.startswith("lines-")
    }
    key = content.get("key", "")
    if not KEY.fullmatch(key):
        key = uuid4().hex
    papers = Uploads(request)
    for errors in papers.form.errors.values():
        for error in errors:
            messages.error(request, str(error))
    by = {"actor": request.user, "at": timezone.now()}
    try:
        with transaction.atomic():
            draft = drafts.save_draft(book=request.book, key=key, content=content, **by)
            attach(book=request.book, draft=draft, papers=papers.papers, **by)
    except (PostingError, PaperError) as error:
        messages.error(request, str(error))
    else:
        papers.done()
        messages.success(request, _("Draf disimpan. Belum masuk pembukuan."))
    return redirect("ledger:vouchers", org=org)


@require_GET
@requires("ledger.record_voucher")
def open_draft(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Go on with a draft: the form as it was left."""
    mine = Draft.objects.select_related("refused_by__person")
    draft = get_object_or_404(mine, book=request.book, pk=pk, state__in=Draft.OPEN)
    if draft.act:  # it is mended where it was made
        return redirect(registry.queued_act(draft.act).again(request.book, draft.arguments))
    journal = JournalForm(request.book, data=draft.content | {"key": draft.key})
    journal.forget_faults()
    return _journal_page(request, journal, refusal=draft if draft.refusal else None)


@require_POST
@requires("ledger.record_voucher")
def discard_draft(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Put a draft aside."""
    draft = get_object_or_404(Draft, book=request.book, pk=pk)
    try:
        drafts.discard_draft(draft=draft, actor=request.user, at=timezone.now())
    except PostingError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Draf dibuang."))
    return redirect("ledger:vouchers", org=org)


@require_http_methods(["GET", "POST"])
@requires("ledger.reverse_voucher")
def reverse_voucher(
    request: BookRequest, org: str, kind: str, year: int, number: int
) -> HttpResponse:
    """Show what a reversal will book, ask for the reason, and book it."""
    voucher = find_voucher(request, kind, year, number)
    initial: dict[str, Any] = {"date": timezone.localdate(), "key": uuid4().hex}
    form = ReversalForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            handed_in = hand_in(
                book=request.book,
                act=REVERSAL,
                arguments={
                    "voucher": voucher.pk,
                    "on": form.cleaned_data["date"].isoformat(),
                    "reason": form.cleaned_data["reason"],
                    "key": form.cleaned_data["key"],
                },
                actor=request.user,
                at=timezone.now(),
            )
        except PostingError as error:
            add_refusal(form, error)
        else:
            return _reversed(request, org, voucher, handed_in)
    return render(
        request,
        "ledger/voucher_reverse.html",
        {
            "voucher": voucher,
            "form": form,
            "lines": voucher.lines.all(),
            "waiting": waiting_act(request.book, REVERSAL, voucher=voucher.pk),
        },
        status=422 if form.errors else 200,
    )


def _reversed(
    request: BookRequest, org: str, voucher: Voucher, handed_in: Submission
) -> HttpResponse:
    """Say that it was reversed, or that the reversal waits for another officer."""
    reversal = handed_in.voucher
    if reversal is None:
        return submitted(request, org, handed_in)
    messages.success(
        request,
        _("%(code)s dibalik dengan %(reversal)s.")
        % {"code": voucher.code, "reversal": reversal.code},
    )
    return redirect(voucher_url(org, reversal.code))
