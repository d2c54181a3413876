"""The demonstration's meetings: foundings, profits divided, and the months in which dues came in.

How many met and how many came is what the readiness figures of the groups say.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from enterprises.models import Pool
from ledger.calculations.money import format_rupiah
from members.models import Meeting, Method, Office, Organization, Presence
from members.services.attendance import mark_attendance
from members.services.meetings import invite, open_meeting, plan_meeting
from members.services.minutes import finalise, write_minutes
from members.services.motions import add_motion
from members.services.votes import decide_by_consensus

Rows = Callable[..., list[dict[str, str]]]
LEADS = ("ketua", "sekretaris", "bendahara")
AGENDA = {
    "pendirian": ("Pembukaan", "Pembentukan kelompok", "Pemilihan pengurus", "Penutup"),
    "rapat_anggota": ("Pembukaan", "Laporan kas", "Iuran bulan ini", "Lain-lain"),
}


def load(organization: Organization, rows: Rows, actor: Any, at: datetime) -> None:
    """Tell every meeting of an organization through the acts, in the order of the days."""
    mine = [row for row in rows("meetings.csv") if row["organization"] == organization.slug]
    for turn, row in enumerate(mine):
        _meeting(organization, row, turn, rows, actor, at)


def _meeting(
    organization: Organization,
    row: dict[str, str],
    turn: int,
    rows: Rows,
    actor: Any,
    at: datetime,
) -> None:
    day = date.fromisoformat(row["held_on"])
    by: dict[str, Any] = {"actor": actor, "at": at}
    meeting = plan_meeting(
        organization=organization,
        kind=row["kind"],
        held_on=day,
        place=f"Sekretariat KUBE, {organization.village}",
        title=row["title"],
        agenda=AGENDA[row["kind"]],
        **by,
    )
    meeting = invite(meeting=meeting, on=day, **by)
    leads = {
        office.kind: office.person
        for office in Office.objects.in_force(day)
        .filter(organization=organization, kind__in=LEADS)
        .select_related("person")
    }
    people = [leads[kind].pk for kind in LEADS]
    present = _came(meeting, people, int(row["came"]), turn)
    mark_attendance(meeting=meeting, present=present, proxies={}, **by)
    meeting = open_meeting(meeting=meeting, chair=leads["ketua"], clerk=leads["sekretaris"], **by)
    for kind, text in _decisions(organization, row, day, rows):
        motion = add_motion(meeting=meeting, kind=kind, text=text, method=Method.CONSENSUS, **by)
        decide_by_consensus(motion=motion, is_agreed=True, **by)
    write_minutes(meeting=meeting, text=row["minutes"], witnesses="", **by)
    finalise(meeting=meeting, **by)


def _came(meeting: Meeting, officers: list[int], count: int, turn: int) -> dict[int, str]:
    """The officers and so many others; who stays away takes turns."""
    rows = list(meeting.attendances.all())
    leading = [row for row in rows if row.person_id in officers]
    others = [row for row in rows if row.person_id not in officers]
    first = turn % len(others)
    chosen = (others[first:] + others[:first])[: count - len(leading)]
    return {row.pk: Presence.LIST.value for row in (*leading, *chosen)}


def _decisions(
    organization: Organization, row: dict[str, str], day: date, rows: Rows
) -> list[tuple[str, str]]:
    decided = []
    if row["decision"] == "*pengurus":
        decided.append((row["decision_kind"], f"Pengurus: {_officers(organization, day, LEADS)}"))
    elif row["decision"] == "*laba":
        decided.append((row["decision_kind"], _profit(organization, rows)))
        if supervisors := _officers(organization, day, ("pengawas",)):
            decided.append(("officer_change", f"Pengangkatan {supervisors}"))
    elif row["decision"]:
        decided.append((row["decision_kind"], row["decision"]))
    return decided


def _officers(organization: Organization, day: date, kinds: tuple[str, ...]) -> str:
    found = {
        office.kind: office
        for office in Office.objects.filter(
            organization=organization, start=day, kind__in=kinds
        ).select_related("person")
    }
    return ", ".join(f"{kind} {found[kind].person.name}" for kind in kinds if kind in found)


def _profit(organization: Organization, rows: Rows) -> str:
    (row,) = rows("books", organization.slug, "allocations.csv")
    pools = {pool: int(row[pool]) for pool in row if pool not in ("reference", "year", "decision")}
    total = sum(pools.values())
    shares = ", ".join(
        f"{Pool(pool).label.lower().replace('iks', 'IKS')} Rp{format_rupiah(amount)}"
        for pool, amount in pools.items()
    )
    return f"Laba {row['year']} Rp{format_rupiah(total)} dibagi: {shares}"
