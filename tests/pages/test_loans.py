"""Loans in the browser: the simulation, from application to instalment, lists, papers, refusals."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ledger.models import Book, Event, Voucher
from members.models import Loan, LoanProduct, Organization
from members.services.loan_products import set_loan_product
from members.services.loans import apply_for_loan
from tests.factories.meetings import decided
from tests.factories.people import OrganizationFactory, officer
from tests.factories.savings import member
from tests.pages.books import unchanged
from tests.pages.reading import Page

KSU = "/lembaga/ksu-karya-lentera/anggota/pinjaman/"
ASKED = {
    "principal": "36.000.000",
    "rate": "2",
    "rate_basis": "month",
    "months": "12",
    "method": "flat",
    "day_count": "30/360",
    "rounding": "half_up",
    "disbursed": "2026-01-20",
}


@pytest.fixture
def ksu(demo: dict[str, Book]) -> Organization:
    return Organization.objects.get(slug="ksu-karya-lentera")


@pytest.fixture
def product(ksu: Organization, actor: Any, at: Any) -> LoanProduct:
    """A product with everything: fees, penalty, early fee."""
    return set_loan_product(
        organization=ksu,
        code="usaha",
        name="Pinjaman usaha",
        method="menurun",
        annual_rate=Decimal(18),
        rate_basis="month",
        manager_limit=5_000_000,
        provision_percent=Decimal(1),
        admin_fee=20_000,
        penalty_percent_per_day=Decimal("0.1"),
        grace_days=3,
        valid_from=date(2026, 1, 1),
        actor=actor,
        at=at,
    )


def test_a_simulation_shows_the_effective_rate_and_stores_nothing(
    ksu: Organization, client_of: Callable[[str], Client]
) -> None:
    with unchanged():
        answer = client_of("anggota.ksu").get(f"{KSU}simulasi/", ASKED)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert answer.context["plan"].paid == 44_640_000
    assert "41,70%" in text
    assert "melewati 24% setahun" in text
    assert "20/01/2027" in text


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"months": "0"}, "months", "dari 1 sampai 600"),
        ({"months": "dua belas"}, "months", "bukan bilangan bulat"),
        ({"rate": "1000", "rate_basis": "year"}, "rate", "dari 0 sampai 300"),
        ({"rate": "mahal"}, "rate", "bukan persen"),
        ({"principal": "sejuta"}, "principal", "bukan jumlah rupiah bulat"),
        ({"principal": "0"}, "principal", "di atas nol"),
        ({"day_count": "act/act", "disbursed": ""}, "disbursed", "tanggal cair"),
        ({"disbursed": "31/02/2026"}, "disbursed", "bukan tanggal"),
    ],
)
def test_a_wrong_simulation_is_refused_at_its_field_and_stays(
    ksu: Organization,
    client_of: Callable[[str], Client],
    changes: dict[str, str],
    field: str,
    sentence: str,
) -> None:
    answer = client_of("anggota.ksu").get(f"{KSU}simulasi/", ASKED | changes)

    errors = answer.context["form"].errors
    assert answer.status_code == 422
    assert list(errors) == [field]
    assert sentence in str(errors)
    assert f'value="{(ASKED | changes)["months"]}"' in answer.content.decode()


def form_key(client: Client, url: str) -> str:
    key: str = client.get(url).context["form"]["key"].value()
    return key


def test_a_loan_runs_from_application_to_instalment(
    ksu: Organization, product: LoanProduct, client_of: Callable[[str], Client]
) -> None:
    cashier, chair = client_of("kasir.ksu"), client_of("ketua.ksu")
    treasurer = client_of("bendahara.ksu")
    who = borrower(ksu)

    asked = cashier.post(
        f"{KSU}baru/",
        {
            "member": who, "product": str(product.pk), "principal": "6.000.000", "months": "12",
            "on": "2026-02-10", "number": "PJ-2026-09", "purpose": "Gerobak",
        },
    )  # fmt: skip
    loan = Loan.objects.get(number="PJ-2026-09")
    url = f"{KSU}{loan.pk}/"
    own = cashier.post(f"{url}putusan/", {"answer": "ya", "on": "2026-02-11"})
    decided = chair.post(f"{url}putusan/", {"answer": "ya", "on": "2026-02-11"})
    paid_out = treasurer.post(f"{url}cair/", {"on": "2026-02-12", "cash": "1-1202"})

    assert (asked.status_code, asked.headers["Location"]) == (302, url)
    assert own.status_code == 403
    assert (decided.status_code, paid_out.status_code) == (302, 302)
    loan.refresh_from_db()
    assert (loan.state, loan.decision_no, loan.instalments.count()) == (
        "disbursed",
        "001/PINJ/2026",
        12,
    )
    voucher = Voucher.objects.get(key=f"loan-{loan.pk}")
    assert sorted(voucher.lines.values_list("account__code", "debit", "credit")) == [
        ("1-1202", 0, 5_920_000),
        ("1-1301", 6_000_000, 0),
        ("4-1103", 0, 80_000),
    ]

    key = form_key(cashier, f"{url}bayar/")
    typed = {"amount": "590.000", "on": "2026-02-14", "cash": "1-1101", "key": key}
    twice = [cashier.post(f"{url}bayar/", typed) for _ in range(2)]
    too_much = cashier.post(f"{url}bayar/", typed | {"amount": "9.000.000", "key": "lain"})

    assert [answer.status_code for answer in twice] == [302, 302]
    assert loan.payments.count() == 1
    assert too_much.status_code == 422
    assert "Pembayaran melebihi utang" in str(too_much.context["form"].errors["amount"])
    shown = Page(chair.get(url))
    assert "5.410.000" in shown.text
    assert all(
        cashier.get(f"{url}cetak/{kind}/").content.startswith(b"%PDF")
        for kind in ("kartu", "perjanjian")
    )
    slip = cashier.get(f"{KSU}angsuran/{loan.payments.get().pk}/cetak/")
    assert slip.content.startswith(b"%PDF")


def test_the_officer_sees_the_penalty_that_a_new_schedule_waives_before_it_is_waived(
    ksu: Organization, product: LoanProduct, client_of: Callable[[str], Client]
) -> None:
    """590.000 due on 6 February, three days of grace, a thousandth for each of six days."""
    chair, treasurer = client_of("ketua.ksu"), client_of("bendahara.ksu")
    asked = {
        "member": borrower(ksu), "product": str(product.pk), "principal": "6.000.000",
        "months": "12", "on": "2026-01-05", "number": "PJ-2026-09", "purpose": "Gerobak",
    }  # fmt: skip
    client_of("kasir.ksu").post(f"{KSU}baru/", asked)
    loan = Loan.objects.get(number="PJ-2026-09")
    url = f"{KSU}{loan.pk}/jadwal-ulang/"
    chair.post(f"{KSU}{loan.pk}/putusan/", {"answer": "ya", "on": "2026-01-05"})
    treasurer.post(f"{KSU}{loan.pk}/cair/", {"on": "2026-01-06", "cash": "1-1202"})
    page = treasurer.get(url)
    typed = {
        "on": "2026-02-13", "months": "18", "annual_rate": "12", "decision_no": "RP-1/2026",
        "reason": "Sakit", "shown": page.context["form"]["shown"].value(),
    }  # fmt: skip

    other_day = treasurer.post(url, typed)
    again = other_day.context["form"]["shown"].value()
    done = treasurer.post(url, typed | {"shown": again})

    assert [str(label) for label, _ in page.context["figures"]][2] == "Denda yang dihapuskan"
    assert [value for _, value in page.context["figures"]] == [6_000_000, 90_000, 3_540]
    assert "3.540" in Page(page).text
    assert (other_day.status_code, other_day.context["figures"][2][1], again) == (
        422,
        2_360,
        "2360",
    )
    assert "Periksa, lalu ulangi" in str(other_day.context["form"].errors["on"])
    assert done.status_code == 302
    event = Event.objects.get(act="reschedule_loan")
    assert event.detail["penalty_waived"] == 2_360


def borrower(ksu: Organization) -> str:
    """The number of a member without office, loan or login."""
    members = ksu.memberships.filter(loans__isnull=True, person__user__isnull=True, status="active")
    found = members.exclude(person__offices__organization=ksu).order_by("number").first()
    assert found is not None
    return found.number


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"member": "KL-99999"}, "member", "Tidak ada anggota"),
        ({"months": "0"}, "months", "dari 1 sampai 600"),
        ({"months": "61"}, "months", "paling lama 60 bulan"),
        ({"principal": "1,5 juta"}, "principal", "bukan jumlah rupiah"),
        ({"number": "PJ-2025-01"}, "number", "belum dipakai"),
        ({"on": "30/02/2026"}, "on", "bukan tanggal"),
    ],
)
def test_a_wrong_application_is_refused_at_its_field(
    ksu: Organization,
    product: LoanProduct,
    client_of: Callable[[str], Client],
    changes: dict[str, str],
    field: str,
    sentence: str,
) -> None:
    before = Loan.objects.count()
    typed = {
        "member": borrower(ksu), "product": str(product.pk), "principal": "6.000.000",
        "months": "12", "on": "2026-02-10", "number": "PJ-2026-09", "purpose": "Gerobak",
    }  # fmt: skip

    answer = client_of("bendahara.ksu").post(f"{KSU}baru/", typed | changes)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert sentence in str(answer.context["form"].errors)
    assert 'value="Gerobak"' in answer.content.decode()
    assert Loan.objects.count() == before


def test_a_loan_of_another_organization_is_not_found(
    ksu: Organization, client_of: Callable[[str], Client]
) -> None:
    other = Loan.objects.get(product__organization__slug="bengkel-roda", number="PJ-2025-01")
    treasurer = client_of("bendahara.ksu")

    pages = ("", "bayar/", "cair/", "jadwal-ulang/", "hapus-buku/", "cetak/kartu/")

    assert [treasurer.get(f"{KSU}{other.pk}/{page}").status_code for page in pages] == [404] * 6


def test_the_late_and_the_written_off_have_their_lists(
    ksu: Organization, client_of: Callable[[str], Client]
) -> None:
    """In February 2026 the instalments of January have not been brought."""
    treasurer = client_of("bendahara.ksu")
    late = treasurer.get(f"{KSU}tunggakan/")
    loan = late.context["buckets"][0]["rows"][0].loan
    letter = treasurer.get(f"{KSU}{loan.pk}/cetak/tagihan/")
    url = f"{KSU}{loan.pk}/hapus-buku/"
    decision = decided(ksu, "write_off", "Hapus pinjaman", held_on=date(2026, 2, 14))
    typed = {"on": "2026-02-15", "decision_no": "", "reason": "Pindah"}

    refused = treasurer.post(url, typed)
    done = treasurer.post(url, typed | {"decision": str(decision.pk)})

    assert late.context["buckets"][0]["name"] == "Diragukan"
    assert letter.content.startswith(b"%PDF")
    assert (refused.status_code, done.status_code) == (422, 302)
    assert list(refused.context["form"].errors) == ["decision"]
    assert decision.code in treasurer.get(f"{KSU}hapus-buku/").content.decode()


def test_the_allowance_is_shown_booked_once_and_listed(
    ksu: Organization, product: LoanProduct, client_of: Callable[[str], Client]
) -> None:
    treasurer = client_of("bendahara.ksu")
    url = f"{KSU}penyisihan/"
    typed = {"year": "2026", "month": "1", "account": "1-1309"}

    shown = treasurer.get(url, {"year": "2026", "month": "1"})
    booked = treasurer.post(url, typed)
    again = treasurer.post(url, typed)
    wrong = treasurer.get(url, {"year": "2026", "month": "13"})

    assert shown.context["groups"][0].account.code == "1-1309"
    assert (booked.status_code, again.status_code, wrong.status_code) == (302, 422, 422)
    assert "sudah dibukukan" in again.content.decode()
    assert ksu.allowance_runs.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_loan_and_three(
    client_of: Callable[[str], Client], actor: Any, at: Any, count: int
) -> None:
    organization = OrganizationFactory(slug="kecil")
    terms = set_loan_product(
        organization=organization, code="umum", name="Umum", method="flat",
        annual_rate=Decimal(0), valid_from=date(2025, 1, 1), actor=actor, at=at,
    )  # fmt: skip
    for number in range(count):
        apply_for_loan(
            membership=member(organization, f"A-{number}"), product=terms, number=f"PJ-{number}",
            principal=100_000, months=2, on=date(2026, 2, 1), actor=actor, at=at,
        )  # fmt: skip
    client = client_of(officer(organization, "ketua").username)

    with CaptureQueriesContext(connection) as queries:
        page = Page(client.get("/lembaga/kecil/anggota/pinjaman/"))

    assert page.status == 200
    assert len(queries) == 12


def test_pages_follow_each_other_by_number(
    client_of: Callable[[str], Client], actor: Any, at: Any
) -> None:
    organization = OrganizationFactory(slug="ramai")
    terms = set_loan_product(
        organization=organization, code="umum", name="Umum", method="flat",
        annual_rate=Decimal(0), valid_from=date(2025, 1, 1), actor=actor, at=at,
    )  # fmt: skip
    who = member(organization, "A-1")
    for number in range(51):
        apply_for_loan(
            membership=who, product=terms, number=f"PJ-{number:02d}", principal=100_000, months=2,
            on=date(2026, 2, 1), actor=actor, at=at,
        )  # fmt: skip
    client = client_of(officer(organization, "ketua").username)

    first = client.get("/lembaga/ramai/anggota/pinjaman/").content.decode()
    second = client.get("/lembaga/ramai/anggota/pinjaman/?after=PJ-49").content.decode()

    assert ("PJ-49<" in first, "PJ-50<" in first, "after=PJ-49" in first) == (True, False, True)
    assert ("PJ-49<" in second, "PJ-50<" in second) == (False, True)
