"""A meeting from the invitation to sealed minutes, and what is refused on the way."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from ledger.integrity.checks import faults_of_book
from ledger.models import Event
from ledger.services.actors import system_actor
from members.models import (
    Attendance,
    Decision,
    Meeting,
    Method,
    Motion,
    Organization,
    Presence,
    Vote,
)
from members.selectors.meetings import meeting_kinds, tally
from members.selectors.minutes import faults_of_minutes
from members.services.attendance import attend, mark_attendance
from members.services.decisions import (
    DecisionError,
    require_decision,
    set_decision_rule,
    use_decision,
)
from members.services.meeting_rules import MeetingRuleError, set_meeting_rule
from members.services.meetings import (
    MeetingError,
    adjourn,
    cancel_meeting,
    invite,
    notice_missing,
    open_meeting,
    plan_meeting,
)
from members.services.minutes import finalise, write_minutes
from members.services.motions import add_motion, withdraw_motion
from members.services.votes import (
    VotedTwiceError,
    cast_vote,
    decide_by_ballot,
    decide_by_consensus,
    decide_by_count,
    decide_by_roll,
    repeat_vote,
)
from tests.factories.clock import AT
from tests.factories.meetings import came, decided, invited, members, opened
from tests.factories.people import OrganizationFactory, PersonFactory, officer

DAY = date(2026, 2, 15)


@pytest.fixture
def organization(db: None) -> Organization:
    made: Organization = OrganizationFactory()
    members(made, 12)
    return made


def act(**given: Any) -> dict[str, Any]:
    return {"actor": system_actor(), "at": AT} | given


def motion_of(meeting: Meeting, **given: Any) -> Motion:
    wish = {"kind": "other", "text": "Beli jaring", "method": Method.COUNT}
    return add_motion(meeting=meeting, **act(**(wish | given)))


def test_invitations_freeze_who_is_entitled(organization: Organization) -> None:
    meeting = invited(organization)

    members_later = OrganizationFactory()
    assert (meeting.needed, meeting.quorum_words) == (7, "lebih dari 1/2")
    assert meeting.attendances.count() == 12
    assert not members_later.meetings.exists()


def test_the_register_counts_as_of_the_cut_off_day(organization: Organization) -> None:
    late = organization.memberships.get(number="A-12")
    late.joined_on = date(2026, 2, 10)
    late.save()
    gone = organization.memberships.get(number="A-11")
    gone.status, gone.left_on = "left", date(2026, 2, 5)
    gone.save()

    meeting = invited(organization, cutoff=date(2026, 2, 1))

    numbers = list(meeting.attendances.values_list("number", flat=True))
    assert numbers == [f"A-{n:02d}" for n in range(1, 12)]


def test_an_extraordinary_member_comes_without_a_vote(organization: Organization) -> None:
    organization.memberships.filter(number__in=["A-11", "A-12"]).update(kind="luar_biasa")

    meeting = invited(organization)

    assert (meeting.attendances.count(), meeting.needed) == (12, 6)


def test_a_board_meeting_invites_the_board(organization: Organization) -> None:
    for kind in ("ketua", "bendahara", "pengawas"):
        officer(organization, kind)

    meeting = invited(organization, kind="pengurus")

    assert sorted(meeting.attendances.values_list("office", flat=True)) == ["bendahara", "ketua"]
    assert meeting.needed == 2


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"kind": "rat"}, "tidak mengadakan rapat jenis itu"),
        ({"kind": "arisan"}, "tidak mengadakan rapat jenis itu"),
        ({"place": " "}, "Isi tempat rapat"),
        ({"agenda": ["", " "]}, "sedikitnya satu acara"),
        ({"cutoff": date(2026, 2, 16)}, "paling lambat pada hari rapat"),
    ],
)
def test_a_plan_that_may_not_be_is_refused(
    organization: Organization, changed: dict[str, Any], sentence: str
) -> None:
    wish: dict[str, Any] = {"kind": "rapat_anggota", "place": "Balai", "agenda": ["Pembukaan"]}

    with pytest.raises(MeetingError, match=sentence):
        plan_meeting(organization=organization, held_on=DAY, **act(**(wish | changed)))

    assert not organization.meetings.exists()


def test_numbers_run_within_the_year(organization: Organization) -> None:
    made = [invited(organization, day) for day in (date(2025, 6, 1), DAY, DAY)]

    assert [meeting.code for meeting in made] == ["Rapat 1/2025", "Rapat 1/2026", "Rapat 2/2026"]


def test_a_late_invitation_is_counted_in_days(organization: Organization) -> None:
    meeting = plan_meeting(
        organization=organization, kind="rapat_anggota", held_on=DAY, place="Balai",
        agenda=["Pembukaan"], **act(),
    )  # fmt: skip

    meeting = invite(meeting=meeting, on=DAY - timedelta(days=1), **act())

    assert notice_missing(meeting) == 2


def test_without_quorum_it_does_not_open_but_adjourns_to_a_lower_one(
    organization: Organization,
) -> None:
    meeting = came(invited(organization, date(2026, 2, 8)), 5)
    rows = list(meeting.attendances.select_related("person")[:2])

    with pytest.raises(MeetingError, match="hadir 5 suara, perlu 7"):
        open_meeting(meeting=meeting, chair=rows[0].person, clerk=rows[1].person, **act())
    second = adjourn(meeting=meeting, held_on=DAY, place="Balai", **act())
    second = came(invite(meeting=second, on=DAY, **act()), 4)
    rows = list(second.attendances.select_related("person")[:2])
    held = open_meeting(meeting=second, chair=rows[0].person, clerk=rows[1].person, **act())

    meeting.refresh_from_db()
    assert (meeting.state, second.needed, held.state) == ("adjourned", 4, "held")
    assert (second.quorum_words, second.cutoff) == ("sedikitnya 1/3", date(2026, 2, 8))


def test_a_second_meeting_without_quorum_is_the_last(organization: Organization) -> None:
    first = came(invited(organization, date(2026, 2, 8)), 1)
    second = adjourn(meeting=first, held_on=date(2026, 2, 9), place="Balai", **act())
    second = invite(meeting=second, on=date(2026, 2, 9), **act())

    with pytest.raises(MeetingError, match="sudah rapat kedua"):
        adjourn(meeting=second, held_on=DAY, place="Balai", **act())


def test_presence_waits_for_the_day(organization: Organization) -> None:
    meeting = invited(organization, DAY + timedelta(days=1))

    with pytest.raises(MeetingError, match="baru diadakan 16/02/2026"):
        came(meeting, 1)


def test_the_own_phone_confirms_once_and_only_for_who_is_entitled(
    organization: Organization,
) -> None:
    meeting = invited(organization)
    person = organization.memberships.get(number="A-03").person

    attend(meeting=meeting, person=person, **act())
    again = attend(meeting=meeting, person=person, **act())
    with pytest.raises(MeetingError, match="tidak ada dalam daftar"):
        attend(meeting=meeting, person=PersonFactory(), **act())

    assert again.presence == Presence.QR
    assert Event.objects.filter(act="attend_meeting").count() == 1


def rule(organization: Organization, **changed: Any) -> None:
    given = replace(meeting_kinds()["rapat_anggota"].rule, basis="AD pasal 12", **changed)
    set_meeting_rule(
        organization=organization, kind="rapat_anggota", rule=given,
        valid_from=date(2025, 1, 1), **act(),
    )  # fmt: skip


def test_proxies_only_where_the_rule_allows_them(organization: Organization) -> None:
    meeting = invited(organization)
    first, second, third, fourth = meeting.attendances.all()[:4]
    present = {first.pk: Presence.LIST}

    with pytest.raises(MeetingError, match="tidak mengenal kuasa"):
        mark_attendance(meeting=meeting, present=present, proxies={second.pk: first.pk}, **act())
    rule(organization, proxies=1)
    mark_attendance(meeting=meeting, present=present, proxies={second.pk: first.pk}, **act())
    for proxies, sentence in (
        ({second.pk: first.pk, third.pk: first.pk}, "lebih dari 1 kuasa"),
        ({second.pk: third.pk}, "tidak hadir dengan hak suara"),
        ({first.pk: first.pk}, "hadir sendiri"),
    ):
        with pytest.raises(MeetingError, match=sentence):
            mark_attendance(meeting=meeting, present=present, proxies=proxies, **act())

    counted = tally(meeting.attendances.all())
    assert (counted.present, counted.represented, counted.votes) == (1, 1, 2)
    assert fourth.presence == ""


def test_an_own_rule_changes_the_quorum(organization: Organization) -> None:
    rule(organization, quorum=Fraction(2, 3), quorum_over=False)

    assert invited(organization).needed == 8


@pytest.mark.parametrize("share", [Fraction(0), Fraction(3, 2)])
def test_a_share_outside_one_is_refused(organization: Organization, share: Fraction) -> None:
    with pytest.raises(MeetingRuleError, match="1/2 atau 2/3"):
        rule(organization, quorum=share)


def test_a_rule_that_stands_is_changed_by_a_decision_only(organization: Organization) -> None:
    rule(organization)

    with pytest.raises(DecisionError, match="memerlukan keputusan rapat"):
        rule(organization, proxies=2)


@pytest.mark.parametrize(
    ("votes", "result"),
    [((5, 3, 1), "carried"), ((4, 4, 1), "rejected"), ((0, 0, 9), "rejected")],
)
def test_hands_are_counted(
    organization: Organization, votes: tuple[int, int, int], result: str
) -> None:
    motion = motion_of(opened(organization, 9))

    decided_motion = decide_by_count(
        motion=motion, votes_for=votes[0], votes_against=votes[1], votes_abstain=votes[2], **act()
    )

    assert (decided_motion.result, decided_motion.present) == (result, 9)


def test_more_hands_than_heads_are_refused(organization: Organization) -> None:
    motion = motion_of(opened(organization, 9))

    with pytest.raises(MeetingError, match=r"Suara berjumlah 10, padahal yang hadir .* 9"):
        decide_by_count(motion=motion, votes_for=8, votes_against=2, votes_abstain=0, **act())

    motion.refresh_from_db()
    assert motion.result == ""


def test_a_member_votes_once(organization: Organization) -> None:
    meeting = opened(organization, 8)
    motion = motion_of(meeting, method=Method.ROLL)
    voter, absent = meeting.attendances.first(), meeting.attendances.last()
    assert voter
    assert absent

    cast_vote(motion=motion, voter=voter, choice="for")
    with pytest.raises(VotedTwiceError, match="satu anggota satu suara"):
        cast_vote(motion=motion, voter=voter, choice="against")
    with pytest.raises(MeetingError, match="tidak hadir dengan hak suara"):
        cast_vote(motion=motion, voter=absent, choice="for")

    assert list(motion.votes.values_list("choice", flat=True)) == ["for"]


def test_a_roll_call_is_counted_and_may_be_repeated(organization: Organization) -> None:
    meeting = opened(organization, 8)
    motion = motion_of(meeting, method=Method.ROLL)
    rows = list(meeting.attendances.all()[:8])
    choices = {row.pk: "for" if place < 5 else "against" for place, row in enumerate(rows)}

    first = decide_by_roll(motion=motion, choices=choices, **act())
    with pytest.raises(MeetingError, match="sudah diputus"):
        decide_by_roll(motion=motion, choices={}, **act())
    again = repeat_vote(motion=motion, reason="Salah hitung", **act())

    assert (first.votes_for, first.votes_against, first.result) == (5, 3, "carried")
    assert (again.result, again.votes.count()) == ("", 0)


def test_who_voted_cannot_become_absent(organization: Organization) -> None:
    meeting = opened(organization, 8)
    motion = motion_of(meeting, method=Method.ROLL)
    voter = meeting.attendances.first()
    assert voter
    cast_vote(motion=motion, voter=voter, choice="for")

    with pytest.raises(MeetingError, match="sudah memberikan suara"):
        mark_attendance(meeting=meeting, present={}, proxies={}, **act())


def test_an_election_seats_those_with_most_votes(organization: Organization) -> None:
    meeting = opened(organization, 9)
    motion = motion_of(
        meeting, kind="officer_change", text="Ketua 2026–2031", method=Method.BALLOT,
        candidates=["Sari", "Budi", "Sari", " "],
    )  # fmt: skip
    sari, budi = motion.candidates.all()

    for ballots, blank, sentence in (
        ({sari.pk: 10}, 0, "paling banyak mendapat 9"),
        ({sari.pk: 6, budi.pk: 4}, 0, "Surat suara 10, padahal yang hadir 9"),
        ({sari.pk: 4, budi.pk: 4}, 1, "Suara sama banyak"),
    ):
        with pytest.raises(MeetingError, match=sentence):
            decide_by_ballot(motion=motion, ballots=ballots, blank=blank, **act())
    decide_by_ballot(motion=motion, ballots={sari.pk: 5, budi.pk: 3}, blank=1, **act())
    write_minutes(meeting=meeting, text="Pemilihan ketua.", witnesses="", **act())
    (decision,) = finalise(meeting=meeting, **act())

    assert decision.text == "Ketua 2026–2031: terpilih Sari (5 suara)"


def test_a_change_of_rules_needs_a_higher_quorum_and_majority(organization: Organization) -> None:
    motion = motion_of(opened(organization, 7), kind="rule_change", method=Method.CONSENSUS)
    other = motion_of(opened(organization, 9), kind="rule_change")

    with pytest.raises(MeetingError, match="kuorum sedikitnya 2/3, yaitu 8 suara"):
        decide_by_consensus(motion=motion, is_agreed=True, **act())
    result = decide_by_count(
        motion=other, votes_for=5, votes_against=4, votes_abstain=0, **act()
    ).result

    assert result == "rejected"


def test_a_board_cannot_divide_a_profit(organization: Organization) -> None:
    for kind in ("ketua", "sekretaris", "bendahara"):
        officer(organization, kind)

    with pytest.raises(MeetingError, match="bawa ke rapat anggota"):
        motion_of(opened(organization, 3, kind="pengurus"), kind="profit_allocation")


def test_minutes_become_final_with_numbered_decisions(organization: Organization) -> None:
    meeting = opened(organization, 8)
    for text, votes in (
        ("Beli jaring", (8, 0, 0)),
        ("Naikkan iuran", (2, 6, 0)),
        ("Libur", (5, 3, 0)),
    ):
        motion = motion_of(meeting, text=text)
        decide_by_count(
            motion=motion, votes_for=votes[0], votes_against=votes[1], votes_abstain=votes[2],
            **act(),
        )  # fmt: skip

    with pytest.raises(MeetingError, match="Tulis dahulu jalannya rapat"):
        finalise(meeting=meeting, **act())
    write_minutes(meeting=meeting, text="Dibahas tiga usul.", witnesses="Sari, Budi", **act())
    decisions = finalise(meeting=meeting, **act())

    assert [(d.code, d.text) for d in decisions] == [
        ("Keputusan 1/2026", "Beli jaring"),
        ("Keputusan 2/2026", "Libur"),
    ]
    assert faults_of_minutes(organization) == []


def test_an_open_motion_keeps_the_minutes_open(organization: Organization) -> None:
    meeting = opened(organization, 8)
    motion = motion_of(meeting)
    write_minutes(meeting=meeting, text="Dibahas.", witnesses="", **act())

    with pytest.raises(MeetingError, match="Usul 1 belum diputus"):
        finalise(meeting=meeting, **act())
    withdraw_motion(motion=motion, **act())

    assert finalise(meeting=meeting, **act()) == []


def test_a_cancelled_meeting_says_why(organization: Organization) -> None:
    meeting = invited(organization)

    with pytest.raises(MeetingError, match="Tulis alasannya"):
        cancel_meeting(meeting=meeting, reason=" ", **act())
    cancel_meeting(meeting=meeting, reason="Hujan", **act())
    with pytest.raises(MeetingError, match="Dibatalkan"):
        came(meeting, 3)


# --- the key ------------------------------------------------------------------------------------


def test_an_act_asks_for_its_decision(organization: Organization) -> None:
    decision = decided(organization)
    other = decided(organization, kind="other")
    foreign = decided(OrganizationFactory())

    assert require_decision(organization, "profit_allocation", DAY, decision=decision) == decision
    assert require_decision(organization, "officer_change", DAY, decision=None) is None
    for given, on, sentence in (
        (None, DAY, "memerlukan keputusan rapat jenis “Pembagian laba”"),
        (other, DAY, "berjenis “Lain-lain”, bukan “Pembagian laba”"),
        (foreign, DAY, "milik lembaga lain"),
        (decision, DAY - timedelta(days=1), "baru diambil 15/02/2026"),
    ):
        with pytest.raises(DecisionError, match=sentence):
            require_decision(organization, "profit_allocation", on, decision=given)


def test_a_decision_that_is_used_up_opens_nothing(organization: Organization) -> None:
    decision = decided(organization)
    given: dict[str, Any] = {
        "organization": organization, "kind": "profit_allocation", "on": DAY,
        "decision": decision, "act": "allocate_profit", "subject": "BU/2026/02/0001",
        "only_once": True,
    }  # fmt: skip
    use_decision(**given, **act())

    with pytest.raises(DecisionError, match="sudah dipakai"):
        use_decision(**given, **act())

    assert decision.uses.count() == 1


def test_an_organization_says_which_acts_want_a_decision(organization: Organization) -> None:
    set_decision_rule(
        organization=organization, kind="officer_change", is_required=True,
        valid_from=date(2026, 1, 1), **act(),
    )  # fmt: skip

    assert (
        require_decision(organization, "officer_change", date(2025, 12, 31), decision=None) is None
    )
    with pytest.raises(DecisionError, match="penggantian pengurus"):
        require_decision(organization, "officer_change", DAY, decision=None)


# --- what the database refuses ------------------------------------------------------------------


def final(organization: Organization) -> Meeting:
    return decided(organization, text="Beli jaring").meeting


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE members_meeting SET minutes = 'lain' WHERE id = %(meeting)s",
        "UPDATE members_meeting SET state = 'held', seal = '' WHERE id = %(meeting)s",
        "DELETE FROM members_meeting WHERE id = %(meeting)s",
        "UPDATE members_attendance SET presence = '' WHERE meeting_id = %(meeting)s",
        "UPDATE members_attendance SET name = 'X' WHERE meeting_id = %(meeting)s",
        "DELETE FROM members_attendance WHERE meeting_id = %(meeting)s",
        "UPDATE members_agendaitem SET text = 'X' WHERE meeting_id = %(meeting)s",
        "DELETE FROM members_agendaitem WHERE meeting_id = %(meeting)s",
        "UPDATE members_motion SET votes_for = 1 WHERE meeting_id = %(meeting)s",
        "DELETE FROM members_motion WHERE meeting_id = %(meeting)s",
        "UPDATE members_decision SET text = 'X'",
        "DELETE FROM members_decision",
        "UPDATE members_decisionuse SET subject = 'X'",
        "DELETE FROM members_decisionuse",
        (
            "UPDATE members_meeting SET state = 'final', seal = 'x', sequence = 9, "
            "sealed_at = made_at WHERE id = %(open)s"
        ),
        "UPDATE members_meeting SET seal = 'x' WHERE id = %(open)s",
        "UPDATE members_attendance SET has_vote = NOT has_vote WHERE meeting_id = %(open)s",
        "DELETE FROM members_attendance WHERE meeting_id = %(open)s",
        "UPDATE members_vote SET choice = 'against'",
        (
            "INSERT INTO members_decision (organization_id, meeting_id, motion_id, year, number,"
            " kind, text, decided_on) SELECT m.organization_id, m.id, o.id, 2026, 2,"
            " o.kind, 'x', m.held_on FROM members_motion o"
            " JOIN members_meeting m ON m.id = o.meeting_id WHERE m.id = %(open)s"
        ),
    ],
)
def test_the_database_keeps_what_was_decided(organization: Organization, statement: str) -> None:
    meeting = final(organization)
    use_decision(
        organization=organization, kind="profit_allocation", on=DAY,
        decision=Decision.objects.get(), act="x", subject="x", **act(),
    )  # fmt: skip
    open_one = opened(organization, 8)
    motion = motion_of(open_one, method=Method.ROLL)
    voter = open_one.attendances.first()
    assert voter
    cast_vote(motion=motion, voter=voter, choice="for")
    ids = {"meeting": meeting.pk, "open": open_one.pk}

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, ids)

    assert faults_of_minutes(organization) == []


def test_the_database_refuses_a_second_vote(organization: Organization) -> None:
    meeting = opened(organization, 8)
    motion = motion_of(meeting, method=Method.ROLL)
    voter = meeting.attendances.first()
    assert voter
    cast_vote(motion=motion, voter=voter, choice="for")

    with pytest.raises(DatabaseError), transaction.atomic():
        Vote.objects.bulk_create([Vote(motion=motion, voter=voter, choice="against")])
    if connection.vendor == "sqlite":
        with pytest.raises(DatabaseError), connection.cursor() as cursor:
            cursor.execute(
                "REPLACE INTO members_vote (motion_id, voter_id, choice) VALUES (%s, %s, %s)",
                [motion.pk, voter.pk, "against"],
            )

    assert list(motion.votes.values_list("choice", flat=True)) == ["for"]


def test_a_name_smuggled_past_the_guards_breaks_the_seal(
    organization: Organization, without_guards: Any
) -> None:
    meeting = final(organization)

    with without_guards():
        Attendance.objects.filter(meeting=meeting, number="A-01").update(name="Orang Lain")

    faults = ["Rapat 1/2026: isi risalahnya tidak cocok dengan segelnya."]
    assert faults_of_minutes(organization) == faults
    assert faults_of_book(organization.book) == faults


def test_nothing_is_written_of_an_act_that_is_refused(organization: Organization) -> None:
    before = Event.objects.count()
    meeting = invited(organization)
    planned: datetime = meeting.made_at

    with pytest.raises(MeetingError):
        motion_of(meeting)

    assert (planned, Motion.objects.count()) == (AT, 0)
    assert Event.objects.count() == before + 2
