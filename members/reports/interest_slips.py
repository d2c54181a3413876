"""Bukti jasa simpanan dan pajaknya: a slip for every account of a run, four on a sheet of A4.

Through reportlab: hundreds of slips come in the time that one takes by HTML.
"""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from ledger import registry
from ledger.calculations.money import format_rupiah
from ledger.models import Voucher
from ledger.reports.pdf import register_fonts
from members.models import InterestSlip
from members.selectors.savings import tax_rule

TEXT, BOLD, MONEY = "PlusJakartaSans-Regular", "PlusJakartaSans-Bold", "InterTabular-Regular"
ON_A_SHEET = 4


def interest_slips_pdf(voucher: Voucher, slips: Sequence[InterestSlip], *, at: datetime) -> bytes:
    """All slips of one run as PDF; `at` is the moment of printing."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    register_fonts()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, pageCompression=1)
    canvas.setTitle(_("Bukti jasa simpanan %(code)s") % {"code": voucher.code})
    head = registry.letterhead(voucher.book, voucher.date)
    rule = tax_rule(voucher.date)
    printed = timezone.localtime(at).strftime("%d/%m/%Y %H:%M")
    foot = (rule.source if rule else "", _("dicetak %(at)s") % {"at": printed})
    for place, slip in enumerate(slips):
        if place and place % ON_A_SHEET == 0:
            canvas.showPage()
        _draw(canvas, A4, place % ON_A_SHEET, head, voucher, slip, foot)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw(
    canvas: Any,
    size: tuple[float, float],
    place: int,
    head: registry.Letterhead,
    voucher: Voucher,
    slip: InterestSlip,
    foot: tuple[str, str],
) -> None:
    """One slip in its quarter of the sheet, from the top down."""
    from reportlab.lib.units import mm

    left, right = 18 * mm, size[0] - 18 * mm
    top = size[1] - 16 * mm - place * (size[1] - 20 * mm) / ON_A_SHEET
    member = slip.account.membership
    month = formats.date_format(voucher.date, "YEAR_MONTH_FORMAT")
    canvas.setFont(BOLD, 12)
    canvas.drawString(left, top, head.name)
    canvas.setFont(BOLD, 10)
    canvas.drawRightString(right, top, _("Bukti jasa simpanan %(month)s") % {"month": month})
    canvas.setFont(TEXT, 7.5)
    canvas.drawString(left, top - 10, " · ".join(head.lines))
    canvas.drawRightString(right, top - 10, voucher.code)
    canvas.line(left, top - 14, right, top - 14)
    rows = [
        (_("Anggota"), f"{member.number} {member.person.name}", TEXT),
        (_("Simpanan"), f"{slip.account.product.label} {slip.account.certificate}".strip(), TEXT),
        (_("Jasa"), format_rupiah(slip.gross), MONEY),
        (_("Pajak final dipotong"), format_rupiah(slip.tax) if slip.tax else "–", MONEY),
        (_("Dibukukan ke simpanan"), format_rupiah(slip.net), MONEY),
    ]
    for line, (label, text, font) in enumerate(rows):
        y = top - 32 - line * 15
        canvas.setFont(TEXT, 9)
        canvas.drawString(left, y, label)
        canvas.setFont(font, 9.5)
        if font == MONEY:
            canvas.drawRightString(left + 95 * mm, y, text)
        else:
            canvas.drawString(left + 45 * mm, y, text)
    canvas.setFont(TEXT, 6)
    canvas.drawString(left, top - 118, foot[0][:120])
    canvas.drawRightString(right, top - 118, foot[1])
    canvas.setDash(2, 3)
    canvas.line(left - 8 * mm, top - 132, right + 8 * mm, top - 132)
    canvas.setDash()
