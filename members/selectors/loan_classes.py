"""Collectability: the table in force, and the class of a loan (koperasi.md §6.4: a table for each
organization; the usual ones lie in members/data/loan_classes.csv)."""

import csv
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from members.models import LoanClass, LoanClassTable, Organization

DATA = Path(__file__).resolve().parents[1] / "data"
DEFAULT_SCALE = "lima"


@cache
def usual_scales() -> dict[str, list[dict[str, str]]]:
    """The scales that come with the product, by name."""
    found: dict[str, list[dict[str, str]]] = {}
    with (DATA / "loan_classes.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            found.setdefault(row["scale"], []).append(row)
    return found


def table_on(organization: Organization, on: date) -> LoanClassTable | None:
    """The organization's own table in force on a day."""
    tables = LoanClassTable.objects.filter(organization=organization, valid_from__lte=on)
    return tables.order_by("-valid_from", "-pk").first()


def classes_on(organization: Organization, on: date) -> list[LoanClass]:
    """The classes in force, mildest first: the organization's, or the usual five (unsaved)."""
    table = (
        LoanClassTable.objects.filter(organization=organization, valid_from__lte=on)
        .order_by("-valid_from", "-pk")
        .prefetch_related("classes")
        .first()
    )
    return list(table.classes.all()) if table else usual_classes(DEFAULT_SCALE)


def usual_classes(scale: str) -> list[LoanClass]:
    """The classes of a scale of the data, not saved."""
    return [
        LoanClass(
            name=row["name"],
            days_from=int(row["days_from"]),
            percent=Decimal(row["percent"]),
            stops_interest=bool(row["stops_interest"]),
        )
        for row in usual_scales()[scale]
    ]


def class_of(classes: Sequence[LoanClass], days_late: int) -> LoanClass | None:
    """The last class whose days have been reached."""
    reached = [item for item in classes if item.days_from <= days_late]
    return reached[-1] if reached else None


def stop_days(classes: Sequence[LoanClass]) -> int | None:
    """Days late from which interest is no longer claimed; None: never."""
    return min((item.days_from for item in classes if item.stops_interest), default=None)
