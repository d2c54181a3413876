"""Invitations: made by an officer, accepted by whoever holds the link."""

from typing import Any
from urllib.parse import quote

from allauth.core.ratelimit import consume, respond_429
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ledger.views.access import BookRequest, requires
from members.forms.invitations import AcceptForm, InviteForm
from members.models import Invitation, User
from members.selectors.invitations import invitations_to_agree
from members.selectors.offices import candidates
from members.services import invitations
from members.services.invitations import InvitationError
from members.services.offices import OfficeError
from members.views.offices import OFFERED

TAKEN = ("name", "sex", "kind", "start", "end", "decree", "decision", "key")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
@require_http_methods(["GET", "POST"])
@requires("members.manage_offices")
def invite(request: BookRequest, org: str) -> HttpResponse:
    """Ask whom to invite; the answer shows the link once."""
    organization, today = request.book.organization, timezone.localdate()
    form = InviteForm(
        request.POST if request.method == "POST" else None,
        organization=organization,
        initial={"start": today},
    )
    if request.method == "POST" and form.is_valid():
        if not consume(request, action="invite"):
            return respond_429(request)
        data = form.cleaned_data
        try:
            made = invitations.invite(
                organization=organization,
                person=form.person,
                **{n: data[n] for n in TAKEN},
                actor=request.user,
                at=timezone.now(),
            )
        except OfficeError as error:
            form.add_error(error.field, str(error))
        except InvitationError as error:
            form.add_error(None, str(error))
        else:
            return _show_once(request, made, data["phone"])
    return render(
        request,
        "members/office_form.html",
        {
            "form": form,
            "title": _("Undang lewat tautan"),
            "text": _("Tautannya ditampilkan sekali, lalu Anda kirim sendiri, misalnya lewat WA."),
            "offered": candidates(organization, today)[:OFFERED],
            "action": _("Buat tautan"),
        },
        status=422 if form.errors else 200,
    )


def _show_once(request: BookRequest, made: invitations.Made, phone: str) -> HttpResponse:
    invitation = made.invitation
    link = request.build_absolute_uri(reverse("invitation", args=[made.token]))
    text = _(
        "%(name)s, Anda diundang sebagai %(office)s di %(organization)s. Buka tautan ini sampai"
        " %(day)s untuk membuat akun Lumbung Anda: %(link)s (hanya berlaku sekali, jangan"
        " diteruskan)"
    ) % {
        "name": invitation.name,
        "office": invitation.get_kind_display(),
        "organization": invitation.organization.name,
        "day": date_format(timezone.localdate(invitation.expires_at), "DATE_FORMAT"),
        "link": link,
    }
    return render(
        request,
        "members/invited.html",
        {
            "invitation": invitation,
            "link": link,
            "text": text,
            "whatsapp": f"https://wa.me/{whatsapp_number(phone)}?text={quote(text)}",
        },
        status=201,
    )


def whatsapp_number(phone: str) -> str:
    """Digits as wa.me wants them, with the country in front; empty lets the sender choose."""
    digits = "".join(letter for letter in phone if letter.isascii() and letter.isdigit())
    return f"62{digits[1:]}" if digits.startswith("0") else digits


@require_POST
@requires("members.manage_offices")
def revoke_invitation(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Take an invitation back: its link opens nothing any more."""
    invitation = get_object_or_404(Invitation, organization__book=request.book, pk=pk)
    try:
        invitations.revoke(invitation=invitation, actor=request.user, at=timezone.now())
    except InvitationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Undangan dicabut. Tautannya tidak berlaku lagi."))
    return redirect("members:offices", org=org)


@require_POST
@requires("members.manage_offices")
def agree_invitation(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Agree to the login that another organization gives a member of this one."""
    organization, at = request.book.organization, timezone.now()
    waiting = invitations_to_agree(organization, at)
    invitation = next((one for one in waiting if one.pk == pk), None)
    if invitation is None:
        raise Http404
    try:
        invitations.agree(
            invitation=invitation, organization=organization, actor=request.user, at=at
        )
    except InvitationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Disetujui. Yang diundang dapat membuka tautannya lagi."))
    return redirect("members:offices", org=org)


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What the link opens: choose a login, or accept with the one that is signed in."""
    found = invitations.find(token)
    if found is None:
        raise Http404
    try:
        invitations.check_open(found, timezone.now())
    except InvitationError as error:
        return render(request, "members/invitation_shut.html", {"reason": error}, status=410)
    is_mine = isinstance(request.user, User)
    form = AcceptForm(request.POST if request.method == "POST" and not is_mine else None)
    refusal = ""
    if request.method == "POST" and (is_mine or form.is_valid()):
        if not consume(request, action="accept_invitation"):
            return respond_429(request)
        try:
            user = _accept(request, found, form)
        except (InvitationError, OfficeError) as error:
            refusal = str(error)
        else:
            if not is_mine:
                login(request, user, backend=BACKEND)
            messages.success(request, _("Selamat datang. Jabatan Anda sudah berlaku di sini."))
            return redirect("organization_home", org=found.organization.slug)
    return _page(request, found, form, refusal)


def _accept(request: HttpRequest, found: Invitation, form: AcceptForm) -> User:
    at = timezone.now()
    if isinstance(request.user, User):
        return invitations.accept_as(invitation=found, user=request.user, at=at)
    return invitations.accept_as_new(
        invitation=found,
        username=form.cleaned_data["username"],
        password=form.cleaned_data["password"],
        at=at,
    )


def _page(request: HttpRequest, found: Invitation, form: AcceptForm, refusal: str) -> HttpResponse:
    context: dict[str, Any] = {
        "invitation": found,
        "form": form,
        "refusals": [refusal] if refusal else [],
        "has_login": found.person is not None and found.person.user_id is not None,
        "door": f"{reverse('account_login')}?next={quote(request.path)}",
    }
    status = 422 if refusal or form.errors else 200
    return render(request, "members/invitation.html", context, status=status)
