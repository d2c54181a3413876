"""Produk simpanan and bilyet on screen."""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from pypdf import PdfReader

from members.models import Organization, SavingsAccount, SavingsProduct
from members.selectors.savings_terms import product_on
from members.services.savings import balance_of
from tests.factories.people import officer
from tests.factories.savings import cooperative, deposit, member, product
from tests.pages.books import unchanged
from tests.pages.reading import Page

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
NEW = {
    "code": "kurban", "name": "Simpanan kurban", "kind": "tujuan", "account": "2-1202",
    "is_withdrawable": "on", "is_active": "on", "due_day": "31",
}  # fmt: skip


@pytest.fixture
def coop() -> Organization:
    return cooperative(berjangka={"break_penalty_percent": Decimal(2)})


@pytest.fixture
def client(coop: Organization, client_of: SignIn) -> Client:
    return client_of(officer(coop, "bendahara").username)


def url(organization: Organization, rest: str = "") -> str:
    return f"/lembaga/{organization.slug}/anggota/simpanan/{rest}"


def test_a_product_is_added_and_stands_in_the_list(coop: Organization, client: Client) -> None:
    answer = client.post(url(coop, "produk/baru/"), NEW, follow=True)

    assert Page(answer).title == "Simpanan kurban"
    assert "Simpanan kurban" in Page(client.get(url(coop, "produk/"))).text
    made = product(coop, "kurban")
    assert (made.account.code, made.is_withdrawable, made.fixed_amount) == ("2-1202", True, None)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"code": "pokok"}, "code"),
        ({"code": "Kurban Idul Adha!"}, "code"),
        ({"account": "2-1401"}, "account"),
        ({"kind": "pokok"}, "is_withdrawable"),
        ({"fixed_amount": "0"}, "fixed_amount"),
        ({"interest_percent": "6"}, "interest_method"),
        ({"interest_percent": "101"}, "interest_percent"),
        ({"interest_percent": "6", "interest_method": "daily"}, "interest_account"),
        ({"due_day": "32"}, "due_day"),
        ({"name": ""}, "name"),
    ],
)
def test_a_contradiction_is_refused_at_its_field(
    coop: Organization, client: Client, typed: dict[str, str], field: str
) -> None:
    before = SavingsProduct.objects.count()

    answer = client.post(url(coop, "produk/baru/"), NEW | typed)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert SavingsProduct.objects.count() == before


def test_what_is_in_use_keeps_its_kind_and_account(coop: Organization, client: Client) -> None:
    deposit(member(coop), "sukarela", 10_000)
    sukarela = product(coop, "sukarela")
    form = NEW | {"name": "Simpanan manasuka", "kind": "sukarela", "account": "2-1201"}
    form |= {"interest_account": "5-1102", "tax_account": "2-1401"}
    page = url(coop, f"produk/{sukarela.pk}/ubah/")

    kind = client.post(page, form | {"kind": "tujuan"})
    account = client.post(page, form | {"account": "2-1202"})
    name = client.post(page, form)

    assert list(kind.context["form"].errors) == ["kind"]
    assert list(account.context["form"].errors) == ["account"]
    assert name.status_code == 302
    assert product(coop, "sukarela").name == "Simpanan manasuka"


def test_new_terms_hold_from_their_month_on(coop: Organization, client: Client) -> None:
    wajib = product(coop, "wajib")
    page = url(coop, f"produk/{wajib.pk}/ketentuan/")
    form = {"valid_from": "2026-04-01", "decision": "RAT 2026", "due_day": "10",
            "fixed_amount": "75.000"}  # fmt: skip

    mid = client.post(page, form | {"valid_from": "2026-04-15"})
    undecided = client.post(page, form | {"decision": " "})
    client.post(page, form)
    earlier = client.post(page, form | {"valid_from": "2026-03-01"})

    assert list(mid.context["form"].errors) == ["valid_from"]
    assert list(undecided.context["form"].errors) == ["decision"]
    assert list(earlier.context["form"].errors) == ["valid_from"]
    assert product_on(wajib, date(2026, 3, 31)).fixed_amount is None
    assert product_on(wajib, date(2026, 4, 1)).fixed_amount == 75_000
    shown = Page(client.get(url(coop, f"produk/{wajib.pk}/"))).text
    assert "01/04/2026 75.000" in shown
    assert "RAT 2026" in shown


