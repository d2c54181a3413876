"""Jasa simpanan on screen: figures first, one voucher, refused twice, slips for each account."""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from pypdf import PdfReader

from members.models import InterestSlip, Organization
from tests.factories.people import officer
from tests.factories.savings import cooperative, deposit, member
from tests.pages.books import unchanged
from tests.pages.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready() -> Organization:
    """Two savers of sukarela at 12 % a year: one far above the cliff, one below."""
    organization = cooperative(
        sukarela={"interest_percent": Decimal(12), "interest_method": "lowest"}
    )
    deposit(member(organization, "A-1"), "sukarela", 30_000_000, on=date(2025, 12, 31))
    deposit(member(organization, "A-2"), "sukarela", 1_000_000, on=date(2025, 12, 31))
    return organization


def url(organization: Organization, rest: str = "") -> str:
    return f"/lembaga/{organization.slug}/anggota/simpanan/jasa/{rest}"


def test_figures_first_then_one_voucher_and_no_second(
    ready: Organization, client_of: Callable[[str], Client]
) -> None:
    client = client_of(officer(ready, "bendahara").username)

    with unchanged():
        shown = Page(client.get(url(ready, "hitung/?month=2026-01")))
    booked = client.post(url(ready, "hitung/"), {"month": "2026-01"}, follow=True)
    again = client.post(url(ready, "hitung/"), {"month": "2026-01"})

    assert "Simpanan sukarela 300.000 30.000 270.000" in shown.text  # all of it is taxed
    assert "Simpanan sukarela 10.000 – 10.000" in shown.text
    assert "Jumlah 310.000 30.000 280.000" in shown.text
    assert "Rp 240.000" in shown.text
    assert booked.status_code == 200
    assert InterestSlip.objects.count() == 2
    assert again.status_code == 422
    assert "sudah dibukukan" in str(again.context["form"].errors)


def test_runs_and_their_slips(ready: Organization, client_of: Callable[[str], Client]) -> None:
    client = client_of(officer(ready, "bendahara").username)
    assert "Belum ada jasa simpanan" in Page(client.get(url(ready))).text
    client.post(url(ready, "hitung/"), {"month": "2026-01"})

    page = Page(client.get(url(ready)))
    slip = InterestSlip.objects.latest("gross")
    paper = client.get(url(ready, f"{slip.voucher_id}/slip/"))

    assert "Januari 2026" in page.text
    assert "2 310.000 30.000 280.000" in page.text
    text = " ".join(PdfReader(io.BytesIO(paper.content)).pages[0].extract_text().split())
    assert "Bukti jasa simpanan Januari 2026" in text
    assert "300.000" in text
    assert "270.000" in text
    assert client.get(url(ready, "1/slip/")).status_code == 404


def test_the_list_prints_what_was_withheld(
    ready: Organization, client_of: Callable[[str], Client]
) -> None:
    client = client_of(officer(ready, "bendahara").username)
    client.post(url(ready, "hitung/"), {"month": "2026-01"})

    found = client.get(
        f"/lembaga/{ready.slug}/laporan/savings_interest/",
        {"start": "2026-01-01", "end": "2026-01-31", "format": "json"},
    ).json()

    assert found["totals"] == {"gross": 310_000, "tax": 30_000, "net": 280_000}


@pytest.mark.parametrize("month", ["2026-13", "2024-12", "2026-03"])
def test_a_month_that_makes_no_sense_is_refused(
    ready: Organization, client_of: Callable[[str], Client], month: str
) -> None:
    client = client_of(officer(ready, "bendahara").username)

    answer = client.post(url(ready, "hitung/"), {"month": month})

    assert answer.status_code == 422
    assert "month" in answer.context["form"].errors
    assert InterestSlip.objects.count() == 0


def test_only_the_treasurer_runs_it(
    ready: Organization, client_of: Callable[[str], Client]
) -> None:
    for office, status in (("ketua", 403), ("kasir", 403), ("pengawas", 403), ("bendahara", 200)):
        client = client_of(officer(ready, office).username)
        assert client.get(url(ready, "hitung/")).status_code == status
