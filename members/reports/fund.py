"""Buku IKS: what the pooled fund received and gave (kube.md §2.3, book 5)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.models import Book
from ledger.registry import Report, register_report
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table
from members.models import SavingsKind, SavingsProduct
from members.selectors.fund import fund_rows


def build(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Rows `date, voucher, who, purpose, decision, given, taken, balance`, a fund after another."""
    rows: list[Row] = []
    given = taken = 0
    funds = SavingsProduct.objects.filter(organization__book=book, kind=SavingsKind.IKS)
    for product in funds.select_related("account"):
        every = fund_rows(product, until=end)
        before = [row for row in every if row.date < start]
        opening = before[-1].balance if before else 0
        rows.append(
            Row(
                cells=(
                    *[Cell("")] * 3, Cell(_("Saldo sebelumnya")), Cell(""), Cell(None),
                    Cell(None), Cell(opening),
                ),
                style="subtotal",
            )
        )  # fmt: skip
        for row in every[len(before) :]:
            given, taken = given + row.given, taken + row.taken
            rows.append(
                Row(
                    cells=(
                        Cell(row.date.strftime("%d/%m/%Y")),
                        Cell(row.line.voucher.code, ("voucher", row.line.voucher.code)),
                        Cell(row.who),
                        Cell(row.purpose),
                        Cell(row.decision),
                        Cell(row.given or None),
                        Cell(row.taken or None),
                        Cell(row.balance),
                    ),
                    data={
                        "date": row.date.isoformat(),
                        "voucher": row.line.voucher.code,
                        "who": row.who,
                        "purpose": row.purpose,
                        "decision": row.decision,
                        "given": row.given,
                        "taken": row.taken,
                        "balance": row.balance,
                    },
                )
            )
    rows.append(
        Row(
            cells=(
                *[Cell("")] * 3, Cell(_("Jumlah")), Cell(""), Cell(given), Cell(taken), Cell(None),
            ),
            style="total",
        )
    )  # fmt: skip
    return report_table(
        book,
        "fund_register",
        _("Buku IKS"),
        start,
        end,
        columns=(
            Column("date", _("Tanggal"), width=9),
            Column("voucher", _("No. bukti"), width=13),
            Column("who", _("Anggota atau penerima"), width=18),
            Column("purpose", _("Keperluan"), width=20),
            Column("decision", _("Keputusan rapat"), width=13),
            Column("given", _("Masuk"), True, width=9),
            Column("taken", _("Keluar"), True, width=9),
            Column("balance", _("Saldo"), True, width=9),
        ),
        rows=tuple(rows),
        totals={"given": given, "taken": taken},
    )


def register_all() -> None:
    """Offer the report under `statement` and on the page of reports."""
    register_report(
        Report(
            name="fund_register",
            title=gettext_lazy("Buku IKS"),
            build=build,
            permission="members.view_savings",
            frameworks=frozenset({"kube"}),
        )
    )
