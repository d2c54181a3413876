"""Members' parts in a browser: looked at, paid, printed; interim shares; the rule; days worked."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db.models import Sum
from django.test import Client

from enterprises.models import InterimShare, ProfitAllocation, ProfitRule, WorkDays
from enterprises.selectors.profit_shares import unpaid_shares
from ledger.models import Book
from ledger.services.actors import system_actor
from ledger.services.closing import close_year
from tests.factories.books import make_voucher
from tests.factories.meetings import decided
from tests.pages.reading import Page, text_of_pdf

PROFIT = "/lembaga/mina-lestari/usaha/laba/"


@pytest.fixture
def mina(demo: dict[str, Book], at: datetime) -> Book:
    """Mina Lestari with its year 2025 closed: 9.362.500 undistributed."""
    book = demo["mina-lestari"]
    close_year(book=book, year=2025, actor=system_actor(), at=at, checks=lambda _book: [])
    decided(book.organization, held_on=date(2026, 1, 24))
    return book


@pytest.fixture
def treasurer(mina: Book, client_of: Callable[[str], Client]) -> Client:
    return client_of("bendahara.mina")


def filled(client: Client, address: str, **changed: Any) -> dict[str, Any]:
    return dict(Page(client.get(address)).values) | changed


def divide(mina: Book, client: Client, **changed: Any) -> ProfitAllocation:
    client.post(PROFIT, filled(client, PROFIT, **changed) | {"confirm": "1"})
    return ProfitAllocation.objects.get(book=mina, year=2025)


def test_from_the_division_to_the_last_payment(mina: Book, treasurer: Client) -> None:
    allocation = divide(mina, treasurer)
    address = f"{PROFIT}{allocation.pk}/"
    waiting = [str(share.pk) for share in unpaid_shares(mina)]

    page = Page(treasurer.get(address))
    paid = treasurer.post(
        address,
        {"shares": waiting[:11], "to": "1101", "on": "2026-01-25", "key": "k1"},
    )
    wajib = mina.organization.savings_products.get(code="wajib")
    saved = treasurer.post(
        address,
        {"shares": waiting[11:], "to": f"s{wajib.pk}", "on": "2026-01-25", "key": "k2"},
    )

    assert page.text.count("312.083") >= 12
    assert (paid.status_code, saved.status_code) == (302, 302)
    assert mina.vouchers.get(key="k1").lines.get(account__code="1101").credit == 11 * 312_083
    assert mina.vouchers.get(key="k2").lines.get(account__code="3102").credit == 312_083
    assert not unpaid_shares(mina).exists()


def test_the_list_and_the_slips_on_paper(mina: Book, treasurer: Client) -> None:
    address = f"{PROFIT}{divide(mina, treasurer).pk}/"
    member = mina.organization.memberships.get(number="ML-03")

    listed = text_of_pdf(treasurer.get(f"{address}daftar.pdf"))
    slip = text_of_pdf(treasurer.get(f"{address}slip.pdf?anggota={member.pk}"))

    assert "3.744.996" in listed
    assert "Tanda tangan" in listed
    assert member.person.name in slip
    assert "312.083" in slip
    assert treasurer.get(f"{address}slip.pdf?anggota=999999").status_code == 404


def test_days_worked_are_offered_as_weights_and_may_be_corrected(
    mina: Book, treasurer: Client
) -> None:
    order = list(mina.organization.memberships.order_by("number").values_list("pk", flat=True))
    first, second = mina.organization.memberships.order_by("number")[:2]
    typed = {f"d{first.pk}": "20", f"d{second.pk}": "10"}
    treasurer.post(f"{PROFIT}hari-kerja/?bulan=2025-03", typed)

    page = Page(treasurer.post(PROFIT, filled(treasurer, PROFIT, basis="hari") | {"show": "1"}))
    wish = dict(page.values) | {f"w{second.pk}": "20", "confirm": "1"}
    treasurer.post(PROFIT, wish)

    worked = WorkDays.objects.filter(month__year=2025, membership__organization__book=mina)
    days = dict(worked.order_by().values_list("membership").annotate(Sum("days")))
    weights = [20 if pk == second.pk else n for pk, n in ((m, days.get(m, 0)) for m in order)]
    assert WorkDays.objects.get(membership=first, month=date(2025, 3, 1)).days == 20
    assert page.values[f"w{first.pk}"] == str(days[first.pk])
    shares = list(ProfitAllocation.objects.get(year=2025, book=mina).shares.all())
    assert [share.weight for share in shares] == weights
    assert sum(share.amount for share in shares) <= 3_745_000
    assert [share.amount for share in shares] == [3_745_000 * w // sum(weights) for w in weights]


def test_a_changed_basis_is_shown_before_it_is_booked(mina: Book, treasurer: Client) -> None:
    wish = filled(treasurer, PROFIT, basis="transaksi") | {"confirm": "1"}

    page = Page(treasurer.post(PROFIT, wish))

    assert page.status == 422
    assert "bobot di atas nol" in page.text
    assert not ProfitAllocation.objects.filter(book=mina, year=2025).exists()


def test_a_weight_in_words_is_refused_and_stays(mina: Book, treasurer: Client) -> None:
    first = mina.organization.memberships.order_by("number")[0]
    treasurer.post(f"{PROFIT}hari-kerja/?bulan=2025-03", {f"d{first.pk}": "20"})
    page = Page(treasurer.post(PROFIT, filled(treasurer, PROFIT, basis="hari") | {"show": "1"}))

    page = Page(treasurer.post(PROFIT, dict(page.values) | {f"w{first.pk}": "dua", "confirm": "1"}))

    assert page.status == 422
    assert page.values[f"w{first.pk}"] == "dua"
    assert "Tulis bilangan bulat tanpa titik" in page.text


def test_interim_shares_up_to_half(mina: Book, treasurer: Client) -> None:
    make_voucher(mina, date(2026, 1, 26), [("1101", 1_000_000, 0), ("4101", 0, 1_000_000)])
    address = f"{PROFIT}di-muka/"
    wish = filled(treasurer, address, amount="500.001", cash="1101", on="2026-01-27")

    refused = Page(treasurer.post(address, wish | {"confirm": "1"}))
    shown = Page(treasurer.post(address, wish | {"amount": "500.000", "show": "1"}))
    treasurer.post(address, wish | {"amount": "500.000", "confirm": "1"})

    assert "Paling banyak Rp 500.000" in refused.text
    assert "41.667" in shown.text
    interim = InterimShare.objects.get(book=mina)
    assert interim.voucher.lines.get(account__code="3403").debit == 500_000
    assert interim.shares.count() == 12
    listed = text_of_pdf(treasurer.get(f"{address}{interim.pk}/daftar.pdf"))
    assert "Bagi Hasil di Muka 2026" in listed


def test_the_chair_sets_the_rule_by_decision(
    mina: Book, client_of: Callable[[str], Client]
) -> None:
    chair, address = client_of("ketua.mina"), f"{PROFIT}aturan/"
    wish = {"minimum_reserve": "45", "interim_limit": "30", "valid_from": "2026-01-24"}
    refused = Page(chair.post(address, wish))
    decision = decided(
        mina.organization, kind="rule_change", text="Cadangan 45", held_on=date(2026, 1, 24)
    )

    chair.post(address, wish | {"decision": str(decision.pk)})

    assert "memerlukan keputusan rapat" in refused.text
    rule = ProfitRule.objects.get(book=mina)
    assert (rule.minimum_reserve, rule.interim_limit) == (45, 30)
    assert "cadangan 45%" in Page(chair.get(address)).text


def test_the_member_sees_his_part(
    mina: Book, treasurer: Client, client_of: Callable[[str], Client]
) -> None:
    divide(mina, treasurer)

    page = Page(client_of("ketua.mina").get("/saya/", follow=True))

    assert "Bagian laba" in page.text
    assert "312.083" in page.text


def test_profit_at_a_glance(mina: Book, treasurer: Client) -> None:
    page = Page(treasurer.get(f"{PROFIT}ringkas/"))

    assert "9.362.500" in page.text
    assert "Modal sendiri dari tahun ke tahun" in page.text
    assert "Sisa hasil 2025 per saluran" in page.text
