"""The nota: a sale on paper, A5, A6 or a roll of 58 or 80 mm."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from enterprises.models import Sale, Terms
from ledger import registry
from ledger.calculations.money import format_rupiah
from ledger.reports.pdf import html_to_pdf
from ledger.reports.signatures import signature
from ledger.reports.thermal import ROLLS, Strip, roll
from ledger.reports.voucher_paper import TREASURER, Slip, amount_in_words, slip_facts
from ledger.services.actors import SYSTEM

SHEETS = {"a6": "a6 portrait", "a5": "a5 landscape"}
SIZES = (*SHEETS, *ROLLS)


@dataclass(frozen=True, kw_only=True)
class NotaLine:
    """One line, ready to print."""

    goods: str
    count: str
    discount: str
    amount: str


@dataclass(frozen=True, kw_only=True)
class Nota(Slip):
    """A printed sale."""

    buyer: str
    channel: str
    reference: str
    lines: tuple[NotaLine, ...]
    discount: str
    total: str
    in_words: str
    payment: tuple[tuple[str, str], ...]


def nota(sale: Sale, *, at: datetime) -> Nota:
    """Put a sale on paper; `at` is the moment of printing."""
    voucher = sale.voucher
    head = registry.letterhead(voucher.book, voucher.date)
    rows = list(sale.lines.all())
    total = sum(row.amount for row in rows)
    discount = sum(row.discount for row in rows)
    is_system = voucher.made_by.username == SYSTEM
    seller = "" if is_system else voucher.made_by.get_full_name()
    seller = seller or head.holder(TREASURER)
    buyer = sale.customer.name if sale.customer else voucher.party
    return Nota(
        **slip_facts(voucher, head, at),
        title=_("Nota Penjualan"),
        boxes=(signature(_("Penjual"), seller, head), signature(_("Pembeli"), buyer, head)),
        buyer=buyer,
        channel=str(sale.channel),
        reference=voucher.reference,
        lines=tuple(
            NotaLine(
                goods=row.name,
                count=f"{row.quantity_text} {row.measure} × {format_rupiah(row.price)}",
                discount=format_rupiah(row.discount) if row.discount else "",
                amount=format_rupiah(row.amount),
            )
            for row in rows
        ),
        discount=format_rupiah(discount) if discount else "",
        total=format_rupiah(total),
        in_words=amount_in_words(total),
        payment=tuple(_payment(sale, total)),
    )


def _payment(sale: Sale, total: int) -> list[tuple[str, str]]:
    """How it is paid: (what, amount or day)."""
    advance = sum(sale.voucher.down_payment_uses.values_list("amount", flat=True))
    rows = [(_("Uang muka"), format_rupiah(advance))] if advance else []
    if sale.terms == Terms.CREDIT:
        rows.append((_("Belum dibayar"), format_rupiah(sale.claim)))
        if sale.due_on:
            rows.append((_("Jatuh tempo"), sale.due_on.strftime("%d/%m/%Y")))
    elif total > advance:
        rows.append((str(sale.get_terms_display()), format_rupiah(total - advance)))
    return rows


def nota_pdf(paper: Nota, *, size: str) -> bytes:
    """The nota as PDF on a sheet or roll of `SIZES`."""
    if size in ROLLS:
        return roll(paper, _strips(paper), size)
    context: dict[str, Any] = {"paper": paper, "sheet": SHEETS[size], "is_small": True}
    return html_to_pdf(
        render_to_string("enterprises/paper/nota.html", context | {"is_a6": size == "a6"})
    )


def _strips(paper: Nota) -> list[Strip]:
    strips = [Strip(f"{_('Saluran')}: {paper.channel}")]
    if paper.buyer:
        strips.insert(0, Strip(f"{_('Pembeli')}: {paper.buyer}"))
    if paper.reference:
        strips.append(Strip(f"{_('No. nota sendiri')}: {paper.reference}"))
    for number, line in enumerate(paper.lines):
        strips.append(Strip(line.goods, is_bold=True, room=2, has_rule=number == 0))
        strips.append(Strip(line.count, line.amount))
        if line.discount:
            strips.append(Strip(_("sesudah potongan %(amount)s") % {"amount": line.discount}))
    strips.append(Strip(_("Jumlah"), f"Rp{paper.total}", is_bold=True, room=2, has_rule=True))
    strips.append(Strip(paper.in_words))
    strips += [Strip(what, value, room=1) for what, value in paper.payment]
    return strips
