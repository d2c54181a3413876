"""Members' parts of a profit: weights, interim shares, payment, what may never be."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enterprises.models import InterimShare, ProfitAllocation, ProfitShare, ShareBasis
from enterprises.selectors.profit_shares import advances_of, unpaid_shares, weights_of
from enterprises.services.profit import ProfitError, allocate_profit
from enterprises.services.profit_shares import (
    pay_shares,
    record_work_days,
    set_profit_rule,
    share_interim,
    shared_out,
)
from ledger.models import Book, Voucher
from ledger.registry import faults_beside
from ledger.services.actors import system_actor
from ledger.services.journal import PostingError, post
from ledger.services.reversal import reverse
from members.models import Membership
from members.services.savings import balance_of, record_deposit
from members.services.savings_products import add_default_products
from tests.factories.books import make_voucher, voucher_input
from tests.factories.meetings import decided, members
from tests.factories.people import OrganizationFactory, PersonFactory

SHARES = {
    "cadangan": Decimal(40),
    "anggota": Decimal(40),
    "iks": Decimal(10),
    "pengurus": Decimal(5),
    "pendidikan": Decimal(5),
}
DAY = date(2026, 1, 24)


@pytest.fixture
def book(db: None, at: datetime) -> Book:
    """Twelve members, 9.362.500 undistributed of 2025, and the decision to divide it."""
    made: Book = OrganizationFactory().book
    members(made.organization, 12)
    add_default_products(organization=made.organization, actor=system_actor(), at=at)
    make_voucher(made, date(2025, 12, 31), [("1101", 9_362_500, 0), ("3401", 0, 9_362_500)])
    decided(made.organization, held_on=DAY)
    return made


def people(book: Book) -> list[Membership]:
    return list(book.organization.memberships.order_by("number"))


def allocate(
    book: Book, at: datetime, weights: Sequence[int] | None = None, **changed: Any
) -> ProfitAllocation:
    wish: dict[str, Any] = {
        "year": 2025,
        "profit": 9_362_500,
        "percentages": SHARES,
        "members": people(book),
        "weights": [1] * 12 if weights is None else weights,
        "on": DAY,
        "decision": book.organization.decisions.filter(kind="profit_allocation").first(),
    }
    return allocate_profit(book=book, actor=system_actor(), at=at, **(wish | changed))


def interim(book: Book, at: datetime, **changed: Any) -> InterimShare:
    wish: dict[str, Any] = {
        "amount": 600_000,
        "members": people(book),
        "weights": [1] * 12,
        "cash": book.accounts.get(code="1101"),
        "on": date(2026, 1, 26),
        "decision": book.organization.decisions.filter(kind="profit_allocation").first(),
    }
    return share_interim(book=book, actor=system_actor(), at=at, **(wish | changed))


def pay(book: Book, at: datetime, **changed: Any) -> Voucher:
    wish: dict[str, Any] = {
        "shares": [share.pk for share in unpaid_shares(book)],
        "cash": book.accounts.get(code="1101"),
        "on": date(2026, 1, 25),
    }
    return pay_shares(book=book, actor=system_actor(), at=at, **(wish | changed))


def lines(voucher: Voucher) -> list[tuple[str, int, int]]:
    return list(voucher.lines.values_list("account__code", "debit", "credit"))


def test_twelve_equal_parts_and_four_rupiah_to_the_reserve(book: Book, at: datetime) -> None:
    allocation = allocate(book, at)

    assert [share.amount for share in allocation.shares.all()] == [312_083] * 12
    assert {line.pool: line.amount for line in allocation.lines.all()}["cadangan"] == 3_745_004


def test_everything_to_the_members_is_refused(book: Book, at: datetime) -> None:
    with pytest.raises(ProfitError, match="Cadangan modal sedikitnya 20"):
        allocate(book, at, percentages={"anggota": Decimal(100)})

    assert not ProfitShare.objects.exists()


def test_the_group_sets_its_own_minimum(book: Book, at: datetime) -> None:
    rule = decided(book.organization, kind="rule_change", text="Cadangan 45", held_on=DAY)
    set_profit_rule(
        book=book,
        minimum_reserve=Decimal(45),
        interim_limit=Decimal(30),
        valid_from=DAY,
        decision=rule,
        actor=system_actor(),
        at=at,
    )

    with pytest.raises(ProfitError, match="Cadangan modal sedikitnya 45"):
        allocate(book, at)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"minimum_reserve": Decimal(0)}, "harus di atas 0"),
        ({"interim_limit": Decimal(101)}, "antara 0 dan 100"),
        ({"decision": None}, "memerlukan keputusan rapat"),
    ],
)
def test_a_rule_against_the_rules_is_refused(
    book: Book, at: datetime, changed: dict[str, Any], sentence: str
) -> None:
    wish: dict[str, Any] = {
        "minimum_reserve": Decimal(25),
        "interim_limit": Decimal(50),
        "valid_from": DAY,
        "decision": decided(book.organization, kind="rule_change", text="Aturan", held_on=DAY),
    }

    with pytest.raises(ProfitError, match=sentence):
        set_profit_rule(book=book, actor=system_actor(), at=at, **(wish | changed))


def test_days_worked_are_weights(book: Book, at: datetime) -> None:
    first, second, *_others = people(book)
    for month, days in ((1, {first.pk: 20, second.pk: 10}), (2, {first.pk: 10})):
        record_work_days(
            organization=book.organization,
            month=date(2025, month, 14),
            days=days,
            actor=system_actor(),
            at=at,
        )

    found = weights_of(book, people(book), ShareBasis.WORK_DAYS, year=2025, on=DAY)

    assert (found[first.pk], found[second.pk], sum(found.values())) == (30, 10, 40)


def test_days_are_corrected_never_doubled(book: Book, at: datetime) -> None:
    first = people(book)[0]
    act: dict[str, Any] = {
        "organization": book.organization,
        "month": date(2025, 3, 1),
        "actor": system_actor(),
        "at": at,
    }

    assert record_work_days(days={first.pk: 20}, **act) == 1
    assert record_work_days(days={first.pk: 20}, **act) == 0
    assert record_work_days(days={first.pk: 18}, **act) == 1
    with pytest.raises(ProfitError, match="antara 0 dan 31"):
        record_work_days(days={first.pk: 32}, **act)
    found = weights_of(book, [first], ShareBasis.WORK_DAYS, year=2025, on=DAY)
    assert found == {first.pk: 18}


def test_savings_at_the_end_of_the_year_are_weights(book: Book, at: datetime) -> None:
    first, second = people(book)[:2]
    wajib = book.organization.savings_products.get(code="wajib")
    for member, amount, on in (
        (first, 60_000, date(2025, 12, 31)),
        (second, 20_000, date(2025, 11, 1)),
        (second, 90_000, date(2026, 1, 5)),
    ):
        record_deposit(
            membership=member,
            product=wajib,
            amount=amount,
            cash=book.accounts.get(code="1101"),
            on=on,
            actor=system_actor(),
            at=at,
        )

    found = weights_of(book, people(book), ShareBasis.SAVINGS, year=2025, on=DAY)

    assert (found[first.pk], found[second.pk], sum(found.values())) == (60_000, 20_000, 80_000)


def test_sales_to_a_member_are_weights(book: Book, at: datetime) -> None:
    first = people(book)[0]
    sale = voucher_input(
        book, date(2025, 6, 1), [("1101", 75_000, 0), ("4101", 0, 75_000)], party="Anggota 01"
    )
    post(book=book, voucher=sale, actor=system_actor(), at=at)

    found = weights_of(book, people(book), ShareBasis.TRANSACTIONS, year=2025, on=DAY)

    assert (found[first.pk], sum(found.values())) == (75_000, 75_000)


@given(weights=st.lists(st.integers(0, 10**12), min_size=12, max_size=12).filter(any))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_weights_leave_nothing_behind(book: Book, at: datetime, weights: list[int]) -> None:
    with transaction.atomic():
        allocation = allocate(book, at, weights)

        shares = list(allocation.shares.order_by("membership__number"))
        pools = {line.pool: line.amount for line in allocation.lines.all()}
        assert sum(share.amount for share in shares) == pools["anggota"]
        assert sum(pools.values()) == 9_362_500
        assert 0 <= 3_745_000 - pools["anggota"] < 12
        assert [s.amount for s in shares] == [3_745_000 * w // sum(weights) for w in weights]
        transaction.set_rollback(True)


@given(
    amount=st.integers(1, 10**12),
    weights=st.lists(st.integers(0, 10**9), min_size=1, max_size=30).filter(any),
)
def test_an_interim_amount_is_shared_to_the_last_rupiah(amount: int, weights: list[int]) -> None:
    shares = shared_out(amount, weights)

    assert sum(shares) == amount
    assert all(
        abs(share * sum(weights) - amount * w) < sum(weights)
        for share, w in zip(shares, weights, strict=True)
    )


def earned(book: Book, amount: int) -> None:
    make_voucher(book, date(2026, 1, 20), [("1101", amount, 0), ("4101", 0, amount)])


def test_half_of_the_profit_to_date_may_be_shared_early(book: Book, at: datetime) -> None:
    earned(book, 2_000_000)

    shared = interim(book, at, amount=1_000_000)

    assert lines(shared.voucher) == [("3403", 1_000_000, 0), ("1101", 0, 1_000_000)]
    assert sum(share.amount for share in shared.shares.all()) == 1_000_000
    assert shared.profit_to_date == 2_000_000
    with pytest.raises(ProfitError, match="Paling banyak Rp 0: 50 persen"):
        interim(book, at, amount=1, key="again")


@pytest.mark.parametrize(
    ("profit", "changed", "sentence"),
    [
        (2_000_000, {"amount": 1_000_001}, "Paling banyak Rp 1.000.000"),
        (0, {"amount": 1}, "belum ada laba; rugi tidak dibagi"),
        (2_000_000, {"decision": None}, "memerlukan keputusan rapat"),
        (2_000_000, {"weights": [0] * 12}, "bobot di atas nol"),
        (2_000_000, {"amount": 0}, "di atas nol"),
    ],
)
def test_an_interim_sharing_that_may_not_be(
    book: Book, at: datetime, profit: int, changed: dict[str, Any], sentence: str
) -> None:
    if profit:
        earned(book, profit)
    before = book.vouchers.count()

    with pytest.raises(ProfitError, match=sentence):
        interim(book, at, **changed)

    assert (book.vouchers.count(), InterimShare.objects.count()) == (before, 0)


def test_what_was_had_before_is_counted_when_the_year_is_divided(book: Book, at: datetime) -> None:
    earned(book, 2_000_000)
    interim(book, at, amount=600_000)
    later = decided(book.organization, held_on=date(2026, 1, 27))

    allocation = allocate(book, at, on=date(2026, 1, 27), decision=later)

    moved = lines(allocation.voucher)
    assert ("2105", 0, 3_744_996 - 600_000) in moved
    assert ("3403", 0, 600_000) in moved
    assert {(s.amount, s.advance, s.due) for s in allocation.shares.all()} == {
        (312_083, 50_000, 262_083)
    }
    assert set(advances_of(people(book)).values()) == {0}


def test_an_advance_beyond_the_part_waits_for_the_next_profit(book: Book, at: datetime) -> None:
    earned(book, 2_000_000)
    interim(book, at, amount=600_000, weights=[1, *[0] * 11])
    later = decided(book.organization, held_on=date(2026, 1, 27))

    allocate(book, at, on=date(2026, 1, 27), decision=later)

    first = people(book)[0]
    assert ProfitShare.objects.get(allocation__isnull=False, membership=first).due == 0
    assert advances_of([first]) == {first.pk: 600_000 - 312_083}


def test_all_parts_are_paid_in_cash_once(book: Book, at: datetime) -> None:
    allocate(book, at)

    voucher = pay(book, at, key="k1")

    assert lines(voucher) == [("2105", 3_744_996, 0), ("1101", 0, 3_744_996)]
    assert pay(book, at, key="k1", shares=list(ProfitShare.objects.values_list("pk", flat=True)))\
        == voucher  # fmt: skip
    assert not unpaid_shares(book).exists()
    with pytest.raises(ProfitError, match="sudah dibayar"):
        pay(book, at, shares=[ProfitShare.objects.first().pk], key="k2")  # type: ignore[union-attr]


def test_a_part_may_go_into_savings(book: Book, at: datetime) -> None:
    allocate(book, at)
    first = people(book)[0]
    product = book.organization.savings_products.get(code="wajib")
    mine = ProfitShare.objects.get(membership=first)

    voucher = pay(book, at, shares=[mine.pk], cash=None, product=product)

    assert lines(voucher) == [("2105", 312_083, 0), ("3102", 0, 312_083)]
    assert balance_of(first.savings_accounts.get(product=product)) == 312_083
    assert len(unpaid_shares(book)) == 11


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"shares": []}, "Pilih sedikitnya satu anggota"),
        ({"on": date(2026, 1, 23)}, "sebelum laba dibagi"),
        ({"cash": None}, "Pilih kas, bank, atau simpanan"),
    ],
)
def test_a_payment_that_may_not_be(
    book: Book, at: datetime, changed: dict[str, Any], sentence: str
) -> None:
    allocate(book, at)
    before = book.vouchers.count()

    with pytest.raises(ProfitError, match=sentence):
        pay(book, at, **changed)

    assert book.vouchers.count() == before


@pytest.mark.parametrize("code", ["pokok", "iks"])
def test_savings_paid_once_and_the_fund_take_no_profit(book: Book, at: datetime, code: str) -> None:
    allocate(book, at)

    with pytest.raises(ProfitError, match="hanya masuk ke simpanan wajib"):
        pay(book, at, cash=None, product=book.organization.savings_products.get(code=code))


def undo(voucher: Voucher, at: datetime) -> None:
    reverse(voucher=voucher, on=date(2026, 1, 28), reason="Keliru", actor=system_actor(), at=at)


def test_a_reversed_payment_waits_again(book: Book, at: datetime) -> None:
    allocation = allocate(book, at)
    voucher = pay(book, at)

    with pytest.raises(PostingError, match="balik bukti itu dahulu"):
        undo(allocation.voucher, at)
    undo(voucher, at)

    assert len(unpaid_shares(book)) == 12
    again = pay(book, at, on=date(2026, 1, 28))
    assert again != voucher
    assert not unpaid_shares(book).exists()


def test_interim_shares_that_were_counted_are_not_reversed(book: Book, at: datetime) -> None:
    earned(book, 2_000_000)
    shared = interim(book, at)
    later = decided(book.organization, held_on=date(2026, 1, 27))
    allocation = allocate(book, at, on=date(2026, 1, 27), decision=later)

    with pytest.raises(PostingError, match="balik pembagian labanya dahulu"):
        undo(shared.voucher, at)
    undo(allocation.voucher, at)
    undo(shared.voucher, at)

    assert set(advances_of(people(book)).values()) <= {0}


@pytest.mark.parametrize(
    ("account", "of_member"), [("3102", ("A-01",)), ("2110", ()), ("2105", ())]
)
def test_aid_never_becomes_a_members(
    book: Book, account: str, of_member: tuple[()] | tuple[str]
) -> None:
    make_voucher(book, date(2025, 5, 1), [("1102", 20_000_000, 0), ("3201", 0, 20_000_000, "CSR")])

    with pytest.raises(PostingError, match="Bantuan dan hibah milik kelompok"):
        make_voucher(
            book, DAY, [("3201", 20_000_000, 0, "CSR"), (account, 0, 20_000_000, *of_member)]
        )


def test_parts_that_do_not_add_up_are_found(book: Book, at: datetime) -> None:
    allocation = allocate(book, at)
    assert faults_beside(book) == []

    ProfitShare.objects.create(
        allocation=allocation,
        membership=book.organization.memberships.create(
            person=PersonFactory(), number="Z-1", joined_on=date(2025, 1, 1)
        ),
        weight=1,
        amount=5,
    )

    assert faults_beside(book) == [
        "Pembagian laba 2025: bagian tiap anggota tidak sama dengan bagian anggota."
    ]


def test_the_database_keeps_parts_as_they_are(book: Book, at: datetime) -> None:
    allocation = allocate(book, at)
    pay(book, at)
    share = allocation.shares.first()
    assert share is not None

    for sql in (
        "UPDATE enterprises_profitshare SET amount = amount + 1",
        "UPDATE enterprises_profitshare SET paid_voucher_id = NULL",
        "DELETE FROM enterprises_profitshare",
        "UPDATE enterprises_allocationline SET amount = 0",
        "DELETE FROM enterprises_profitallocation",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)

    share.refresh_from_db()
    assert (share.amount, share.payment is not None) == (312_083, True)
