"""Savings and dues from the database console: what was written stays, in its organization."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from ledger.services.actors import system_actor
from members.models import (
    DuesExemption,
    FundContribution,
    InterestSlip,
    Membership,
    Obligation,
    Organization,
    SavingsAccount,
)
from members.services.dues import exempt_member, generate_dues
from members.services.fund import record_use
from members.services.savings_products import add_default_products, set_terms
from members.services.savings_terms import change_terms
from tests.factories.clock import AT
from tests.factories.people import OrganizationFactory
from tests.factories.savings import cash, deposit, held, member, product

pytestmark = pytest.mark.django_db
Refused = Callable[..., None]


@pytest.fixture
def sari() -> Membership:
    """A member of a KUBE with savings, dues, an exemption, terms, and a fund that gave."""
    group = OrganizationFactory(kind="kube")
    add_default_products(organization=group, actor=system_actor(), at=AT)
    by = {"actor": system_actor(), "at": AT}
    for code in ("wajib", "iks"):
        set_terms(product=product(group, code), fixed_amount=10_000, **by)
    one = member(group)
    deposit(one, "wajib", 50_000)
    given = deposit(one, "iks", 10_000)
    generate_dues(organization=group, year=2026, month=1, **by)
    exempt_member(
        membership=one, product=None, starts_on=date(2026, 2, 1), ends_on=date(2026, 3, 1),
        reason="Sakit", **by,
    )  # fmt: skip
    change_terms(
        product=product(group, "wajib"), valid_from=date(2026, 4, 1), decision="RAT",
        fixed_amount=20_000, **by,
    )  # fmt: skip
    record_use(
        product=product(group, "iks"), voucher=given, beneficiary="anggota", recipient="Budi",
        decision="RAT", **by,
    )  # fmt: skip
    InterestSlip.objects.create(
        account=held(one, "wajib"), year=2026, month=1, gross=10, tax=0, voucher=given
    )
    return one


@pytest.fixture
def refused() -> Refused:
    """`refused(sql, *values)`: the database says no."""

    def check(sql: str, *values: Any, says: str = "") -> None:
        with (
            pytest.raises(DatabaseError, match=says or None),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql, values)

    return check


FIXED: dict[str, tuple[str, ...]] = {
    "savingsterms": ("fixed_amount = 1", "valid_from = '2026-05-01'", "decision = 'x'"),
    "savingsaccount": ("certificate = 'x'", "product_id = product_id + 1", "membership_id = 0"),
    "interestslip": ("gross = 11", "tax = 1", "month = 2", "voucher_id = voucher_id + 1"),
    "obligation": ("amount = 1", "period = 202602", "due_on = '2027-01-01'", "membership_id = 0"),
    "fundcontribution": ("amount = 1", "membership_id = 0", "product_id = 0"),
    "funduse": ("recipient = 'x'", "decision = 'x'", "beneficiary = 'keluarga'"),
    "duesexemption": ("reason = 'x'", "starts_on = '2026-01-01'", "ends_on = '2026-12-31'"),
}


@pytest.mark.parametrize("table", FIXED)
def test_what_was_written_cannot_be_rewritten_or_deleted(
    sari: Membership, refused: Refused, table: str
) -> None:
    for change in FIXED[table]:
        refused(f"UPDATE members_{table} SET {change}")
    refused(f"DELETE FROM members_{table}")


def test_what_may_change_still_may(sari: Membership) -> None:
    Obligation.objects.update(exempt_reason="Sakit")
    DuesExemption.objects.update(ends_on=date(2026, 2, 28))
    SavingsAccount.objects.update(matures_on=None)

    assert Obligation.objects.filter(exempt_reason="Sakit").count() == 2


@pytest.mark.parametrize(
    "change", ["organization_id = organization_id + 1", "kind = 'sukarela'", "account_id = 0"]
)
def test_a_product_in_use_stays_what_it_is(sari: Membership, refused: Refused, change: str) -> None:
    refused(f"UPDATE members_savingsproduct SET {change} WHERE code = 'wajib'")
    refused("DELETE FROM members_savingsproduct WHERE code = 'wajib'")


def other_organizations() -> Iterator[Organization]:
    group = OrganizationFactory(kind="kube")
    add_default_products(organization=group, actor=system_actor(), at=AT)
    yield group


def test_nothing_crosses_from_one_organization_to_another(
    sari: Membership, refused: Refused
) -> None:
    other = next(other_organizations())
    theirs, stranger = product(other, "wajib"), member(other, "B-1")
    voucher = deposit(stranger, "iks", 5_000)

    refused(
        "INSERT INTO members_obligation (membership_id, product_id, period, due_on, amount,"
        " exempt_reason) VALUES (%s, %s, 202605, '2026-05-31', 1, '')",
        sari.pk, theirs.pk,
        says="lembaga yang sama",
    )  # fmt: skip
    refused(
        "INSERT INTO members_savingsaccount (membership_id, product_id, subsidiary_id, certificate)"
        " VALUES (%s, %s, %s, 'x')",
        sari.pk, theirs.pk, held(sari, "wajib").subsidiary_id + 1000,
    )  # fmt: skip
    refused(
        "INSERT INTO members_fundcontribution (membership_id, product_id, voucher_id, amount)"
        " VALUES (%s, %s, %s, 1)",
        sari.pk, product(sari.organization, "iks").pk, voucher.pk,
        says="lembaga yang sama",
    )  # fmt: skip
    refused(
        "INSERT INTO members_interestslip (account_id, year, month, gross, tax, voucher_id)"
        " VALUES (%s, 2026, 3, 1, 0, %s)",
        held(sari, "wajib").pk, voucher.pk,
        says="lembaga yang sama",
    )  # fmt: skip
    assert cash(other).book_id == other.book_id


def test_replacing_a_row_is_no_way_around(sari: Membership, refused: Refused) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("REPLACE is SQLite's")
    row = FundContribution.objects.get()
    refused(
        "REPLACE INTO members_fundcontribution (id, membership_id, product_id, voucher_id, amount)"
        " VALUES (%s, %s, %s, %s, 1)",
        row.pk, row.membership_id, row.product_id, row.voucher_id,
        says="mengganti baris",
    )  # fmt: skip
    row = Obligation.objects.latest("pk")
    refused(
        "REPLACE INTO members_obligation (membership_id, product_id, period, due_on, amount,"
        " exempt_reason) VALUES (%s, %s, %s, '2026-01-31', 1, '')",
        row.membership_id, row.product_id, row.period,
        says="mengganti baris",
    )  # fmt: skip


@pytest.mark.parametrize("table", [*FIXED, "savingsproduct"])
def test_no_table_is_emptied_at_once(sari: Membership, refused: Refused, table: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    refused(f"TRUNCATE members_{table} CASCADE")
