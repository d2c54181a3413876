"""Who came to a meeting: the list with its ticks, the QR code, one's own presence."""

import io

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ledger.views.access import BookRequest, requires
from members.forms.meetings import sent_presence
from members.models import Attendance, Presence
from members.selectors.meetings import rule_of, tally
from members.services import attendance as services
from members.services.meeting_tokens import TokenError, check_token, token_of
from members.services.meetings import MeetingError
from members.views.meetings import S, back_to, find

REFRESH = 300
"""Seconds after which the page with the QR code shows a new one."""


@require_http_methods(["GET", "POST"])
@requires("members.manage_meetings")
def attendance(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The list of who is entitled, with a tick for each who came."""
    found = find(request, pk)
    if found.state not in (S.INVITED, S.HELD):
        messages.warning(
            request, _("Kehadiran dicatat sesudah undangan dan sebelum risalah final.")
        )
        return back_to(org, pk)
    rows = list(found.attendances.all())
    refused = ""
    if request.method == "POST":
        present, proxies = sent_presence(request.POST, rows)
        try:
            services.mark_attendance(
                meeting=found,
                present=present,
                proxies=proxies,
                actor=request.user,
                at=timezone.now(),
            )
        except MeetingError as error:
            refused = str(error)
            for row in rows:  # what was typed stays on the page
                row.presence = Presence(present.get(row.pk, ""))
                row.proxy_id = proxies.get(row.pk)
        else:
            messages.success(request, _("Kehadiran dicatat."))
            return back_to(org, pk)
    return render(
        request,
        "members/meetings/attendance.html",
        {
            "meeting": found,
            "rows": rows,
            "refused": refused,
            "tally": tally(rows),
            "allows_proxies": rule_of(found.organization, found.kind, found.held_on).proxies > 0,
        },
        status=422 if refused else 200,
    )


@require_GET
@requires("members.manage_meetings")
def qr(request: BookRequest, org: str, pk: int) -> HttpResponse:
    """The QR code for the wall: members confirm their presence from their own phones."""
    found = find(request, pk)
    path = reverse("meetings:attend", kwargs={"org": org, "pk": pk, "token": token_of(found)})
    response = render(
        request,
        "members/meetings/qr.html",
        {
            "meeting": found,
            "code": _code(request.build_absolute_uri(path)),
            "tally": tally(found.attendances.all()),
            "is_open": found.state in (S.INVITED, S.HELD),
            "is_today": found.held_on == timezone.localdate(),
        },
    )
    response.headers["Refresh"] = str(REFRESH)
    return response


def _code(text: str) -> str:
    import qrcode
    from qrcode.image.svg import SvgPathImage

    out = io.BytesIO()
    qrcode.make(text, image_factory=SvgPathImage, border=2).save(out)
    svg = out.getvalue().decode()
    # drawn by the library from our own address
    return mark_safe(svg[svg.index("<svg") :])  # noqa: S308  # nosec B308 B703


@require_http_methods(["GET", "POST"])
@requires("members.enter")
def attend(request: BookRequest, org: str, pk: int, token: str) -> HttpResponse:
    """Confirm one's own presence; the code proves the room, the login proves the person."""
    found = find(request, pk)
    person = getattr(request.user, "person", None)
    row = Attendance.objects.filter(meeting=found, person=person).first() if person else None
    refused = ""
    try:
        check_token(found, token)
    except TokenError:
        refused = _("Kode ini sudah lewat waktunya. Pindai lagi kode di layar rapat.")
    if request.method == "POST" and not refused:
        try:
            if person is None:
                raise MeetingError(_("Akun ini tidak terhubung dengan anggota."))
            row = services.attend(
                meeting=found, person=person, actor=request.user, at=timezone.now()
            )
        except MeetingError as error:
            refused = str(error)
    return render(
        request,
        "members/meetings/attend.html",
        {"meeting": found, "row": row, "refused": refused},
        status=422 if refused and request.method == "POST" else 200,
    )
