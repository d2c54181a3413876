"""Profit shared, on paper: the list that members sign, and a slip for each of them."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from enterprises.models import InterimShare, ProfitAllocation, ProfitShare, ShareBasis
from ledger import registry
from ledger.calculations.money import format_rupiah
from ledger.reports.paper import paper_of
from ledger.reports.pdf import html_to_pdf, to_pdf
from ledger.reports.signatures import signature
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table
from ledger.reports.voucher_paper import SIZES, TREASURER, Slip, amount_in_words, slip_facts

Sharing = ProfitAllocation | InterimShare


def shares_of(sharing: Sharing) -> list[ProfitShare]:
    """The members' parts with all that a paper shows, by member number."""
    return list(
        sharing.shares.select_related(
            "membership__person",
            "paid_voucher__reversed_by",
            "interim__voucher__reversed_by",
            "allocation",
        ).order_by("membership__number")
    )


def payment_list(sharing: Sharing) -> ReportTable:
    """Daftar penerimaan: name, weight, part, what was had before, what is paid, a place to sign."""
    shares = shares_of(sharing)
    voucher = sharing.voucher
    title = (
        _("Daftar Penerimaan Bagian Laba %(year)s")
        if isinstance(sharing, ProfitAllocation)
        else _("Daftar Penerimaan Bagi Hasil di Muka %(year)s")
    ) % {"year": sharing.year}
    rows = [
        Row(
            cells=(
                Cell(str(number)),
                Cell(share.membership.number),
                Cell(share.membership.person.name),
                Cell(weight_text(share.weight)),
                Cell(share.amount),
                Cell(share.advance),
                Cell(share.due),
                Cell(f"{number}. ………………"),
            ),
            data={
                "code": share.membership.number,
                "name": share.membership.person.name,
                "amount": share.due,
            },
        )
        for number, share in enumerate(shares, 1)
    ]
    whole = [sum(getattr(share, name) for share in shares) for name in ("amount", "advance", "due")]
    rows.append(
        Row(
            cells=(
                Cell(""),
                Cell(""),
                Cell(_("Jumlah")),
                Cell(""),
                *(Cell(amount) for amount in whole),
                Cell(""),
            ),
            style="total",
        )
    )
    return report_table(
        voucher.book,
        "payment_list",
        title,
        voucher.date,
        voucher.date,
        columns=(
            Column("no", _("No."), width=5),
            Column("number", _("No. anggota"), width=11),
            Column("name", _("Nama"), width=26),
            Column("weight", basis_label(sharing.basis), width=12),
            Column("amount", _("Bagian"), True, width=12),
            Column("advance", _("Sudah di muka"), True, width=12),
            Column("due", _("Diterima"), True, width=12),
            Column("sign", _("Tanda tangan"), width=18),
        ),
        rows=tuple(rows),
        totals={"total": whole[2]},
        notes=(_("Dasar: %(decision)s. Bukti %(code)s.") % {
            "decision": sharing.decision, "code": voucher.code,
        },),
        is_at_date=True,
        has_room=True,
    )  # fmt: skip


def basis_label(basis: str) -> str:
    """What a weight counts."""
    return str(
        {
            ShareBasis.EQUAL: _("Bobot"),
            ShareBasis.WORK_DAYS: _("Hari kerja"),
            ShareBasis.TRANSACTIONS: _("Transaksi (Rp)"),
            ShareBasis.SAVINGS: _("Simpanan (Rp)"),
        }[ShareBasis(basis)]
    )


def weight_text(weight: int) -> str:
    """With dots: days and rupiah alike."""
    return format_rupiah(weight)


def payment_list_pdf(sharing: Sharing, *, at: datetime) -> bytes:
    """The list on A4, with rows high enough to sign."""
    return to_pdf(paper_of(sharing.voucher.book, payment_list(sharing), at=at))


@dataclass(frozen=True, kw_only=True)
class ShareSlip(Slip):
    """One member's slip, ready to print."""

    who: str
    in_words: str
    amount: str
    facts: tuple[tuple[str, str], ...]


def share_slip(share: ProfitShare, sharing: Sharing, *, of: int, at: datetime) -> ShareSlip:
    """Put one part on paper; `of` is the sum of all weights."""
    voucher = sharing.voucher
    head = registry.letterhead(voucher.book, voucher.date)
    person = share.membership.person
    paid = share.paid_on
    treasurer = head.holder(TREASURER)
    return ShareSlip(
        **slip_facts(voucher, head, at),
        title=_("Bagian Laba %(year)s") % {"year": sharing.year},
        who=f"{share.membership.number} {person.name}",
        in_words=amount_in_words(share.due) if share.due else "–",
        amount=format_rupiah(share.due),
        facts=(
            (_("Keputusan"), sharing.decision),
            (
                basis_label(sharing.basis),
                _("%(mine)s dari %(all)s")
                % {"mine": weight_text(share.weight), "all": weight_text(of)},
            ),
            (_("Bagian"), format_rupiah(share.amount)),
            (_("Sudah diterima di muka"), format_rupiah(share.advance)),
            (_("Dibayar"), paid.strftime("%d/%m/%Y") if paid else _("belum")),
        ),
        boxes=(
            signature(_("Bendahara"), treasurer, head),
            signature(_("Yang menerima"), person.name, head),
        ),
    )


def slips_pdf(sharing: Sharing, *, at: datetime, only: Sequence[int] = ()) -> bytes:
    """The slips on A5, one sheet each; of all members, or of the memberships in `only`."""
    from pypdf import PdfWriter

    shares = shares_of(sharing)
    of = sum(share.weight for share in shares)
    writer = PdfWriter()
    for share in shares:
        if only and share.membership_id not in only:
            continue
        slip = share_slip(share, sharing, of=of, at=at)
        context = {"paper": slip, "sheet": SIZES["a5"], "is_small": True}
        page = html_to_pdf(render_to_string("enterprises/paper/share_slip.html", context))
        writer.append(io.BytesIO(page))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
