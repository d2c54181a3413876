"""Tunggakan iuran: who is behind, by how many months and how much."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.models import Book
from ledger.registry import Report, register_report
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table
from members.selectors.dues import members_in_arrears


def build(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Rows `member_no, product, months, amount, oldest`."""
    found = members_in_arrears(book, on=end)
    rows = [
        Row(
            cells=(
                Cell(item.membership.number),
                Cell(item.membership.person.name),
                Cell(item.product.label),
                Cell(str(item.arrears.months)),
                Cell(item.arrears.amount),
            ),
            data={
                "member_no": item.membership.number,
                "name": item.membership.person.name,
                "product": item.product.code,
                "months": item.arrears.months,
                "amount": item.arrears.amount,
                "oldest": item.arrears.oldest,
            },
        )
        for item in found
    ]
    total = sum(item.arrears.amount for item in found)
    rows.append(
        Row(cells=(*[Cell("")] * 2, Cell(_("Jumlah")), Cell(""), Cell(total)), style="total")
    )
    return report_table(
        book,
        "dues_arrears",
        _("Tunggakan iuran"),
        start,
        end,
        columns=(
            Column("member_no", _("No. anggota")),
            Column("name", _("Nama")),
            Column("product", _("Simpanan")),
            Column("months", _("Bulan")),
            Column("amount", _("Tunggakan"), True),
        ),
        rows=tuple(rows),
        totals={"amount": total, "members": len({i.membership.pk for i in found})},
        is_at_date=True,
    )


def register_all() -> None:
    """Offer the report under `statement` and on the page of reports."""
    register_report(
        Report(
            name="dues_arrears",
            title=gettext_lazy("Tunggakan iuran"),
            build=build,
            permission="members.view_savings",
            frameworks=frozenset({"kube", "koperasi"}),
        )
    )
