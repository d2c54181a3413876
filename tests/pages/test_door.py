"""Around the door: its languages, the way back, what a lost or stolen session is worth."""

from typing import Any

import pytest
from django.test import Client

from empowerment.services.demo import PASSWORD
from tests.pages.conftest import MINA
from tests.pages.reading import Page, words

DOOR = "/akun/masuk/"
TOO_SHORT = "Kata sandi terlalu pendek. Harus mengandung setidaknya 10 karakter."
RECORD = f"{MINA}bukti/catat/"

pytestmark = pytest.mark.usefixtures("demo", "clock")


def signed_in(password: str = PASSWORD) -> Client:
    """The browser of the treasurer of Mina Lestari, come in through the door."""
    client = Client()
    client.post(DOOR, {"login": "bendahara.mina", "password": password})
    return client


def is_inside(client: Client) -> bool:
    """Whether pages of the books open."""
    return client.get(MINA).status_code == 200


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Sign in to the books"), ("id", "Masuk ke pembukuan")]
)
def test_the_languages_of_the_door_work_before_one_is_in(language: str, title: str) -> None:
    client = Client()

    answer = client.post("/bahasa/", {"language": language, "next": DOOR})

    page = Page(client.get(DOOR))
    assert answer.headers["Location"] == DOOR
    assert (page.title, page.tree.get("lang")) == (title, language)


def test_a_browser_of_another_country_changes_nothing() -> None:
    page = Page(Client().get(DOOR, headers={"Accept-Language": "en-US,de;q=0.8"}))

    assert (page.title, page.tree.get("lang")) == ("Masuk ke pembukuan", "id")


@pytest.mark.parametrize("path", [RECORD, f"{MINA}draf/1/buang/", f"{MINA}periode/2025-13/tutup/"])
def test_who_was_signed_out_while_typing_hears_that_it_is_lost(path: str) -> None:
    client = Client()

    answer = client.post(
        path, {"narration": "Jual"}, headers={"Referer": f"http://testserver{RECORD}"}
    )

    door = Page(client.get(answer.headers["Location"]))
    assert answer.headers["Location"] == f"{DOOR}?next={RECORD}"
    assert door.notices == [
        "Perhatian: Anda perlu masuk lagi. Isian yang baru saja dikirim belum tersimpan."
    ]
    assert door.values["next"] == RECORD


@pytest.mark.parametrize("referer", ["", "https://jahat.example/x", "//jahat.example", "\0"])
def test_the_way_back_never_leaves_the_house(referer: str) -> None:
    headers: dict[str, Any] = {"Referer": referer} if referer else {}

    answer = Client().post(RECORD, headers=headers)

    assert answer.headers["Location"] == f"{DOOR}?next=/"


def test_a_stolen_session_is_worth_nothing_once_its_owner_has_left() -> None:
    owner, thief = signed_in(), Client()
    thief.cookies["sessionid"] = owner.cookies["sessionid"].value
    while_owner_is_in = is_inside(thief)

    owner.post("/akun/keluar/")

    assert (while_owner_is_in, is_inside(thief)) == (True, False)


def test_a_new_password_ends_the_sessions_elsewhere() -> None:
    here, elsewhere = signed_in(), signed_in()
    new = "lumbung-penuh-padi"

    here.post("/akun/sandi/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert (is_inside(here), is_inside(elsewhere)) == (True, False)
    assert (is_inside(signed_in()), is_inside(signed_in(new))) == (False, True)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("salah", "lumbung-penuh-padi", "Silahkan ketik kata sandi Anda saat ini."),
        (PASSWORD, "pendek", TOO_SHORT),
        (PASSWORD, "bendahara.mina", "Kata sandi terlalu mirip dengan nama pengguna."),
        (PASSWORD, "1234567890", "Kata sandi ini terlalu umum."),
    ],
)
def test_a_password_that_is_not_taken(old: str, new: str, sentence: str) -> None:
    client = signed_in()

    page = Page(
        client.post("/akun/sandi/", {"oldpassword": old, "password1": new, "password2": new})
    )

    refused = [
        words(item) for block in page.tree.find_class("field-error") for item in block.iter("li")
    ]
    assert refused == [sentence]
    assert is_inside(signed_in())
