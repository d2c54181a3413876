"""Vouchers and kuitansi on a paper roll of 58 or 80 mm: one column, as long as it takes."""

import io
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ledger.reports.logo import logo_of
from ledger.reports.pdf import register_fonts
from ledger.reports.voucher_paper import ReceiptPaper, Slip, VoucherPaper

ROLLS = {"58": (58, 5, 7.0), "80": (80, 4, 8.5)}
"""Width of the roll, margin at each side (both mm), size of the letters (points)."""
SIGN_ROOM = 30.0
"""Points that are left to sign."""


@dataclass(frozen=True)
class Strip:
    """One paragraph of the roll; `right` stands at the other edge of the same line."""

    text: str
    right: str = ""
    is_bold: bool = False
    is_centred: bool = False
    room: float = 0.0
    """Points left free above it."""
    has_rule: bool = False
    """A line above it."""


def voucher_roll(paper: VoucherPaper, *, size: str) -> bytes:
    """A voucher as PDF on a roll of `ROLLS`."""
    strips = [Strip(paper.narration)]
    if paper.party:
        strips.insert(0, Strip(f"{paper.party_label}: {paper.party}"))
    if paper.reference:
        strips.append(Strip(f"{_('No. Bukti sendiri')}: {paper.reference}"))
    for number, line in enumerate(paper.lines):
        parts = [f"{line.code} {line.account}", line.subsidiary, line.note]
        strips.append(Strip(" · ".join(filter(None, parts)), room=2, has_rule=number == 0))
        side = _("Debet") if line.debit else _("Kredit")
        strips.append(Strip(side, line.debit or line.credit))
    strips.append(Strip(_("Jumlah"), f"Rp{paper.total}", is_bold=True, room=2, has_rule=True))
    strips.append(Strip(paper.in_words))
    if paper.cash:
        strips.append(Strip(paper.cash_label, f"Rp{paper.cash}", is_bold=True, room=2))
        strips.append(Strip(paper.cash_in_words))
    return roll(paper, strips, size)


def receipt_roll(paper: ReceiptPaper, *, size: str) -> bytes:
    """A kuitansi as PDF on a roll of `ROLLS`."""
    strips = [
        Strip(f"{_('Sudah terima dari')}: {paper.received_from}"),
        Strip(f"{_('Untuk pembayaran')}: {paper.purpose}"),
        Strip(_("Jumlah"), f"Rp{paper.amount}", is_bold=True, room=2, has_rule=True),
        Strip(paper.in_words),
    ]
    if paper.stamp:
        strips.append(Strip(paper.stamp, is_bold=True, room=3))
    return roll(paper, strips, size)


def _head(paper: Slip) -> list[Strip]:
    return [
        Strip(paper.letterhead.name, is_bold=True, is_centred=True),
        Strip(" · ".join(paper.letterhead.lines), is_centred=True),
        Strip(paper.title, is_bold=True, is_centred=True, room=4, has_rule=True),
        Strip(f"{paper.code} · {paper.date}", is_centred=True),
        *(Strip(mark, is_bold=True, is_centred=True, room=2) for mark in paper.marks),
    ]


def _foot(paper: Slip) -> list[Strip]:
    strips = [Strip(paper.place_and_day, room=6, has_rule=True)]
    for box in paper.boxes:
        name = f"{box.name}, {box.office}" if box.name and box.office else box.name or box.office
        strips.append(Strip(box.act, room=4))
        strips.append(Strip(name or "(…………………………)", room=SIGN_ROOM))
    return [*strips, Strip(f"{paper.seal} · {paper.printed}", room=6, has_rule=True)]


def roll(paper: Slip, body: list[Strip], size: str) -> bytes:
    """Lay the strips out once to learn their height, then cut the page to it."""
    from reportlab.lib.units import mm
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    register_fonts()
    width, margin, letters = ROLLS[size]
    inner = (width - 2 * margin) * mm
    mark = logo_of(paper.letterhead, most=12 * mm, widest=inner)
    laid = [_laid(strip, inner, letters) for strip in (*_head(paper), *body, *_foot(paper))]
    height = sum(tall for _strip, _flow, tall in laid) + 10 * mm + (mark.height if mark else 0)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width * mm, height))
    canvas.setTitle(f"{paper.title} {paper.code}")
    canvas.setLineWidth(0.6)
    at = height - 4 * mm
    if mark is not None:
        at -= mark.height
        left = (width * mm - mark.width) / 2
        canvas.drawImage(ImageReader(io.BytesIO(mark.content)), left, at, mark.width, mark.height)
    for strip, flow, tall in laid:
        if strip.has_rule:
            canvas.line(
                margin * mm, at - strip.room / 2, (width - margin) * mm, at - strip.room / 2
            )
        at -= tall
        flow.drawOn(canvas, margin * mm, at)
        if strip.right:
            canvas.setFont(_font(strip), letters)
            canvas.drawRightString((width - margin) * mm, at + letters * 0.3, strip.right)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _font(strip: Strip) -> str:
    return "PlusJakartaSans-Bold" if strip.is_bold else "PlusJakartaSans-Regular"


def _laid(strip: Strip, width: float, letters: float) -> tuple[Strip, Any, float]:
    """The strip, its paragraph, and its height in points with the room above it."""
    from xml.sax.saxutils import escape

    from reportlab.lib.enums import TA_CENTER, TA_LEFT
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    style = ParagraphStyle(
        "strip",
        fontName=_font(strip),
        fontSize=letters,
        leading=letters * 1.3,
        alignment=TA_CENTER if strip.is_centred else TA_LEFT,
        splitLongWords=1,
    )
    flow = Paragraph(escape(strip.text), style)
    _width, height = flow.wrap(width, 10_000)
    return strip, flow, height + strip.room
