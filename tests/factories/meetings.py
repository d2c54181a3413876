"""Meetings with twelve members, opened or final, through the services."""

from datetime import date
from typing import Any

from ledger.services.actors import system_actor
from members.models import Decision, Meeting, Membership, Method, Organization, Presence
from members.services.attendance import mark_attendance
from members.services.meetings import invite, open_meeting, plan_meeting
from members.services.minutes import finalise, write_minutes
from members.services.motions import add_motion
from members.services.organizations import admit_member
from members.services.votes import decide_by_consensus
from tests.factories.clock import AT
from tests.factories.people import PersonFactory

ACT: dict[str, Any] = {"at": AT}


def members(organization: Organization, count: int) -> list[Membership]:
    """So many members since 2025, numbered A-01 and on."""
    return [
        admit_member(
            organization=organization,
            person=PersonFactory(name=f"Anggota {n:02d}"),
            number=f"A-{n:02d}",
            element="umum",
            joined_on=date(2025, 1, 1),
            actor=system_actor(),
            at=AT,
        )
        for n in range(1, count + 1)
    ]


def invited(organization: Organization, held_on: date = date(2026, 2, 15), **given: Any) -> Meeting:
    """A meeting whose invitations are out."""
    wish: dict[str, Any] = {
        "kind": "rapat_anggota",
        "place": "Balai desa",
        "agenda": ["Pembukaan", "Pembagian laba"],
    }
    meeting = plan_meeting(
        organization=organization,
        held_on=held_on,
        actor=system_actor(),
        at=AT,
        **(wish | given),
    )
    return invite(meeting=meeting, on=held_on, actor=system_actor(), at=AT)


def came(meeting: Meeting, count: int) -> Meeting:
    """The first so many on the list came."""
    rows = list(meeting.attendances.order_by("number", "pk"))[:count]
    return mark_attendance(
        meeting=meeting,
        present={row.pk: Presence.TICK for row in rows},
        proxies={},
        actor=system_actor(),
        at=AT,
    )


def opened(organization: Organization, came_count: int, **given: Any) -> Meeting:
    """An open meeting, led by the first on the list, written down by the second."""
    meeting = came(invited(organization, **given), came_count)
    rows = list(meeting.attendances.order_by("number", "pk").select_related("person"))
    return open_meeting(
        meeting=meeting,
        chair=rows[0].person,
        clerk=rows[1].person,
        actor=system_actor(),
        at=AT,
    )


def decided(
    organization: Organization,
    kind: str = "profit_allocation",
    text: str = "Laba dibagi",
    **given: Any,
) -> Decision:
    """A decision of a final meeting at which everybody agreed."""
    if not organization.memberships.exists():
        members(organization, 3)
    meeting = opened(organization, organization.memberships.count(), **given)
    motion = add_motion(
        meeting=meeting,
        kind=kind,
        text=text,
        method=Method.CONSENSUS,
        actor=system_actor(),
        at=AT,
    )
    decide_by_consensus(motion=motion, is_agreed=True, actor=system_actor(), at=AT)
    write_minutes(
        meeting=meeting, text="Rapat berjalan lancar.", witnesses="", actor=system_actor(), at=AT
    )
    (decision,) = finalise(meeting=meeting, actor=system_actor(), at=AT)
    return decision
