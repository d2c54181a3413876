"""Substitutes in the browser: named by the chair, confirmed by another, used at the queue."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ledger.models import Book
from ledger.services import submission
from ledger.services.approvals import set_policy
from members.models import Office, Substitution, User
from tests.factories.books import voucher_input
from tests.pages.reading import Page

MINA = "/lembaga/mina-lestari/"
PAGE = f"{MINA}anggota/jabatan/pengganti/"


@pytest.fixture
def offices(mina: Book, at: datetime) -> dict[str, Office]:
    """The board of Mina Lestari; the secretary has a login, the book asks the chair."""
    found = {o.kind: o for o in mina.organization.offices.select_related("person")}
    person = found["sekretaris"].person
    person.user = User.objects.create_user("sekretaris.mina")
    person.save()
    chair = User.objects.get(username="ketua.mina")
    set_policy(book=mina, mode="bands", bands={1_000_000: "chair"}, actor=chair, at=at)
    return found


def given(offices: dict[str, Office], **more: Any) -> dict[str, Any]:
    return {
        "office": offices["ketua"].pk,
        "stand_in": offices["sekretaris"].pk,
        "acts": ["ledger.approve_large_voucher"],
        "start": "2026-02-15",
        "end": "2026-02-20",
        "reason": "Berobat",
    } | more


def test_from_naming_to_the_approved_voucher(
    mina: Book,
    offices: dict[str, Office],
    chair: Client,
    client_of: Callable[[str], Client],
    at: datetime,
) -> None:
    sale = voucher_input(mina, at.date(), [("1101", 2_000_000, 0), ("4101", 0, 2_000_000)])
    maker = User.objects.get(username="bendahara.mina")
    draft = submission.submit(book=mina, voucher=sale, actor=maker, at=at).draft
    assert draft is not None
    approve = f"{MINA}persetujuan/{draft.pk}/"

    named = chair.post(f"{PAGE}baru/", given(offices))
    waiting = Page(client_of("sekretaris.mina").get(approve))
    pk = Substitution.objects.get().pk
    own = Page(chair.post(f"{PAGE}{pk}/sahkan/", follow=True))
    confirmed = client_of("pengawas.mina").post(f"{PAGE}{pk}/sahkan/")
    secretary = client_of("sekretaris.mina")
    ready = Page(secretary.get(approve))
    posted = secretary.post(f"{approve}setuju/")

    words = f"a.n. Ketua {offices['ketua'].person.name} (pengganti 15/02/2026–20/02/2026)"
    assert (named.headers["Location"], confirmed.headers["Location"]) == (PAGE, PAGE)
    assert [post for post in waiting.posts if post.endswith("setuju/")] == []
    assert any("bukan yang menunjuk" in notice for notice in own.notices)
    assert f"Anda menyetujui {words}. Bukti akan menyebutkannya." in ready.notices
    voucher = Page(secretary.get(posted.headers["Location"]))
    assert f"{offices['sekretaris'].person.name}, {words}" in voucher.text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"reason": ""}, "Alasan: Bidang ini tidak boleh kosong."),
        ({"end": "2026-02-01"}, "Sampai: Hari terakhir tidak boleh sebelum hari pertama."),
        (
            {"end": "2026-12-31"},
            "Sampai: Paling lama 92 hari. Untuk lebih lama, angkat pengurus baru.",
        ),
    ],
)
def test_a_wrong_substitution_stays_on_the_page(
    offices: dict[str, Office], chair: Client, wrong: dict[str, str], sentence: str
) -> None:
    page = Page(chair.post(f"{PAGE}baru/", given(offices, **wrong)))

    assert (page.status, page.refusals) == (422, [sentence])
    assert page.values["start"] == "2026-02-15"
    assert Substitution.objects.count() == 0


def test_a_substitution_is_stopped(
    offices: dict[str, Office], chair: Client, client_of: Callable[[str], Client]
) -> None:
    chair.post(f"{PAGE}baru/", given(offices))
    found = Substitution.objects.get()

    stranger = client_of("ketua.ksu").post(
        f"/lembaga/ksu-karya-lentera/anggota/jabatan/pengganti/{found.pk}/hentikan/"
    )
    chair.post(f"{PAGE}{found.pk}/hentikan/")

    found.refresh_from_db()
    assert stranger.status_code == 404
    assert (found.stopped_at is not None, "sudah berakhir" in Page(chair.get(PAGE)).text) == (
        True,
        True,
    )


def test_the_list_costs_the_same_with_one_and_three(
    offices: dict[str, Office], chair: Client, at: datetime
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert chair.get(PAGE).status_code == 200
        return len(queries)

    chair.post(f"{PAGE}baru/", given(offices))
    one = cost()
    found = Substitution.objects.get()
    for _copy in range(2):
        found.pk = None
        found.save()

    assert cost() == one
    assert one <= 12
