"""The slip of a deposit, a withdrawal or a transfer: who, what, how much, and the balance after."""

from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from ledger import registry
from ledger.calculations.money import format_rupiah
from ledger.models import Voucher
from ledger.reports.pdf import html_to_pdf
from ledger.reports.signatures import SignatureBox, signature
from ledger.reports.voucher_paper import (
    SIZES,
    TREASURER,
    Slip,
    amount_in_words,
    slip_facts,
)
from ledger.selectors.vouchers import cash_moved
from members.selectors.savings_slips import SlipRow, rows_of_voucher


@dataclass(frozen=True, kw_only=True)
class SavingsSlip(Slip):
    """A printed slip; `rows` are account, amount and balance after it, ready to print."""

    who: str
    amount: str
    in_words: str
    rows: tuple[tuple[str, str, str], ...]


def savings_slip(voucher: Voucher, *, at: datetime) -> SavingsSlip:
    """Put a savings voucher of a member on paper; `at` is the moment of printing."""
    head = registry.letterhead(voucher.book, voucher.date)
    rows, cash = rows_of_voucher(voucher), cash_moved(voucher)
    amount = abs(cash) or sum(max(row.change, 0) for row in rows)
    return SavingsSlip(
        **slip_facts(voucher, head, at),
        title=slip_title(cash),
        who=" · ".join(sorted({row.who for row in rows})),
        amount=format_rupiah(amount),
        in_words=amount_in_words(amount),
        rows=tuple((_row_label(row), *_row_figures(row)) for row in rows),
        boxes=_boxes(voucher, head, rows, cash),
    )


def slip_title(cash: int) -> str:
    """By the way the money went."""
    if cash > 0:
        return _("Slip Setoran Simpanan")
    return _("Slip Penarikan Simpanan") if cash < 0 else _("Slip Pindah Buku Simpanan")


def savings_slip_pdf(slip: SavingsSlip) -> bytes:
    """The slip as PDF on A5."""
    context = {"paper": slip, "sheet": SIZES["a5"], "is_small": True}
    return html_to_pdf(render_to_string("members/paper/savings_slip.html", context))


def _row_label(row: SlipRow) -> str:
    return f"{row.product} · {row.who}" if row.who else row.product


def _row_figures(row: SlipRow) -> tuple[str, str]:
    balance = "–" if row.balance is None else format_rupiah(row.balance)
    return format_rupiah(row.change), balance


def _boxes(
    voucher: Voucher, head: registry.Letterhead, rows: list[SlipRow], cash: int
) -> tuple[SignatureBox, ...]:
    clerk = voucher.made_by.get_full_name() or head.holder(TREASURER)
    member = rows[0].name if rows else ""
    act = _("Penyetor") if cash > 0 else _("Penerima uang") if cash < 0 else _("Pemilik rekening")
    return (signature(_("Petugas"), clerk, head), signature(act, member, head))
