"""A shared device: locked when idle, opened by the password; what was sent is kept."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from empowerment.services.demo import PASSWORD
from ledger.models import Book
from members.models import SignIn
from tests.pages.reading import Page

DOOR = "/akun/masuk/"
LOCK = "/akun/terkunci/"
MINA = "/lembaga/mina-lestari/"
RECORD = f"{MINA}bukti/catat/"

pytestmark = pytest.mark.usefixtures("clock", "demo")


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let seconds pass for the idle lock."""
    real = time.time

    def pass_by(seconds: int) -> None:
        moment = real() + seconds
        monkeypatch.setattr("members.shared_devices.time.time", lambda: moment)

    return pass_by


@pytest.fixture
def shared(later: Callable[[int], None]) -> Client:
    """The treasurer's browser on a device that was marked as shared."""
    client = Client()
    client.post(DOOR, {"login": "bendahara.mina", "password": PASSWORD})
    client.post("/akun/perangkat/", {"shared": "1"})
    assert client.get(MINA).status_code == 200
    return client


def test_a_device_of_ones_own_never_locks(later: Callable[[int], None]) -> None:
    client = Client()
    client.post(DOOR, {"login": "bendahara.mina", "password": PASSWORD})

    later(3_600)

    assert client.get(MINA).status_code == 200


def test_it_locks_after_five_idle_minutes_and_work_keeps_it_open(
    shared: Client, later: Callable[[int], None]
) -> None:
    later(290)
    working = shared.get(MINA)
    later(580)
    still = shared.get(MINA).status_code
    later(881)
    idle = shared.get(f"{MINA}bukti/?text=ikan")

    assert (working.status_code, still) == (200, 200)
    assert working.headers["Cache-Control"] == "no-store, private"
    assert idle.headers["Location"] == (
        f"{LOCK}?next=%2Flembaga%2Fmina-lestari%2Fbukti%2F%3Ftext%3Dikan"
    )


def test_the_password_leads_back_to_the_page(shared: Client, later: Callable[[int], None]) -> None:
    later(400)
    lock = shared.get(RECORD).headers["Location"]
    page = Page(shared.get(lock))

    wrong = Page(shared.post(LOCK, {"password": "salah", "next": page.values["next"]}))
    right = shared.post(LOCK, {"password": PASSWORD, "next": page.values["next"]})

    assert (page.title, wrong.status) == ("Layar terkunci", 422)
    assert right.headers["Location"] == RECORD
    assert shared.get(RECORD).status_code == 200
    kinds = list(SignIn.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["success", "failure", "locked", "unlocked"]


def test_the_record_says_when_the_lock_fell_also_for_who_signs_out_of_it(
    shared: Client, later: Callable[[int], None]
) -> None:
    later(400)
    shared.get(RECORD)

    shared.post("/akun/keluar/")

    out, locked = SignIn.objects.order_by("-pk")[:2]
    assert (locked.kind, out.kind) == ("locked", "out")
    assert 90 < (out.at - locked.at).total_seconds() < 110  # 400 idle seconds, locked after 300


def test_an_open_screen_signs_out_without_a_lock_on_record(shared: Client) -> None:
    shared.post("/akun/keluar/")

    assert not SignIn.objects.filter(kind="locked").exists()


def test_what_was_sent_to_a_locked_screen_is_kept_and_not_recorded(
    demo: dict[str, Book], shared: Client, later: Callable[[int], None]
) -> None:
    book = demo["mina-lestari"]
    before = book.vouchers.count()
    later(400)

    led = shared.post(RECORD, {"narration": "Jual ikan", "date": "2026-02-10"})
    page = Page(shared.get(led.headers["Location"]))
    held = Page(shared.post(LOCK, {"password": PASSWORD}))
    fields = {k: v for k, v in held.values.items() if k != "csrfmiddlewaretoken"}
    sent = Page(shared.post(RECORD, fields))

    assert "disimpan dan dapat dilanjutkan" in page.text
    assert RECORD in held.posts
    assert fields == {"narration": "Jual ikan", "date": "2026-02-10"}
    assert (sent.status, sent.values["narration"]) == (422, "Jual ikan")
    assert book.vouchers.count() == before


def test_the_lock_counts_tries_with_the_door(shared: Client, later: Callable[[int], None]) -> None:
    later(400)
    for _try in range(5):
        shared.post(LOCK, {"password": "salah"})

    page = Page(shared.post(LOCK, {"password": PASSWORD}))

    assert (page.status, "Terlalu banyak percobaan" in page.text) == (422, True)


def test_a_locked_device_shows_nothing_even_without_its_cookies(
    shared: Client, later: Callable[[int], None]
) -> None:
    """Who deletes cookies to get past the lock finds the mark in the session."""
    later(400)
    del shared.cookies["lumbung_shared"]
    del shared.cookies["lumbung_seen"]

    assert shared.get(MINA).headers["Location"].startswith(LOCK)


def test_a_forged_time_opens_nothing(shared: Client, later: Callable[[int], None]) -> None:
    later(400)
    shared.cookies["lumbung_seen"] = "eyJhdCI6OTk5OTk5OTk5OX0:forged:forged"

    assert shared.get(MINA).headers["Location"].startswith(LOCK)


def test_the_sign_out_wipes(shared: Client) -> None:
    answer = shared.post("/akun/keluar/")

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.cookies["lumbung_seen"].value == ""
    assert shared.get(MINA).headers["Location"] == f"{DOOR}?next={MINA}"


def test_the_next_person_at_the_device_is_locked_too(
    shared: Client, later: Callable[[int], None]
) -> None:
    shared.post("/akun/keluar/")
    shared.post(DOOR, {"login": "ketua.mina", "password": PASSWORD})
    inside = shared.get(MINA).status_code

    later(400)

    assert (inside, shared.get(MINA).headers["Location"].startswith(LOCK)) == (200, True)


def test_the_mark_comes_off(shared: Client, later: Callable[[int], None]) -> None:
    shared.post("/akun/perangkat/", {"shared": "0"})
    later(400)

    assert shared.get(MINA).status_code == 200


@pytest.mark.parametrize("target", ["https://jahat.example/", "//jahat.example", "javascript:x"])
def test_the_way_back_never_leaves_the_house(
    shared: Client, later: Callable[[int], None], target: str
) -> None:
    later(400)

    answer: Any = shared.post(LOCK, {"password": PASSWORD, "next": target})

    assert answer.headers["Location"] == "/"
