"""An act at the desk in two steps: its figures to confirm, then done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.services.journal import PostingError
from ledger.services.submission import Submission
from ledger.views.access import BookRequest
from ledger.views.vouchers import submitted
from members.forms.savings import MovementForm, add_refusal
from members.models import Membership
from members.selectors.savings_accounts import HeldAccount
from members.services import savings_desk
from members.services.savings import SavingsError

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


def first_figures(form: MovementForm, membership: Membership, product: str) -> list[Figure]:
    """Who, what and when: the head of what is confirmed."""
    return [
        Figure(_("Anggota"), text=f"{membership.number} {membership.person.name}"),
        Figure(_("Simpanan"), text=product),
        Figure(_("Tanggal"), text=form.cleaned_data["date"].strftime("%d/%m/%Y")),
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
        return submitted(request, org, handed_in)
    messages.success(request, _("%(code)s dibukukan.") % {"code": handed_in.voucher.code})
    for warning in handed_in.voucher.warnings:
        messages.warning(request, warning)
    return redirect("members:savings_slip", org=org, pk=handed_in.voucher.pk)
