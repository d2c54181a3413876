"""The event log as a file: what the filters left, for the auditor's working papers."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.models import Book, Event
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table
from ledger.selectors.events import detail_of
from ledger.templatetags.ledger_labels import DETAILS, act_label

LIMIT = 100_000
"""Events of one file; who needs more narrows the dates."""


def event_log(book: Book, events: Iterable[Event], *, start: date, end: date) -> ReportTable:
    """Every event in a row, with moment, person, act, subject and details."""
    rows = tuple(Row(cells=_cells(event), data=_data(event)) for event in events)
    return report_table(
        book,
        "event_log",
        _("Catatan kejadian"),
        start,
        end,
        columns=(
            Column("code", _("Nomor"), width=6),
            Column("moment", _("Waktu"), width=12),
            Column("actor", _("Oleh"), width=16),
            Column("act", _("Perbuatan"), width=18),
            Column("subject", _("Tentang"), width=22),
            Column("name", _("Rincian"), width=26),
        ),
        rows=rows,
    )


def _cells(event: Event) -> tuple[Cell, ...]:
    return (
        Cell(str(event.pk)),
        Cell(timezone.localtime(event.at).strftime("%d/%m/%Y %H:%M:%S")),
        Cell(event.actor.get_full_name() if event.actor else ""),
        Cell(act_label(event.act)),
        Cell(event.subject),
        Cell(detail_of(event, DETAILS)),
    )


def _data(event: Event) -> dict[str, Any]:
    return {
        "number": event.pk,
        "at": timezone.localtime(event.at).isoformat(),
        "actor": event.actor.get_username() if event.actor else None,
        "act": event.act,
        "subject": event.subject,
        "detail": event.detail,
    }
