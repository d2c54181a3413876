"""The queue of approval in the browser: hand in, approve, refuse with a reason, mend."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from ledger.models import Book, Draft
from ledger.services.approvals import set_policy
from members.models import User
from tests.pages.conftest import MINA
from tests.pages.journal import SALE, journal
from tests.pages.reading import Page


@pytest.fixture
def banded(mina: Book, at: Any) -> Book:
    chair = User.objects.get(username="ketua.mina")
    set_policy(book=mina, mode="bands", bands={1_000_000: "officer"}, actor=chair, at=at)
    return mina


def hand_in(treasurer: Client, book: Book, **fields: Any) -> Draft:
    answer = treasurer.post(f"{MINA}bukti/catat/", journal(book, SALE, **fields))
    draft = Draft.objects.get(book=book, state="waiting")
    assert answer.headers["Location"] == f"{MINA}persetujuan/{draft.pk}/"
    return draft


def test_a_voucher_of_the_band_waits_and_the_chair_posts_it_from_his_queue(
    banded: Book, treasurer: Client, chair: Client
) -> None:
    before = banded.vouchers.count()
    draft = hand_in(treasurer, banded)
    assert banded.vouchers.count() == before

    home, queue = Page(chair.get(MINA)), Page(chair.get(f"{MINA}persetujuan/"))
    answer = chair.post(f"{MINA}persetujuan/{draft.pk}/setuju/")

    assert f"{MINA}persetujuan/{draft.pk}/" in home.links
    assert f"{MINA}persetujuan/{draft.pk}/" in queue.links
    voucher = banded.vouchers.get(draft=draft)
    assert answer.headers["Location"] == f"{MINA}bukti/BKM-2026-{voucher.number}/"
    assert voucher.approved_by.username == "ketua.mina"
    assert "Disetujui oleh" in Page(chair.get(answer.headers["Location"])).text


def test_the_maker_is_refused_on_the_page_and_by_its_address(
    banded: Book, treasurer: Client
) -> None:
    draft = hand_in(treasurer, banded)

    page = Page(treasurer.get(f"{MINA}persetujuan/{draft.pk}/"))
    answer = treasurer.post(f"{MINA}persetujuan/{draft.pk}/setuju/", follow=True)

    assert f"{MINA}persetujuan/{draft.pk}/setuju/" not in page.posts
    assert "Yang mencatat tidak dapat menyetujui sendiri" in Page(answer).text
    assert not banded.vouchers.filter(draft=draft).exists()


def test_a_refusal_shows_its_reason_to_the_maker_who_mends_and_hands_in_again(
    banded: Book, treasurer: Client, chair: Client
) -> None:
    draft = hand_in(treasurer, banded, key="nota-9")

    empty = chair.post(f"{MINA}persetujuan/{draft.pk}/tolak/", {"reason": ""})
    chair.post(f"{MINA}persetujuan/{draft.pk}/tolak/", {"reason": "Tanggal salah"})
    home, form = Page(treasurer.get(MINA)), Page(treasurer.get(f"{MINA}draf/{draft.pk}/"))
    again = hand_in(treasurer, banded, key="nota-9", narration="Jual ikan, tanggal benar")

    assert empty.status_code == 422
    assert "Tanggal salah" in home.text
    assert "Tanggal salah" in form.text
    assert again.pk == draft.pk
    assert again.wish["narration"] == "Jual ikan, tanggal benar"


def test_approving_twice_says_who_was_first(banded: Book, treasurer: Client, chair: Client) -> None:
    draft = hand_in(treasurer, banded)
    chair.post(f"{MINA}persetujuan/{draft.pk}/setuju/")

    again = chair.post(f"{MINA}persetujuan/{draft.pk}/setuju/", follow=True)

    code = banded.vouchers.get(draft=draft).code
    assert f"Sudah dibukukan sebagai {code}" in Page(again).text


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"mode": "small"}, "Isi mulai jumlah berapa perlu persetujuan."),
        ({"mode": "bands"}, "Isi mulai jumlah berapa perlu persetujuan."),
        ({"mode": "bands", "officer": "5000", "chair": "5000"}, "harus di atas jumlah"),
        ({"mode": "bands", "officer": "1,5"}, "bukan jumlah rupiah bulat"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_at_its_field(
    mina: Book, chair: Client, sent: dict[str, str], words: str
) -> None:
    answer = chair.post(f"{MINA}persetujuan/aturan/", sent)

    assert answer.status_code == 422
    assert words in Page(answer).text
    assert mina.approval_policies.count() == 0


def test_the_chair_sets_the_rule_and_the_page_shows_it(mina: Book, chair: Client) -> None:
    sent = {"mode": "bands", "officer": "500.000", "chair": "2000000", "decision": "RA 1/2026"}

    answer = chair.post(f"{MINA}persetujuan/aturan/", sent, follow=True)

    assert list(mina.approval_policies.get().bands.values_list("amount", "level")) == [
        (500_000, "officer"),
        (2_000_000, "chair"),
    ]
    assert "mulai Rp2.000.000 ketua" in Page(answer).text


def test_what_a_small_group_posts_alone_is_read_by_the_pengawas(
    mina: Book, treasurer: Client, client_of: Callable[[str], Client], at: Any
) -> None:
    chair = User.objects.get(username="ketua.mina")
    set_policy(book=mina, mode="small", bands={0: "officer"}, actor=chair, at=at)
    draft = hand_in(treasurer, mina)

    treasurer.post(f"{MINA}draf/{draft.pk}/sendiri/", {"reason": "Ketua di laut"})
    report = f"{MINA}laporan/posted_alone/?start=2026-01-01&end=2026-12-31"
    page = Page(client_of("pengawas.mina").get(report))

    assert "Ketua di laut" in page.text
    assert "1.250.000" in page.text
