"""Simpanan on screen: totals tied to the books, the list, one account."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from ledger.models import Book
from members.services.organizations import admit_member
from tests.factories.people import OrganizationFactory, PersonFactory, officer
from tests.factories.savings import cooperative, deposit, member
from tests.pages.conftest import MINA
from tests.pages.reading import Page
from tests.pages.test_get_never_writes import cost

SignIn = Callable[[str], Client]
AREA = f"{MINA}anggota/simpanan/"


def test_the_area_shows_each_product_and_that_it_ties(mina: Book, treasurer: Client) -> None:
    page = Page(treasurer.get(AREA))

    assert "Simpanan pokok 12 1.200.000" in page.text
    assert "Simpanan wajib 12 8.160.000" in page.text
    assert "bersama 750.000 Jumlah 10.110.000" in page.text
    assert "belum cocok" not in page.text
    assert "Desember 2025: simpanan 10.110.000" in page.text


def test_a_name_in_the_account_that_is_no_member_is_told(
    mina: Book, treasurer: Client, make_voucher: Any
) -> None:
    make_voucher(mina, date(2026, 2, 1), [("1101", 7_000, 0), ("3102", 0, 7_000, "LAIN")])

    page = Page(treasurer.get(AREA))

    assert "belum cocok" in page.text
    assert "7.000 bukan milik anggota mana pun" in page.text
    assert "Simpanan wajib 12 8.160.000" in page.text


def test_an_organization_without_products_says_what_to_do(client_of: SignIn, db: None) -> None:
    organization = OrganizationFactory(slug="baru")

    page = Page(
        client_of(officer(organization, "ketua").username).get("/lembaga/baru/anggota/simpanan/")
    )

    assert "Belum ada produk simpanan" in page.text


def test_the_list_finds_by_name_number_and_product(
    demo: dict[str, Book], client_of: SignIn
) -> None:
    client = client_of("pengawas.ksu")
    list_ = "/lembaga/ksu-karya-lentera/anggota/simpanan/rekening/"

    by_name = Page(client.get(f"{list_}?text=sri")).text
    by_product = Page(client.get(f"{list_}?product=berjangka")).text
    nothing = Page(client.get(f"{list_}?text=xyz")).text

    assert "KL-03 Sri Neracawati" in by_name
    assert "KL-04" not in by_name
    assert by_product.count("Simpanan berjangka") == 3 + 1  # rows, and the filter
    assert "Tidak ada simpanan yang cocok" in nothing


def test_an_account_shows_its_movements_newest_first(
    demo: dict[str, Book], client_of: SignIn
) -> None:
    ksu = demo["ksu-karya-lentera"].organization
    account = ksu.memberships.get(number="KL-03").savings_accounts.get(product__code="sukarela")

    page = Page(
        client_of("pengawas.ksu").get(
            f"/lembaga/ksu-karya-lentera/anggota/simpanan/rekening/{account.pk}/"
        )
    )

    rows = [
        " ".join(row.text_content().split())
        for row in page.tree.xpath("//table[2]//tbody/tr | //table[caption]//tbody/tr")
    ]
    assert rows[0].endswith("2.865 719.345")
    assert rows[-1].startswith("01/01/2025")
    assert "Terima setoran" not in page.text  # the supervisor reads


def test_an_account_of_another_organization_is_not_found(
    demo: dict[str, Book], treasurer: Client
) -> None:
    ksu = demo["ksu-karya-lentera"].organization
    account = ksu.memberships.get(number="KL-03").savings_accounts.get(product__code="sukarela")

    assert treasurer.get(f"{AREA}rekening/{account.pk}/").status_code == 404


@pytest.mark.parametrize("path", ["", "rekening/", "loket/"])
def test_lists_cost_the_same_for_one_member_and_three(
    client_of: SignIn, db: None, path: str
) -> None:
    costs = []
    for count in (1, 3):
        organization = cooperative()
        for number in range(count):
            sari = member(organization, f"A-{number}")
            deposit(sari, "pokok", 100_000)
            deposit(sari, "sukarela", 5_000)
        client = client_of(officer(organization, "bendahara").username)
        url = f"/lembaga/{organization.slug}/anggota/simpanan/{path}"
        costs.append(len(cost(client, url)))

    assert costs[0] == costs[1]
    assert costs[0] <= 16


def test_pages_of_the_list_follow_each_other(
    client_of: SignIn, actor: Any, at: Any, db: None
) -> None:
    organization = cooperative()
    for number in range(52):
        one = admit_member(
            organization=organization,
            person=PersonFactory(user=None, name=f"Orang {number:02d}"),
            number=f"A-{number:02d}",
            element="umum",
            joined_on=date(2025, 1, 1),
            actor=actor,
            at=at,
        )
        if number < 51:
            deposit(one, "pokok", 100_000)
    client = client_of(officer(organization, "ketua").username)
    list_ = f"/lembaga/{organization.slug}/anggota/simpanan/rekening/"

    first = client.get(list_).content.decode()
    second = client.get(f"{list_}?after=A-49").content.decode()

    assert ("Orang 49" in first, "Orang 50" in first, "after=A-49" in first) == (True, False, True)
    assert ("Orang 50" in second, "Orang 51" in second) == (True, False)
