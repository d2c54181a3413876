"""Simpanan berjangka: certificates by maturity; placed, printed, prolonged, paid out."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ledger.services.journal import PostingError
from ledger.services.submission import Submission, hand_in
from ledger.views.access import BookRequest, may, requires
from ledger.views.files import pdf_file
from members.calculations.loans import add_months
from members.forms.savings import add_refusal
from members.forms.savings_terms import CertificateForm, PayoutForm, ProlongForm
from members.models import SavingsAccount, SavingsKind
from members.queued_acts import CERTIFICATE, CERTIFICATE_PAYOUT
from members.reports.certificate import certificate_paper, certificate_pdf
from members.selectors.savings_accounts import find_accounts, held_by
from members.selectors.savings_interest import certificates
from members.services.savings import SavingsError, balance_of
from members.services.savings_certificates import break_penalty, prolong_certificate
from members.services.savings_desk import on_trial
from members.views.savings_acts import (
    Desk,
    Figure,
    act_page,
    done,
    find_member,
    first_figures,
    form_of,
)

TONES = {"running": "ok", "soon": "wait", "matured": "warn", "undated": "info", "closed": "closed"}


def _find(request: BookRequest, pk: int) -> SavingsAccount:
    """A certificate of this organization; Http404 for any other account."""
    found = find_accounts(request.book.organization).filter(product__kind=SavingsKind.BERJANGKA)
    return get_object_or_404(found, pk=pk)


@require_GET
@requires("members.view_savings")
def certificate_list(request: BookRequest, org: str) -> HttpResponse:
    """Certificates by maturity; those paid out only when asked for."""
    rows = certificates(
        request.book.organization, on=timezone.localdate(), with_closed="semua" in request.GET
    )
    return render(
        request,
        "members/savings/certificates.html",
        {
            "rows": [(row, TONES[row.state]) for row in rows],
            "total": sum(row.balance for row in rows),
            "shows_all": "semua" in request.GET,
            "can_record": may(request, "members.record_savings"),
        },
    )


@require_http_methods(["GET", "POST"])
@requires("members.record_savings")
def place(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Receive time savings from a member against a certificate."""
    membership = find_member(request, pk)
    form = form_of(request, CertificateForm, book=request.book, membership=membership)

    def act() -> Submission:
        data = form.cleaned_data
        return hand_in(
            book=request.book,
            act=CERTIFICATE,
            arguments={
                "membership": membership.pk,
                "product": form.chosen().pk,
                "certificate": data["certificate"],
                "amount": int(data["amount"]),
                "months": data["months"],
                "cash": form.drawer().pk,
                "on": data["date"].isoformat(),
                "key": data["key"],
            },
            actor=request.user,
            at=timezone.now(),
        )

    def figures() -> Sequence[Figure]:
        data = form.cleaned_data
        matures = add_months(data["date"], data["months"])
        return [
            *first_figures(form, membership, form.chosen().label),
            Figure(_("Nomor bilyet"), text=data["certificate"]),
            Figure(_("Jatuh tempo"), text=matures.strftime("%d/%m/%Y")),
            Figure(_("Masuk ke"), text=str(form.drawer())),
            Figure(_("Ditempatkan"), int(data["amount"]), is_total=True),
        ]

    return act_page(
        request,
        org,
        Desk(
            title=_("Tempatkan simpanan berjangka"),
            membership=membership,
            form=form,
            act=act,
            figures=figures,
            held=held_by(membership),
            confirm_label=_("Ya, terima uangnya"),
            is_ready=bool(form.products),
            empty=_("Lembaga ini belum mempunyai produk simpanan berjangka."),
        ),
    )


@require_http_methods(["GET", "POST"])
@requires("members.record_savings")
def pay_out(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Pay a certificate out whole; before maturity the penalty stands among the figures."""
    account = _find(request, pk)
    form = PayoutForm(
        request.POST if request.method == "POST" else None,
        book=request.book,
        initial={"date": timezone.localdate()},
    )
    step = request.POST.get("step", "")
    context: dict[str, Any] = {
        "account": account,
        "form": form,
        "balance": balance_of(account),
        "title": _("Cairkan bilyet"),
    }
    if request.method == "POST" and form.is_valid() and step != "edit":
        day = form.cleaned_data["date"]
        arguments = {"account": account.pk, "cash": form.drawer().pk, "on": day.isoformat()}
        given: dict[str, Any] = {"book": request.book, "act": CERTIFICATE_PAYOUT}
        given |= {"arguments": arguments, "actor": request.user, "at": timezone.now()}
        try:
            if step == "book":
                return done(request, org, hand_in(**given))
            with on_trial():
                hand_in(**given)
        except (SavingsError, PostingError) as error:
            add_refusal(form, error)
        else:
            penalty = break_penalty(account, context["balance"], day)
            context |= {"penalty": penalty, "paid": context["balance"] - penalty, "day": day}
            context |= {"is_checked": True}
            form.hide()
    return render(
        request,
        "members/savings/payout.html",
        context,
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires("members.record_savings")
def prolong(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Let a certificate run on from its maturity."""
    account = _find(request, pk)
    until = account.matures_on.isoformat() if account.matures_on else ""
    form = ProlongForm(request.POST if request.method == "POST" else None, initial={"shown": until})
    if request.method == "POST" and form.is_valid():
        try:
            account = prolong_certificate(
                account=account,
                months=form.cleaned_data["months"],
                shown=form.cleaned_data["shown"],
                actor=request.user,
                at=timezone.now(),
            )
        except SavingsError as error:
            add_refusal(form, error)
        else:
            words = _("Bilyet diperpanjang sampai %(day)s. Cetak bilyet yang baru.")
            messages.success(request, words % {"day": f"{account.matures_on:%d/%m/%Y}"})
            return redirect("members:certificates", org=org)
    return render(
        request,
        "members/savings/payout.html",
        {
            "account": account,
            "form": form,
            "balance": balance_of(account),
            "title": _("Perpanjang bilyet"),
            "is_prolonged": True,
        },
        status=422 if form.errors else 200,
    )


@require_GET
@requires("members.view_savings")
def certificate_print(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The certificate as PDF on A5, to be signed."""
    account = _find(request, pk)
    paper = certificate_paper(account, balance_of(account), at=timezone.now())
    return pdf_file(certificate_pdf(paper), f"bilyet-{account.pk}")
