"""A purchase on paper: what came, from whom, signed by who received it."""

from datetime import datetime

from django.utils.translation import gettext as _

from enterprises.models import Purchase
from enterprises.reports.sheet import Sheet, sheet, sheet_table
from ledger import registry
from ledger.calculations.money import format_rupiah
from ledger.reports.voucher_paper import CHAIRS, TREASURER, amount_in_words


def purchase_paper(purchase: Purchase, *, at: datetime) -> Sheet:
    """Put a purchase on paper; `at` is the moment of printing."""
    voucher = purchase.voucher
    lines = list(purchase.lines.all())
    total = sum(line.amount for line in lines)
    terms = str(purchase.get_terms_display())
    if purchase.due_on:
        terms += _(", jatuh tempo %(day)s") % {"day": purchase.due_on.strftime("%d/%m/%Y")}
    head = registry.letterhead(purchase.book, voucher.date)
    returned = [
        _("Diretur dengan %(code)s: %(reason)s") % {"code": r.voucher.code, "reason": r.reason}
        for r in purchase.returns.all()
    ]
    return sheet(
        purchase.book,
        title=_("Bukti Pembelian"),
        code=voucher.code,
        on=voucher.date,
        at=at,
        facts=(
            (_("Pemasok"), voucher.party or "–"),
            (_("Pembayaran"), terms),
            (_("No. nota pemasok"), voucher.reference or "–"),
        ),
        tables=(
            sheet_table(
                "",
                (
                    (_("Barang"), 46, False),
                    (_("Jumlah"), 24, True),
                    (_("Harga (Rp)"), 30, True),
                ),
                [
                    *(
                        (str(i.item), f"{i.quantity_text} {i.measure}", format_rupiah(i.amount))
                        for i in lines
                    ),
                    (_("Jumlah"), "", format_rupiah(total)),
                ],
            ),
        ),
        closing=(
            _("Terbilang: %(words)s.") % {"words": amount_in_words(total)},
            *returned,
        ),
        boxes=(
            (_("Diterima oleh"), ""),
            (_("Dicatat oleh"), head.holder(TREASURER)),
            (_("Mengetahui"), head.holder(*CHAIRS)),
        ),
    )
