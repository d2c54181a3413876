"""Tunggakan pinjaman: who is late, since when, with how much, in which class."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.models import Book
from ledger.registry import Report, register_report
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table
from members.selectors.loans import LoanStanding, late_loans


def build(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Rows `number, member_no, class, days_late, principal, interest, outstanding`."""
    found = late_loans(book, on=end)
    totals = {
        "principal": sum(item.overdue for item in found),
        "interest": sum(item.overdue_interest for item in found),
        "outstanding": sum(item.outstanding for item in found),
    }
    rows = [_row(item) for item in found]
    sums = (Cell(total) for total in totals.values())
    rows.append(Row(cells=(Cell(_("Jumlah")), *[Cell("")] * 4, *sums), style="total"))
    return report_table(
        book,
        "loan_arrears",
        _("Tunggakan pinjaman"),
        start,
        end,
        columns=(
            Column("number", _("No. pinjaman")),
            Column("member_no", _("No. anggota")),
            Column("name", _("Nama")),
            Column("class", _("Golongan")),
            Column("days_late", _("Hari terlambat")),
            Column("principal", _("Pokok"), True),
            Column("interest", _("Bunga"), True),
            Column("outstanding", _("Sisa"), True),
        ),
        rows=tuple(rows),
        totals=totals,
        is_at_date=True,
    )


def _row(item: LoanStanding) -> Row:
    member = item.loan.membership
    data: dict[str, str | int] = {
        "number": item.loan.number,
        "member_no": member.number,
        "name": member.person.name,
        "class": item.loan_class.name if item.loan_class else "",
        "days_late": item.days_late,
        "principal": item.overdue,
        "interest": item.overdue_interest,
        "outstanding": item.outstanding,
    }
    cells = (Cell(str(v) if k == "days_late" else v) for k, v in data.items())
    return Row(cells=tuple(cells), data=data)


def register_all() -> None:
    """Offer the report under `statement` and on the page of reports."""
    register_report(
        Report(
            name="loan_arrears",
            title=gettext_lazy("Tunggakan pinjaman"),
            build=build,
            permission="members.view_savings",
            frameworks=frozenset({"kube", "koperasi"}),
        )
    )
