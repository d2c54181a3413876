"""Every kind of record as a table: on screen, on A4 with a column to sign, as a workbook."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.functional import lazy

from enterprises.selectors.record_kinds import KINDS, RecordKind, records_between
from ledger.models import Book
from ledger.registry import Report, register_report
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table

VIEW = "enterprises.view_books"


def report_name(kind: RecordKind) -> str:
    """The name under `statement`: `tamu` is `record_tamu`."""
    return f"record_{kind.slug.replace('-', '_')}"


def record_table(kind: RecordKind) -> Callable[..., ReportTable]:
    """The builder of a kind's table."""

    def build(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
        """Records of a period, oldest first."""
        rows = [
            Row(
                cells=(
                    Cell(str(number)),
                    *(Cell(kind.text(one, column)) for column in kind.columns),
                    *((Cell(""),) if kind.signed else ()),
                ),
                data={column.name: _plain(kind.text(one, column)) for column in kind.columns},
            )
            for number, one in enumerate(records_between(kind, book, start, end), 1)
        ]
        sign = (Column("sign", str(kind.signed), width=10),) if kind.signed else ()
        return report_table(
            book,
            report_name(kind),
            kind.title,
            start,
            end,
            columns=(
                Column("no", "No.", width=4),
                *(Column(c.name, kind.label(c), c.is_amount, width=c.width) for c in kind.columns),
                *sign,
            ),
            rows=tuple(rows),
            has_room=bool(kind.signed),
        )

    return build


def _title(kind: RecordKind) -> str:
    return kind.title


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def register_all() -> None:
    """Offer each kind under `statement` and on the reports page."""
    for kind in KINDS:
        title = lazy(_title, str)(kind)
        register_report(
            Report(
                name=report_name(kind),
                title=title,
                build=record_table(kind),
                permission=VIEW,
                frameworks=kind.frameworks,
            )
        )
