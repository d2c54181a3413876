"""The desk: choose a member, fill in, confirm the figures. Then the slip."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ledger.models import Voucher
from ledger.reports.voucher_paper import amount_in_words
from ledger.selectors.vouchers import cash_moved
from ledger.services.journal import PostingError
from ledger.services.submission import Submission
from ledger.views.access import BookRequest, requires
from ledger.views.vouchers import voucher_url
from members.forms.savings import (
    DepositForm,
    MemberSearchForm,
    MovementForm,
    TransferForm,
    WithdrawalForm,
    add_refusal,
)
from members.models import Membership, SavingsKind
from members.reports.savings_slip import savings_slip, savings_slip_pdf, slip_title
from members.selectors.savings_accounts import HeldAccount, held_by, people_at_desk
from members.selectors.savings_slips import rows_of_voucher, savings_vouchers
from members.services import savings_desk
from members.services.savings import SavingsError
from members.views.savings import may

GIVEN = ("account", "product", "amount")
"""What a link may fill in before the form is opened."""


@dataclass(frozen=True)
class Figure:
    """One row of what will happen: an amount, or words."""

    label: str
    value: int | None = None
    text: str = ""
    is_total: bool = False


@dataclass(frozen=True)
class Desk:
    """One act at the desk: its page, what it does, and the figures to confirm."""

    title: str
    membership: Membership
    form: MovementForm
    act: Callable[[], Submission]
    figures: Callable[[], Sequence[Figure]]
    held: Sequence[HeldAccount]
    confirm_label: str
    is_ready: bool = True
    empty: str = ""


@require_GET
@requires("members.record_savings")
def desk(request: BookRequest, org: str) -> HttpResponse:
    """Who stands before the desk: search, then the act."""
    form = MemberSearchForm(request.GET or None)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    after = request.GET.get("after", "").replace("\0", "")[:20]
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


def find_member(request: BookRequest, pk: int) -> Membership:
    """A member of this organization who has joined; Http404 for anybody else."""
    mine = Membership.objects.filter(
        organization__book=request.book, joined_on__isnull=False
    ).select_related("person", "organization__book")
    return get_object_or_404(mine, pk=pk)


def form_of(request: BookRequest, form: Callable[..., MovementForm], **given: Any) -> Any:
    """The form of an act at the desk, filled from what was sent or asked for."""
    initial = {"date": timezone.localdate(), "key": uuid4().hex}
    initial |= {name: request.GET[name] for name in GIVEN if name in request.GET}
    return form(request.POST if request.method == "POST" else None, initial=initial, **given)


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


def first_figures(form: MovementForm, membership: Membership, product: str) -> list[Figure]:
    """Who, what and when: the head of what is confirmed."""
    return [
        Figure(_("Anggota"), text=f"{membership.number} {membership.person.name}"),
        Figure(_("Simpanan"), text=product),
        Figure(_("Tanggal"), text=form.cleaned_data["date"].strftime("%d/%m/%Y")),
    ]


def _after(before: int, change: int, label: str) -> list[Figure]:
    words = amount_in_words(abs(change))
    return [
        Figure(_("Saldo sekarang"), before),
        Figure(label, change),
        Figure(_("Terbilang"), text=words),
        Figure(_("Saldo sesudahnya"), before + change, is_total=True),
    ]


def act_page(request: BookRequest, org: str, work: Desk) -> HttpResponse:
    """First sending: the figures, after everything was tried. Second: done, and the slip."""
    form, step = work.form, request.POST.get("step", "")
    context: dict[str, Any] = {"work": work, "form": form}
    if request.method == "POST" and form.is_valid() and step != "edit":
        try:
            if step == "book":
                return done(request, org, work.act())
            with savings_desk.on_trial():
                work.act()
        except (SavingsError, PostingError) as error:
            add_refusal(form, error)
        else:
            context["figures"] = work.figures()
            form.hide()
            return render(request, "members/savings/confirm.html", context)
    return render(request, "members/savings/act.html", context, status=422 if form.errors else 200)


def done(request: BookRequest, org: str, handed_in: Submission) -> HttpResponse:
    """Say what became of an act at the desk, and lead to its slip."""
    if handed_in.voucher is None:
        messages.success(request, _("Diajukan. Dibukukan sesudah pengurus lain menyetujui."))
        return redirect("members:savings_desk", org=org)
    messages.success(request, _("%(code)s dibukukan.") % {"code": handed_in.voucher.code})
    for warning in handed_in.voucher.warnings:
        messages.warning(request, warning)
    return redirect("members:savings_slip", org=org, pk=handed_in.voucher.pk)


def _find_slip(request: BookRequest, pk: int) -> Voucher:
    """A voucher that moved members' savings; Http404 for any other."""
    return get_object_or_404(savings_vouchers(request.book), pk=pk)


@require_GET
@requires("members.record_savings")
def slip(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """What was done, ready to print; then the next member."""
    voucher = _find_slip(request, pk)
    can_see = may(request, "ledger.view_vouchers")
    return render(
        request,
        "members/savings/slip.html",
        {
            "voucher": voucher,
            "title": slip_title(cash_moved(voucher)),
            "rows": rows_of_voucher(voucher),
            "is_reversed": hasattr(voucher, "reversed_by"),
            "voucher_url": voucher_url(org, voucher.code) if can_see else "",
            "can_reverse": can_see and may(request, "ledger.reverse_voucher"),
        },
    )


@require_GET
@requires("members.record_savings")
def slip_print(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The slip as PDF on A5."""
    voucher = _find_slip(request, pk)
    name = f"slip-{voucher.code.replace('/', '-')}.pdf"
    return HttpResponse(
        savings_slip_pdf(savings_slip(voucher, at=timezone.now())),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )
