"""The demonstration's books and lists that are typed, and the days that members worked."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import models

from enterprises.selectors.profit_shares import sharing_members
from enterprises.selectors.record_kinds import KINDS, RecordKind
from enterprises.services.profit_shares import record_work_days
from enterprises.services.records import keep_record
from members.models import Organization, Person

Rows = Callable[..., list[dict[str, str]]]


def load(
    organizations: dict[str, Organization],
    people: dict[str, Person],
    rows: Rows,
    actor: Any,
    at: datetime,
) -> None:
    """Every kind of record from its own file, then the days worked, month by month."""
    for kind in KINDS:
        for row in rows("records", f"{kind.slug}.csv"):
            book = organizations[row["organization"]].book
            codes = row.get("vouchers", "").split()
            keep_record(
                kind=kind,
                book=book,
                values={name: _value(kind, name, row, people) for name in kind.form_fields},
                vouchers=list(book.vouchers.filter(reference__in=codes)),
                actor=actor,
                at=at,
            )
    for row in rows("work_days.csv"):
        organization, month = organizations[row["organization"]], date.fromisoformat(row["month"])
        members = sharing_members(organization.book, month)
        days = [int(text) for text in row["days"].split()]
        record_work_days(
            organization=organization,
            month=month,
            days={member.pk: count for member, count in zip(members, days, strict=True)},
            actor=actor,
            at=at,
        )


def _value(kind: RecordKind, name: str, row: dict[str, str], people: dict[str, Person]) -> Any:
    """A text of the file as the field keeps it."""
    field, text = kind.model._meta.get_field(name), row.get(name, "")
    if isinstance(field, models.ForeignKey):
        return people[text]
    if isinstance(field, models.DateField):
        return date.fromisoformat(text) if text else None
    if isinstance(field, models.IntegerField):
        return int(text) if text else (None if field.null else 0)
    return text
