"""Invitations by link: shown once, used once, taken back; without mail."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from empowerment.services.demo import PASSWORD
from ledger.models import Book, Event
from members.models import Invitation, Membership, Office, Organization, Person, User
from members.services.invitations import digest_of
from tests.factories.people import PersonFactory
from tests.pages.reading import Page

DOOR = "/akun/masuk/"
MINA = "/lembaga/mina-lestari/"
OFFICES = f"{MINA}anggota/jabatan/"
INVITE = f"{OFFICES}undang/"
NEW = {
    "name": "Rini Baru",
    "sex": "P",
    "phone": "0812-3456-789",
    "kind": "kasir",
    "start": "2026-02-15",
    "end": "2027-02-14",
    "decree": "SK 5/2026",
    "key": "k1",
}
CHOICE = {"username": "rini", "password": "beras-merah-12", "again": "beras-merah-12"}

pytestmark = pytest.mark.usefixtures("clock")


def link_in(answer: Any) -> str:
    """The path of the link that the page shows."""
    assert answer.status_code == 201, Page(answer).refusals
    inputs = Page(answer).tree.xpath("//input[@id='link']")
    return urlsplit(inputs[0].get("value")).path


def sent(chair: Client, **more: str) -> str:
    return link_in(chair.post(INVITE, NEW | more))


def signed_in(username: str) -> Client:
    client = Client()
    client.post(DOOR, {"login": username, "password": PASSWORD})
    return client


def test_the_link_is_shown_once_with_a_message_ready_to_send(mina: Book, chair: Client) -> None:
    answer = chair.post(INVITE, NEW)

    link, page = link_in(answer), Page(answer)
    whatsapp = next(href for href in page.links if href.startswith("https://wa.me/"))
    text = parse_qs(urlsplit(whatsapp).query)["text"][0]
    invitation = Invitation.objects.get()
    token = link.split("/")[2]
    assert urlsplit(whatsapp).path == "/628123456789"
    assert text == (
        "Rini Baru, Anda diundang sebagai Kasir di KUBE Mina Lestari Lentera. Buka tautan ini"
        f" sampai 22 Februari 2026 untuk membuat akun Lumbung Anda: http://testserver{link}"
        " (hanya berlaku sekali, jangan diteruskan)"
    )
    assert invitation.digest == digest_of(token)
    assert token not in str(list(Invitation.objects.values()))
    assert token not in str(list(Event.objects.values()))
    assert token not in chair.get(OFFICES).content.decode()
    assert answer.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_sent_twice_there_is_one_invitation(mina: Book, chair: Client) -> None:
    sent(chair)

    page = Page(chair.post(INVITE, NEW))

    assert page.refusals == [
        (
            "Undangan ini sudah dibuat dan tautannya hanya ditampilkan sekali."
            " Cabut dahulu bila tautannya hilang, lalu undang lagi."
        )
    ]
    assert Invitation.objects.count() == 1


def test_a_new_person_chooses_a_login_and_is_in_office(mina: Book, chair: Client) -> None:
    link, guest = sent(chair), Client()

    opened = Page(guest.get(link))
    answer = guest.post(link, CHOICE)

    person = Person.objects.get(name="Rini Baru")
    office = Office.objects.get(person=person)
    assert "KUBE Mina Lestari Lentera" in opened.text
    assert answer.headers["Location"] == MINA
    assert (office.kind, office.decree, str(office.end)) == ("kasir", "SK 5/2026", "2027-02-14")
    assert person.user is not None
    assert person.user.check_password("beras-merah-12")
    assert guest.get(f"{MINA}anggota/setoran/").status_code == 200
    acts = Event.objects.filter(act__in=("invite", "accept_invitation")).order_by("pk")
    assert [(e.act, e.actor.get_full_name() if e.actor else "") for e in acts] == [
        ("invite", Person.objects.get(user__username="ketua.mina").name),
        ("accept_invitation", "Rini Baru"),
    ]


def test_a_link_opens_once(mina: Book, chair: Client) -> None:
    link = sent(chair)
    Client().post(link, CHOICE)

    again = Client().post(link, CHOICE | {"username": "orang.lain"})

    assert (again.status_code, "sudah dipakai" in Page(again).text) == (410, True)
    assert not User.objects.filter(username="orang.lain").exists()


def test_a_link_ends_with_its_days(
    mina: Book, chair: Client, clock: Callable[[datetime], None], at: datetime
) -> None:
    link = sent(chair)

    clock(at + timedelta(days=7, minutes=1))
    page = Page(Client().get(link))

    assert (page.status, page.title) == (410, "Undangan tidak berlaku")
    assert "lewat waktunya" in page.text


def test_a_link_that_was_taken_back_opens_nothing(mina: Book, chair: Client) -> None:
    link = sent(chair)
    invitation = Invitation.objects.get()
    listed = Page(chair.get(OFFICES)).text

    chair.post(f"{OFFICES}undangan/{invitation.pk}/cabut/")

    assert "Rini Baru" in listed
    assert "Rini Baru" not in Page(chair.get(OFFICES)).text
    assert Client().get(link).status_code == 410
    assert Client().post(link, CHOICE).status_code == 410
    assert Event.objects.filter(act="revoke_invitation").count() == 1


def test_a_link_of_an_officer_who_has_gone_opens_nothing(mina: Book, chair: Client) -> None:
    link = sent(chair)
    Office.objects.filter(person__user__username="ketua.mina").update(end="2026-02-14")

    page = Page(Client().post(link, CHOICE))

    assert (page.status, "tidak lagi berwenang" in page.text) == (410, True)
    assert not User.objects.filter(username="rini").exists()


def test_a_forged_link_is_no_link(mina: Book, chair: Client) -> None:
    link = sent(chair)

    assert Client().get(link[:-3] + "x/").status_code == 404
    assert Client().get("/undangan/apa-saja/").status_code == 404


def test_a_member_is_invited_by_number_and_bound_to_the_login(mina: Book, chair: Client) -> None:
    person = mina.organization.memberships.get(number="ML-05").person
    link = sent(chair, member="ML-05", name="", sex="")

    Client().post(link, CHOICE)

    person.refresh_from_db()
    assert person.user == User.objects.get(username="rini")
    assert Person.objects.filter(name=person.name).count() == 1


def test_who_has_a_login_signs_in_and_accepts(mina: Book, chair: Client) -> None:
    person = mina.organization.memberships.get(number="ML-04").person  # the treasurer
    link = sent(chair, member="ML-04", name="", sex="", kind="kolektor")

    stranger = Page(Client().get(link))
    refused = Page(Client().post(link, CHOICE))
    other = Page(signed_in("orang.luar").post(link))
    answer = signed_in("bendahara.mina").post(link)

    assert f"{DOOR}?next={link}" in [href.replace("%3A", ":") for href in stranger.links]
    assert refused.refusals == [
        f"{person.name} sudah punya akun. Masuk dahulu, lalu buka tautan ini lagi."
    ]
    assert other.refusals == [
        f"Undangan ini untuk {person.name}. Keluar dahulu, lalu masuk dengan akunnya."
    ]
    assert answer.headers["Location"] == MINA
    assert Office.objects.filter(person=person, kind="kolektor").count() == 1


def test_a_login_without_a_person_becomes_the_invited_one(
    mina: Book, chair: Client, client_of: Callable[[str], Client]
) -> None:
    user = User.objects.create_user("tanpa.orang")
    link = sent(chair)

    client_of("tanpa.orang").post(link)

    user.refresh_from_db()
    assert user.person.name == "Rini Baru"


def test_nobody_accepts_the_own_invitation(mina: Book, chair: Client) -> None:
    link = sent(chair)

    page = Page(chair.post(link))

    assert (page.status, Office.objects.filter(kind="kasir").count()) == (422, 1)
    assert page.refusals == [
        "Anda yang membuat undangan ini. Kirimkan tautannya kepada yang diundang."
    ]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"again": "beras-putih-12"}, "Kata sandi sekali lagi: Kedua kata sandi tidak sama."),
        (
            {"password": "pendek", "again": "pendek"},
            ("Kata sandi: Kata sandi terlalu pendek. Harus mengandung setidaknya 10 karakter."),
        ),
        (
            {"username": "bendahara.mina"},
            "Nama masuk ini sudah dipakai orang lain. Pilih yang lain.",
        ),
    ],
)
def test_a_choice_that_is_not_taken_leaves_the_link_open(
    mina: Book, chair: Client, wrong: dict[str, str], sentence: str
) -> None:
    link = sent(chair)

    page = Page(Client().post(link, CHOICE | wrong))

    assert (page.status, page.refusals) == (422, [sentence])
    assert Invitation.objects.get().accepted_at is None
    assert Client().post(link, CHOICE).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Nama lengkap: Isi nama yang diundang, atau nomor anggotanya."),
        (
            {"member": "ML-05"},
            "Nama lengkap: Isi nomor anggota atau nama, jangan keduanya.",
        ),
        ({"sex": ""}, "Jenis kelamin: Pilih jenis kelaminnya."),
        (
            {"kind": "auditor", "end": ""},
            "Sampai: Isi tanggal akhir: akses auditor selalu terbatas waktu.",
        ),
    ],
)
def test_a_wrong_invitation_stays_on_the_page(
    mina: Book, chair: Client, wrong: dict[str, str], sentence: str
) -> None:
    page = Page(chair.post(INVITE, NEW | wrong))

    assert (page.status, page.refusals) == (422, [sentence])
    assert page.values["decree"] == "SK 5/2026"
    assert Invitation.objects.count() == 0


def test_tries_with_a_link_are_limited(mina: Book, chair: Client) -> None:
    link = sent(chair)
    taken = CHOICE | {"username": "bendahara.mina"}

    statuses = [Client().post(link, taken).status_code for _try in range(21)]

    assert statuses == [422] * 20 + [429]


def test_an_invitation_of_another_organization_is_not_taken_back(
    mina: Book, chair: Client, client_of: Callable[[str], Client]
) -> None:
    sent(chair)
    ksu = Organization.objects.get(slug="ksu-karya-lentera")
    PersonFactory()

    answer = client_of("ketua.ksu").post(
        f"/lembaga/{ksu.slug}/anggota/jabatan/undangan/{Invitation.objects.get().pk}/cabut/"
    )

    assert answer.status_code == 404
    assert Invitation.objects.get().revoked_at is None


@pytest.mark.parametrize("tie", ["member", "officer"])
def test_a_login_that_opens_another_organization_needs_its_consent(
    demo: dict[str, Book], mina: Book, chair: Client, client_of: Callable[[str], Client], tie: str
) -> None:
    ksu = demo["ksu-karya-lentera"].organization
    person = mina.organization.memberships.get(number="ML-05").person
    if tie == "member":
        Membership.objects.create(
            organization=ksu, person=person, number="X-1", joined_on="2026-01-02"
        )
    else:
        Office.objects.create(organization=ksu, person=person, kind="kasir", start="2026-01-02")
    link, there = sent(chair, member="ML-05", name="", sex=""), client_of("ketua.ksu")
    offices = f"/lembaga/{ksu.slug}/anggota/jabatan/"
    agree = f"{offices}undangan/{Invitation.objects.get().pk}/setujui/"

    refused = Page(Client().post(link, CHOICE))
    shown = Page(there.get(offices))
    by_inviter = chair.post(agree)
    by_cashier = client_of("kasir.ksu").post(agree)
    answer = there.post(agree)

    assert refused.refusals == [
        (
            f"{person.name} juga tercatat di KSU Karya Lentera. Pengurus di sana menyetujui akun"
            " ini dahulu, di halaman Pengurus dan jabatan mereka; sesudah itu buka tautan ini lagi."
        )
    ]
    assert f"{person.name} KUBE Mina Lestari Lentera" in shown.text
    assert (by_inviter.status_code, by_cashier.status_code) == (404, 403)
    assert answer.headers["Location"] == offices
    assert there.post(agree).status_code == 404
    assert "Akun yang diminta lembaga lain" not in Page(there.get(offices)).text
    assert Client().post(link, CHOICE).status_code == 302
    person.refresh_from_db()
    assert person.user == User.objects.get(username="rini")
    assert Event.objects.filter(act="agree_invitation", book=ksu.book).count() == 1
