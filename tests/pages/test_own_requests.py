"""A cashier's act above a band: seen, printed, withdrawn and mended by the one who made it."""

import io
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pypdf import PdfReader

from ledger.models import Book, Draft
from ledger.services.approvals import set_policy
from members.models import Membership, User
from tests.pages.reading import Page

SignIn = Callable[[str], Client]
ORG = "/lembaga/ksu-karya-lentera/"
MINE = f"{ORG}pengajuan/"


@pytest.fixture
def ksu(demo: dict[str, Book], at: Any) -> Book:
    """The cooperative; from 100.000 on its chair must agree."""
    book = demo["ksu-karya-lentera"]
    chair = User.objects.get(username="ketua.ksu")
    set_policy(book=book, mode="bands", bands={100_000: "chair"}, actor=chair, at=at)
    return book


@pytest.fixture
def cashier(ksu: Book, client_of: SignIn) -> Client:
    client = client_of("kasir.ksu")
    client.raise_request_exception = False
    return client


@pytest.fixture
def paid_out(ksu: Book, cashier: Client) -> Page:
    """200.000 of member KL-03's savings, handed in by the cashier; the page it led to."""
    account = member(ksu).savings_accounts.get(product__code="sukarela")
    form = {
        "date": "2026-02-10",
        "account": account.pk,
        "amount": "200.000",
        "cash": "1-1101",
        "key": uuid4().hex,
        "step": "book",
    }
    address = f"{ORG}anggota/simpanan/tarik/{member(ksu).pk}/"
    return Page(cashier.post(address, form, follow=True))


def member(ksu: Book) -> Membership:
    return ksu.organization.memberships.get(number="KL-03")


def waiting(ksu: Book) -> Draft:
    return ksu.drafts.get(state="waiting")


def pdf_text(answer: Any) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)


def test_handing_in_leads_a_cashier_to_what_waits(ksu: Book, paid_out: Page) -> None:
    assert paid_out.response.request["PATH_INFO"] == f"{MINE}{waiting(ksu).pk}/"
    assert "Diajukan." in " ".join(paid_out.notices)
    assert "Belum dibukukan. Belum ada saldo yang berubah" in paid_out.text
    assert f"{ORG}draf/{waiting(ksu).pk}/tarik/" in paid_out.posts
    assert not [link for link in paid_out.links if "/bukti/" in link or "/persetujuan/" in link]


def test_it_stands_on_the_first_page_and_on_the_own_list(
    ksu: Book, cashier: Client, paid_out: Page
) -> None:
    address = f"{MINE}{waiting(ksu).pk}/"

    assert address in Page(cashier.get(ORG)).links
    assert address in Page(cashier.get(MINE)).links


def test_the_paper_says_that_nothing_is_booked_yet(
    ksu: Book, cashier: Client, paid_out: Page
) -> None:
    address = f"{MINE}{waiting(ksu).pk}/cetak/"

    sheet, roll = cashier.get(address), cashier.get(f"{address}?size=58")

    assert "BELUM DIBUKUKAN" in pdf_text(sheet)
    assert "200.000" in pdf_text(sheet)
    assert "BELUM DIBUKUKAN" in pdf_text(roll)
    assert PdfReader(io.BytesIO(roll.content)).pages[0].mediabox.width == pytest.approx(164.4, 0.01)
    assert cashier.get(f"{address}?size=a0").status_code == 404


def test_the_cashier_withdraws_it_and_comes_back_to_the_desk(
    ksu: Book, cashier: Client, paid_out: Page
) -> None:
    draft = waiting(ksu)

    answer = cashier.post(f"{ORG}draf/{draft.pk}/tarik/", follow=True)

    draft.refresh_from_db()
    assert (draft.state, answer.status_code) == ("discarded", 200)
    assert answer.redirect_chain[-1][0].startswith(f"{ORG}anggota/simpanan/")
    assert "tidak ada di daftar Anda" in Page(cashier.get(f"{MINE}{draft.pk}/", follow=True)).text


def test_what_was_refused_comes_back_with_its_reason_and_can_be_thrown_away(
    ksu: Book, cashier: Client, paid_out: Page, client_of: SignIn
) -> None:
    draft = waiting(ksu)
    refusal = {"reason": "Buku tabungan belum dibawa"}
    client_of("ketua.ksu").post(f"{ORG}persetujuan/{draft.pk}/tolak/", refusal)

    page = Page(cashier.get(f"{MINE}{draft.pk}/"))
    home = Page(cashier.get(ORG))
    paper = pdf_text(cashier.get(f"{MINE}{draft.pk}/cetak/"))
    cashier.post(f"{MINE}{draft.pk}/buang/")

    assert "Buku tabungan belum dibawa" in page.text
    assert "Buku tabungan belum dibawa" in home.text
    assert "DITOLAK oleh" in paper
    draft.refresh_from_db()
    assert draft.state == "discarded"


def test_once_approved_it_shows_its_number_and_prints_the_voucher(
    ksu: Book, cashier: Client, paid_out: Page, client_of: SignIn
) -> None:
    draft = waiting(ksu)
    client_of("ketua.ksu").post(f"{ORG}persetujuan/{draft.pk}/setuju/")
    voucher = ksu.vouchers.get(draft=draft)

    page = Page(cashier.get(f"{MINE}{draft.pk}/"))

    assert f"Dibukukan sebagai {voucher.code}, disetujui" in page.text
    assert f"{ORG}draf/{draft.pk}/tarik/" not in page.posts
    assert voucher.code in pdf_text(cashier.get(f"{MINE}{draft.pk}/cetak/"))
    assert voucher.code in Page(cashier.get(MINE)).text
    late = Page(cashier.post(f"{ORG}draf/{draft.pk}/tarik/", follow=True))
    assert f"Sudah dibukukan sebagai {voucher.code}" in late.text


def test_nobody_opens_prints_or_withdraws_what_another_handed_in(
    ksu: Book, paid_out: Page, client_of: SignIn
) -> None:
    draft, treasurer = waiting(ksu), client_of("bendahara.ksu")

    for path in (f"{MINE}{draft.pk}/", f"{MINE}{draft.pk}/cetak/"):
        assert treasurer.get(path).headers["Location"] == MINE
        assert client_of("ketua.ksu").get(path).status_code == 403
        assert client_of("bendahara.mina").get(path).status_code == 404
    treasurer.post(f"{ORG}draf/{draft.pk}/tarik/")
    treasurer.post(f"{MINE}{draft.pk}/buang/")

    draft.refresh_from_db()
    assert draft.state == "waiting"
    assert "Menunggu pengurus lain" not in Page(treasurer.get(MINE)).text
