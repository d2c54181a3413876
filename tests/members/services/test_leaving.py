"""A member leaves: loans set off, savings to a payable, every balance at zero, history kept."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ledger.integrity.checks import faults_of_book
from ledger.models import Voucher
from ledger.selectors.balances import balance_of_subsidiary
from ledger.services.actors import system_actor
from ledger.services.journal import PostingError
from ledger.services.reversal import reverse
from members.models import LeavingClaim, Membership, Office
from members.selectors.card import owed_on_loans, savings_of
from members.selectors.leaving import leaving_plan, open_claims
from members.selectors.loans import standing_of
from members.selectors.write_offs import claim_of
from members.services.leaving import LeavingError, pay_claim, settle_leaving
from members.services.loan_products import set_loan_product
from members.services.loan_write_offs import write_off_loan
from tests.factories.clock import AT
from tests.factories.loans import lending, running_loan
from tests.factories.meetings import decided
from tests.factories.savings import cash, cooperative, deposit, member

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 31)


@pytest.fixture
def sari(db: None) -> Membership:
    organization = cooperative()
    lending(organization)
    sari = member(organization)
    deposit(sari, "pokok", 100_000)
    deposit(sari, "wajib", 1_500_000)
    deposit(sari, "sukarela", 400_000)
    return sari


def settled(sari: Membership, **more: Any) -> Voucher:
    words: dict[str, Any] = {
        "on": DAY,
        "reason": "Pindah kota",
        "decision": "07/RP/2026",
        "due_on": date(2026, 3, 31),
    }
    return settle_leaving(membership=sari, actor=system_actor(), at=AT, **(words | more))


def lines(voucher: Voucher) -> list[tuple[Any, ...]]:
    return list(voucher.lines.values_list("account__code", "subsidiary__code", "debit", "credit"))


def test_savings_move_to_the_payable_and_the_balances_end_at_zero(sari: Membership) -> None:
    voucher = settled(sari)

    assert lines(voucher) == [
        ("3-1101", "A-1", 100_000, 0),
        ("3-1102", "A-1", 1_500_000, 0),
        ("2-1201", "A-1", 400_000, 0),
        ("2-1510", "A-1", 0, 2_000_000),
    ]
    sari.refresh_from_db()
    assert (sari.status, sari.left_on, sari.status_reason) == ("left", DAY, "Pindah kota")
    assert {row.balance for row in savings_of(sari)} == {0}
    assert len(savings_of(sari)) == 3  # the accounts and their history stay
    assert [claim.amount for claim in open_claims(sari.organization)] == [2_000_000]
    assert faults_of_book(sari.organization.book) == []


def test_a_loan_is_set_off_with_its_interest(sari: Membership) -> None:
    loan = running_loan(sari)

    voucher = settled(sari)

    assert lines(voucher)[3:] == [
        ("4-1102", None, 0, 12_000),
        ("1-1301", "PJ-1", 0, 1_200_000),
        ("2-1510", "A-1", 0, 788_000),
    ]
    assert owed_on_loans(sari) == 0
    assert loan.payments.get().principal == 1_200_000
    claim = LeavingClaim.objects.get()
    assert (claim.savings, claim.set_off, claim.amount) == (2_000_000, 1_212_000, 788_000)


def test_a_penalty_is_set_off_too(sari: Membership) -> None:
    sari.organization.loan_products.update(penalty_percent_per_day=Decimal("0.1"))
    loan = running_loan(sari)
    penalty = standing_of(loan, DAY).position.penalty_due

    voucher = settled(sari)

    assert penalty > 0
    assert ("4-1104", None, 0, penalty) in lines(voucher)
    assert LeavingClaim.objects.get().set_off == 1_212_000 + penalty
    assert (loan.payments.get().penalty, owed_on_loans(sari)) == (penalty, 0)


def test_a_larger_loan_blocks_and_says_the_gap(sari: Membership) -> None:
    running_loan(sari, principal=6_000_000)

    with pytest.raises(LeavingError, match=r"Lunasi dahulu selisihnya Rp 4\.060\.000"):
        settled(sari)

    sari.refresh_from_db()
    assert sari.status == "active"
    assert not LeavingClaim.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"decision": " "}, "Tulis keputusan"),
        ({"reason": ""}, "Tulis alasannya"),
        ({"due_on": date(2026, 1, 30)}, "tidak boleh sebelum tanggal keluar"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_done(
    sari: Membership, changes: dict[str, Any], sentence: str
) -> None:
    before = Voucher.objects.count()

    with pytest.raises(LeavingError, match=sentence):
        settled(sari, **changes)

    assert Voucher.objects.count() == before


def test_an_officer_and_who_has_nothing_are_refused(sari: Membership) -> None:
    Office.objects.create(
        organization=sari.organization, person=sari.person, kind="ketua", start=date(2025, 1, 1)
    )
    with pytest.raises(LeavingError, match="masih memegang jabatan Ketua"):
        settled(sari)
    with pytest.raises(LeavingError, match="tidak mempunyai saldo"):
        settled(member(sari.organization, "A-2"))


def test_it_is_settled_once_and_paid_once(sari: Membership) -> None:
    settled(sari)
    with pytest.raises(LeavingError, match="sudah diselesaikan"):
        settled(sari)
    claim = LeavingClaim.objects.get()
    words: dict[str, Any] = {
        "claim": claim, "cash": cash(sari.organization), "on": date(2026, 2, 10),
        "actor": system_actor(), "at": AT,
    }  # fmt: skip
    with pytest.raises(LeavingError, match="sebelum tanggal keluar"):
        pay_claim(**(words | {"on": date(2026, 1, 30)}))

    paid = pay_claim(**words)

    assert pay_claim(**words) == paid
    assert lines(paid) == [("2-1510", "A-1", 2_000_000, 0), ("1-1101", None, 0, 2_000_000)]
    claim.refresh_from_db()
    assert claim.subsidiary is not None
    assert balance_of_subsidiary(claim.subsidiary) == 0
    assert not open_claims(sari.organization).exists()
    assert leaving_plan(sari, DAY).obstacles != ()


def undo(voucher: Voucher, on: date = date(2026, 2, 1)) -> Voucher:
    return reverse(voucher=voucher, reason="Batal keluar", on=on, actor=system_actor(), at=AT)


def pay(claim: LeavingClaim) -> Voucher:
    return pay_claim(
        claim=claim, cash=cash(claim.membership.organization), on=date(2026, 2, 10),
        actor=system_actor(), at=AT,
    )  # fmt: skip


def test_a_reversed_settlement_gives_the_membership_back(sari: Membership) -> None:
    first = settled(sari)
    undo(first)

    sari.refresh_from_db()
    assert (sari.status, sari.left_on) == ("active", None)
    assert not open_claims(sari.organization).exists()
    with pytest.raises(LeavingError, match="sudah dibalik"):
        pay(first.leaving_claim)
    second = settled(sari, on=date(2026, 2, 5), due_on=date(2026, 3, 1))
    assert [claim.voucher for claim in open_claims(sari.organization)] == [second]
    assert faults_of_book(sari.organization.book) == []


def test_a_settlement_that_was_paid_is_reversed_payment_first(sari: Membership) -> None:
    voucher = settled(sari)
    paid = pay(voucher.leaving_claim)

    with pytest.raises(PostingError, match=f"dibayarkan dengan {paid.code}"):
        undo(voucher, date(2026, 2, 12))
    undo(paid, date(2026, 2, 12))

    claim = LeavingClaim.objects.get()
    assert claim.is_open
    again = pay(claim)
    assert again != paid
    assert balance_of_subsidiary(claim.subsidiary) == 0


def test_who_joined_anew_keeps_the_settlement(sari: Membership) -> None:
    voucher = settled(sari)
    Membership.objects.create(
        organization=sari.organization, person=sari.person, number="A-7",
        joined_on=date(2026, 2, 2),
    )  # fmt: skip

    with pytest.raises(PostingError, match="sudah menjadi anggota lagi"):
        undo(voucher, date(2026, 2, 12))

    sari.refresh_from_db()
    assert sari.status == "left"


def test_what_is_claimed_after_a_write_off_is_set_off(sari: Membership) -> None:
    loan = running_loan(sari)
    set_loan_product(  # the loan's own terms name neither
        organization=sari.organization, code="umum", valid_from=date(2026, 1, 1),
        name="Pinjaman umum", method="flat", annual_rate=Decimal(12),
        actor=system_actor(), at=AT,
    )  # fmt: skip
    decision = decided(sari.organization, "write_off", "Hapus PJ-1")
    entry = write_off_loan(
        loan=loan, on=AT.date(), reason="Sakit", decision=decision, actor=system_actor(), at=AT
    )
    claimed = 1_200_000 + entry.interest_claim

    voucher = settled(sari, on=AT.date(), due_on=date(2026, 3, 1))

    claim = LeavingClaim.objects.get()
    assert (claim.set_off, claim.amount) == (claimed, 2_000_000 - claimed)
    assert ("8-1103", None, 0, claimed) in lines(voucher)
    assert claim_of(entry) == 0
    undo(voucher, AT.date())
    assert claim_of(entry) == claimed
