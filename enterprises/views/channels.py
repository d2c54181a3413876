"""Saying afterwards through which channel something was sold."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from enterprises.models import Channel
from enterprises.selectors.sales import vouchers_without_channel
from enterprises.services.sales import SaleError, assign_channel
from ledger.selectors.vouchers import page
from ledger.views.access import BookRequest, requires


@require_http_methods(["GET", "POST"])
@requires("enterprises.record_sale")
def assign_channels(request: BookRequest, org: str) -> HttpResponse:
    """The newest sales without a channel, a choice beside each; those left open stay."""
    book = request.book
    channels = {str(c.pk): c for c in Channel.objects.filter(book=book, is_active=True)}
    waiting = page(vouchers_without_channel(book))
    fault = ""
    if request.method == "POST":
        try:
            with transaction.atomic():
                count = _assign(request, channels)
        except SaleError as error:
            fault = str(error)
        else:
            messages.success(request, _("%(count)s saluran dicatat.") % {"count": count})
            return redirect("enterprises:assign_channels", org=org)
    return render(
        request,
        "enterprises/assign_channels.html",
        {"page": waiting, "channels": channels.values(), "fault": fault},
        status=422 if fault else 200,
    )


def _assign(request: BookRequest, channels: dict[str, Channel]) -> int:
    chosen = {
        name.removeprefix("saluran-"): value
        for name, value in request.POST.items()
        if name.startswith("saluran-") and value
    }
    vouchers = vouchers_without_channel(request.book)
    wanted = [pk for pk in chosen if pk.isascii() and pk.isdigit() and len(pk) < 19]
    for voucher in vouchers.filter(pk__in=wanted):
        channel = channels.get(str(chosen[str(voucher.pk)]))
        if channel is None:
            raise SaleError(_("Pilih saluran yang masih dipakai."))
        assign_channel(voucher=voucher, channel=channel, actor=request.user, at=timezone.now())
    return len(wanted)
