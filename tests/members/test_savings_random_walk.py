"""Members' accounts add up to the control accounts after any walk of acts, reversals included."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from ledger.integrity.checks import faults_of_book
from ledger.models import Line, Voucher
from ledger.selectors.balances import balances
from ledger.services.actors import system_actor
from ledger.services.journal import PostingError
from ledger.services.reversal import reverse
from members.models import SavingsAccount
from members.selectors.savings_floor import daily_changes, lowest
from members.selectors.savings_overview import overview
from members.services.savings import SavingsError, open_account, record_transfer
from members.services.savings_certificates import pay_out_certificate, place_certificate
from members.services.savings_interest import run_interest
from tests.factories.clock import AT
from tests.factories.savings import cash, cooperative, deposit, member, product, withdraw

pytestmark = pytest.mark.django_db
FIRST, TODAY = date(2025, 12, 1), date(2026, 2, 15)
BY: dict[str, Any] = {"actor": system_actor, "at": AT}
members = st.integers(0, 3)
codes = st.sampled_from(["pokok", "wajib", "sukarela", "hari-raya"])
amounts = st.integers(1, 400_000)
days = st.integers(0, (TODAY - FIRST).days).map(lambda n: FIRST + timedelta(n))


class MembersActs(RuleBasedStateMachine):
    """Four members of one cooperative, any act on any day, refused ones included."""

    @initialize()
    def start(self) -> None:
        """One organization for the walk; everything is rolled back after it."""
        self.save = transaction.atomic()
        self.save.__enter__()
        self.organization = cooperative(
            sukarela={"interest_percent": Decimal(6), "interest_method": "daily"},
            berjangka={"break_penalty_percent": Decimal(1)},
        )
        self.by = {"actor": system_actor(), "at": AT}
        self.members = [member(self.organization, f"A-{n}") for n in range(4)]
        self.acts = self.refusals = 0

    def teardown(self) -> None:
        """Leave nothing behind."""
        if hasattr(self, "save"):
            transaction.set_rollback(True)
            self.save.__exit__(None, None, None)

    def try_to(self, act: Any, *given: Any, **named: Any) -> None:
        """Do it, or be refused and leave nothing."""
        try:
            with transaction.atomic():
                act(*given, **named)
            self.acts += 1
        except (SavingsError, PostingError, SavingsAccount.DoesNotExist):
            self.refusals += 1

    @rule(who=members, code=codes, amount=amounts, on=days)
    def pay_in(self, who: int, code: str, amount: int, on: date) -> None:
        self.try_to(deposit, self.members[who], code, amount, on=on)

    @rule(who=members, code=codes, amount=amounts, on=days)
    def take_out(self, who: int, code: str, amount: int, on: date) -> None:
        self.try_to(withdraw, self.members[who], code, amount, on=on)

    @rule(who=members, to=members, code=codes, amount=amounts, on=days)
    def move(self, who: int, to: int, code: str, amount: int, on: date) -> None:
        source = SavingsAccount.objects.filter(
            membership=self.members[who], product__code="sukarela"
        ).first()
        if source is None:
            return
        target = open_account(
            membership=self.members[to], product=product(self.organization, code), **self.by
        )
        self.try_to(record_transfer, source=source, target=target, amount=amount, on=on, **self.by)

    @rule(who=members, number=st.integers(1, 5), amount=amounts, on=days)
    def place(self, who: int, number: int, amount: int, on: date) -> None:
        self.try_to(
            place_certificate,
            membership=self.members[who],
            product=product(self.organization, "berjangka"),
            certificate=f"SB-{number}",
            amount=amount,
            months=3,
            cash=cash(self.organization),
            on=on,
            **self.by,
        )

    @rule(number=st.integers(1, 5), on=days)
    def break_certificate(self, number: int, on: date) -> None:
        account = SavingsAccount.objects.filter(
            product__organization=self.organization, certificate=f"SB-{number}"
        ).first()
        if account is not None:
            self.try_to(
                pay_out_certificate,
                account=account,
                cash=cash(self.organization),
                on=on,
                **self.by,
            )

    @rule(month=st.sampled_from([(2025, 12), (2026, 1)]))
    def earn(self, month: tuple[int, int]) -> None:
        self.try_to(
            run_interest,
            organization=self.organization,
            year=month[0],
            month=month[1],
            **self.by,
        )

    @rule(place=st.integers(0, 30), on=days)
    def take_back(self, place: int, on: date) -> None:
        vouchers = list(Voucher.objects.filter(book=self.organization.book).order_by("sequence"))
        if vouchers:
            voucher = vouchers[place % len(vouchers)]
            self.try_to(
                reverse, voucher=voucher, on=max(on, voucher.date), reason="Keliru", **self.by
            )

    @invariant()
    def accounts_add_up(self) -> None:
        """Control accounts are their members, and nobody is below zero on any day."""
        if not hasattr(self, "organization"):
            return
        book = self.organization.book
        found = overview(book, on=TODAY)
        assert found.is_tied
        held = balances(book, on=TODAY)
        for row in found.totals:
            lines = Line.objects.filter(subsidiary__savings_account__product=row.product)
            own = sum(credit - debit for debit, credit in lines.values_list("debit", "credit"))
            assert (row.balance, own) == (-held.get(row.product.account_id, 0),) * 2
        accounts = SavingsAccount.objects.filter(product__organization=self.organization)
        changes = daily_changes(accounts.values_list("subsidiary_id", flat=True))
        for days_of_one in changes.values():
            assert lowest(days_of_one, since=FIRST).balance >= 0


def test_a_walk_of_members_acts_keeps_the_books_tied(actor: Any) -> None:
    run_state_machine_as_test(
        MembersActs,
        settings=settings(
            max_examples=12,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_one_long_walk_proves_the_whole_book(actor: Any) -> None:
    walk = MembersActs()
    walk.start()
    try:
        _walk(walk, steps=120)
        walk.accounts_add_up()
        assert faults_of_book(walk.organization.book) == []
        assert walk.acts > 40
        assert walk.refusals > 10
    finally:
        walk.teardown()


def _walk(walk: MembersActs, *, steps: int) -> None:
    """A fixed pseudo-random walk: the same every time."""
    seed = 7
    names = ["pokok", "wajib", "sukarela", "hari-raya"]
    for step in range(steps):
        seed = (seed * 1_103_515_245 + 12_345) % 2**31
        who, to, code = seed % 4, seed // 4 % 4, names[seed // 16 % 4]
        amount, on = 1 + seed // 64 % 300_000, FIRST + timedelta(seed // 7 % 76)
        acts: list[Any] = [
            lambda: walk.pay_in(who, code, amount, on),  # noqa: B023
            lambda: walk.pay_in(who, "sukarela", amount, on),  # noqa: B023
            lambda: walk.take_out(who, "sukarela", amount, on),  # noqa: B023
            lambda: walk.move(who, to, code, amount, on),  # noqa: B023
            lambda: walk.place(who, 1 + seed % 5, amount, on),  # noqa: B023
            lambda: walk.break_certificate(1 + seed % 5, on),  # noqa: B023
            lambda: walk.take_back(step // 2, on),  # noqa: B023
            lambda: walk.earn((2025, 12)),
        ]
        acts[seed // 128 % len(acts)]()
