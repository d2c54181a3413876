"""Drafts over HTTP: kept as typed, opened, posted once, put aside; never in the books before."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from ledger.models import Book, Draft, DraftState
from tests.pages.books import unchanged
from tests.pages.conftest import MINA
from tests.pages.journal import SALE, journal
from tests.pages.reading import Page

RECORD = f"{MINA}bukti/catat/"
LIST = f"{MINA}bukti/"


def keep(client: Client, data: dict[str, str]) -> Draft:
    """Press “Simpan draf” and return the draft."""
    answer = client.post(RECORD, data | {"draft": "1"})
    assert answer.headers["Location"] == LIST
    return Draft.objects.latest("pk")


def test_half_a_voucher_is_kept_as_it_was_typed(mina: Book, treasurer: Client) -> None:
    vouchers = mina.vouchers.count()
    typed = journal(mina, [("1101", "12,50", "", "", "cek lagi")], narration="", date="31/02")

    draft = keep(treasurer, typed)

    page = Page(treasurer.get(f"{MINA}draf/{draft.pk}/"))
    assert page.status == 200
    assert {name: page.values[name] for name in typed} == typed
    assert page.tree.find_class("form-errors") == []
    assert mina.vouchers.count() == vouchers


def test_a_draft_waits_on_the_first_page_and_in_the_list(mina: Book, treasurer: Client) -> None:
    draft = keep(treasurer, journal(mina, SALE, narration="Jual ikan besok"))

    home, listed = Page(treasurer.get(MINA)), Page(treasurer.get(LIST))

    assert f"{MINA}draf/{draft.pk}/" in home.links
    assert "Jual ikan besok draf" in home.text
    assert f"{MINA}draf/{draft.pk}/buang/" in listed.posts
    assert listed.notices == []


def test_keeping_a_draft_again_replaces_it(mina: Book, treasurer: Client) -> None:
    first = keep(treasurer, journal(mina, SALE, narration="Jual", key="k1"))

    second = keep(treasurer, journal(mina, SALE, narration="Jual ikan", key="k1"))

    assert first.pk == second.pk
    assert second.content["narration"] == "Jual ikan"


def test_a_draft_that_is_posted_is_a_draft_no_more(mina: Book, treasurer: Client) -> None:
    draft = keep(treasurer, journal(mina, SALE))
    page = Page(treasurer.get(f"{MINA}draf/{draft.pk}/"))

    answer = treasurer.post(RECORD, page.values)

    draft.refresh_from_db()
    assert answer.headers["Location"] == f"{MINA}bukti/BKM-2026-1/"
    assert (draft.state, draft.voucher.code) == (DraftState.POSTED, "BKM/2026/02/0001")
    assert treasurer.get(f"{MINA}draf/{draft.pk}/").status_code == 404


def test_a_posted_draft_cannot_be_kept_or_put_aside_again(mina: Book, treasurer: Client) -> None:
    data = journal(mina, SALE)
    draft = keep(treasurer, data)
    treasurer.post(RECORD, data, follow=True)

    with unchanged():
        kept = Page(treasurer.post(RECORD, data | {"draft": "1"}, follow=True))
        discarded = Page(treasurer.post(f"{MINA}draf/{draft.pk}/buang/", follow=True))

    assert kept.notices == ["Ditolak: Draf ini sudah diajukan, dibukukan, atau dibuang."]
    assert discarded.notices == ["Ditolak: Draf ini sudah dibukukan; balik buktinya bila salah."]


def test_a_discarded_draft_is_gone_from_the_pages_and_stays_on_record(
    mina: Book, treasurer: Client
) -> None:
    draft = keep(treasurer, journal(mina, SALE, narration="Salah ketik"))

    page = Page(treasurer.post(f"{MINA}draf/{draft.pk}/buang/", follow=True))

    draft.refresh_from_db()
    assert page.notices == ["Draf disimpan. Belum masuk pembukuan.", "Draf dibuang."]
    assert "Salah ketik" not in page.text
    assert (draft.state, draft.content["narration"]) == (DraftState.DISCARDED, "Salah ketik")
    assert treasurer.get(f"{MINA}draf/{draft.pk}/").status_code == 404


@pytest.mark.parametrize("page", ["draf/{}/", "draf/{}/buang/"])
def test_a_draft_of_another_organization_does_not_exist(
    mina: Book, treasurer: Client, client_of: Callable[[str], Client], page: str
) -> None:
    draft = keep(treasurer, journal(mina, SALE))
    other = client_of("bendahara.tani")
    address = page.format(draft.pk)

    with unchanged():
        statuses = [
            getattr(other, method)(f"/lembaga/{slug}/{address}").status_code
            for slug in ("tani-lentera", "mina-lestari")
            for method in (("post",) if "buang" in page else ("get", "post"))
        ]

    assert set(statuses) - {405} == {404}


@pytest.mark.parametrize(
    "change",
    [
        {"narration": "a\0b", "key": "a\0b"},
        {"key": "k" * 5000},
        {"lines-TOTAL_FORMS": "x"},
        {"lines-TOTAL_FORMS": "999999"},
        {"date": "\0", "lines-0-account": "1 OR 1=1", "lines-0-debit": "9" * 5000},
    ],
)
def test_a_draft_of_nonsense_can_be_kept_and_opened(
    mina: Book, treasurer: Client, change: dict[str, str]
) -> None:
    draft = keep(treasurer, journal(mina, SALE) | change)

    page = Page(treasurer.get(f"{MINA}draf/{draft.pk}/"))

    assert page.status == 200
    assert page.title == "Catat bukti"


def test_an_empty_draft_can_be_kept_and_opened(mina: Book, treasurer: Client) -> None:
    draft = keep(treasurer, {})

    page = Page(treasurer.get(f"{MINA}draf/{draft.pk}/"))

    assert page.status == 200
    assert page.values["key"] == draft.key


def test_only_what_the_form_has_is_kept(mina: Book, treasurer: Client) -> None:
    extra: dict[str, Any] = {"made_by": "1", "state": "posted", "csrfmiddlewaretoken": "x"}

    draft = keep(treasurer, journal(mina, SALE) | extra)

    assert draft.content.keys() & extra.keys() == set()
    assert draft.made_by.username == "bendahara.mina"
