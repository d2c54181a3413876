"""Meetings in the browser: a chair from the invitation to sealed minutes; what others see."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from ledger.models import Book
from members.models import Meeting, Membership, Office, OfficeKind, Organization
from members.selectors.decisions import decision_kinds
from members.services.meeting_tokens import token_of
from members.services.organizations import create_login
from tests.factories.meetings import came, decided, invited, opened
from tests.pages.reading import Page
from tests.pages.test_get_never_writes import cost

MEETINGS = "/lembaga/mina-lestari/rapat/"
PLAN = {
    "kind": "rapat_anggota",
    "title": "Pembagian laba 2025",
    "held_on": "2026-02-15",
    "starts_at": "19.30",
    "place": "Balai desa",
    "agenda": "Pembukaan\n\nPembagian laba\nPenutup",
}


@pytest.fixture
def organization(mina: Book) -> Organization:
    return Organization.objects.get(slug="mina-lestari")


def newest(organization: Organization) -> Meeting:
    return organization.meetings.order_by("-pk")[0]


def pdf_text(response: Any) -> str:
    reader = PdfReader(io.BytesIO(response.content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_a_meeting_from_invitation_to_sealed_minutes(
    organization: Organization, chair: Client, treasurer: Client
) -> None:
    chair.post(f"{MEETINGS}baru/", PLAN)
    meeting = newest(organization)
    home = f"{MEETINGS}{meeting.pk}/"
    draft = Page(chair.get(home))
    hidden = treasurer.get(home).status_code
    chair.post(f"{home}undang/")
    called = Page(chair.get(home))
    rows = list(meeting.attendances.all())
    chair.post(f"{home}hadir/", {f"p{row.pk}": "1" for row in rows[:8]} | {"how": "list"})
    leads = {"chair": rows[0].person_id, "clerk": rows[1].person_id}
    chair.post(f"{home}buka/", leads)
    motion = chair.post(
        f"{home}usul/",
        {"kind": "profit_allocation", "text": "Laba 2025 dibagi 40/40/10/5/5", "method": "count",
         "seats": "1"},
    )  # fmt: skip
    votes = {"votes_for": "6", "votes_against": "1", "votes_abstain": "1"}
    chair.post(motion.headers["Location"], votes)
    chair.post(f"{home}risalah/", {"text": "Laba dibahas.", "witnesses": "Sari, Budi"})
    chair.post(f"{home}final/")

    meeting.refresh_from_db()
    decision = organization.decisions.get(meeting=meeting)
    seen = Page(treasurer.get(home))
    assert (draft.title, hidden) == (f"{meeting.code} Pembagian laba 2025", 404)
    assert "Perlu" not in draft.text
    assert "12" in called.text
    assert (
        "*Undangan Rapat anggota*" in called.values.get("", "") or "Undangan untuk" in called.text
    )
    assert (meeting.state, meeting.present_at_opening, decision.kind) == (
        "final", 8, "profit_allocation",
    )  # fmt: skip
    assert decision.text in seen.text
    assert "Laba dibahas." in seen.text
    assert meeting.seal[:16] in seen.text


def test_bad_input_stays_on_the_page_with_its_sentence(
    organization: Organization, chair: Client
) -> None:
    count = organization.meetings.count()

    page = Page(
        chair.post(f"{MEETINGS}baru/", PLAN | {"held_on": "00/02/2026", "starts_at": "25.00"})
    )

    assert page.status == 422
    assert page.refusals == [
        "Tanggal: “00/02/2026” bukan tanggal. Tulis seperti 31/12/2025.",
        "Pukul: Tulis jam seperti 19.30.",
    ]
    assert page.values["place"] == "Balai desa"
    assert organization.meetings.count() == count


def test_without_quorum_the_page_says_how_many_are_missing(
    organization: Organization, chair: Client
) -> None:
    meeting = came(invited(organization), 3)
    rows = list(meeting.attendances.all())

    page = Page(
        chair.post(
            f"{MEETINGS}{meeting.pk}/buka/",
            {"chair": rows[0].person_id, "clerk": rows[1].person_id},
        )
    )
    chair.post(f"{MEETINGS}{meeting.pk}/tunda/", {"held_on": "2026-02-22", "place": "Balai desa"})

    assert page.refusals == [
        "Belum kuorum: hadir 3 suara, perlu 7 (lebih dari 1/2). Tunggu, atau tunda rapatnya."
    ]
    second = newest(organization)
    assert (second.previous, second.held_on, second.state) == (meeting, date(2026, 2, 22), "draft")


def test_a_tick_outside_the_rule_stays_ticked(organization: Organization, chair: Client) -> None:
    meeting = invited(organization)
    first, second = meeting.attendances.all()[:2]

    page = Page(
        chair.post(
            f"{MEETINGS}{meeting.pk}/hadir/",
            {f"p{first.pk}": "1", f"proxy{second.pk}": str(first.pk)},
        )
    )

    assert page.refusals == ["Aturan rapat ini tidak mengenal kuasa: setiap orang hadir."]
    assert f"p{first.pk}" in page.values
    assert not meeting.attendances.exclude(presence="").exists()


def test_the_own_phone(
    organization: Organization,
    chair: Client,
    client_of: Callable[[str], Client],
    actor: Any,
    at: Any,
) -> None:
    meeting = invited(organization)
    member = Membership.objects.get(organization=organization, number="ML-07")
    create_login(person=member.person, username="anggota.mina", password="x", actor=actor, at=at)
    phone = client_of("anggota.mina")
    shown = chair.get(f"{MEETINGS}{meeting.pk}/qr/")
    page = reverse(
        "meetings:attend",
        kwargs={"org": "mina-lestari", "pk": meeting.pk, "token": token_of(meeting)},
    )
    forged = page.replace(token_of(meeting), f"{meeting.pk}:palsu:palsu")

    opened_page = Page(phone.get(page))
    before = meeting.attendances.exclude(presence="").count()
    refused = Page(phone.post(forged))
    done = Page(phone.post(page))

    assert shown.headers["Refresh"] == "300"
    assert b"<svg" in shown.content
    assert "." in opened_page.posts
    assert (before, refused.status, done.status) == (0, 422, 200)
    assert "Kode ini sudah lewat waktunya" in refused.text
    assert "kehadiran Anda tercatat" in done.text
    row = meeting.attendances.get(person=member.person)
    assert row.presence == "qr"


def test_a_member_reads_minutes_and_manages_nothing(
    organization: Organization, client_of: Callable[[str], Client], actor: Any, at: Any
) -> None:
    member = Membership.objects.get(organization=organization, number="ML-07")
    create_login(person=member.person, username="anggota.mina", password="x", actor=actor, at=at)
    phone = client_of("anggota.mina")
    final = organization.meetings.get(held_on=date(2025, 1, 25))

    page = Page(phone.get(f"{MEETINGS}{final.pk}/"))

    assert "cadangan modal Rp1.200.000" in page.text
    assert [url for url in page.posts if url.startswith(MEETINGS) or url == "."] == []
    assert phone.get(f"{MEETINGS}baru/").status_code == 403
    assert phone.get("/lembaga/tani-lentera/rapat/").status_code == 404


def test_an_election_by_ballot(organization: Organization, chair: Client) -> None:
    meeting = opened(organization, 9)
    home = f"{MEETINGS}{meeting.pk}/"
    motion = chair.post(
        f"{home}usul/",
        {"kind": "officer_change", "text": "Ketua", "method": "ballot", "seats": "1",
         "candidates": "Sari\nBudi"},
    ).headers["Location"]  # fmt: skip
    sari, budi = meeting.motions.get().candidates.all()

    refused = Page(chair.post(motion, {f"c{sari.pk}": "6", f"c{budi.pk}": "4", "blank": "0"}))
    chair.post(motion, {f"c{sari.pk}": "6", f"c{budi.pk}": "3", "blank": "0"})

    assert refused.refusals == [
        "Surat suara 10, padahal yang hadir 9 suara. Hitung lagi.",
    ]
    assert refused.values[f"c{sari.pk}"] == "6"
    assert list(meeting.motions.get().candidates.values_list("votes", "is_elected")) == [
        (6, True), (3, False),
    ]  # fmt: skip


def test_a_roll_call_keeps_one_vote_each(organization: Organization, chair: Client) -> None:
    meeting = opened(organization, 8)
    motion = chair.post(
        f"{MEETINGS}{meeting.pk}/usul/",
        {"kind": "other", "text": "Beli jaring", "method": "roll", "seats": "1"},
    ).headers["Location"]
    rows = list(meeting.attendances.all())

    empty = Page(chair.post(motion, {}))
    chair.post(motion, {f"v{row.pk}": "for" for row in rows[:7]})
    again = chair.post(motion, {f"v{rows[0].pk}": "against"}).status_code

    assert empty.refusals == ["Isi suara sedikitnya satu anggota."]
    assert meeting.motions.get().votes_for == 7
    assert again == 422


def test_the_papers_of_a_meeting(organization: Organization, chair: Client) -> None:
    decision = decided(organization, text="Laba 2025 dibagi", title="Laba")
    home = f"{MEETINGS}{decision.meeting_id}/cetak/"

    papers = {
        name: pdf_text(chair.get(f"{home}{name}/"))
        for name in ("undangan", "daftar-hadir", "risalah")
    }

    assert "Pembagian laba" in papers["undangan"]
    assert "Tanda tangan" in papers["daftar-hadir"]
    assert "ML-12" in papers["daftar-hadir"]
    assert "Berhak hadir 12 orang, hadir 12" in papers["risalah"]
    assert decision.code in papers["risalah"]
    assert "BELUM FINAL" not in papers["risalah"]
    assert chair.get(f"{home}lain/").status_code == 404


def test_the_rules_of_meetings(organization: Organization, chair: Client) -> None:
    given = {
        "quorum": "2/3", "second_quorum": "1/3", "majority": "1/2", "proxies": "1",
        "notice_days": "7", "valid_from": "2026-01-01", "basis": "AD pasal 12",
    }  # fmt: skip
    page = f"{MEETINGS}aturan/rapat_anggota/"

    refused = Page(chair.post(page, given | {"quorum": "5/3"}))
    saved = chair.post(page, given)
    again = Page(chair.post(page, given))

    assert refused.refusals == ["Kuorum: Tulis pecahan seperti 1/2, 2/3, atau 75%."]
    assert saved.status_code == 302
    assert again.refusals[0].startswith("Keputusan rapat: Tindakan ini memerlukan keputusan rapat")
    assert invited(organization).needed == 8
    assert "AD pasal 12" in Page(chair.get(f"{MEETINGS}aturan/")).text


def test_a_requirement_is_added_freely_and_dropped_by_decision_only(
    organization: Organization, chair: Client
) -> None:
    kept = [code for code, kind in decision_kinds().items() if kind.is_required]
    page = f"{MEETINGS}aturan/keputusan/"

    chair.post(page, {f"d-{kind}": "1" for kind in [*kept, "officer_change"]})
    chair.post(page, {f"d-{kind}": "1" for kind in kept})
    decision = decided(organization, kind="rule_change", text="Pengurus tanpa keputusan")
    chair.post(page, {f"d-{kind}": "1" for kind in kept} | {"decision": str(decision.pk)})

    rules = organization.decision_rules.order_by("pk").values_list("kind", "is_required")
    # the change takes effect on the day of the decision
    assert list(rules) == [("officer_change", True), ("officer_change", False)]


def test_a_meeting_that_is_called_stands_on_the_first_page(
    organization: Organization, treasurer: Client
) -> None:
    before = Page(treasurer.get("/lembaga/mina-lestari/"))
    meeting = invited(organization, title="Panen raya")

    page = Page(treasurer.get("/lembaga/mina-lestari/"))

    assert "Panen raya" in page.text
    assert "Panen raya" not in before.text
    assert f"{MEETINGS}{meeting.pk}/" in page.links


def test_the_books_of_decisions(organization: Organization, treasurer: Client) -> None:
    page = Page(treasurer.get(f"{MEETINGS}keputusan/?kind=profit_allocation"))
    book = treasurer.get(
        "/lembaga/mina-lestari/laporan/member_decisions_book/?start=2025-01-01&end=2025-12-31"
        "&format=json"
    )

    assert "Laba 2024 Rp3.000.000 dibagi: cadangan modal Rp1.200.000" in page.text
    assert "Pengangkatan pengawas" not in page.text
    assert book.status_code == 200


@pytest.mark.parametrize("page", [MEETINGS, f"{MEETINGS}keputusan/"])
def test_lists_cost_the_same_with_one_and_more(
    organization: Organization, treasurer: Client, page: str
) -> None:
    one = cost(treasurer, page)
    decided(organization)
    decided(organization)

    assert len(cost(treasurer, page)) == len(one)


def test_a_meeting_costs_the_same_with_one_motion_and_three(
    organization: Organization, chair: Client
) -> None:
    meeting = opened(organization, 9)
    home = f"{MEETINGS}{meeting.pk}/"
    wish = {"kind": "other", "text": "Usul", "method": "consensus", "seats": "1"}
    chair.post(f"{home}usul/", wish)
    one = cost(chair, home)
    chair.post(f"{home}usul/", wish)
    chair.post(f"{home}usul/", wish)

    assert len(cost(chair, home)) == len(one)


def test_the_demonstration_tells_its_meetings(demo: dict[str, Book]) -> None:
    attended = {}
    for slug in ("tani-lentera", "mina-lestari", "jahit-kencana", "bengkel-roda"):
        held = Meeting.objects.filter(organization__slug=slug, year=2025, state="final")
        held = held.exclude(kind="pendirian")
        rows = [row for meeting in held for row in meeting.attendances.all()]
        share = 100 * sum(bool(row.presence) for row in rows) / len(rows)
        attended[slug] = (held.count(), int(share))

    # meetings held in 2025 and their attendance in percent: the readiness figures of the groups
    assert attended == {
        "tani-lentera": (9, 74),
        "mina-lestari": (12, 83),
        "jahit-kencana": (4, 96),
        "bengkel-roda": (10, 81),
    }
    supervisor = Office.objects.get(organization__slug="mina-lestari", kind=OfficeKind.PENGAWAS)
    assert supervisor.organization.decisions.get(kind="officer_change", year=2025).text == (
        f"Pengangkatan pengawas {supervisor.person.name}"
    )
