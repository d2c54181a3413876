"""The door from the database console: sign-ins and rules stay, a reset is approved once."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from members.models import Organization, SecurityReset, SecurityRule, SignIn, User
from tests.factories.people import OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(actor: User, second_actor: User, at: Any) -> Organization:
    """A sign-in, a rule, and a reset that waits."""
    organization = OrganizationFactory(kind="kube")
    SignIn.objects.create(at=at, user=actor, kind="success", address="127.0.0.1")
    SecurityRule.objects.create(
        organization=organization, level="required", since=at.date(), set_by=actor, set_at=at
    )
    SecurityReset.objects.create(
        organization=organization,
        user=PersonFactory().user,
        reason="Telepon hilang",
        asked_by=actor,
        asked_at=at,
    )
    return organization


def refused(sql: str, says: str) -> None:
    with (
        pytest.raises(DatabaseError, match=says),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


@pytest.mark.parametrize(
    ("table", "change", "says"),
    [
        ("signin", "kind = 'failure'", "hanya dapat ditambah"),
        ("signin", "address = NULL", "hanya dapat ditambah"),
        ("securityrule", "level = 'none'", "Aturan pengaman yang lama tetap"),
        ("securityreset", "reason = 'x'", "hanya disetujui sekali"),
    ],
)
def test_it_is_neither_rewritten_nor_deleted(
    door: Organization, table: str, change: str, says: str
) -> None:
    refused(f"UPDATE members_{table} SET {change}", says)
    refused(f"DELETE FROM members_{table}", says)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # rows of this transaction still await their check
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        refused(f"TRUNCATE members_{table} CASCADE", says)
    else:
        refused(f"REPLACE INTO members_{table} SELECT * FROM members_{table}", says)


def test_a_reset_is_approved_once(door: Organization, second_actor: User, at: Any) -> None:
    reset = SecurityReset.objects.get()

    reset.approved_by, reset.approved_at = second_actor, at
    reset.save()

    refused("UPDATE members_securityreset SET approved_at = NULL, approved_by_id = NULL", "sekali")
    refused("DELETE FROM members_securityreset", "sekali")
    assert SecurityReset.objects.get().approved_by == second_actor


def test_a_reset_is_not_born_approved(door: Organization, second_actor: User, at: Any) -> None:
    with pytest.raises(DatabaseError, match="hanya disetujui sekali"), transaction.atomic():
        SecurityReset.objects.create(
            organization=door,
            user=PersonFactory().user,
            reason="Telepon hilang",
            asked_by=User.objects.exclude(pk=second_actor.pk)[0],
            asked_at=at,
            approved_by=second_actor,
            approved_at=at,
        )
