"""The wizard of leaving in the browser: figures first, then the decision, then the money."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from ledger.models import Book
from members.models import LeavingClaim, Membership
from tests.pages.conftest import MINA
from tests.pages.reading import Page

GIVEN = {
    "on": "2026-02-10",
    "reason": "Pindah",
    "decision": "03/RK/2026",
    "due_on": "2026-04-01",
}


@pytest.fixture
def page(mina: Book) -> str:
    """The wizard for a member without office and loan."""
    return f"{MINA}anggota/{Membership.objects.get(number='ML-08').pk}/keluar/"


def test_a_member_leaves_and_is_paid(page: str, treasurer: Client) -> None:
    shown = Page(treasurer.get(page))
    refused = Page(treasurer.post(page, GIVEN | {"decision": "", "due_on": "2026-13-01"}))
    done = treasurer.post(page, GIVEN)

    claim = LeavingClaim.objects.get()
    own = f"{MINA}anggota/keluar/{claim.pk}/"
    waiting = Page(treasurer.get(f"{MINA}anggota/keluar/"))
    paid = treasurer.post(own, {"cash": "1101", "on": "2026-02-11"})

    assert "Yang dibayarkan 780.000" in shown.text
    assert (refused.status, refused.values["reason"]) == (422, "Pindah")
    assert (done.status_code, paid.status_code) == (302, 302)
    assert "780.000" in waiting.text
    claim.refresh_from_db()
    assert claim.paid_voucher is not None
    assert "Tidak ada yang menunggu dibayar" in Page(treasurer.get(f"{MINA}anggota/keluar/")).text
    paper = PdfReader(io.BytesIO(treasurer.get(f"{own}cetak/").content))
    assert "780.000" in paper.pages[0].extract_text()
    assert treasurer.get(page).headers["Location"] == own


def test_who_cannot_leave_sees_why(mina: Book, treasurer: Client) -> None:
    chair = Membership.objects.get(number="ML-03")

    page = Page(treasurer.get(f"{MINA}anggota/{chair.pk}/keluar/"))

    assert "Ia masih memegang jabatan Ketua" in page.text
    assert "." not in page.posts


@pytest.mark.parametrize(("username", "status"), [("ketua.mina", 403), ("bendahara.tani", 404)])
def test_only_the_treasurer_settles(
    page: str, client_of: Callable[[str], Client], username: str, status: int
) -> None:
    client: Any = client_of(username)

    assert (client.get(page).status_code, client.post(page, GIVEN).status_code) == (status, status)