def test_months_that_were_run_keep_their_terms(coop: Organization, client: Client) -> None:
    wajib = product(coop, "wajib")
    member(coop)
    form = {"valid_from": "2026-01-01", "decision": "RAT", "due_day": "31", "fixed_amount": "5000"}
    page = url(coop, f"produk/{wajib.pk}/ketentuan/")
    client.post(page, form)
    client.post(f"/lembaga/{coop.slug}/anggota/iuran/jalankan/", {"month": "2026-01"})

    answer = client.post(page, form | {"fixed_amount": "6000"})

    assert "Iuran sampai 01/2026 sudah dijalankan" in str(answer.context["form"].errors)


def placed(coop: Organization, client: Client, **typed: str) -> SavingsAccount:
    sari = member(coop)
    form = {"product": "berjangka", "certificate": "SB-1", "amount": "1.000.000", "months": "6",
            "date": "2026-01-10", "cash": "1-1101", "key": "k1", "step": "book"}  # fmt: skip
    client.post(url(coop, f"berjangka/baru/{sari.pk}/"), form | typed)
    return SavingsAccount.objects.get(certificate="SB-1")


def test_a_certificate_from_placing_to_breaking_early(coop: Organization, client: Client) -> None:
    account = placed(coop, client)
    listed = Page(client.get(url(coop, "berjangka/"))).text
    page = url(coop, f"berjangka/{account.pk}/cairkan/")

    with unchanged():
        shown = Page(client.post(page, {"date": "2026-02-10", "cash": "1-1101"})).text
    client.post(page, {"date": "2026-02-10", "cash": "1-1101", "step": "book"})

    assert account.matures_on == date(2026, 7, 10)
    assert "SB-1 A-1 " in listed
    assert "berjalan 1.000.000" in listed
    assert "Potongan karena sebelum jatuh tempo 20.000 Dibayarkan 980.000" in shown
    assert balance_of(account) == 0
    assert "SB-1" not in Page(client.get(url(coop, "berjangka/"))).text
    assert "sudah dicairkan" in Page(client.get(url(coop, "berjangka/?semua=1"))).text


def test_placing_twice_by_one_button_places_once(coop: Organization, client: Client) -> None:
    account = placed(coop, client)
    form = {"product": "berjangka", "certificate": "SB-1", "amount": "1.000.000", "months": "6",
            "date": "2026-01-10", "cash": "1-1101", "key": "k1", "step": "book"}  # fmt: skip
    page = url(coop, f"berjangka/baru/{account.membership_id}/")

    again = client.post(page, form)
    other = client.post(page, form | {"key": "k2"})

    assert again.status_code == 302
    assert list(other.context["form"].errors) == ["certificate"]
    assert balance_of(account) == 1_000_000


def test_a_certificate_is_prolonged_and_printed(coop: Organization, client: Client) -> None:
    account = placed(coop, client)

    nothing = client.post(url(coop, f"berjangka/{account.pk}/perpanjang/"), {"months": "0"})
    client.post(url(coop, f"berjangka/{account.pk}/perpanjang/"), {"months": "6"})
    paper = client.get(url(coop, f"berjangka/{account.pk}/cetak/"))
    again = client.post(
        url(coop, f"berjangka/{account.pk}/perpanjang/"), {"months": "6", "shown": "2026-07-10"}
    )

    assert again.status_code == 422
    assert "sudah 10/01/2027" in str(again.context["form"].errors)
    assert list(nothing.context["form"].errors) == ["months"]
    account.refresh_from_db()
    assert account.matures_on == date(2027, 1, 10)
    pages = PdfReader(io.BytesIO(paper.content)).pages
    text = " ".join(pages[0].extract_text().split())
    assert len(pages) == 1
    assert "10 Januari 2027" in text
    assert "satu juta rupiah" in text
    assert "dipotong 2% dari jumlahnya" in text


def test_who_may_do_what(coop: Organization, client_of: SignIn, client: Client) -> None:
    account = placed(coop, client)
    chair, cashier = (client_of(officer(coop, office).username) for office in ("ketua", "kasir"))

    assert chair.get(url(coop, "produk/baru/")).status_code == 200
    assert cashier.get(url(coop, "produk/baru/")).status_code == 403
    assert chair.get(url(coop, f"berjangka/{account.pk}/cairkan/")).status_code == 403
    assert cashier.get(url(coop, f"berjangka/{account.pk}/cairkan/")).status_code == 200
    outside = cooperative()
    stranger = client_of(officer(outside, "bendahara").username)
    assert stranger.get(url(outside, f"berjangka/{account.pk}/cairkan/")).status_code == 404
