"""The second step of the officers' sign-in: the rule, who has it, and taking it off."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ledger.forms.voucher import ReasonForm
from ledger.views.access import BookRequest, requires
from members.forms.security import SecurityRuleForm
from members.models import Office, SecurityLevel, SecurityReset
from members.selectors.security import officer_states
from members.services import security


@require_http_methods(["GET", "POST"])
@requires("members.reset_security")
def security_page(request: BookRequest, org: str) -> HttpResponse:
    """Who has a second step; the chair and the secretary also set the rule."""
    organization, today = request.book.organization, timezone.localdate()
    can_set = request.user.has_perm("members.manage_offices", request.book)
    form = SecurityRuleForm(
        request.POST if request.method == "POST" and can_set else None,
        initial={"level": SecurityLevel.RECOMMENDED, "since": today},
    )
    if form.is_bound and form.is_valid():
        security.set_rule(
            organization=organization,
            **form.cleaned_data,
            actor=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Aturan pengaman disimpan."))
        return redirect("members:security", org=org)
    return render(
        request,
        "members/security.html",
        {
            "states": officer_states(organization, today),
            "form": form if can_set else None,
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires("members.reset_security")
def ask_reset(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Telephone and codes are lost: ask that the second step be taken off, with the reason."""
    mine = Office.objects.filter(organization__book=request.book)
    office = get_object_or_404(mine.select_related("person__user", "organization__book"), pk=pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            security.ask_reset(
                office=office,
                reason=form.cleaned_data["reason"],
                actor=request.user,
                at=timezone.now(),
            )
        except security.SecurityError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Permintaan dicatat; menunggu pengurus kedua."))
            return redirect("members:security", org=org)
    return render(
        request,
        "members/office_form.html",
        {
            "form": form,
            "office": office,
            "title": _("Lepas pengaman dua langkah"),
            "text": _(
                "Hanya bila telepon dan kode cadangannya hilang. Pastikan lewat tatap muka bahwa"
                " ini benar orangnya; pengurus kedua yang menyetujui memastikannya juga."
            ),
            "action": _("Minta dilepas"),
        },
        status=422 if form.errors else 200,
    )


@require_POST
@requires("members.reset_security")
def approve_reset(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The second officer agrees."""
    mine = SecurityReset.objects.filter(organization__book=request.book)
    reset = get_object_or_404(mine.select_related("organization__book", "user"), pk=pk)
    try:
        security.approve_reset(reset=reset, actor=request.user, at=timezone.now())
    except security.SecurityError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, _("Pengaman dilepas. Ia masuk dengan kata sandi, lalu memasangnya lagi.")
        )
    return redirect("members:security", org=org)
