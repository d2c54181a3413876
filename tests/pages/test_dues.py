"""Iuran on screen: the run of a month, who is behind, payments oldest first, exemptions."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from ledger.models import Book
from members.models import DuesExemption, FundUse, Membership, Obligation
from members.services.dues import generate_dues
from tests.factories.people import officer
from tests.factories.savings import cooperative, deposit, member
from tests.pages.books import unchanged
from tests.pages.conftest import MINA
from tests.pages.reading import Page
from tests.pages.test_get_never_writes import cost

SignIn = Callable[[str], Client]
DUES = f"{MINA}anggota/iuran/"
PAID = {"product": "wajib", "date": "2026-02-10", "cash": "1101", "key": "kunci-1"}


def third(mina: Book) -> Membership:
    return mina.organization.memberships.get(number="ML-03")


def run(client: Client, month: str) -> Any:
    return client.post(f"{DUES}jalankan/", {"month": month}, follow=True)


def test_a_month_is_shown_in_numbers_then_written_once(mina: Book, treasurer: Client) -> None:
    before = Obligation.objects.count()

    with unchanged():
        shown = Page(treasurer.get(f"{DUES}jalankan/?month=2026-01"))
    done = Page(run(treasurer, "2026-01"))
    again = Page(treasurer.get(f"{DUES}jalankan/?month=2026-01"))

    assert "Simpanan wajib 20.000 31/01/2026 0 12 0 240.000" in shown.text
    assert "Jumlah 300.000" in shown.text
    assert "24 kewajiban iuran 01/2026 dicatat." in " ".join(done.notices)
    assert Obligation.objects.count() == before + 24
    assert "sudah dijalankan untuk semua anggota" in again.text


@pytest.mark.parametrize(
    ("month", "sentence"),
    [
        ("2026-13", "bukan bulan"),
        ("januari", "bukan bulan"),
        ("2024-12", "Pilih bulan dari 01/2025 sampai 03/2026."),
        ("2026-04", "Pilih bulan dari 01/2025 sampai 03/2026."),
    ],
)
def test_a_month_that_makes_no_sense_is_refused_at_its_field(
    mina: Book, treasurer: Client, month: str, sentence: str
) -> None:
    with unchanged():
        answer = treasurer.post(f"{DUES}jalankan/", {"month": month})

    assert answer.status_code == 422
    assert sentence in str(answer.context["form"].errors["month"])


def test_who_is_behind_stands_with_months_and_rupiah(mina: Book, treasurer: Client) -> None:
    assert "Tidak ada tunggakan" in Page(treasurer.get(DUES)).text
    run(treasurer, "2026-01")

    page = Page(treasurer.get(DUES))

    assert page.text.count("20.000 Bayar") == 12
    assert "ML-03 " in page.text
    assert "Jumlah 300.000" in page.text
    assert Page(treasurer.get(f"{DUES}?text=ML-03")).text.count("Bayar") == 2


def test_a_payment_covers_the_oldest_month_first(mina: Book, treasurer: Client) -> None:
    run(treasurer, "2026-01")
    run(treasurer, "2026-02")
    url = f"{DUES}bayar/{third(mina).pk}/"

    opened = Page(treasurer.get(url))
    form = PAID | {"amount": "50.000"}
    shown = Page(treasurer.post(url, form))
    treasurer.post(url, form | {"step": "book"})

    assert (opened.values["product"], opened.values["amount"]) == ("wajib", "20.000")
    assert "Simpanan wajib 01/2026 20.000 Simpanan wajib 02/2026 20.000" in shown.text
    assert "Dibayar di muka 10.000 Dibayar 50.000" in shown.text
    page = Page(treasurer.get(f"{DUES}anggota/{third(mina).pk}/"))
    assert "Januari 2026 31/01/2026 20.000 20.000 lunas" in page.text
    assert "Februari 2026 28/02/2026 20.000 20.000 lunas" in page.text
    assert "Dibayar di muka 10.000" in page.text


def test_a_part_of_a_month_stays_open(mina: Book, treasurer: Client) -> None:
    run(treasurer, "2026-01")
    url = f"{DUES}bayar/{third(mina).pk}/"

    treasurer.post(url, PAID | {"amount": "15.000", "step": "book"})
    treasurer.post(url, PAID | {"product": "iks", "amount": "5.000", "key": "k2", "step": "book"})

    page = Page(treasurer.get(f"{DUES}anggota/{third(mina).pk}/"))
    assert "Tunggakan 1 bulan, Rp5.000" in page.text
    assert "20.000 15.000 sebagian" in page.text
    assert page.text.count("Tunggakan tidak ada") == 1


def test_an_exemption_has_a_reason_and_dates(mina: Book, chair: Client, treasurer: Client) -> None:
    run(treasurer, "2026-01")
    url = f"{DUES}bebaskan/{third(mina).pk}/"

    refused = chair.post(url, {"starts_on": "2026-01-01", "ends_on": "2025-12-01", "reason": "x"})
    without = chair.post(url, {"starts_on": "2026-01-01", "reason": ""})
    chair.post(url, {"starts_on": "2026-01-01", "ends_on": "2026-02-28", "reason": "Rawat inap"})
    run(treasurer, "2026-02")

    assert "ends_on" in refused.context["form"].errors
    assert "reason" in without.context["form"].errors
    page = Page(treasurer.get(f"{DUES}anggota/{third(mina).pk}/"))
    assert page.text.count("dibebaskan Rawat inap") == 4  # two kinds, two months
    assert "ML-03" not in Page(treasurer.get(DUES)).text
    exemption = DuesExemption.objects.get()

    ended = chair.post(f"{DUES}pembebasan/{exemption.pk}/", {"ends_on": "2026-01-31"})

    assert ended.status_code == 302
    reasons = Obligation.objects.filter(membership=third(mina), period__gte=202601)
    assert sorted(reasons.values_list("period", "exempt_reason")) == [
        (202601, "Rawat inap"),
        (202601, "Rawat inap"),
        (202602, ""),
        (202602, ""),
    ]


def test_another_organizations_member_is_not_found(
    mina: Book, demo: dict[str, Book], treasurer: Client
) -> None:
    other = demo["tani-lentera"].organization.memberships.first()
    assert other is not None

    for page in ("anggota", "bayar", "bebaskan"):
        assert treasurer.get(f"{DUES}{page}/{other.pk}/").status_code == 404


def test_the_list_of_arrears_costs_the_same_for_one_and_three(
    client_of: SignIn, db: None, actor: Any, at: Any
) -> None:
    costs = []
    for count in (1, 3):
        organization = cooperative(wajib={"fixed_amount": 10_000})
        for number in range(count):
            deposit(member(organization, f"A-{number}"), "wajib", 4_000)
        generate_dues(organization=organization, year=2026, month=1, actor=actor, at=at)
        client = client_of(officer(organization, "bendahara").username)
        costs.append(len(cost(client, f"/lembaga/{organization.slug}/anggota/iuran/")))

    assert costs[0] == costs[1]


def test_the_fund_has_a_register_of_its_uses(mina: Book, treasurer: Client) -> None:
    fund = mina.organization.savings_products.get(code="iks")
    page = Page(treasurer.get(f"{MINA}anggota/dana/{fund.pk}/"))

    assert "Isi dana 750.000" in page.text
    assert "Warga RT sekitar (lingkungan)" in page.text
    assert "Rapat anggota 11/10/2025" in page.text
    assert "ML-01 " in page.text


def test_the_fund_gives_only_what_it_holds_and_by_a_decision(mina: Book, treasurer: Client) -> None:
    fund = mina.organization.savings_products.get(code="iks")
    url = f"{MINA}anggota/dana/{fund.pk}/pakai/"
    given = {
        "beneficiary": "anggota", "recipient": "Joko", "purpose": "Santunan sakit",
        "decision": "Rapat 08/02/2026", "amount": "100.000", "date": "2026-02-10",
        "cash": "1101", "key": "kunci-1",
    }  # fmt: skip

    with unchanged():
        too_much = treasurer.post(url, given | {"amount": "750.001"})
        undecided = treasurer.post(url, given | {"decision": " "})
        shown = Page(treasurer.post(url, given))
    treasurer.post(url, given | {"step": "book"})
    treasurer.post(url, given | {"step": "book"})

    assert "hanya Rp 750.000" in str(too_much.context["form"].errors["amount"])
    assert "decision" in undecided.context["form"].errors
    assert "Sisa dana650.000" in shown.text.replace("Sisa dana 650", "Sisa dana650")
    use = FundUse.objects.get(voucher__date=date(2026, 2, 10))
    assert (use.recipient, use.beneficiary, use.voucher.narration) == (
        "Joko",
        "anggota",
        "IKS: Santunan sakit",
    )


def test_the_register_prints(mina: Book, treasurer: Client) -> None:
    url = f"{MINA}laporan/fund_register/?start=2025-01-01&end=2025-12-31&format=json"

    found = treasurer.get(url).json()

    assert found["totals"] == {"given": 1_500_000, "taken": 750_000}
    assert found["rows"][-1]["balance"] == 750_000
