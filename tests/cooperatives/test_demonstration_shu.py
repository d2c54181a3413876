"""KSU Karya Lentera shares its SHU of 2025 in March 2026: figures asserted to the rupiah."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from cooperatives.models import ShuState
from cooperatives.selectors.shu import shares_of
from cooperatives.selectors.shu_bases import Year, business_bases
from cooperatives.selectors.shu_proof import proof_of
from empowerment.services.demo_shu import share_2025
from ledger.registry import report
from ledger.selectors.balances import balances
from tests.factories.clock import AT

JUNE = datetime(2026, 6, 1, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


def test_the_shu_of_2025_is_shared_and_paid_in_march_2026(demo: dict[str, Any]) -> None:
    book = demo["ksu-karya-lentera"]

    made = share_2025(book, JUNE)

    held = balances(book, on=date(2026, 5, 31))
    after = {a.code: -held.get(a.pk, 0) for a in book.accounts.all()}
    shares = list(shares_of(made))
    assert made.state == ShuState.DISTRIBUTED
    assert (made.base, made.from_members + made.from_non_members) == (11_209_141, 11_209_141)
    assert made.from_members == 11_209_141 * 52_700_432 // 83_957_432 + 1  # largest remainder
    assert after["3-1502"] == 0
    assert after["2-1501"] == 312_438 + sum(s.total for s in shares if not s.is_paid)  # type: ignore[attr-defined]
    assert [s.membership.number for s in shares if not s.is_paid] == ["KL-14", "KL-29"]  # type: ignore[attr-defined]
    table = report("balance_sheet").build(book, start=date(2026, 1, 1), end=date(2026, 5, 31))
    assert table.totals["assets"] == table.totals["liabilities"] + table.totals["equity"]
    for share in shares[:3]:
        proof = proof_of(share)
        assert (proof.business_total, proof.closing) == (share.business_base, share.capital_base)


def test_members_purchases_and_interest_are_those_of_the_phu(demo: dict[str, Any]) -> None:
    book = demo["ksu-karya-lentera"]
    sums: dict[str, int] = {}

    for parts in business_bases(Year(book, 2025)).values():
        for (source, _unit), amount in parts.items():
            sums[source] = sums.get(source, 0) + amount

    phu = report("income_statement").build(book, start=date(2025, 1, 1), end=date(2025, 12, 31))
    rows = {row.data["key"]: row.data["amount"] for row in phu.rows if row.data}
    assert sums == {"purchases": rows["member_sales"], "interest": rows["member_interest"]}


def test_before_march_only_identity_and_bylaws_are_there(demo: dict[str, Any]) -> None:
    book = demo["ksu-karya-lentera"]

    assert AT.date() < date(2026, 3, 14)
    assert book.shu_distributions.count() == 0
    assert book.organization.identities.get().deed_no == "12"
    assert book.organization.bylaws.filter(rule="shu_cadangan").get().value == "35"
