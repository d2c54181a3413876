"""Offices in the browser: given, ended at once everywhere, prolonged; and the door's own list."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from empowerment.services.demo import PASSWORD
from ledger.models import Book, Event
from members.models import Office, Organization, Person, SignIn, User
from tests.factories.people import OfficeFactory, PersonFactory
from tests.pages.reading import Page, words

DOOR = "/akun/masuk/"
MINA = "/lembaga/mina-lestari/"
PAGE = f"{MINA}anggota/jabatan/"
END = {"on": "2026-02-14", "reason": "Pindah ke kota"}

pytestmark = pytest.mark.usefixtures("clock")


def office_of(username: str) -> Office:
    return Office.objects.get(person__user__username=username, organization__slug="mina-lestari")


def signed_in(username: str) -> Client:
    """A browser that came through the door."""
    client = Client()
    client.post(DOOR, {"login": username, "password": PASSWORD})
    return client


def test_the_chair_gives_an_office_by_the_members_number(mina: Book, chair: Client) -> None:
    member = mina.organization.memberships.get(number="ML-05").person
    given = {"member": "ML-05", "kind": "kolektor", "start": "2026-02-15", "decree": "SK 4/2026"}

    form = Page(chair.get(f"{PAGE}angkat/"))
    answer = chair.post(f"{PAGE}angkat/", given)
    office = Office.objects.get(person=member, kind="kolektor")
    assert answer.headers["Location"] == PAGE
    assert (office.start, office.end, office.decree) == (date(2026, 2, 15), None, "SK 4/2026")
    assert form.values["start"] == "2026-02-15"
    assert "SK 4/2026" in Page(chair.get(PAGE)).text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            {"member": "TL-01"},
            (
                "Nomor anggota: Tidak ada anggota bernomor itu pada hari pertama jabatan."
                " Pilih dari daftar."
            ),
        ),
        ({"start": "besok"}, "Sejak: “besok” bukan tanggal. Tulis seperti 31/12/2025."),
        (
            {"kind": "auditor"},
            "Sampai: Isi tanggal akhir: akses auditor selalu terbatas waktu.",
        ),
    ],
)
def test_a_wrong_appointment_stays_on_the_page(
    chair: Client, wrong: dict[str, str], sentence: str
) -> None:
    given = {"member": "ML-05", "kind": "kolektor", "start": "2026-02-15", "decree": "SK 4/2026"}
    before = Office.objects.count()

    page = Page(chair.post(f"{PAGE}angkat/", given | wrong))

    assert (page.status, page.refusals) == (422, [sentence])
    assert page.values["decree"] == "SK 4/2026"
    assert Office.objects.count() == before


def test_an_ended_office_ends_every_session_at_its_next_request(mina: Book, chair: Client) -> None:
    desk, telephone = signed_in("bendahara.mina"), signed_in("bendahara.mina")
    inside = [client.get(f"{MINA}bukti/catat/").status_code for client in (desk, telephone)]

    answer = chair.post(f"{PAGE}{office_of('bendahara.mina').pk}/akhiri/", END)

    led = [client.get(f"{MINA}bukti/catat/").headers["Location"] for client in (desk, telephone)]
    again = signed_in("bendahara.mina").get(f"{MINA}bukti/catat/")
    assert (inside, answer.headers["Location"]) == ([200, 200], PAGE)
    assert led == [f"{DOOR}?next={MINA}bukti/catat/"] * 2
    assert again.status_code == 403  # a member still, a treasurer no more
    event = Event.objects.filter(act="end_office").get()
    assert (event.detail["reason"], event.actor) == (
        "Pindah ke kota",
        User.objects.get(username="ketua.mina"),
    )


def test_what_was_sent_with_an_ended_session_is_not_recorded(mina: Book, chair: Client) -> None:
    desk = signed_in("bendahara.mina")
    before = mina.vouchers.count()
    chair.post(f"{PAGE}{office_of('bendahara.mina').pk}/akhiri/", END)

    answer = desk.post(f"{MINA}bukti/catat/", {"narration": "Jual"})

    assert answer.headers["Location"] == f"{DOOR}?next=/"
    assert mina.vouchers.count() == before


def test_a_session_ends_with_the_term_it_began_in(
    mina: Book, clock: Callable[[datetime], None], at: datetime
) -> None:
    office = office_of("bendahara.mina")
    office.end = date(2026, 2, 15)
    office.save()
    clock(at.replace(hour=22))
    desk = signed_in("bendahara.mina")
    on_the_last_day = desk.get(f"{MINA}bukti/catat/").status_code

    clock(at.replace(day=16, hour=0, minute=5))
    answer = desk.get(f"{MINA}bukti/catat/")

    assert (on_the_last_day, answer.headers["Location"]) == (
        200,
        f"{DOOR}?next={MINA}bukti/catat/",
    )
    assert Page(desk.get(DOOR)).notices == [
        "Perhatian: Masa jabatan Anda sudah berakhir. Masuk lagi bila masih bertugas."
    ]


def test_nobody_ends_his_own_office(chair: Client) -> None:
    own = office_of("ketua.mina")

    shown = Page(chair.get(PAGE))
    page = Page(chair.post(f"{PAGE}{own.pk}/akhiri/", END))

    assert f"{PAGE}{own.pk}/akhiri/" not in shown.links
    assert page.refusals == [
        "Jabatan sendiri diputuskan orang lain. Mintalah pengurus lain mencatatnya."
    ]
    own.refresh_from_db()
    assert own.end == date(2028, 2, 14)


def test_a_term_is_prolonged(chair: Client) -> None:
    office = office_of("bendahara.mina")
    given = {"end": "2030-02-14", "decree": "RA 2/2026", "reason": "Dipilih lagi"}

    answer = chair.post(f"{PAGE}{office.pk}/perpanjang/", given)

    office.refresh_from_db()
    assert (answer.status_code, office.end, office.decree) == (302, date(2030, 2, 14), "RA 2/2026")


def test_an_office_of_another_organization_is_not_found(chair: Client) -> None:
    other = Office.objects.filter(organization__slug="tani-lentera").first()
    assert other is not None

    assert chair.post(f"{PAGE}{other.pk}/akhiri/", END).status_code == 404


def test_the_list_shows_what_is_now_to_come_and_past(mina: Book, chair: Client) -> None:
    group = mina.organization
    soon = PersonFactory(name="Segera")
    OfficeFactory(organization=group, person=soon, kind="kasir", end=date(2026, 3, 1))
    OfficeFactory(organization=group, person=PersonFactory(name="Nanti"), start=date(2026, 5, 1))
    OfficeFactory(
        organization=group, person=PersonFactory(name="Dulu"), kind="kasir", end=date(2025, 5, 1)
    )

    page = Page(chair.get(PAGE))

    rows = {words(row.find("th")): words(row) for row in page.tree.iter("tr") if row.findall("td")}
    assert "segera berakhir" in rows["Segera"]
    assert "belum mulai" in rows["Nanti"]
    assert "masa jabatan habis" in rows["Dulu"]


def test_the_list_costs_the_same_with_one_and_three(mina: Book, chair: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert chair.get(PAGE).status_code == 200
        return len(queries)

    before = cost()
    for kind in ("kasir", "kolektor", "manajer"):
        OfficeFactory(organization=mina.organization, kind=kind)

    assert cost() == before
    assert before <= 12


# --- the door -------------------------------------------------------------------------------------


def lines(client: Client, query: str = "") -> list[tuple[str, str]]:
    """Name and event of each line that the page shows."""
    page = Page(client.get(f"{PAGE}masuk/{query}"))
    rows = [row for row in page.tree.iter("tr") if row.findall("td")]
    return [(words(row.find("th")), words(row.findall("td")[1])) for row in rows]


def test_the_supervisor_reads_who_came_to_the_door(
    mina: Book, client_of: Callable[[str], Client]
) -> None:
    name = Person.objects.get(user__username="bendahara.mina").name
    Client().post(DOOR, {"login": "bendahara.mina", "password": "salah"})
    Client().post(DOOR, {"login": "bendahara.tani", "password": "salah"})
    signed_in("bendahara.mina").post("/akun/keluar/")
    for _try in range(5):
        Client().post(DOOR, {"login": "bendahara.mina", "password": "salah"})
    supervisor = client_of("pengawas.mina")

    shown = lines(supervisor)
    failed = lines(supervisor, "?kind=throttled")

    mine = [event for who, event in shown if who == name]
    assert mine == [
        "ditahan: terlalu sering mencoba", *["gagal"] * 4, "keluar", "masuk", "gagal",
    ]  # fmt: skip
    assert failed == [(name, "ditahan: terlalu sering mencoba")]
    tani = Person.objects.get(user__username="bendahara.tani").name
    assert tani not in {who for who, _event in shown}


def test_a_name_that_belongs_to_nobody_is_not_kept(mina: Book) -> None:
    Client().post(DOOR, {"login": "padi-di-lumbung", "password": "x"})

    line = SignIn.objects.get()
    assert (line.kind, line.user, line.address) == ("failure", None, "127.0.0.1")


def test_the_door_pages_by_fifty_at_the_same_cost(mina: Book, chair: Client, at: datetime) -> None:
    user = User.objects.get(username="bendahara.mina")
    SignIn.objects.bulk_create(SignIn(at=at, user=user, kind="success") for _line in range(60))

    with CaptureQueriesContext(connection) as queries:
        first = Page(chair.get(f"{PAGE}masuk/"))

    older = next(link for link in first.links if "before=" in link)
    assert len(first.tree.findall(".//tbody/tr")) == 50
    assert len(Page(chair.get(f"{PAGE}masuk/{older}")).tree.findall(".//tbody/tr")) == 11
    assert len(queries) <= 12


def test_the_throttle_survives_a_restart() -> None:
    """The tries are counted in a table, not in the memory of one process."""
    from django.conf import settings

    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")


def test_an_organization_without_logins_says_so(
    mina: Book,
    client_of: Callable[[str], Client],
    without_guards: Callable[[], AbstractContextManager[None]],
) -> None:
    organization: Any = Organization.objects.get(slug="mina-lestari")
    client = client_of("pengawas.mina")
    with without_guards():
        SignIn.objects.all().delete()

    assert organization.name in client.get(f"{PAGE}masuk/").content.decode()
    assert "Belum ada yang tercatat" in Page(client.get(f"{PAGE}masuk/")).text
