"""The pooled fund: never below zero by any door; what it gives rests on a decision."""

from datetime import date
from typing import Any

import pytest

from ledger.models import Voucher
from ledger.services import journal
from ledger.services.actors import system_actor
from ledger.services.journal import LineInput, PostingError, VoucherInput
from ledger.services.reversal import reverse
from members.models import FundUse, Organization
from members.selectors.fund import fund_low
from members.services.collection import post_sheet, save_sheet
from members.services.decisions import set_decision_rule
from members.services.fund import use_fund
from members.services.savings import SavingsError
from members.services.savings_products import add_default_products
from tests.factories.clock import AT
from tests.factories.meetings import decided
from tests.factories.people import OrganizationFactory
from tests.factories.savings import cash, deposit, member, product

pytestmark = pytest.mark.django_db
DAY, LATER, TODAY = date(2026, 2, 10), date(2026, 2, 12), date(2026, 2, 15)
BELOW = "dana bersama tidak boleh di bawah nol"


@pytest.fixture
def group(db: None) -> Organization:
    """A KUBE whose fund received 50.000 on DAY."""
    group = OrganizationFactory(kind="kube")
    add_default_products(organization=group, actor=system_actor(), at=AT)
    for number in ("A-2", "A-3"):
        deposit(member(group, number), "wajib", 100_000, date(2026, 1, 5))
    content = {str(member(group).pk): {"amounts": {"iks": "50.000"}}}
    by: dict[str, Any] = {"actor": system_actor(), "at": AT}
    sheet = save_sheet(organization=group, held_on=DAY, content=content, **by)
    post_sheet(sheet=sheet, cash=cash(group), **by)
    return group


def give(group: Organization, amount: int, on: date = DAY, **more: Any) -> Voucher:
    given: dict[str, Any] = {
        "beneficiary": "anggota", "recipient": "Bu Tini", "purpose": "Santunan",
        "decision": "Rapat Januari",
    }  # fmt: skip
    return use_fund(
        product=product(group, "iks"), amount=amount, cash=cash(group), on=on,
        actor=system_actor(), at=AT, **(given | more),
    )  # fmt: skip


def by_hand(group: Organization, amount: int, on: date = DAY) -> Voucher:
    """The general journal takes from the fund."""
    lines = [
        LineInput(product(group, "iks").account, debit=amount),
        LineInput(cash(group), credit=amount),
    ]
    return journal.post(
        book=group.book, voucher=VoucherInput(date=on, narration="Santunan", lines=lines),
        actor=system_actor(), at=AT,
    )  # fmt: skip


def test_a_general_journal_takes_all_that_is_in_the_fund(group: Organization) -> None:
    by_hand(group, 50_000)

    assert fund_low(product(group, "iks"), since=DAY).balance == 0


@pytest.mark.parametrize(("amount", "on"), [(50_001, DAY), (1, date(2026, 2, 9))])
def test_a_general_journal_does_not_bring_the_fund_below_zero(
    group: Organization, amount: int, on: date
) -> None:
    with pytest.raises(PostingError, match=BELOW):
        by_hand(group, amount, on)

    assert fund_low(product(group, "iks"), since=DAY).balance == 50_000


def test_an_earlier_journal_may_not_take_what_a_later_gift_took(group: Organization) -> None:
    give(group, 40_000, on=LATER)

    with pytest.raises(PostingError, match=BELOW):
        by_hand(group, 10_001)


def test_a_contribution_that_was_given_away_is_not_reversed(group: Organization) -> None:
    received = group.book.vouchers.get(collection_sheet__isnull=False)
    give(group, 40_000)

    with pytest.raises(PostingError, match=BELOW):
        reverse(voucher=received, on=DAY, reason="Keliru", actor=system_actor(), at=AT)


def test_the_same_gift_sent_twice_stands_once(group: Organization) -> None:
    first, second = give(group, 30_000, key="k1"), give(group, 30_000, key="k1")

    assert first.pk == second.pk
    assert FundUse.objects.count() == 1


def test_a_gift_wants_a_decision_where_the_organization_does(group: Organization) -> None:
    by: dict[str, Any] = {"actor": system_actor(), "at": AT}
    set_decision_rule(
        organization=group, kind="fund_use", is_required=True, valid_from=date(2026, 1, 1), **by
    )

    with pytest.raises(SavingsError, match="memerlukan keputusan rapat") as refused:
        give(group, 10_000)

    assert refused.value.field == "meeting_decision"
    assert FundUse.objects.count() == 0


def test_a_decision_stands_behind_the_gift_once_however_often_it_is_sent(
    group: Organization,
) -> None:
    decision = decided(group, "fund_use", "Santunan bagi Bu Tini")
    more = {"meeting_decision": decision, "decision": "", "key": "k1", "on": TODAY}

    give(group, 10_000, **more)
    give(group, 10_000, **more)

    use = FundUse.objects.get()
    assert (use.meeting_decision, use.decision) == (decision, str(decision)[:120])
    assert [row.act for row in decision.uses.all()] == ["use_fund"]


def test_a_decision_of_another_kind_is_refused(group: Organization) -> None:
    decision = decided(group, "budget", "Rencana kerja")

    with pytest.raises(SavingsError, match="Pilih keputusan yang sesuai"):
        give(group, 10_000, meeting_decision=decision, on=TODAY)
