"""What the law and the bylaws ask of the organization by a day."""

from dataclasses import dataclass
from datetime import date

from cooperatives.selectors.bylaws import bylaws_on
from ledger.calculations.periods import month_end
from members.models import Meeting, MeetingState, Organization


@dataclass(frozen=True)
class Duty:
    """Something that is due: the year it is about, the last day, and the meeting that did it."""

    year: int
    due_on: date
    done: Meeting | None
    today: date

    @property
    def is_late(self) -> bool:
        """Whether the day has passed without it."""
        return self.done is None and self.today > self.due_on


def rat_duty(organization: Organization, today: date) -> Duty | None:
    """The annual members' meeting about last year; None for who holds none.

    UU 25/1992 art. 26: within six months of the year's end, unless the bylaws say sooner.
    """
    year = today.year - 1
    if organization.kind != "koperasi" or organization.book.opened_on.year > year:
        return None
    months = bylaws_on(organization, today).number("rat_deadline_months")
    held = Meeting.objects.filter(
        organization=organization,
        kind="rat",
        state=MeetingState.FINAL,
        held_on__year=today.year,
    )
    due_on = month_end(date(today.year, months, 1))
    return Duty(year, due_on, held.order_by("held_on").first(), today)
