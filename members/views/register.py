"""The member list, the card of one member, and what the secretary writes into the register."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ledger.views.access import BookRequest, may, requires, sent_text
from members.cards import card_parts
from members.forms.register import MemberForm, MoveForm, RegisterFilterForm
from members.models import Membership, MembershipStatus, Person
from members.selectors import register as selectors
from members.services import register, register_moves
from members.services.organizations import MembershipError
from members.services.privacy import note_visit

TONES = {"candidate": "wait", "active": "ok", "inactive": "warn", "left": "closed"}
"""The shape and colour of each state, beside its word."""
HOLDS_PIN = (MembershipStatus.ACTIVE, MembershipStatus.INACTIVE)


def find_member(request: BookRequest, pk: int) -> Membership:
    """A member of this organization; Http404 for anybody else's."""
    mine = Membership.objects.filter(organization__book=request.book)
    return get_object_or_404(mine.select_related("person", "organization__book"), pk=pk)


@require_GET
@requires("members.view_register")
def member_list(request: BookRequest, org: str) -> HttpResponse:
    """Members by number, with search and filters."""
    shows_elements = may(request, "members.view_elements")
    form = RegisterFilterForm(request.GET or None, shows_elements=shows_elements)
    filters = {k: v for k, v in form.cleaned_data.items() if v} if form.is_valid() else {}
    page = selectors.register_page(
        request.book.organization, after=sent_text(request.GET, "after"), **filters
    )
    return render(
        request,
        "members/register.html",
        {
            "form": form,
            "page": page,
            "rows": [(member, TONES[member.status]) for member in page.members],
            "is_filtered": bool(filters),
            "shows_elements": shows_elements,
            "can_view_savings": may(request, "members.view_savings"),
            "can_manage": may(request, "members.manage_register"),
            "can_export": may(request, "members.view_personal_data"),
        },
        status=422 if form.errors else 200,
    )


@require_GET
@requires("members.view_register")
def member(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The card of one member: what is known, and what each part of the product adds."""
    membership = find_member(request, pk)
    note_visit(
        membership=membership, viewer=request.user, today=timezone.localdate(), at=timezone.now()
    )
    shows_personal = may(request, "members.view_personal_data")
    parts = card_parts(membership, timezone.localdate(), lambda name: may(request, name))
    can_manage = may(request, "members.manage_register")
    return render(
        request,
        "members/member.html",
        {
            "membership": membership,
            "tone": TONES[membership.status],
            "parts": parts,
            "offices": selectors.offices_of_person(membership),
            "heirs": membership.person.heirs.all() if shows_personal else [],
            "shows_personal": shows_personal,
            "shows_elements": may(request, "members.view_elements"),
            "can_manage": can_manage,
            "can_settle": may(request, "members.settle_leaving"),
            "can_print_book": may(request, "members.record_savings"),
            "can_view_savings": may(request, "members.view_savings"),
            "can_set_pin": can_manage and membership.status in HOLDS_PIN,
            "pin": getattr(membership, "pin", None) if can_manage else None,
            "can_move": can_manage and membership.status != MembershipStatus.LEFT,
        },
    )


@require_http_methods(["GET", "POST"])
@requires("members.manage_register")
def new_member(request: BookRequest, org: str) -> HttpResponse:
    """Enter a candidate. A person who seems known is offered before another one is written."""
    if request.method == "GET":
        return _form_page(request, MemberForm())
    form = MemberForm(request.POST)
    known: list[Person] = []
    if form.is_valid():
        try:
            membership = _enter(request, form)
        except register.LookAlikeError as error:
            known = error.people
        except MembershipError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Calon anggota dicatat."))
            return _saved(request, org, membership, form)
    return _form_page(request, form, known=known, status=422)


def _enter(request: BookRequest, form: MemberForm) -> Membership:
    choice = request.POST.get("person", "")
    return register.enrol(
        organization=request.book.organization,
        given=form.given(),
        chosen=int(choice) if choice.isdecimal() and len(choice) < 19 else None,
        is_another=choice == "new",
        number=form.cleaned_data["number"],
        element=form.cleaned_data["element"],
        kind=form.cleaned_data["kind"],
        applied_on=timezone.localdate(),
        actor=request.user,
        at=timezone.now(),
    )


@require_http_methods(["GET", "POST"])
@requires("members.manage_register")
def edit_member(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Correct what the register says."""
    membership = find_member(request, pk)
    if request.method == "GET":
        return _form_page(request, MemberForm.about(membership), membership=membership)
    form = MemberForm.about(membership, request.POST)
    if form.is_valid():
        try:
            register.correct(
                membership=membership,
                given=form.given(),
                number=form.cleaned_data["number"],
                element=form.cleaned_data["element"],
                kind=form.cleaned_data["kind"],
                actor=request.user,
                at=timezone.now(),
            )
        except register.SharedPersonError as error:
            form.add_error(None, str(error))
        except MembershipError as error:
            form.add_error("number", str(error))
        else:
            messages.success(request, _("Data anggota disimpan."))
            return _saved(request, org, membership, form)
    return _form_page(request, form, membership=membership, status=422)


def _saved(request: BookRequest, org: str, membership: Membership, form: MemberForm) -> Any:
    """Lead to the card; what is doubtful in the number is said there and blocks nothing."""
    for sentence in form.warnings():
        messages.warning(request, sentence)
    return redirect("members:member", org=org, pk=membership.pk)


def _form_page(
    request: BookRequest,
    form: MemberForm,
    *,
    membership: Membership | None = None,
    known: list[Person] | None = None,
    status: int = 200,
) -> HttpResponse:
    return render(
        request,
        "members/member_form.html",
        {"form": form, "membership": membership, "known": known},
        status=status,
    )


@require_http_methods(["GET", "POST"])
@requires("members.manage_register")
def move_member(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Accept a candidate, let a member rest or come back, or let one leave."""
    membership = find_member(request, pk)
    form = MoveForm(
        request.POST if request.method == "POST" else None,
        membership=membership,
        initial={"on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            register_moves.move(
                membership=membership,
                today=timezone.localdate(),
                actor=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
        except MembershipError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Status anggota dicatat."))
            return redirect("members:member", org=org, pk=pk)
    return render(
        request,
        "members/move.html",
        {"form": form, "membership": membership, "tone": TONES[membership.status]},
        status=422 if form.errors else 200,
    )
