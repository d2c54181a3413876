"""Daftar pinjaman anggota: what is owed, what is overdue, and since when."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.models import Book
from ledger.registry import Report, register_report
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table
from members.selectors.loans import LoanStanding, loan_standings


def build(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Rows `number, member_no, principal, outstanding, overdue, days_late`."""
    found = loan_standings(book, on=end)
    totals = {
        "principal": sum(item.loan.principal for item in found),
        "outstanding": sum(item.outstanding for item in found),
        "overdue": sum(item.overdue for item in found),
    }
    rows = [_row(item) for item in found]
    rows.append(
        Row(
            cells=(
                Cell(_("Jumlah")),
                Cell(""),
                Cell(""),
                *(Cell(total) for total in totals.values()),
                Cell(""),
            ),
            style="total",
        )
    )
    return report_table(
        book,
        "member_loans",
        _("Daftar pinjaman anggota"),
        start,
        end,
        columns=(
            Column("number", _("No. pinjaman")),
            Column("member_no", _("No. anggota")),
            Column("name", _("Nama")),
            Column("principal", _("Pokok"), True),
            Column("outstanding", _("Sisa"), True),
            Column("overdue", _("Tunggakan"), True),
            Column("days_late", _("Hari terlambat")),
        ),
        rows=tuple(rows),
        totals=totals,
        is_at_date=True,
    )


def _row(item: LoanStanding) -> Row:
    member = item.loan.membership
    return Row(
        cells=(
            Cell(item.loan.number),
            Cell(member.number),
            Cell(member.person.name),
            Cell(item.loan.principal),
            Cell(item.outstanding),
            Cell(item.overdue),
            Cell(str(item.days_late) if item.days_late else ""),
        ),
        data={
            "number": item.loan.number,
            "member_no": member.number,
            "name": member.person.name,
            "principal": item.loan.principal,
            "outstanding": item.outstanding,
            "overdue": item.overdue,
            "days_late": item.days_late,
        },
    )


def register_all() -> None:
    """Offer the report under `statement` and on the page of reports."""
    register_report(
        Report(
            name="member_loans",
            title=gettext_lazy("Daftar pinjaman anggota"),
            build=build,
            permission="members.view_savings",
            frameworks=frozenset({"kube", "koperasi"}),
        )
    )
