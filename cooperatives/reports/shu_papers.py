"""The SHU on paper: each member's slip with its proof, and the list that members sign."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperatives.models import ShuDistribution, ShuPayment, ShuPoolKind, ShuShare, ShuWay
from cooperatives.selectors.bylaws import choice_label
from cooperatives.selectors.shu import shares_of, standing
from cooperatives.selectors.shu_proof import Proof, proof_of
from enterprises.reports.sheet import Sheet, SheetTable, sheet, sheet_pdf, sheet_table
from ledger import registry
from ledger.calculations.money import format_rupiah
from ledger.models import Book
from ledger.registry import Report, register_report
from ledger.reports.paper import paper_of
from ledger.reports.pdf import to_pdf
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table
from ledger.reports.voucher_paper import TREASURER, amount_in_words


@dataclass(frozen=True)
class MemberSlip:
    """What one member receives of a year's SHU, and why; whole rupiah."""

    organization: registry.Letterhead
    year: int
    number: str
    name: str
    capital_base: int
    capital_all: int
    capital_pool: int
    capital_method: str
    business_base: int
    business_all: int
    business_pool: int
    jasa_modal: int
    jasa_usaha: int
    total: int
    decision: str
    paid: str
    proof: Proof
    printed_at: datetime

    @property
    def is_proven(self) -> bool:
        """Whether the lines still add up to the base that was kept."""
        return self.proof.business_total == self.business_base


def member_slip(share: ShuShare, *, at: datetime) -> MemberSlip:
    """Put one share together with its bases, the sums they are parts of, and the lines."""
    found = share.distribution
    posted = dict(found.pools.values_list("pool", "amount"))
    capital, business = _sums(found)
    person = share.membership.person
    return MemberSlip(
        organization=registry.letterhead(found.book, found.closing.date),
        year=found.year,
        number=share.membership.number,
        name=person.name,
        capital_base=share.capital_base,
        capital_all=capital,
        capital_pool=posted.get(ShuPoolKind.CAPITAL, 0),
        capital_method=choice_label("shu_capital", found.capital_method),
        business_base=share.business_base,
        business_all=business,
        business_pool=posted.get(ShuPoolKind.BUSINESS, 0),
        jasa_modal=share.jasa_modal,
        jasa_usaha=share.jasa_usaha,
        total=share.total,
        decision=str(found.decision) if found.decision else "",
        paid=payment_words(share),
        proof=proof_of(share),
        printed_at=at,
    )


def _sums(found: ShuDistribution) -> tuple[int, int]:
    sums = found.shares.aggregate(capital=Sum("capital_base"), business=Sum("business_base"))
    return int(sums["capital"] or 0), int(sums["business"] or 0)


def payment_words(share: ShuShare) -> str:
    """How and with which voucher it was paid; empty while it waits."""
    paid = (
        ShuPayment.objects.filter(share=share, voucher__reversed_by__isnull=True)
        .select_related("voucher")
        .first()
    )
    if paid is None:
        return ""
    return f"{ShuWay(paid.way).label}, {paid.voucher.date:%d/%m/%Y}, {paid.voucher.code}"


