"""The plan on paper: matrix with actuals, cost plan (RAB), comparison of versions."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from empowerment.models import Plan
from empowerment.selectors.evidence import traced
from empowerment.selectors.plans import PlanFigures, binding_plan, plan_figures, plans_of
from ledger.models import Book
from ledger.registry import Report, register_report
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table

PANTI = frozenset({"panti"})


def _plan(book: Book, year: int) -> Plan | None:
    organization = book.organization
    return binding_plan(organization, year) or next(iter(plans_of(organization, year)), None)


def plan_matrix_report(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Rencana dan realisasi: per activity planned, promised, booked to the last day, left."""
    plan = _plan(book, end.year)
    rows: list[Row] = []
    totals = {"planned": 0, "committed": 0, "actual": 0, "left": 0}
    if plan is not None:
        figures = plan_figures(plan, until=end)
        for part, label in (
            ("A", _("A. Sumber daya manusia")),
            ("B", _("B. Lingkungan")),
            ("C", _("C. Usaha ekonomi produktif")),
        ):
            rows += _part_rows(figures.part(part), label, part)
        rows.append(_sum_row(figures, _("Jumlah"), "total"))
        totals = {
            "planned": figures.planned,
            "committed": figures.committed,
            "actual": figures.actual,
            "left": figures.left,
        }
    return report_table(
        book, "plan_matrix", _("Rencana dan realisasi kegiatan"), start, end,
        columns=(
            Column("name", _("Kegiatan"), width=34),
            Column("responsible", _("Penanggung jawab"), width=20),
            Column("planned", _("Rencana"), True, width=13),
            Column("committed", _("Komitmen"), True, width=12),
            Column("actual", _("Realisasi"), True, width=13),
            Column("left", _("Sisa"), True, width=12),
            Column("percent", _("Capaian"), width=10),
        ),
        rows=tuple(rows),
        totals=totals,
        notes=_notes(plan),
    )  # fmt: skip


def _notes(plan: Plan | None) -> tuple[str, ...]:
    if plan is None:
        return (_("Belum ada rencana untuk tahun ini."),)
    state = _("%(plan)s versi %(v)s: %(state)s.") % {
        "plan": plan.title,
        "v": plan.version,
        "state": plan.get_state_display(),
    }
    return (state, _("Realisasi hanya dari bukti yang sudah dibukukan."))


def _part_rows(figures: PlanFigures, label: str, part: str) -> list[Row]:
    if not figures.activities:
        return []
    rows = [Row(cells=(Cell(label),) + (Cell(""),) * 6, style="heading")]
    for f in figures.activities:
        responsible = f.activity.responsible.person.name if f.activity.responsible else ""
        rows.append(
            Row(
                cells=(
                    Cell(f"{f.activity.clause} {f.activity.name}"),
                    Cell(responsible),
                    Cell(f.planned),
                    Cell(f.committed),
                    Cell(f.actual, target=("account", f.activity.account.code)),
                    Cell(f.left),
                    Cell(f.percent),
                ),
                level=1,
                data={
                    "part": part,
                    "clause": f.activity.clause,
                    "name": f.activity.name,
                    "account": f.activity.account.code,
                    "planned": f.planned,
                    "committed": f.committed,
                    "actual": f.actual,
                    "percent": f.percent,
                },
            )
        )
    rows.append(_sum_row(figures, _("Jumlah %(part)s") % {"part": part}, "subtotal"))
    return rows


def _sum_row(figures: PlanFigures, label: str, style: str) -> Row:
    return Row(
        cells=(
            Cell(label),
            Cell(""),
            Cell(figures.planned),
            Cell(figures.committed),
            Cell(figures.actual),
            Cell(figures.left),
            Cell(figures.percent),
        ),
        style=style,
    )


