"""Substitutions of an organization, and who can be named."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from members.models import Office, Organization, Substitution, User
from members.selectors.register import BOARD


@dataclass(frozen=True)
class SubstitutionRow:
    """A substitution as the list shows it on a day: `state` is now, coming, waiting or over."""

    substitution: Substitution
    state: str
    may_confirm: bool


def substitutions(
    organization: Organization, today: date, *, reader: User
) -> list[SubstitutionRow]:
    """Every substitution, the newest first; two queries."""
    found = Substitution.objects.filter(office__organization=organization).select_related(
        "office__person", "stand_in__person", "named_by__person", "confirmed_by__person"
    )
    counting = set(
        Substitution.objects.in_force(today)
        .filter(office__organization=organization)
        .values_list("pk", flat=True)
    )
    return [_row(one, today, one.pk in counting, reader) for one in found]


def _row(one: Substitution, today: date, is_counting: bool, reader: User) -> SubstitutionRow:
    concerned = {one.named_by_id, one.office.person.user_id, one.stand_in.person.user_id}
    state = "now" if is_counting else "over"
    if not is_counting and one.stopped_at is None and one.end >= today:
        state = "waiting" if one.is_waiting else "coming"
    return SubstitutionRow(
        substitution=one,
        state=state if state != "coming" or one.start > today else "over",
        may_confirm=state == "waiting" and reader.pk not in concerned,
    )


def board_offices(organization: Organization, today: date) -> QuerySet[Office]:
    """Offices of the board now: who can be stood in for, and who can stand in."""
    found = Office.objects.in_force(today).filter(organization=organization, kind__in=BOARD)
    return found.select_related("person", "organization__book")
