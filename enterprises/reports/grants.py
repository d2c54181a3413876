"""Laporan penggunaan hibah: received, used line by line, left."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enterprises.selectors.grants import GrantStanding, grants
from ledger.models import Book
from ledger.registry import Report, register_report
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table


def grant_use_report(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Each agreement and what it was spent on; data has the agreements, `amount` what is left."""
    found = grants(book, on=end)
    rows = [row for item in found for row in _rows(item)]
    received = sum(item.received for item in found)
    used = sum(item.used for item in found)
    left = sum(item.left for item in found)
    if found:
        rows.append(
            Row(cells=(Cell(_("Jumlah")), Cell(received), Cell(used), Cell(left)), style="total")
        )
    return report_table(
        book,
        "grant_use",
        _("Penggunaan hibah dan bantuan"),
        start,
        end,
        columns=(
            Column("name", _("Uraian"), width=52),
            Column("received", _("Diterima (Rp)"), True, width=16),
            Column("used", _("Dipakai (Rp)"), True, width=16),
            Column("left", _("Sisa (Rp)"), True, width=16),
        ),
        rows=tuple(rows),
        totals={"total": left, "received": received, "used": used},
        notes=_notes(found),
        is_at_date=True,
    )


def _notes(found: list[GrantStanding]) -> tuple[str, ...]:
    if not found:
        return (_("Belum ada hibah atau bantuan."),)
    notes = [_("Hibah dan bantuan milik kelompok dan tidak dibagikan kepada anggota.")]
    if any(item.opening for item in found):
        notes.append(_("Yang diterima sebelum buku ini dibuka tidak lagi dilaporkan sisanya."))
    return tuple(notes)


def _rows(item: GrantStanding) -> list[Row]:
    agreement = item.agreement
    name = f"{agreement.provider} {agreement.number}".strip()
    words = f"{name} – {agreement.restriction}" if agreement.restriction else name
    head = Row(
        cells=(Cell(words), Cell(item.received), Cell(item.used), Cell(item.left)),
        style="subtotal",
        data={
            "code": agreement.subsidiary.code,
            "name": name,
            "amount": item.left,
            "received": item.received,
            "used": item.used,
        },
    )
    lines = [_line(_("Diterima berupa barang"), item.kind)] if item.kind else []
    for use in item.uses:
        code = use.line.voucher.code
        text = f"{use.line.date:%d/%m/%Y} {code} {use.purpose}"
        lines.append(_line(text, use.amount, target=("voucher", code)))
    return [head, *lines]


def _line(text: str, amount: int, *, target: tuple[str, str] | None = None) -> Row:
    cells = (Cell(text, target=target), Cell(None), Cell(amount), Cell(None))
    return Row(cells=cells, level=1)


def register_all() -> None:
    """Offer it under `statement` and on the reports page."""
    register_report(
        Report(
            name="grant_use",
            title=gettext_lazy("Penggunaan hibah dan bantuan"),
            build=grant_use_report,
            frameworks=frozenset({"kube", "koperasi"}),
        )
    )
