"""A person's own cards: nothing of anybody else, whatever the door."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from ledger.models import Book
from ledger.services.actors import system_actor
from members.models import Membership, User
from members.services.member_pin import set_pin
from tests.pages.conftest import MINA
from tests.pages.reading import Page

DOOR = "/saya/masuk/"
PIN = "482915"


@pytest.fixture
def surya(mina: Book, at: Any) -> Membership:
    """Member ML-03 of Mina Lestari, with a PIN."""
    surya = Membership.objects.get(organization__book=mina, number="ML-03")
    set_pin(membership=surya, pin=PIN, actor=system_actor(), at=at)
    return surya


def came_in(surya: Membership, pin: str = PIN, client: Client | None = None) -> tuple[Client, Any]:
    client = client or Client()
    words = {"lembaga": surya.organization.slug, "number": surya.number, "pin": pin}
    return client, client.post(DOOR, words)


def test_a_login_sees_every_organization_of_the_person(
    demo: Any, client_of: Callable[[str], Client]
) -> None:
    client = client_of("bendahara.jahit")
    mine = Membership.objects.filter(person__user__username="bendahara.jahit")

    page = Page(client.get("/saya/"))

    assert mine.count() == 2
    assert {link for link in page.links if link.startswith("/saya/")} >= {
        f"/saya/{one.pk}/" for one in mine
    }
    assert {client.get(f"/saya/{one.pk}/").status_code for one in mine} == {200}


def test_the_card_shows_the_balances_of_the_books(
    surya: Membership, client_of: Callable[[str], Client]
) -> None:
    client, answer = came_in(surya)

    page = Page(client.get(answer.headers["Location"]))

    assert "Simpanan pokok 100.000" in page.text
    assert "Simpanan wajib 680.000" in page.text
    assert surya.person.name == page.title


def test_nobody_opens_the_card_of_another(
    surya: Membership, client_of: Callable[[str], Client]
) -> None:
    others = Membership.objects.exclude(person=surya.person)
    client, _answer = came_in(surya)

    assert {client.get(f"/saya/{one.pk}/").status_code for one in others} == {404}
    assert client_of("bendahara.mina").get(f"/saya/{surya.pk}/").status_code == 404


def test_a_pin_opens_no_page_of_the_books(surya: Membership) -> None:
    client, _answer = came_in(surya)
    pages = ("", "anggota/", f"anggota/{surya.pk}/", "bukti/", "laporan/")

    answers = [client.get(MINA + page) for page in pages]

    assert {answer.status_code for answer in answers} == {302}
    assert {answer.headers["Location"].split("?")[0] for answer in answers} == {"/akun/masuk/"}


def test_a_pin_opens_the_card_of_its_organization_alone(
    demo: Any, client_of: Callable[[str], Client], at: Any
) -> None:
    one, other = Membership.objects.filter(person__user__username="bendahara.jahit")
    set_pin(membership=one, pin=PIN, actor=system_actor(), at=at)
    client_of("bendahara.jahit")  # stops the clock

    client, _answer = came_in(one)

    assert client.get("/saya/").headers["Location"] == f"/saya/{one.pk}/"
    assert client.get(f"/saya/{other.pk}/").status_code == 404


def test_the_card_closes_by_itself_and_by_hand(
    surya: Membership, clock: Callable[[Any], None], at: Any
) -> None:
    clock(at)
    client, answer = came_in(surya)
    card = answer.headers["Location"]
    other, _answer = came_in(surya)

    other.post("/saya/keluar/")
    clock(at + timedelta(minutes=9))
    nine = client.get(card).status_code
    clock(at + timedelta(minutes=10))

    assert (nine, client.get(card).status_code) == (200, 302)
    assert other.get(card).headers["Location"] == DOOR


def test_a_new_pin_ends_what_the_old_one_opened(
    surya: Membership, clock: Callable[[Any], None], at: Any
) -> None:
    clock(at)
    client, answer = came_in(surya)

    moment = at + timedelta(seconds=1)
    set_pin(membership=surya, pin="739164", actor=system_actor(), at=moment)

    assert client.get(answer.headers["Location"]).headers["Location"] == DOOR


def test_an_officer_on_the_phone_is_signed_out_first(
    surya: Membership, client_of: Callable[[str], Client]
) -> None:
    client, answer = came_in(surya, client=client_of("bendahara.mina"))

    assert answer.status_code == 302
    assert client.get(MINA).status_code == 302
    assert Page(client.get(answer.headers["Location"])).title == surya.person.name


def test_a_wrong_pin_is_a_sentence_and_the_number_stays_typed(surya: Membership) -> None:
    _client, answer = came_in(surya, "000000")

    page = Page(answer)
    assert page.status == 422
    assert page.refusals == ["Kode lembaga, nomor anggota, atau PIN tidak cocok."]
    assert (page.values["number"], page.values["pin"]) == ("ML-03", "")


def test_one_address_that_keeps_guessing_is_stopped(surya: Membership, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"member_pin": "3/10m/ip"}

    statuses = [came_in(surya, "000000")[1].status_code for _ in range(4)]

    assert statuses == [422, 422, 422, 429]


def test_the_secretary_sets_a_pin_and_lifts_a_lock(surya: Membership, chair: Client) -> None:
    for _ in range(5):
        came_in(surya, "000000")
    page = f"{MINA}anggota/{surya.pk}/pin/"
    born = f"{surya.person.birth_date:%d%m%y}"

    shown = Page(chair.get(page))
    weak = chair.post(page, {"pin": born, "again": born})
    unlike = chair.post(page, {"pin": "739164", "again": "739165"})
    done = chair.post(page, {"pin": "739164", "again": "739164"})

    assert "PIN terkunci sejak" in shown.text
    assert [weak.status_code, unlike.status_code, done.status_code] == [422, 422, 302]
    assert came_in(surya, "739164")[1].status_code == 302


def test_a_login_without_a_person_has_no_card(
    demo: Any, client_of: Callable[[str], Client]
) -> None:
    User.objects.create_user("tanpa.orang")

    page = Page(client_of("tanpa.orang").get("/saya/"))

    assert page.status == 200
    assert "Anda belum tercatat sebagai anggota" in page.text
