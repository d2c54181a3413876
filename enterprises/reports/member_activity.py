"""Keaktifan anggota: meetings, days worked and dues of three months, member by member."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enterprises.calculations.activity import percent
from enterprises.selectors.early_warnings import member_activity
from ledger.models import Book
from ledger.registry import Report, register_report
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table


def build(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Every member on the last day; the index is the part of them that is active."""
    found = member_activity(book, end)
    rows = []
    for one in found:
        dues = "–" if one.in_arrears is None else _("menunggak") if one.in_arrears else _("lunas")
        rows.append(
            Row(
                cells=(
                    Cell(one.membership.number),
                    Cell(one.membership.person.name),
                    Cell(_("%(came)s dari %(all)s") % {"came": one.attended, "all": one.meetings}),
                    Cell(str(one.days)),
                    Cell(dues),
                    Cell(_("aktif") if one.is_active else _("belum aktif")),
                ),
                data={
                    "code": one.membership.number,
                    "name": one.membership.person.name,
                    "attended": one.attended,
                    "meetings": one.meetings,
                    "days": one.days,
                    "is_active": one.is_active,
                },
            )
        )
    active = sum(1 for one in found if one.is_active)
    index = percent(active, len(found))
    return report_table(
        book,
        "member_activity",
        _("Keaktifan anggota"),
        start,
        end,
        columns=(
            Column("number", _("No. anggota"), width=12),
            Column("name", _("Nama"), width=30),
            Column("attended", _("Rapat dihadiri"), width=14),
            Column("days", _("Hari kerja"), width=12),
            Column("dues", _("Iuran"), width=14),
            Column("state", _("Keadaan"), width=16),
        ),
        rows=tuple(rows),
        totals={"members": len(found), "active": active, "index": index},
        notes=(
            _("Aktif: %(active)s dari %(all)s anggota, %(index)s persen. Tiga bulan sampai hari"
              " ini; aktif berarti dua pertiga tandanya terpenuhi.")
            % {"active": active, "all": len(found), "index": index},
        ),
        is_at_date=True,
    )  # fmt: skip


def register_all() -> None:
    """Offer it under `statement` and on the reports page."""
    register_report(
        Report(
            name="member_activity",
            title=gettext_lazy("Keaktifan anggota"),
            build=build,
            permission="members.view_savings",
            frameworks=frozenset({"kube"}),
        )
    )