def slips_pdf(shares: Sequence[ShuShare], *, at: datetime) -> bytes:
    """Slips on A4, each on sheets of its own."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    for share in shares:
        writer.append(io.BytesIO(sheet_pdf(_sheet(share, member_slip(share, at=at), at))))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _sheet(share: ShuShare, slip: MemberSlip, at: datetime) -> Sheet:
    found = share.distribution
    head = slip.organization
    return sheet(
        found.book,
        title=_("SHU %(year)s") % {"year": slip.year},
        code=slip.number,
        on=found.voucher.date if found.voucher else found.closing.date,
        at=at,
        facts=(
            (_("Anggota"), f"{slip.number} {slip.name}"),
            (_("Keputusan"), slip.decision or _("belum disahkan")),
            (_("Dibayar"), slip.paid or _("belum")),
        ),
        tables=(_share_table(slip), _business_table(slip), _capital_table(slip)),
        closing=(_("Yang diterima: %(words)s.") % {"words": amount_in_words(slip.total)},)
        if slip.total
        else (),
        boxes=((_("Bendahara"), head.holder(TREASURER)), (_("Yang menerima"), slip.name)),
    )


def _share_table(slip: MemberSlip) -> SheetTable:
    money = format_rupiah
    return sheet_table(
        _("Perhitungan"),
        (
            (_("Bagian"), 20, False),
            (_("Dasar anggota"), 20, True),
            (_("Dasar semua anggota"), 20, True),
            (_("Yang dibagi"), 20, True),
            (_("Diterima"), 20, True),
        ),
        [
            [
                _("Jasa modal"),
                *map(money, (slip.capital_base, slip.capital_all, slip.capital_pool)),
                money(slip.jasa_modal),
            ],
            [
                _("Jasa usaha"),
                *map(money, (slip.business_base, slip.business_all, slip.business_pool)),
                money(slip.jasa_usaha),
            ],
            [_("Jumlah"), "", "", "", money(slip.total)],
        ],
    )


def _business_table(slip: MemberSlip) -> SheetTable:
    lines = slip.proof.business
    rows = [
        [
            line.on.strftime("%d/%m/%Y"),
            line.code,
            line.what,
            format_rupiah(line.amount),
            format_rupiah(line.counted),
        ]
        for line in lines
    ]
    rows.append([_("Jumlah"), "", "", "", format_rupiah(slip.proof.business_total)])
    return sheet_table(
        _("Usaha dengan koperasi"),
        (
            (_("Tanggal"), 14, False),
            (_("No. bukti"), 21, False),
            (_("Usaha"), 35, False),
            (_("Jumlah"), 15, True),
            (_("Dihitung"), 15, True),
        ),
        rows,
    )


def _capital_table(slip: MemberSlip) -> SheetTable:
    rows = [[_("Saldo awal tahun"), "", "", format_rupiah(slip.proof.opening)]]
    rows += [
        [
            line.on.strftime("%d/%m/%Y"),
            line.code,
            format_rupiah(line.change),
            format_rupiah(line.balance),
        ]
        for line in slip.proof.capital
    ]
    return sheet_table(
        _("Simpanan yang dihitung (%(method)s)") % {"method": slip.capital_method},
        (
            (_("Tanggal"), 28, False),
            (_("No. bukti"), 32, False),
            (_("Berubah"), 20, True),
            (_("Saldo"), 20, True),
        ),
        rows,
    )


def share_list(found: ShuDistribution) -> ReportTable:
    """Every member with bases, both services and the sum; a place to sign."""
    rows = [
        Row(
            cells=(
                Cell(share.membership.number),
                Cell(share.membership.person.name),
                Cell(share.capital_base),
                Cell(share.business_base),
                Cell(share.jasa_modal),
                Cell(share.jasa_usaha),
                Cell(share.total),
                Cell("………………"),
            ),
            data={
                "member_no": share.membership.number,
                "capital_base": share.capital_base,
                "business_base": share.business_base,
                "jasa_modal": share.jasa_modal,
                "jasa_usaha": share.jasa_usaha,
                "total": share.total,
            },
        )
        for share in shares_of(found)
    ]
    names = ("capital_base", "business_base", "jasa_modal", "jasa_usaha", "total")
    totals = {name: sum(row.data[name] for row in rows if row.data) for name in names}
    whole = (Cell(""), Cell(_("Jumlah")), *(Cell(totals[name]) for name in names), Cell(""))
    rows.append(Row(cells=whole, style="total"))
    return report_table(
        found.book,
        "shu_members",
        _("Daftar SHU anggota %(year)s") % {"year": found.year},
        found.closing.date.replace(month=1, day=1),
        found.closing.date,
        columns=(
            Column("member_no", _("No. anggota"), width=9),
            Column("name", _("Nama"), width=21),
            Column("capital_base", _("Dasar jasa modal"), True, width=13),
            Column("business_base", _("Dasar jasa usaha"), True, width=14),
            Column("jasa_modal", _("Jasa modal"), True, width=11),
            Column("jasa_usaha", _("Jasa usaha"), True, width=11),
            Column("total", _("Jumlah"), True, width=11),
            Column("sign", _("Tanda tangan"), width=12),
        ),
        rows=tuple(rows),
        totals=totals,
        notes=_notes(found),
        has_room=True,
    )


def _notes(found: ShuDistribution) -> tuple[str, ...]:
    if found.decision is None:
        return (_("Hitungan; belum disahkan rapat anggota."),)
    return (_("Dasar: %(decision)s") % {"decision": found.decision},)


def share_list_pdf(found: ShuDistribution, *, at: datetime) -> bytes:
    """The list on A4."""
    return to_pdf(paper_of(found.book, share_list(found), at=at))


def build(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """The list of the year of `end`, as a report: on screen, as PDF, workbook or JSON."""
    found = standing(book, end.year)
    if found is not None:
        return share_list(found)
    return report_table(
        book,
        "shu_members",
        _("Daftar SHU anggota %(year)s") % {"year": end.year},
        start,
        end,
        columns=(Column("member_no", _("No. anggota")),),
        rows=(),
        notes=(_("SHU tahun ini belum dihitung."),),
    )


def register_all() -> None:
    """Offer the list under `statement` and on the page of reports."""
    register_report(
        Report(
            "shu_members",
            gettext_lazy("Daftar SHU anggota"),
            build,
            permission="members.view_savings",
            frameworks=frozenset({"koperasi"}),
        )
    )
