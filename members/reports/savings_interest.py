"""Daftar jasa simpanan: what each account earned, the tax withheld, what was credited."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.models import Book
from ledger.registry import Report, register_report
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table
from members.selectors.savings_interest import slips_between


def build(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Rows `month, member_no, name, product, gross, tax, net`; runs taken back are left out."""
    slips = list(slips_between(book, start=start, end=end))
    rows = [
        Row(
            cells=(
                Cell(f"{slip.month:02d}/{slip.year}"),
                Cell(slip.account.membership.number),
                Cell(slip.account.membership.person.name),
                Cell(f"{slip.account.product.label} {slip.account.certificate}".strip()),
                Cell(slip.gross),
                Cell(slip.tax or None),
                Cell(slip.net),
            ),
            data={
                "month": f"{slip.year}-{slip.month:02d}",
                "member_no": slip.account.membership.number,
                "name": slip.account.membership.person.name,
                "product": slip.account.product.code,
                "gross": slip.gross,
                "tax": slip.tax,
                "net": slip.net,
            },
        )
        for slip in slips
    ]
    gross, tax = sum(s.gross for s in slips), sum(s.tax for s in slips)
    rows.append(
        Row(
            cells=(
                *[Cell("")] * 3, Cell(_("Jumlah")), Cell(gross), Cell(tax), Cell(gross - tax),
            ),
            style="total",
        )
    )  # fmt: skip
    return report_table(
        book,
        "savings_interest",
        _("Daftar jasa simpanan"),
        start,
        end,
        columns=(
            Column("month", _("Bulan"), width=8),
            Column("member_no", _("No. anggota"), width=10),
            Column("name", _("Nama"), width=24),
            Column("product", _("Simpanan"), width=22),
            Column("gross", _("Jasa"), True, width=12),
            Column("tax", _("Pajak"), True, width=12),
            Column("net", _("Dibukukan"), True, width=12),
        ),
        rows=tuple(rows),
        totals={"gross": gross, "tax": tax, "net": gross - tax},
    )


def register_all() -> None:
    """Offer the report under `statement` and on the page of reports."""
    register_report(
        Report(
            name="savings_interest",
            title=gettext_lazy("Daftar jasa simpanan"),
            build=build,
            permission="members.view_savings",
            frameworks=frozenset({"kube", "koperasi"}),
        )
    )
