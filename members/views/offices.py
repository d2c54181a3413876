"""Offices and their terms, and what happened at the door."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ledger.forms.fields import add_refusal
from ledger.views.access import BookRequest, requires
from members.forms.offices import AppointForm, EndForm, ProlongForm, SignInFilterForm
from members.models import Office
from members.selectors import offices as selectors
from members.selectors.invitations import invitations_to_agree, open_invitations
from members.services import offices

TONES = {"success": "ok", "failure": "refused", "throttled": "refused", "second": "refused"}
"""The shape and colour of each line at the door, beside its word."""
OFFERED = 500
"""How many members the form of appointment suggests while one types."""


@require_GET
@requires("members.view_offices")
def office_list(request: BookRequest, org: str) -> HttpResponse:
    """Who holds which office, who held it, and by which decision."""
    organization = request.book.organization
    can_manage = request.user.has_perm("members.manage_offices", request.book)
    return render(
        request,
        "members/offices.html",
        {
            "invitations": open_invitations(organization, timezone.now()) if can_manage else [],
            "to_agree": invitations_to_agree(organization, timezone.now()) if can_manage else [],
            "found": selectors.offices_by_time(
                organization, timezone.localdate(), reader=request.user
            ),
            "can_manage": can_manage,
            "can_reset": request.user.has_perm("members.reset_security", request.book),
            "can_set_letterhead": request.user.has_perm("members.manage_letterhead", request.book),
            "can_see_door": request.user.has_perm("members.view_sign_ins", request.book),
            "can_see_members": request.user.has_perm("members.view_register", request.book),
        },
    )


@require_http_methods(["GET", "POST"])
@requires("members.manage_offices")
def appoint(request: BookRequest, org: str) -> HttpResponse:
    """Give a member an office by a decision."""
    organization, today = request.book.organization, timezone.localdate()
    form = AppointForm(
        request.POST if request.method == "POST" else None,
        organization=organization,
        initial={"start": today, "member": request.GET.get("anggota", "")[:20]},
    )
    if request.method == "POST" and form.is_valid() and form.person is not None:
        data = form.cleaned_data
        try:
            offices.give_office(
                organization=organization,
                person=form.person,
                **{name: data[name] for name in ("kind", "start", "end", "decree", "decision")},
                **_by(request),
            )
        except offices.OfficeError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Pengangkatan dicatat."))
            return redirect("members:offices", org=org)
    return render(
        request,
        "members/office_form.html",
        {
            "form": form,
            "title": _("Angkat ke jabatan"),
            "offered": selectors.candidates(organization, today)[:OFFERED],
            "action": _("Angkat"),
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires("members.manage_offices")
def end_office(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Let an office end, with the reason; its holder is signed out everywhere."""
    form = EndForm(
        request.POST if request.method == "POST" else None,
        initial={"on": timezone.localdate()},
    )
    return _change(
        request,
        pk,
        form,
        lambda office: offices.end_office(office=office, **form.cleaned_data, **_by(request)),
        title=_("Akhiri jabatan"),
        text=_("Hak dari jabatan ini hilang sesudah hari terakhir. Ia perlu masuk lagi."),
        action=_("Akhiri jabatan"),
        done=_("Jabatan diakhiri. Ia sudah dikeluarkan dari semua peramban."),
    )


@require_http_methods(["GET", "POST"])
@requires("members.manage_offices")
def prolong_office(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Move the last day further by a new decision."""
    form = ProlongForm(request.POST if request.method == "POST" else None)
    return _change(
        request,
        pk,
        form,
        lambda office: offices.prolong_office(
            office=office, today=timezone.localdate(), **form.cleaned_data, **_by(request)
        ),
        title=_("Perpanjang jabatan"),
        text=_("Kosongkan hari terakhir bila keputusannya tidak menyebutnya."),
        action=_("Perpanjang"),
        done=_("Masa jabatan diperpanjang."),
    )


def _change(
    request: BookRequest,
    pk: int,
    form: forms.Form,
    act: Callable[[Office], Office],
    *,
    done: str,
    **words: str,
) -> HttpResponse:
    """Ask, do it, and lead back to the list; a refusal stays at the form."""
    mine = Office.objects.filter(organization__book=request.book)
    office = get_object_or_404(mine.select_related("person", "organization__book"), pk=pk)
    if request.method == "POST" and form.is_valid():
        try:
            act(office)
        except offices.OfficeError as error:
            add_refusal(form, error)
        else:
            messages.success(request, done)
            return redirect("members:offices", org=request.book.slug)
    return render(
        request,
        "members/office_form.html",
        {"form": form, "office": office, **words},
        status=422 if form.errors else 200,
    )


def _by(request: BookRequest) -> dict[str, Any]:
    return {"actor": request.user, "at": timezone.now()}


@require_GET
@requires("members.view_sign_ins")
def sign_in_list(request: BookRequest, org: str) -> HttpResponse:
    """Who came in, who was refused and when: the newest first."""
    form = SignInFilterForm(request.GET or None)
    kind = form.cleaned_data["kind"] if form.is_valid() else ""
    found = selectors.sign_ins(request.book.organization, kind=kind)
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 19:
        found = found.filter(pk__lt=int(before))
    rows = list(found[: selectors.PAGE + 1])
    shown = rows[: selectors.PAGE]
    return render(
        request,
        "members/sign_ins.html",
        {
            "form": form,
            "rows": [(line, TONES.get(line.kind, "info")) for line in shown],
            "kind": kind,
            "next": shown[-1].pk if len(rows) > selectors.PAGE else None,
        },
        status=422 if form.errors else 200,
    )
