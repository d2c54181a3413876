"""The list of remarks on paper: what was found, what was answered, where it stands."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.models import Book, RemarkState
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table
from ledger.selectors.remarks import last_answer, remarks_of, with_entries


def remarks(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Remarks opened between two days, in the order of their numbers."""
    found = remarks_of(book).filter(opened_at__date__gte=start, opened_at__date__lte=end)
    rows = tuple(
        Row(
            cells=(
                Cell(str(remark)),
                Cell(timezone.localtime(remark.opened_at).date()),
                Cell(remark.about, ("voucher", remark.about) if remark.voucher else None),
                Cell(remark.text),
                Cell(last_answer(remark)),
                Cell(remark.due_on),
                Cell(str(RemarkState(remark.state).label)),
            ),
            data={"remark": str(remark), "about": remark.about, "state": remark.state},
        )
        for remark in with_entries(found).order_by("number")
    )
    return report_table(
        book,
        "remarks",
        _("Daftar temuan"),
        start,
        end,
        columns=(
            Column("code", _("Nomor"), width=6),
            Column("date", _("Dibuka"), width=9),
            Column("voucher", _("Tentang"), width=17),
            Column("name", _("Temuan"), width=28),
            Column("answer", _("Jawaban"), width=22),
            Column("due", _("Batas"), width=9),
            Column("state", _("Keadaan"), width=9),
        ),
        rows=rows,
        totals={"remarks": len(rows)},
    )
