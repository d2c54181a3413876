"""The working paper of a sample: what was drawn, the marks with their meaning, who signs."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from ledger import registry
from ledger.calculations.money import format_rupiah
from ledger.checking import tick_marks
from ledger.models import Sample, SampleMethod
from ledger.reports.paper import Paper, paper_of
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table
from ledger.selectors.sampling import conclusion_of, shown_items


@dataclass(frozen=True)
class WorkingPaper(Paper):
    """Signed on the day of printing, not at the end of the days that were checked."""

    @property
    def place_and_day(self) -> str:
        """`Sumberlentera, 24 November 2026`."""
        day = formats.date_format(timezone.localtime(self.printed_at), "DATE_FORMAT")
        return f"{self.letterhead.place}, {day}" if self.letterhead.place else day


def working_paper(sample: Sample, *, at: datetime) -> Paper:
    """The working paper, ready for PDF, workbook or CSV; `at` is the moment of printing."""
    paper = paper_of(sample.book, working_table(sample), at=at)
    checker = sample.drawn_by.get_full_name()
    signatories = (
        registry.Signatory(_("Diperiksa oleh"), checker),
        registry.Signatory(_("Ditelaah oleh"), "........................"),
    )
    return WorkingPaper(
        table=paper.table,
        letterhead=replace(paper.letterhead, signatories=signatories),
        sequence=paper.sequence,
        seal=paper.seal,
        printed_at=paper.printed_at,
    )


def working_table(sample: Sample) -> ReportTable:
    """Items with marks and notes, then the meaning of the marks and how the sample was drawn."""
    items = shown_items(sample)
    rows = [
        Row(
            cells=(
                Cell(str(shown.item.position)),
                Cell(shown.item.voucher.date),
                Cell(shown.item.voucher.code, ("voucher", shown.item.voucher.code)),
                Cell(shown.item.voucher.narration),
                Cell(shown.item.amount),
                Cell(shown.signs),
                Cell(shown.note),
            ),
            data={
                "voucher": shown.item.voucher.code,
                "amount": shown.item.amount,
                "hits": shown.item.hits,
                "marks": [mark.code for mark in shown.marks],
                "note": shown.note,
            },
        )
        for shown in items
    ]
    total = sum(shown.item.amount for shown in items)
    rows.append(_line(_("Jumlah"), amount=total, style="total"))
    rows += [_heading(_("Arti tanda")), *(_line(m.sign, m.label) for m in tick_marks().values())]
    rows += [_heading(_("Cara menarik sampel")), *(_line("", fact) for fact in facts(sample))]
    conclusion = conclusion_of(sample)
    if conclusion:
        rows += [_heading(_("Simpulan")), _line("", conclusion.text)]
    return report_table(
        sample.book,
        "working_paper",
        _("Kertas kerja pemeriksaan %(sample)s") % {"sample": sample},
        sample.start,
        sample.end,
        columns=(
            Column("code", _("No."), width=5),
            Column("date", _("Tanggal"), width=9),
            Column("voucher", _("Nomor bukti"), width=15),
            Column("name", _("Uraian"), width=31),
            Column("amount", _("Jumlah"), True, width=12),
            Column("marks", _("Tanda"), width=9),
            Column("note", _("Catatan"), width=19),
        ),
        rows=tuple(rows),
        totals={"amount": total, "items": len(items)},
    )


def _heading(text: str) -> Row:
    return Row(cells=(Cell(text), *[Cell("")] * 6), style="heading")


def _line(first: str, text: str = "", *, amount: int | None = None, style: str = "line") -> Row:
    cells = (Cell(first), Cell(""), Cell(""), Cell(text), Cell(amount), Cell(""), Cell(""))
    return Row(cells=cells, style=style)


def facts(sample: Sample) -> list[str]:
    """How the sample was drawn, in sentences: enough to draw it again."""
    found = [
        _("Tujuan: %(purpose)s") % {"purpose": sample.purpose},
        _("Cara: %(method)s") % {"method": sample.get_method_display()},
        _("Dari %(count)s bukti senilai Rp%(amount)s, sampai bukti urutan %(sequence)s")
        % {
            "count": format_rupiah(sample.population),
            "amount": format_rupiah(sample.population_amount),
            "sequence": sample.sequence,
        },
    ]
    if sample.account is not None:
        found.append(_("Akun: %(account)s") % {"account": sample.account})
    if sample.method == SampleMethod.ABOVE:
        amount = format_rupiah(sample.threshold)
        found.append(_("Mulai jumlah Rp%(amount)s") % {"amount": amount})
    if sample.method == SampleMethod.MONETARY:
        words = _("Setiap Rp%(interval)s, mulai rupiah ke-%(first)s (ISA 530/SA 530, lampiran 1)")
        found.append(
            words
            % {
                "interval": format_rupiah(sample.interval),
                "first": format_rupiah(sample.first_hit),
            }
        )
    if sample.seed:
        found.append(_("Bilangan acak: %(seed)s") % {"seed": sample.seed})
    when = timezone.localtime(sample.drawn_at).strftime("%d/%m/%Y %H:%M")
    name = sample.drawn_by.get_full_name()
    found.append(_("Ditarik oleh %(name)s, %(when)s") % {"name": name, "when": when})
    return found