def cost_plan_report(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Rencana anggaran biaya (RAB): every need with quantity, price, amount and source."""
    plan = _plan(book, end.year)
    rows: list[Row] = []
    total = 0
    for figure in plan_figures(plan).activities if plan else ():
        rows.append(Row(cells=(Cell(str(figure.activity)),) + (Cell(""),) * 5, style="heading"))
        for need in figure.needs:
            source = need.source.name if need.source else _("belum ada")
            rows.append(
                Row(
                    cells=(
                        Cell(need.item),
                        Cell(str(need.get_kind_display())),
                        Cell(f"{need.quantity} {need.measure}"),
                        Cell(need.price),
                        Cell(need.amount),
                        Cell(source),
                    ),
                    level=1,
                    data={
                        "activity": figure.activity.name,
                        "item": need.item,
                        "kind": need.kind,
                        "quantity": need.quantity,
                        "price": need.price,
                        "amount": need.amount,
                        "source": source,
                    },
                )
            )
        total += figure.planned
    rows.append(
        Row(
            cells=(Cell(_("Jumlah")), Cell(""), Cell(""), Cell(""), Cell(total), Cell("")),
            style="total",
        )
    )
    return report_table(
        book, "cost_plan", _("Rencana anggaran biaya"), start, end,
        columns=(
            Column("item", _("Uraian"), width=32),
            Column("kind", _("Jenis"), width=9),
            Column("quantity", _("Jumlah"), width=13),
            Column("price", _("Harga satuan"), True, width=14),
            Column("amount", _("Jumlah harga"), True, width=14),
            Column("source", _("Sumber dana"), width=18),
        ),
        rows=tuple(rows),
        totals={"total": total},
        notes=_notes(plan),
    )  # fmt: skip


def plan_versions_report(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Perbandingan versi: each activity's amount in every version of the year, oldest first."""
    versions = sorted(plans_of(book.organization, end.year), key=lambda plan: plan.version)
    figures = [plan_figures(plan) for plan in versions]
    names = {f.activity.name: None for of in figures for f in of.activities}
    amounts = [{f.activity.name: f.planned for f in of.activities} for of in figures]
    rows = [
        Row(
            cells=(Cell(name), *(Cell(found.get(name, 0)) for found in amounts)),
            data={"name": name}
            | {f"v{p.version}": a.get(name, 0) for p, a in zip(versions, amounts, strict=True)},
        )
        for name in names
    ]
    rows.append(
        Row(cells=(Cell(_("Jumlah")), *(Cell(of.planned) for of in figures)), style="total")
    )
    rows.append(
        Row(cells=(Cell(_("Pagu")), *(Cell(of.ceiling) for of in figures)), style="subtotal")
    )
    return report_table(
        book, "plan_versions", _("Perbandingan versi rencana"), start, end,
        columns=(
            Column("name", _("Kegiatan")),
            *(
                Column(f"v{p.version}", f"v{p.version} ({p.get_state_display()})", True)
                for p in versions
            ),
        ),
        rows=tuple(rows),
        totals={f"v{of.plan.version}": of.planned for of in figures},
    )  # fmt: skip


def traceability_report(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Matriks butir pedoman: clause, where in the product, evidence, light."""
    rows = tuple(
        Row(
            cells=(
                Cell(row.clause.id),
                Cell(row.clause.title),
                Cell(row.where),
                Cell(row.evidence),
                Cell(row.label),
            ),
            data={
                "clause": row.clause.id,
                "where": row.where,
                "evidence": row.evidence,
                "status": row.status,
            },
        )
        for row in traced(book.organization, year=end.year)
    )
    return report_table(
        book, "traceability", _("Matriks butir pedoman"), start, end,
        columns=(
            Column("clause", _("Butir"), width=8),
            Column("title", _("Yang diminta"), width=38),
            Column("where", _("Tempat"), width=20),
            Column("evidence", _("Bukti"), width=24),
            Column("status", _("Keadaan"), width=12),
        ),
        rows=rows,
    )  # fmt: skip


def register_all() -> None:
    """Offer them in the institution's book."""
    for name, title, build in (
        ("plan_matrix", gettext_lazy("Rencana dan realisasi kegiatan"), plan_matrix_report),
        ("cost_plan", gettext_lazy("Rencana anggaran biaya"), cost_plan_report),
        ("plan_versions", gettext_lazy("Perbandingan versi rencana"), plan_versions_report),
        ("traceability", gettext_lazy("Matriks butir pedoman"), traceability_report),
    ):
        register_report(Report(name=name, title=title, build=build, frameworks=PANTI))
