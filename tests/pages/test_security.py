"""The second step at the door: asked of an office, set up, lost, taken off by two officers."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from empowerment.services.demo import PASSWORD
from ledger.models import Book, Event
from members.models import SecurityReset, SignIn, User
from members.services import identity
from members.services.identity import rotate
from tests.pages.reading import Page

DOOR = "/akun/masuk/"
STEPS = "/akun/pengaman/"
MINA = "/lembaga/mina-lestari/"
PAGE = f"{MINA}anggota/jabatan/pengaman/"
RECORD = f"{MINA}bukti/catat/"
RULE = {"kind": "bendahara", "level": "required", "since": "2026-02-15"}

pytestmark = pytest.mark.usefixtures("clock")


def code_of(secret: str) -> str:
    """What the app on the telephone shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def knock(username: str = "bendahara.mina", **more: str) -> tuple[Client, Any]:
    client = Client()
    return client, client.post(DOOR, {"login": username, "password": PASSWORD} | more)


def set_up(client: Client) -> str:
    """Set up the authenticator app in a browser; its secret."""
    asked = client.get(f"{STEPS}totp/activate/").headers["Location"]
    client.post(asked, {"password": PASSWORD})
    page = Page(client.get(f"{STEPS}totp/activate/"))
    secret = str(page.tree.xpath("//*[@id='authenticator_secret']")[0].text).strip()
    answer = client.post(f"{STEPS}totp/activate/", {"code": code_of(secret)})
    assert answer.status_code == 302, Page(answer).text
    return secret


def test_an_office_that_requires_it_leads_there_before_anything_is_written(
    mina: Book, chair: Client
) -> None:
    chair.post(PAGE, RULE)
    before = mina.vouchers.count()

    client, came_in = knock(next=RECORD)
    led = client.post(RECORD, {"narration": "Jual"})
    reading = client.get(f"{MINA}bukti/").status_code
    set_up(client)
    after = client.post(RECORD, {"narration": "Jual"})

    assert came_in.headers["Location"] == STEPS
    assert (led.status_code, led.headers["Location"]) == (302, STEPS)
    assert (reading, after.status_code, mina.vouchers.count()) == (200, 422, before)
    assert Event.objects.filter(act="set_security_rule").count() == 1


@pytest.mark.parametrize(
    ("rule", "location"),
    [
        (RULE | {"since": "2026-02-16"}, MINA),
        (RULE | {"level": "recommended"}, MINA),
        (RULE | {"kind": "ketua"}, MINA),
        (RULE | {"kind": ""}, STEPS),
    ],
)
def test_only_who_is_meant_and_only_from_its_day(
    mina: Book, chair: Client, rule: dict[str, str], location: str
) -> None:
    chair.post(PAGE, rule)

    client, came_in = knock(next=MINA)
    written = client.post(RECORD, {"narration": "Jual"}).status_code

    assert came_in.headers["Location"] == location
    assert written == (302 if location == STEPS else 422)


def test_the_newest_rule_counts_and_the_offices_own_before_the_one_for_all(
    mina: Book, chair: Client
) -> None:
    chair.post(PAGE, RULE | {"kind": ""})
    chair_is_bound = chair.post(PAGE, RULE | {"level": "none"}).headers["Location"]
    set_up(chair_of(mina))
    chair.post(PAGE, RULE | {"level": "none"})

    assert chair_is_bound == STEPS
    assert knock()[1].headers["Location"] == "/"


def chair_of(book: Book) -> Client:
    return knock("ketua.mina")[0]


def test_who_has_it_signs_in_with_password_and_code(mina: Book) -> None:
    secret = set_up(knock()[0])

    client, half = knock()
    outside = client.get(MINA).status_code
    wrong = client.post(f"{STEPS}authenticate/", {"code": "000000"})
    right = client.post(f"{STEPS}authenticate/", {"code": code_of(secret)})

    assert half.headers["Location"] == f"{STEPS}authenticate/"
    assert (outside, wrong.status_code, right.status_code) == (302, 200, 302)
    assert client.get(MINA).status_code == 200
    kinds = list(SignIn.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["success", "second", "success"]


def test_a_recovery_code_opens_once(mina: Book) -> None:
    set_up(knock()[0])
    codes = RecoveryCodes(
        Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)
    ).get_unused_codes()

    client, _half = knock()
    first = client.post(f"{STEPS}authenticate/", {"code": codes[0]})
    again, _half = knock()
    second = again.post(f"{STEPS}authenticate/", {"code": codes[0]})

    assert len(codes) == 10
    assert (first.status_code, second.status_code) == (302, 200)


