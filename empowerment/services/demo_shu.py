"""KSU Karya Lentera in 2026: identity and bylaws, the RAT of March, its SHU shared and paid.

Everything goes through the services on the days it happened; loaded only once those days are past.
"""

from datetime import date, datetime
from typing import Any

from cooperatives.models import ShuDistribution
from cooperatives.selectors.bylaws import bylaws_on
from cooperatives.selectors.shu import shares_of, usual_policy
from cooperatives.services.bylaws import set_bylaws, set_identity
from cooperatives.services.shu import approve_shu, calculate_shu, distribute_shu, review_shu
from cooperatives.services.shu_payments import pay_shu, use_shu_fund
from ledger.models import Book
from members.models import Decision, Method, Office, Organization, Presence, User
from members.services.attendance import mark_attendance
from members.services.meetings import invite, open_meeting, plan_meeting
from members.services.minutes import finalise, write_minutes
from members.services.motions import add_motion
from members.services.votes import decide_by_consensus

YEAR = 2025
FOUNDED = date(2016, 4, 2)
RAT = date(2026, 3, 14)
PAID = date(2026, 3, 21)
HELPED = date(2026, 4, 11)
SHARES = {
    "shu_cadangan": "35",
    "shu_jasa_modal": "16",
    "shu_jasa_usaha": "24",
    "shu_pengurus": "5",
    "shu_karyawan": "5",
    "shu_pendidikan": "5",
    "shu_sosial": "5",
    "shu_pembangunan": "5",
}
"""What the meeting of March 2025 had decided, and the bylaws say since."""
INTO_SAVINGS = ("KL-05", "KL-11", "KL-21")


def load(book: Book, at: datetime) -> ShuDistribution | None:
    """Identity and bylaws; the SHU only where `at` lies after it was paid."""
    organization = book.organization
    by: dict[str, Any] = {"actor": _login(organization, "sekretaris"), "at": at}
    set_identity(
        organization=organization,
        valid_from=FOUNDED,
        fields={
            "kind": "konsumen",
            "deed_no": "12",
            "deed_on": date(2016, 5, 4),
            "notary": "Notaris Contoh Fiktif, S.H.",
            "approval_no": "AHU-CONTOH.AH.01.26 Tahun 2016",
            "approval_on": date(2016, 6, 20),
            "nik": "CONTOH-0001",
        },
        **by,
    )
    set_bylaws(
        organization=organization,
        values=SHARES,
        valid_from=FOUNDED,
        article="AD pasal 38 (akta nomor 12 tanggal 4 Mei 2016)",
        decision=None,
        **by,
    )
    if at.date() < HELPED:
        return None
    return share_2025(book, at)


def _login(organization: Organization, kind: str) -> User:
    found = Office.objects.get(organization=organization, kind=kind, start__lte=RAT, end__gte=RAT)
    assert found.person.user is not None, "an officer of the demonstration has a login"  # noqa: S101
    return found.person.user


def share_2025(book: Book, at: datetime) -> ShuDistribution:
    """From the calculation to the first use of the social fund, on the days of spring 2026."""
    organization = book.organization
    treasurer = _login(organization, "bendahara")
    chair = _login(organization, "ketua")
    made = calculate_shu(
        book=book,
        year=YEAR,
        policy=usual_policy(bylaws_on(organization, RAT)),
        on=RAT,
        actor=treasurer,
        at=at,
    )
    review_shu(distribution=made, actor=chair, at=at)
    approve_shu(distribution=made, decision=_rat(organization, at), on=RAT, actor=chair, at=at)
    distribute_shu(distribution=made, on=RAT, actor=treasurer, at=at)
    made.refresh_from_db()
    _pay(made, treasurer, at)
    use_shu_fund(
        book=book,
        pool="sosial",
        amount=300_000,
        recipient="Keluarga Bu Sumarni",
        purpose="Bantuan rumah sakit",
        decision="Rapat pengurus 10 April 2026",
        cash=book.accounts.get(code="1-1201"),
        on=HELPED,
        actor=treasurer,
        at=at,
    )
    return made


def _rat(organization: Organization, at: datetime) -> Decision:
    """The annual meeting: 24 of 30 came, all agreed."""
    by: dict[str, Any] = {"actor": _login(organization, "sekretaris"), "at": at}
    meeting = plan_meeting(
        organization=organization,
        kind="rat",
        held_on=RAT,
        place="Balai Desa Randuasri",
        title=f"Rapat Anggota Tahunan tahun buku {YEAR}",
        agenda=(
            *("Pembukaan", "Kuorum", "Laporan pengurus", "Laporan pengawas", "Pengesahan"),
            *("Pembagian SHU", "Rencana kerja dan anggaran", "Penutup"),
        ),
        **by,
    )
    meeting = invite(meeting=meeting, on=date(2026, 2, 26), **by)
    rows = list(meeting.attendances.order_by("number", "pk").select_related("person"))[:24]
    mark_attendance(
        meeting=meeting,
        present={row.pk: Presence.LIST.value for row in rows},
        proxies={},
        **by,
    )
    meeting = open_meeting(meeting=meeting, chair=rows[0].person, clerk=rows[1].person, **by)
    words = ", ".join(
        f"{code.removeprefix('shu_').replace('_', ' ')} {percent}%"
        for code, percent in SHARES.items()
    )
    motion = add_motion(
        meeting=meeting,
        kind="shu",
        text=f"SHU {YEAR} dibagi: {words}",
        method=Method.CONSENSUS,
        **by,
    )
    decide_by_consensus(motion=motion, is_agreed=True, **by)
    write_minutes(
        meeting=meeting,
        text="Laporan pengurus dan pengawas diterima; pembagian SHU disetujui semua yang hadir.",
        witnesses="",
        **by,
    )
    (decision,) = finalise(meeting=meeting, **by)
    return decision


def _pay(made: ShuDistribution, treasurer: User, at: datetime) -> None:
    """Three members put it into their savings, two have not come yet, the others had cash."""
    book = made.book
    shares = {s.membership.number: s.pk for s in shares_of(made) if s.total}
    saving = [shares.pop(number) for number in INTO_SAVINGS]
    for late in ("KL-14", "KL-29"):
        shares.pop(late)
    by: dict[str, Any] = {"distribution": made, "on": PAID, "actor": treasurer, "at": at}
    pay_shu(
        shares=saving,
        way="savings",
        product=book.organization.savings_products.get(code="sukarela"),
        **by,
    )
    pay_shu(shares=list(shares.values()), way="cash", cash=book.accounts.get(code="1-1201"), **by)
