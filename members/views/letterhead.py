"""Kop surat: what stands above and below every paper of the organization."""

from typing import Any

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ledger.forms.fields import add_refusal
from ledger.registry import DOCUMENTS, SignaturePlace
from ledger.views.access import BookRequest, requires
from members.forms.letterhead import LetterheadForm, SignaturesForm
from members.models import Organization
from members.selectors.letterhead import (
    letterhead_history,
    newest_letterhead,
    signature_places,
)
from members.services.letterhead import (
    LetterheadError,
    set_letterhead,
    set_signatures,
    signers,
)


@require_http_methods(["GET", "POST"])
@requires("members.manage_letterhead")
def letterhead(request: BookRequest, org: str) -> HttpResponse:
    """Show the letterhead, its signatures and its history; save another version with a reason."""
    organization: Organization = request.book.organization
    text = newest_letterhead(organization)
    form = LetterheadForm(request.POST, request.FILES) if request.method == "POST" else None
    if form is not None and form.is_valid():
        try:
            set_letterhead(
                organization=organization,
                texts=form.texts(),
                logo=form.logo_change(),
                reason=form.cleaned_data["reason"],
                actor=request.user,
                at=timezone.now(),
            )
        except LetterheadError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Kop surat disimpan."))
            return redirect("letterhead:letterhead", org=org)
    return render(
        request,
        "members/letterhead.html",
        {
            "form": form or LetterheadForm.of(organization, text),
            "has_logo": bool(text and text.logo),
            "logo_lost": bool(request.FILES) and form is not None,
            "documents": _documents(organization),
            "history": letterhead_history(organization),
        },
        status=422 if form is not None and form.errors else 200,
    )


def _documents(organization: Organization) -> list[dict[str, Any]]:
    """Each document with who signs it, from left to right."""
    places = signature_places(organization)
    return [
        {"code": code, "label": label, "signers": _names(organization, code, places.get(code, ()))}
        for code, label in DOCUMENTS.items()
    ]


def _names(
    organization: Organization, document: str, places: tuple[SignaturePlace, ...]
) -> list[str]:
    labels = dict(signers(organization, document))
    return [
        f"{place.act}: {labels.get(place.signer, place.signer)}"
        if place.act
        else labels.get(place.signer, place.signer)
        for place in places
    ]


@require_GET
@requires("members.manage_letterhead")
def logo(request: BookRequest, org: str) -> HttpResponse:
    """The stored logo: a picture and nothing else."""
    text = newest_letterhead(request.book.organization)
    if text is None or not text.logo:
        raise Http404
    try:
        with default_storage.open(text.logo) as file:
            content = file.read()
    except OSError:
        raise Http404 from None
    response = HttpResponse(content, content_type="image/png")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@require_http_methods(["GET", "POST"])
@requires("members.manage_letterhead")
def signatures(request: BookRequest, org: str, document: str) -> HttpResponse:
    """Who signs one kind of document, from left to right."""
    if document not in DOCUMENTS:
        raise Http404
    organization: Organization = request.book.organization
    form = SignaturesForm(
        request.POST if request.method == "POST" else None,
        organization=organization,
        document=document,
        places=signature_places(organization).get(document, ()),
    )
    if request.method == "POST" and form.is_valid():
        try:
            set_signatures(
                organization=organization,
                document=document,
                places=form.places(),
                reason=form.cleaned_data["reason"],
                actor=request.user,
                at=timezone.now(),
            )
        except LetterheadError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Susunan tanda tangan disimpan."))
            return redirect("letterhead:letterhead", org=org)
    return render(
        request,
        "members/signatures.html",
        {"form": form, "title": DOCUMENTS[document]},
        status=422 if form.errors else 200,
    )
