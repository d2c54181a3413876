"""The door: who comes in, who is kept out and in which words; what every page carries."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from config.middleware import POLICY
from members.models import User
from tests.pages.addresses import address, names
from tests.pages.conftest import MINA
from tests.pages.reading import Page, words

DOOR = "/akun/masuk/"
PASSWORD = "padi-di-lumbung"
WRONG = ["Nama pengguna dan/atau kata sandi yang anda masukkan tidak benar."]
TOO_OFTEN = ["Terlalu banyak percobaan masuk yang gagal. Coba lagi nanti."]
EMPTY = "Bidang ini tidak boleh kosong."
FILE_POLICY = "default-src 'none'; sandbox"
"""A stored file is stricter still: nothing in it may run or load."""
STORED_FILES = ("ledger:paper", "letterhead:logo", "members:photo")
NO_NULLS = "Karakter null tidak diizinkan."

pytestmark = pytest.mark.usefixtures("demo")


def knock(
    username: str, password: str = PASSWORD, client: Client | None = None, **extra: Any
) -> Any:
    """Send the sign-in form."""
    return (client or Client()).post(DOOR, {"login": username, "password": password}, **extra)


def said(answer: Any) -> list[str]:
    """The sentences in which the door stayed shut; opened doors have no page to read."""
    assert answer.status_code == 200
    page = Page(answer)
    found = [*page.tree.find_class("form-errors"), *page.tree.find_class("field-error")]
    return [words(item) for item in found]


def test_who_knows_the_password_comes_in() -> None:
    client = Client()

    answer = knock("bendahara.mina", client=client)

    assert answer.headers["Location"] == "/"
    assert client.get("/").headers["Location"] == MINA
    assert client.get(MINA).status_code == 200


def test_one_comes_back_to_the_page_one_wanted() -> None:
    client = Client()
    wanted = f"{MINA}laporan/balance_sheet/?start=2025-01-01&end=2025-06-30"
    door = client.get(wanted).headers["Location"]

    page = Page(client.get(door))
    answer = client.post(door, page.values | {"login": "bendahara.mina", "password": PASSWORD})

    assert answer.headers["Location"] == wanted


def test_the_session_is_a_new_one_and_hidden_from_scripts() -> None:
    client = Client()
    client.post("/bahasa/", {"language": "en"})
    before = client.cookies["sessionid"].value

    cookie = knock("bendahara.mina", client=client).cookies["sessionid"]

    assert cookie.value != before
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


@pytest.mark.parametrize(
    ("username", "password", "sentences"),
    [
        ("bendahara.mina", "salah", WRONG),
        ("bendahara.mina", PASSWORD.upper(), WRONG),
        ("bendahara.mina", f"{PASSWORD} ", WRONG),
        ("tidak.ada", PASSWORD, WRONG),
        ("' OR 1=1 --", "' OR 1=1 --", WRONG),
        ("sistem", "", [EMPTY]),
        ("", "", [EMPTY, EMPTY]),
        ("a\0b", "a\0b", [NO_NULLS, NO_NULLS]),
    ],
)
def test_the_door_says_why_it_stays_shut_but_not_which_names_exist(
    username: str, password: str, sentences: list[str]
) -> None:
    client = Client()

    answer = knock(username, password, client)

    assert said(answer) == sentences
    assert client.get(MINA).status_code == 302


def test_after_five_wrong_passwords_the_right_one_must_wait_too() -> None:
    wrong = [said(knock("bendahara.mina", f"tebakan {n}")) for n in range(5)]

    right = said(knock("bendahara.mina"))

    assert wrong == [WRONG] * 5
    assert right == TOO_OFTEN
    assert knock("ketua.mina").status_code == 302  # nobody else is kept out


def test_wrong_tries_are_counted_wherever_they_come_from() -> None:
    for n in range(5):
        knock("bendahara.mina", "salah", REMOTE_ADDR=f"10.0.0.{n}")

    assert said(knock("bendahara.mina", REMOTE_ADDR="10.0.0.99")) == TOO_OFTEN


def test_one_machine_cannot_try_many_names() -> None:
    tries = [said(knock(f"tebakan.{n}", "salah")) for n in range(21)]

    assert tries == [WRONG] * 20 + [TOO_OFTEN]


def test_many_tries_a_minute_are_too_many_for_any_form(client: Client) -> None:
    statuses = [client.post(DOOR, {}).status_code for _ in range(61)]

    assert statuses == [200] * 60 + [429]


def test_a_login_that_was_ended_does_not_open(client_of: Callable[[str], Client]) -> None:
    inside = client_of("bendahara.mina")
    User.objects.filter(username="bendahara.mina").update(is_active=False)
    outside = Client()

    answer = knock("bendahara.mina", client=outside)

    assert answer.headers["Location"] == "/akun/nonaktif/"
    assert outside.get(MINA).headers["Location"] == f"{DOOR}?next={MINA}"
    assert inside.get(MINA).headers["Location"] == f"{DOOR}?next={MINA}"


def test_nobody_signs_up_alone() -> None:
    before = User.objects.count()
    wish = {"username": "orang.baru", "password1": PASSWORD, "password2": PASSWORD}

    pages = [Page(Client().get("/akun/daftar/")), Page(Client().post("/akun/daftar/", wish))]

    assert [page.title for page in pages] == ["Pendaftaran ditutup"] * 2
    assert User.objects.count() == before


def test_one_leaves_by_pressing_and_not_by_following_a_link(
    client_of: Callable[[str], Client],
) -> None:
    client = client_of("bendahara.mina")

    asked = client.get("/akun/keluar/")
    still_in = client.get(MINA)
    left = client.post("/akun/keluar/")

    assert (asked.status_code, still_in.status_code) == (200, 200)
    assert left.headers["Location"] == "/"
    assert client.get(MINA).headers["Location"] == f"{DOOR}?next={MINA}"


@pytest.mark.parametrize("username", ["bendahara.mina", "ketua.mina", "kepala.panti", ""])
def test_no_page_has_anything_inline_or_from_another_host(
    addresses: dict[str, Any], client_of: Callable[[str], Client], username: str
) -> None:
    client = client_of(username) if username else Client()
    targets = [address(name, addresses) for name in names()] + ["/tidak/ada/", f"{MINA}tidak-ada/"]

    answers = {target: client.get(target) for target in targets}
    pages = {target: Page(answer) for target, answer in answers.items()}

    policies = {t: answer.headers["Content-Security-Policy"] for t, answer in answers.items()}
    files = [address(name, addresses) for name in STORED_FILES]
    shown = {file: FILE_POLICY for file in files if answers[file].status_code == 200}
    found = {target: list(foreign(page)) for target, page in pages.items() if page.is_html}
    assert policies == dict.fromkeys(targets, POLICY) | shown
    assert {target: parts for target, parts in found.items() if parts} == {}
    assert len(found) >= 5


def foreign(page: Page) -> Iterator[str]:
    """What the policy forbids: inline styles and scripts, and addresses on other hosts."""
    for element in page.tree.iter("*"):
        is_data = element.get("type") == "application/json"  # never run
        is_inline = element.tag == "script" and not element.get("src") and not is_data
        if element.tag == "style" or is_inline:
            yield f"<{element.tag}>"
        for name, value in element.attrib.items():
            goes = name in ("href", "src", "srcset", "action", "formaction", "data", "poster")
            if name == "style" or name.startswith("on") or (goes and is_outside(value)):
                yield f"{element.tag} {name}={value}"


def is_outside(link: str) -> bool:
    """Whether a link leaves this host, or runs."""
    return link.lower().lstrip().startswith(("http:", "https:", "//", "javascript:"))
