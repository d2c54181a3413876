"""Papers of invented sellers for the demonstration: drawn, small, and what they say is booked."""

import io
from datetime import date
from pathlib import Path
from textwrap import wrap

from PIL import Image, ImageDraw, ImageFont

from ledger.calculations.money import format_rupiah
from ledger.calculations.terbilang import terbilang

FONTS = Path(__file__).resolve().parents[2] / "static" / "vendor" / "fonts"
PAPER, INK, RULE = "#fbf7ea", "#23281f", "#b9b096"
WIDTH, MARGIN = 620, 44


def nota_jpeg(seller: str, day: date, text: str, amount: int) -> bytes:
    """A handwritten-looking nota as a telephone would photograph it; whole rupiah."""
    words = wrap(text, 30)
    height = 420 + 34 * len(words)
    image = Image.new("RGB", (WIDTH, height), PAPER)
    draw = ImageDraw.Draw(image)
    small, plain, bold = _font(20), _font(24), _font(30, "Bold")
    draw.text((MARGIN, 36), seller[:34], font=bold, fill=INK)
    draw.text((MARGIN, 78), "NOTA (rekaan untuk peragaan)", font=small, fill=INK)
    draw.text((MARGIN, 118), f"Tanggal {day:%d/%m/%Y}", font=plain, fill=INK)
    draw.line((MARGIN, 162, WIDTH - MARGIN, 162), fill=RULE, width=2)
    at = 180
    for line in words:
        draw.text((MARGIN, at), line, font=plain, fill=INK)
        at += 34
    draw.line((MARGIN, at + 10, WIDTH - MARGIN, at + 10), fill=RULE, width=2)
    total = f"Rp{format_rupiah(amount)}"
    draw.text((MARGIN, at + 28), "Jumlah", font=plain, fill=INK)
    draw.text((WIDTH - MARGIN, at + 24), total, font=bold, fill=INK, anchor="ra")
    for number, line in enumerate(wrap(f"{terbilang(amount)} rupiah", 46)):
        draw.text((MARGIN, at + 76 + 26 * number), line, font=small, fill=INK)
    draw.text((MARGIN, height - 62), "LUNAS", font=bold, fill="#2f6b3a")
    tilted = image.rotate(1.2, resample=Image.Resampling.BICUBIC, fillcolor="#cfc7b2")
    out = io.BytesIO()
    tilted.save(out, "JPEG", quality=72, optimize=True)
    return out.getvalue()


def letter_pdf(sender: str, day: date, text: str, amount: int) -> bytes:
    """What a bank or an office would send, one page of A5; whole rupiah."""
    from reportlab.lib.pagesizes import A5, landscape
    from reportlab.pdfgen.canvas import Canvas

    from ledger.reports.pdf import register_fonts

    register_fonts()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=landscape(A5), invariant=True)
    canvas.setTitle(f"Bukti pembayaran {day:%d/%m/%Y}")
    bold, plain = "PlusJakartaSans-Bold", "PlusJakartaSans-Regular"
    for size, font, at, line in (
        (15, bold, 360, sender),
        (9, plain, 342, "Bukti pembayaran (rekaan untuk peragaan)"),
        (11, plain, 300, f"Tanggal: {day:%d/%m/%Y}"),
        (11, plain, 278, f"Untuk: {text}"),
        (13, bold, 244, f"Jumlah: Rp{format_rupiah(amount)}"),
        (10, plain, 224, f"{terbilang(amount)} rupiah"),
        (10, plain, 170, "Pembayaran sudah diterima penuh."),
    ):
        canvas.setFont(font, size)
        canvas.drawString(48, at, line)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _font(size: int, weight: str = "Regular") -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"PlusJakartaSans-{weight}.ttf"), size)
