"""The register in the browser: who sees what of a member, and what the secretary writes."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from ledger.models import Book
from members.models import Membership, Organization, Person
from members.services.organizations import admit_member
from tests.factories.people import OrganizationFactory, PersonFactory, officer
from tests.pages.reading import Page

MINA = "/lembaga/mina-lestari/anggota/"
GIVEN = {
    "number": "ML-90",
    "name": "Tini Rapih",
    "sex": "P",
    "birth_date": "1990-05-04",
    "nik": "3201014405900001",
    "kind": "biasa",
    "element": "keluarga",
}


@pytest.fixture
def client_at(mina: Book, client_of: Callable[[str], Client]) -> Callable[[str], Client]:
    """A browser of a new officer of Mina Lestari."""
    organization = Organization.objects.get(slug="mina-lestari")
    return lambda kind: client_of(officer(organization, kind, end=date(2027, 1, 1)).username)


def card(number: str = "ML-03") -> str:
    member = Membership.objects.get(organization__slug="mina-lestari", number=number)
    return f"{MINA}{member.pk}/"


@pytest.mark.parametrize(
    ("kind", "sees_element", "sees_address"),
    [
        ("ketua", True, True),
        ("sekretaris", True, True),
        ("pendamping", True, True),
        ("pengawas", False, True),
        ("bendahara", False, False),
        ("manajer", False, False),
        ("auditor", False, False),
    ],
)
def test_each_office_sees_what_its_work_needs(
    client_at: Callable[[str], Client], kind: str, sees_element: bool, sees_address: bool
) -> None:
    client = client_at(kind)

    shown = client.get(card()).content.decode()
    listed = client.get(MINA).content.decode()

    assert ("Klien" in shown, "Klien" in listed) == (sees_element, sees_element)
    assert ("Dusun" in shown) == sees_address
    assert "element=" not in listed or sees_element
    assert client.get(f"{MINA}?element=klien").content.count(b"card-title") == (
        6 if sees_element else 12
    )


def test_no_page_shows_a_whole_citizen_number(client_at: Callable[[str], Client]) -> None:
    chair = client_at("ketua")
    person = Membership.objects.get(organization__slug="mina-lestari", number="ML-03").person

    pages = [chair.get(url).content.decode() for url in (card(), f"{card()}ubah/", MINA)]

    assert person.nik_mask in pages[0]
    assert person.nik_mask in pages[1]
    assert not [page for page in pages if "0017012" in page]


def test_a_member_of_another_organization_is_not_found(client_at: Callable[[str], Client]) -> None:
    other = Membership.objects.filter(organization__slug="tani-lentera").first()
    assert other is not None

    statuses = [
        client_at("ketua").get(f"{MINA}{other.pk}/{page}").status_code
        for page in ("", "ubah/", "status/")
    ]

    assert statuses == [404, 404, 404]


def test_a_candidate_is_entered_accepted_and_rests(client_at: Callable[[str], Client]) -> None:
    secretary = client_at("sekretaris")

    entered = secretary.post(f"{MINA}baru/", GIVEN)
    url = card("ML-90")
    moved = [
        secretary.post(f"{url}status/", {"to": to, "on": "2026-02-15", "reason": "Merantau"})
        for to in ("active", "inactive")
    ]

    assert (entered.status_code, entered.headers["Location"]) == (302, url)
    assert [response.status_code for response in moved] == [302, 302]
    member = Membership.objects.get(number="ML-90")
    assert (member.status, member.joined_on, member.person.nik_mask) == (
        "inactive",
        date(2026, 2, 15),
        "3201••••••••0001",
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"nik": "320101440590001"}, "NIK biasanya 16 angka"),
        ({"nik": "3201010005900001"}, "seharusnya tanggal lahir"),
        ({"nik": "9901014405900001"}, "bukan kode provinsi"),
        ({"sex": "L"}, "jenis kelamin yang lain"),
        ({"birth_date": "1990-05-05"}, "tanggal lahir yang lain"),
    ],
)
def test_a_doubtful_number_is_saved_with_a_warning(
    client_at: Callable[[str], Client], changes: dict[str, str], sentence: str
) -> None:
    answer = client_at("sekretaris").post(f"{MINA}baru/", GIVEN | changes, follow=True)

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert Membership.objects.filter(number="ML-90").exists()


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"nik": "tidak tahu"}, "nik", "NIK hanya angka."),
        ({"nik": ""}, "nik_absent_reason", "tulis alasan"),
        ({"birth_date": "00/05/1990"}, "birth_date", "bukan tanggal"),
        ({"number": "ML-03"}, None, "Nomor anggota ML-03 sudah dipakai."),
        ({"heir_1": "Budi"}, "relation_1", "Isi hubungannya"),
        ({"name": ""}, "name", ""),
    ],
)
def test_a_wrong_answer_is_refused_at_its_field_and_stays(
    client_at: Callable[[str], Client], changes: dict[str, str], field: str, sentence: str
) -> None:
    before = (Person.objects.count(), Membership.objects.count())

    answer = client_at("sekretaris").post(f"{MINA}baru/", GIVEN | changes)

    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert list(errors) == [field or "__all__"]
    assert sentence in str(errors)
    assert 'value="3201014405900001"' in answer.content.decode() or "nik" in changes
    # two people stand for the officer of the test, who is there before and after
    assert (Person.objects.count() - 1, Membership.objects.count()) == before


def test_a_known_person_is_chosen_on_the_same_page(client_at: Callable[[str], Client]) -> None:
    secretary = client_at("sekretaris")
    known = Membership.objects.get(organization__slug="tani-lentera", number="TL-03").person
    typed = GIVEN | {"name": known.name, "birth_date": str(known.birth_date), "sex": known.sex}

    offered = secretary.post(f"{MINA}baru/", typed)
    chosen = secretary.post(f"{MINA}baru/", typed | {"person": str(known.pk)})

    assert offered.status_code == 422
    assert f'value="{known.pk}"' in offered.content.decode()
    assert chosen.status_code == 302
    assert Membership.objects.get(number="ML-90").person == known


def test_leaving_with_a_loan_open_is_refused_in_a_sentence(
    demo: dict[str, Book], client_of: Callable[[str], Client]
) -> None:
    ksu = Organization.objects.get(slug="ksu-karya-lentera")
    holders = set(ksu.offices.values_list("person", flat=True))
    member = next(
        m
        for m in ksu.memberships.filter(loans__isnull=False).order_by("number")
        if m.person_id not in holders
    )
    url = f"/lembaga/ksu-karya-lentera/anggota/{member.pk}/status/"

    answer = client_of("sekretaris.ksu").post(
        url, {"to": "left", "on": "2026-02-15", "reason": "Pindah"}
    )

    assert answer.status_code == 422
    assert "Pinjamannya masih Rp" in answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_member_and_three(
    client_of: Callable[[str], Client],
    actor: Any,
    at: Any,
    django_assert_num_queries: Any,
    count: int,
) -> None:
    organization = OrganizationFactory(slug="kecil")
    for number in range(count):
        admit_member(
            organization=organization,
            person=PersonFactory(user=None),
            number=f"A-{number}",
            element="umum",
            joined_on=date(2025, 1, 1),
            actor=actor,
            at=at,
        )
    client = client_of(officer(organization, "ketua").username)

    with django_assert_num_queries(8):
        page = Page(client.get("/lembaga/kecil/anggota/"))

    assert page.status == 200


def test_pages_follow_each_other_by_number(
    client_of: Callable[[str], Client], actor: Any, at: Any
) -> None:
    organization = OrganizationFactory(slug="ramai")
    for number in range(51):
        admit_member(
            organization=organization,
            person=PersonFactory(user=None, name=f"Orang {number:02d}"),
            number=f"A-{number:02d}",
            element="umum",
            joined_on=date(2025, 1, 1),
            actor=actor,
            at=at,
        )
    client = client_of(officer(organization, "ketua").username)

    first = client.get("/lembaga/ramai/anggota/").content.decode()
    second = client.get("/lembaga/ramai/anggota/?after=A-49").content.decode()

    assert ("Orang 49" in first, "Orang 50" in first, "after=A-49" in first) == (True, False, True)
    assert ("Orang 49" in second, "Orang 50" in second) == (False, True)
