"""Set an organization's table of collectability; the old one stays for what was made with it."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.services import events
from ledger.services.periods import lock_book
from members.models import LoanClass, LoanClassTable, Organization
from members.selectors.loan_classes import DEFAULT_SCALE, table_on, usual_scales
from members.services.loan_terms import LoanError

Row = tuple[str, int, Decimal, bool]
"""Name, days late from, percent set aside, whether interest stops."""


@transaction.atomic
def set_loan_classes(
    *,
    organization: Organization,
    rows: Sequence[Row],
    source: str,
    valid_from: date,
    actor: Any,
    at: datetime,
) -> LoanClassTable:
    """Replace the table from a day on.

    Raises LoanError without a class from day 0, with two classes of the same day or milder
    percents after harder ones, without a source, and for a day before the table in force.
    """
    book = lock_book(organization.book)
    ordered = sorted(rows, key=lambda row: row[1])
    if not ordered or ordered[0][1] != 0:
        raise LoanError(_("Golongan pertama mulai dari 0 hari."))
    if len({row[1] for row in ordered}) != len(ordered):
        raise LoanError(_("Tiap golongan mulai pada hari yang berbeda."))
    percents = [row[2] for row in ordered]
    if percents != sorted(percents) or not all(0 <= p <= 100 for p in percents):
        raise LoanError(_("Penyisihan dari 0 sampai 100 persen, makin lama makin besar."))
    if not source.strip():
        raise LoanError(_("Tulis dasar tabel ini, misalnya keputusan rapat."), field="source")
    newest = organization.loan_class_tables.order_by("-valid_from", "-pk").first()
    if newest is not None and valid_from < newest.valid_from:
        raise LoanError(
            _("Tabel yang berlaku mulai %(day)s; yang baru tidak sebelumnya.")
            % {"day": newest.valid_from.strftime("%d/%m/%Y")},
            field="valid_from",
        )
    table = LoanClassTable.objects.create(
        organization=organization,
        valid_from=valid_from,
        source=source.strip()[:200],
        made_by=actor,
    )
    LoanClass.objects.bulk_create(
        LoanClass(table=table, name=name, days_from=days, percent=percent, stops_interest=stops)
        for name, days, percent, stops in ordered
    )
    events.log(
        act="set_loan_classes",
        subject=valid_from.isoformat(),
        actor=actor,
        at=at,
        book=book,
        classes=[f"{name} {days}: {percent}%" for name, days, percent, _stops in ordered],
        source=table.source,
    )
    return table


def table_for(organization: Organization, on: date, *, actor: Any, at: datetime) -> LoanClassTable:
    """The table in force; the usual five classes are written down when there is none yet."""
    found = table_on(organization, on)
    if found is not None:
        return found
    usual = usual_scales()[DEFAULT_SCALE]
    return set_loan_classes(
        organization=organization,
        rows=[
            (r["name"], int(r["days_from"]), Decimal(r["percent"]), bool(r["stops_interest"]))
            for r in usual
        ],
        source=usual[0]["source"],
        valid_from=organization.book.opened_on,
        actor=actor,
        at=at,
    )
