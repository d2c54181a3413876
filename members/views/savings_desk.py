"""The desk: choose a member, then receive, pay out or transfer."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ledger.reports.voucher_paper import amount_in_words
from ledger.services.submission import Submission
from ledger.views.access import BookRequest, requires, sent_text
from members.forms.savings import DepositForm, MemberSearchForm, TransferForm, WithdrawalForm
from members.models import SavingsKind
from members.selectors.savings_accounts import held_by, people_at_desk
from members.services import savings_desk
from members.views.savings_acts import Desk, Figure, act_page, find_member, first_figures, form_of


@require_GET
@requires("members.record_savings")
def desk(request: BookRequest, org: str) -> HttpResponse:
    """Who stands before the desk: search, then the act."""
    form = MemberSearchForm(request.GET or None)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    after = sent_text(request.GET, "after")
    return render(
        request,
        "members/savings/desk.html",
        {
            "form": form,
            "text": text,
            "has_certificates": request.book.organization.savings_products.filter(
                kind=SavingsKind.BERJANGKA, is_active=True
            ).exists(),
            "found": people_at_desk(request.book.organization, text=text, after=after),
        },
    )


@require_http_methods(["GET", "POST"])
@requires("members.record_savings")
def deposit(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Receive money from a member."""
    membership = find_member(request, pk)
    held = held_by(membership)
    form = form_of(request, DepositForm, book=request.book, membership=membership)

    def act() -> Submission:
        return savings_desk.hand_in_deposit(
            membership=membership,
            product=form.chosen(),
            amount=int(form.cleaned_data["amount"]),
            cash=form.drawer(),
            on=form.cleaned_data["date"],
            key=form.cleaned_data["key"],
            actor=request.user,
            at=timezone.now(),
        )

    def figures() -> list[Figure]:
        product, amount = form.chosen(), int(form.cleaned_data["amount"])
        rows = first_figures(form, membership, product.label)
        rows.append(Figure(_("Masuk ke"), text=str(form.drawer())))
        if product.is_fund:
            return [*rows, Figure(_("Iuran dana bersama"), amount, is_total=True)]
        before = sum(item.balance for item in held if item.account.product_id == product.pk)
        return [*rows, *_after(before, amount, _("Setoran"))]

    return act_page(
        request,
        org,
        Desk(
            title=_("Terima setoran"),
            membership=membership,
            form=form,
            act=act,
            figures=figures,
            held=held,
            confirm_label=_("Ya, terima uangnya"),
            is_ready=bool(form.products),
            empty=_("Belum ada produk simpanan yang dapat disetor."),
        ),
    )


@require_http_methods(["GET", "POST"])
@requires("members.record_savings")
def withdraw(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Pay money out to a member."""
    membership = find_member(request, pk)
    held = held_by(membership)
    form = form_of(request, WithdrawalForm, book=request.book, held=held)

    def act() -> Submission:
        return savings_desk.hand_in_withdrawal(
            account=form.chosen().account,
            amount=int(form.cleaned_data["amount"]),
            cash=form.drawer(),
            on=form.cleaned_data["date"],
            key=form.cleaned_data["key"],
            actor=request.user,
            at=timezone.now(),
        )

    def figures() -> list[Figure]:
        item = form.chosen()
        rows = first_figures(form, membership, item.account.product.label)
        rows.append(Figure(_("Keluar dari"), text=str(form.drawer())))
        return [*rows, *_after(item.balance, -int(form.cleaned_data["amount"]), _("Penarikan"))]

    return act_page(
        request,
        org,
        Desk(
            title=_("Bayar penarikan"),
            membership=membership,
            form=form,
            act=act,
            figures=figures,
            held=held,
            confirm_label=_("Ya, bayarkan"),
            is_ready=bool(form.held),
            empty=_("Anggota ini belum mempunyai simpanan."),
        ),
    )


@require_http_methods(["GET", "POST"])
@requires("members.record_savings")
def transfer(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Move savings to another account of the same or of another member."""
    membership = find_member(request, pk)
    held = held_by(membership)
    form = form_of(request, TransferForm, organization=membership.organization, held=held)

    def act() -> Submission:
        return savings_desk.hand_in_transfer(
            source=form.chosen().account,
            receiver=form.cleaned_data["number"],
            product=form.target_product(),
            amount=int(form.cleaned_data["amount"]),
            on=form.cleaned_data["date"],
            key=form.cleaned_data["key"],
            actor=request.user,
            at=timezone.now(),
        )

    def figures() -> list[Figure]:
        item, receiver = form.chosen(), form.cleaned_data["number"]
        return [
            *first_figures(form, membership, item.account.product.label),
            Figure(
                _("Penerima"),
                text=f"{receiver.number} {receiver.person.name} · {form.target_product().label}",
            ),
            *_after(item.balance, -int(form.cleaned_data["amount"]), _("Dipindahkan")),
        ]

    return act_page(
        request,
        org,
        Desk(
            title=_("Pindah buku"),
            membership=membership,
            form=form,
            act=act,
            figures=figures,
            held=held,
            confirm_label=_("Ya, pindahkan"),
            is_ready=bool(form.held),
            empty=_("Anggota ini belum mempunyai simpanan."),
        ),
    )


def _after(before: int, change: int, label: str) -> list[Figure]:
    words = amount_in_words(abs(change))
    return [
        Figure(_("Saldo sekarang"), before),
        Figure(label, change),
        Figure(_("Terbilang"), text=words),
        Figure(_("Saldo sesudahnya"), before + change, is_total=True),
    ]
