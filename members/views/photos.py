"""The photograph of a member: seen by who may see personal data, kept by the secretary."""

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ledger.readers.paper import PaperError
from ledger.views.access import BookRequest, requires
from members.forms.register_import import PhotoForm
from members.services.photos import remove_photo, set_photo
from members.views.register import find_member


@require_GET
@requires("members.view_personal_data")
def photo(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The stored picture, never a public file."""
    stored = find_member(request, pk).person.photo
    if not stored:
        raise Http404
    try:
        with default_storage.open(stored) as file:
            content = file.read()
    except OSError:
        raise Http404 from None
    response = HttpResponse(content, content_type="image/jpeg")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "POST"])
@requires("members.manage_register")
def upload_photo(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """Keep a photograph, or take it away."""
    membership = find_member(request, pk)
    by = {"membership": membership, "actor": request.user, "at": timezone.now()}
    if request.method == "POST" and "remove" in request.POST:
        try:
            remove_photo(**by)
        except PaperError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Foto dihapus."))
        return redirect("members:member", org=org, pk=pk)
    is_sent = request.method == "POST"
    form = PhotoForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        try:
            set_photo(upload=form.cleaned_data["photo"], **by)
        except PaperError as error:
            form.add_error("photo", str(error))
        else:
            messages.success(request, _("Foto disimpan."))
            return redirect("members:member", org=org, pk=pk)
    return render(
        request,
        "members/photo.html",
        {"form": form, "membership": membership},
        status=422 if form.errors else 200,
    )
