"""A shared device: marked and unmarked, locked and opened again."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from members.models import SignInKind
from members.services import sign_ins
from members.shared_devices import HELD, MARK, MARK_AGE, is_shared, locked_since, touch
from members.views.organizations import signed_in


class LockForm(forms.Form):
    """The password of who is signed in."""

    password = forms.CharField(
        label=gettext_lazy("Kata sandi"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@require_POST
def shared_device(request: HttpRequest) -> HttpResponse:
    """Mark this device as used by several people, or take the mark off."""
    response = redirect("home")
    if request.POST.get("shared") == "1":
        request.session[MARK] = True
        touch(request)
        response.set_signed_cookie(
            MARK,
            str(signed_in(request).pk),
            salt=MARK,
            max_age=MARK_AGE,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
        messages.success(
            request,
            _("Perangkat ini ditandai dipakai bersama: terkunci sesudah %(minutes)s menit diam.")
            % {"minutes": settings.LUMBUNG_LOCK_SECONDS // 60},
        )
    else:
        request.session.pop(MARK, None)
        response.delete_cookie(MARK)
        messages.success(request, _("Tanda perangkat bersama dilepas."))
    return response


@require_http_methods(["GET", "POST"])
def lock(request: HttpRequest) -> HttpResponse:
    """Ask for the password again; then back to the page, with what was sent meanwhile."""
    form = LockForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _opens(request, form):
        touch(request)
        held = request.session.pop(HELD, None)
        if held:
            return render(request, "members/held_form.html", {"held": held})
        return HttpResponseRedirect(_next(request))
    if not is_shared(request):
        return redirect("home")
    return render(
        request,
        "members/lock.html",
        {"form": form, "next": _next(request), "has_held": HELD in request.session},
        status=422 if form.errors else 200,
    )


def _opens(request: HttpRequest, form: LockForm) -> bool:
    """Whether the password is right; tries are counted with those at the door."""
    user = signed_in(request)
    given: dict[str, Any] = {
        "username": user.username,
        "password": form.cleaned_data["password"],
    }
    try:
        found = get_adapter().authenticate(request, **given)
    except ValidationError as error:
        form.add_error("password", error)
        return False
    if found != user:
        form.add_error("password", _("Kata sandi ini tidak benar."))
        return False
    sign_ins.record_lock(user=user, request=request, fell_at=locked_since(request))
    sign_ins.record(kind=SignInKind.UNLOCKED, user=user, request=request, at=timezone.now())
    return True


def _next(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next", "")
    is_ours = target.startswith("/") and url_has_allowed_host_and_scheme(target, None)
    return target if is_ours else "/"
