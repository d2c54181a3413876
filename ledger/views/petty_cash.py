"""Petty cash as imprest: the box, its slips, and bringing it back to its amount."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ledger.forms.cash_counts import FundForm, ReplenishForm, SlipForm
from ledger.forms.fields import add_refusal
from ledger.forms.voucher import ReasonForm
from ledger.models import PettySlip
from ledger.queued_acts import REPLENISH
from ledger.selectors.approvals import waiting_act
from ledger.selectors.cash_counts import last_slip, petty_fund, slips_of, waiting_slips
from ledger.services import petty_cash
from ledger.services.journal import PostingError
from ledger.services.petty_cash import PettyCashError
from ledger.services.submission import Submission, hand_in
from ledger.views.access import BookRequest, requires
from ledger.views.cash_counts import cash_account
from ledger.views.vouchers import submitted

NEWEST = 100


@require_GET
@requires("ledger.view_vouchers")
def petty_box(request: BookRequest, org: str, code: str) -> HttpResponse:
    """The box of one cash account: its fixed amount, the money left, its slips."""
    return _page(request, code)


@require_POST
@requires("ledger.record_voucher")
def set_fund(request: BookRequest, org: str, code: str) -> HttpResponse:
    """Fix the amount and the holder."""
    form = FundForm(request.POST, auto_id="fund_%s")
    return _acted(
        request,
        code,
        form,
        "fund_form",
        lambda: petty_cash.set_fund(
            account=cash_account(request, code),
            amount=int(form.cleaned_data["amount"]),
            holder=form.cleaned_data["holder"],
            actor=request.user,
            at=timezone.now(),
        ),
        _("Kas kecil ditetapkan."),
    )


@require_POST
@requires("ledger.record_voucher")
def record_slip(request: BookRequest, org: str, code: str) -> HttpResponse:
    """Record a small payment."""
    fund = petty_fund(cash_account(request, code))
    form = SlipForm(request.POST, book=request.book)
    if fund is None:
        messages.error(request, _("Tetapkan dahulu jumlah kas kecil."))
        return redirect("ledger:petty_cash", org=org, code=code)
    return _acted(
        request,
        code,
        form,
        "slip_form",
        lambda: petty_cash.record_slip(
            fund=fund,
            on=form.cleaned_data["date"],
            narration=form.cleaned_data["narration"],
            party=form.cleaned_data["party"],
            account=form.chosen(),
            amount=int(form.cleaned_data["amount"]),
            number=form.cleaned_data["number"],
            actor=request.user,
            at=timezone.now(),
        ),
        _("Bon dicatat. Pembukuan bergerak saat kas kecil diisi kembali."),
    )


@require_POST
@requires("ledger.record_voucher")
def replenish(request: BookRequest, org: str, code: str) -> HttpResponse:
    """One voucher for all slips that wait."""
    account = cash_account(request, code)
    fund = petty_fund(account)
    form = ReplenishForm(request.POST, fund_account=account, auto_id="fill_%s")
    if fund is None:
        messages.error(request, _("Tetapkan dahulu jumlah kas kecil."))
        return redirect("ledger:petty_cash", org=org, code=code)
    return _acted(
        request,
        code,
        form,
        "replenish_form",
        lambda: hand_in(
            book=request.book,
            act=REPLENISH,
            arguments={
                "fund": fund.pk,
                "source": form.chosen().pk,
                "on": form.cleaned_data["date"].isoformat(),
                "last": last_slip(fund),
            },
            actor=request.user,
            at=timezone.now(),
        ),
        _("Kas kecil diisi kembali."),
    )


@require_POST
@requires("ledger.record_voucher")
def void_slip(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Cancel a slip that was not replenished yet."""
    slip = get_object_or_404(
        PettySlip.objects.select_related("fund__account", "fund__book"),
        pk=pk,
        fund__book=request.book,
    )
    form = ReasonForm(request.POST)
    return _acted(
        request,
        slip.fund.account.code,
        form,
        "void_form",
        lambda: petty_cash.void_slip(
            slip=slip,
            reason=form.cleaned_data["reason"],
            actor=request.user,
            at=timezone.now(),
        ),
        _("Bon dibatalkan."),
    )


def _acted(
    request: BookRequest,
    code: str,
    form: forms.Form,
    name: str,
    act: Callable[[], object],
    success: str,
) -> HttpResponse:
    """Do one act; a refusal stands on the page beside what was typed."""
    if form.is_valid():
        try:
            done = act()
        except (PettyCashError, PostingError) as error:
            add_refusal(form, error)
        else:
            if isinstance(done, Submission) and not done.is_posted:
                return submitted(request, request.book.slug, done)
            messages.success(request, success)
            return redirect("ledger:petty_cash", org=request.book.slug, code=code)
    return _page(request, code, status=422, **{name: form})


def _page(request: BookRequest, code: str, status: int = 200, **typed: forms.Form) -> HttpResponse:
    account, today = cash_account(request, code), timezone.localdate()
    fund = petty_fund(account)
    slips = list(slips_of(fund)[:NEWEST]) if fund else []
    waiting = waiting_slips(account)
    filling = waiting_act(request.book, REPLENISH, fund=fund.pk) if fund and waiting else None
    can_record = request.user.has_perm("ledger.record_voucher", request.book)
    given = {"amount": fund.amount, "holder": fund.holder} if fund else None
    forms_shown: dict[str, forms.Form] = {}
    if can_record:
        forms_shown = {
            "fund_form": FundForm(initial=given, auto_id="fund_%s"),
            "slip_form": SlipForm(
                book=request.book,
                initial={"date": today, "number": slips[0].number + 1 if slips else 1},
            ),
            "replenish_form": ReplenishForm(
                fund_account=account, initial={"date": today}, auto_id="fill_%s"
            ),
        }
    return render(
        request,
        "ledger/petty_cash.html",
        {
            "account": account,
            "fund": fund,
            "waiting": waiting,
            "filling": filling,
            "left": (fund.amount - waiting) if fund else 0,
            "slips": slips,
            "can_record": can_record,
            "refused": next(iter(typed.values()), None),
            **forms_shown,
            **typed,
        },
        status=status,
    )