def test_secrets_lie_encrypted_and_move_to_a_new_key(mina: Book, settings: Any) -> None:
    secret = set_up(knock()[0])
    step = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    stored = step.data["secret"]

    settings.LUMBUNG_IDENTITY_KEYS = ["new-key", "only-for-tests"]
    rotate()
    settings.LUMBUNG_IDENTITY_KEYS = ["new-key"]

    step.refresh_from_db()
    assert secret not in stored
    assert identity.decrypt(step.data["secret"]) == secret.encode()
    assert TOTP(step).validate_code(code_of(secret))


def office(mina: Book, kind: str) -> int:
    return int(mina.organization.offices.get(kind=kind).pk)


def test_two_officers_take_it_off_and_every_session_ends(
    mina: Book, chair: Client, client_of: Callable[[str], Client]
) -> None:
    inside, _came = knock()
    set_up(inside)
    ask = f"{PAGE}{office(mina, 'bendahara')}/lepas/"

    own = Page(inside.post(ask, {"reason": "Telepon hilang"}))
    asked = chair.post(ask, {"reason": "Telepon hilang"})
    reset = SecurityReset.objects.get()
    alone = Page(chair.post(f"{PAGE}{reset.pk}/setuju/", follow=True))
    kept = Authenticator.objects.count()
    client_of("pengawas.mina").post(f"{PAGE}{reset.pk}/setuju/")

    assert own.refusals == ["Untuk akun sendiri, mintalah pengurus lain."]
    assert asked.headers["Location"] == PAGE
    assert any("Perlu pengurus kedua" in notice for notice in alone.notices)
    assert (kept, Authenticator.objects.count()) == (2, 0)
    assert inside.get(MINA).headers["Location"] == f"{DOOR}?next={MINA}"
    acts = Event.objects.filter(act__endswith="security_reset").order_by("pk")
    assert [(e.act, e.actor.username if e.actor else "") for e in acts] == [
        ("ask_security_reset", "ketua.mina"),
        ("approve_security_reset", "pengawas.mina"),
    ]


def test_the_database_wants_two_others_too(mina: Book, at: datetime) -> None:
    owner, other = (User.objects.get(username=f"{n}.mina") for n in ("bendahara", "ketua"))
    given: dict[str, Any] = {
        "organization": mina.organization, "user": owner, "reason": "x", "asked_at": at,
    }  # fmt: skip

    def granted(asker: User, approver: User) -> None:
        reset = SecurityReset.objects.create(**given, asked_by=asker)
        reset.approved_by, reset.approved_at = approver, at
        reset.save()

    for asker, approver in ((owner, other), (other, other), (other, owner)):
        with pytest.raises(IntegrityError, match="security_reset_two_others"), transaction.atomic():
            granted(asker, approver)


def test_a_reset_of_another_organization_is_not_found(
    mina: Book, chair: Client, client_of: Callable[[str], Client]
) -> None:
    set_up(knock()[0])
    chair.post(f"{PAGE}{office(mina, 'bendahara')}/lepas/", {"reason": "Telepon hilang"})
    pk = SecurityReset.objects.get().pk

    answer = client_of("ketua.ksu").post(
        f"/lembaga/ksu-karya-lentera/anggota/jabatan/pengaman/{pk}/setuju/"
    )

    assert (answer.status_code, Authenticator.objects.count()) == (404, 2)


def test_the_page_names_who_has_it_at_a_fixed_cost(mina: Book, chair: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            page = Page(chair.get(PAGE))
        assert page.status == 200
        return len(queries)

    before = cost()
    set_up(knock()[0])

    assert (cost(), "terpasang" in Page(chair.get(PAGE)).text) == (before, True)
    assert before <= 14


def test_pages_about_the_second_step_speak_the_readers_language(mina: Book) -> None:
    client, _came = knock()

    indonesian = Page(client.get(STEPS)).title
    User.objects.filter(username="bendahara.mina").update(language="en")

    assert (indonesian, Page(client.get(STEPS)).title) == (
        "Pengaman dua langkah",
        "Two-step sign-in",
    )
