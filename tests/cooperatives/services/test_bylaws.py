"""Bylaws: versions with their day, the first from the deed, later ones by a meeting's decision."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from cooperatives.models import Bylaw, LegalIdentity
from cooperatives.selectors.bylaws import bylaws_on, identity_on, lacks_licence
from cooperatives.services.bylaws import BylawError, set_bylaws, set_identity
from ledger.services.actors import system_actor
from members.models import DecisionUse, Organization
from tests.factories.clock import AT
from tests.factories.meetings import decided
from tests.factories.savings import cooperative, deposit, member

pytestmark = pytest.mark.django_db
FOUNDED = date(2025, 1, 1)
CHANGED = date(2026, 3, 1)


@pytest.fixture
def organization() -> Organization:
    return cooperative()


def write(organization: Organization, values: dict[str, str], **given: Any) -> list[Bylaw]:
    wish = {"valid_from": FOUNDED, "article": "AD pasal 38", "decision": None}
    return set_bylaws(
        organization=organization, values=values, actor=system_actor(), at=AT, **(wish | given)
    )


def test_without_any_rule_the_defaults_count_and_say_so(organization: Organization) -> None:
    bylaws = bylaws_on(organization, CHANGED)

    assert bylaws.is_recorded is False
    assert bylaws.percent("shu_cadangan") == 40
    assert bylaws.number("rat_deadline_months") == 6


def test_the_first_rules_come_from_the_deed_without_a_decision(organization: Organization) -> None:
    write(organization, {"shu_cadangan": "30", "shu_jasa_usaha": "35"})

    bylaws = bylaws_on(organization, FOUNDED)

    assert (bylaws.percent("shu_cadangan"), bylaws.percent("shu_jasa_usaha")) == (30, 35)
    assert bylaws.is_recorded


def test_a_later_change_wants_the_decision_and_uses_it(organization: Organization) -> None:
    write(organization, {"rat_deadline_months": "6"})
    with pytest.raises(BylawError, match="memerlukan keputusan rapat") as refused:
        write(organization, {"rat_deadline_months": "3"}, valid_from=CHANGED)
    decision = decided(organization, kind="rule_change", text="RAT paling lambat Maret")

    write(organization, {"rat_deadline_months": "3"}, valid_from=CHANGED, decision=decision)

    assert refused.value.field == "decision"
    assert bylaws_on(organization, date(2026, 2, 28)).number("rat_deadline_months") == 6
    assert bylaws_on(organization, CHANGED).number("rat_deadline_months") == 3
    assert DecisionUse.objects.get().act == "set_bylaws"


@pytest.mark.parametrize(
    ("values", "field", "says"),
    [
        ({"shu_cadangan": "45"}, "shu_cadangan", "berjumlah 105 persen; harus tepat 100"),
        ({"shu_cadangan": "empat"}, "shu_cadangan", "Tulis angka"),
        ({"shu_cadangan": "NaN"}, "shu_cadangan", "Tulis angka"),
        ({"rat_deadline_months": "2.5"}, "rat_deadline_months", "Tulis angka"),
        ({"rat_deadline_months": "13"}, "rat_deadline_months", "Isi antara 1 dan 12"),
        ({"shu_capital": "tertinggi"}, "shu_capital", "Pilih salah satu"),
        ({"shu_reserve_minimum": "41"}, "shu_reserve_minimum", "di bawah cadangan paling sedikit"),
        ({"shu_style": "two_level"}, "shu_jasa_modal", "berjumlah 40 persen"),
    ],
)
def test_rules_that_cannot_be_are_refused_at_their_field(
    organization: Organization, values: dict[str, str], field: str, says: str
) -> None:
    with pytest.raises(BylawError, match=says) as refused:
        write(organization, values)

    assert refused.value.field == field
    assert not Bylaw.objects.exists()


def test_percentages_may_have_a_comma(organization: Organization) -> None:
    write(organization, {"shu_cadangan": "37,5", "shu_jasa_usaha": "27,5"})

    assert bylaws_on(organization, FOUNDED).percent("shu_cadangan") == Decimal("37.5")


def test_a_rule_is_not_dated_before_its_newest_version(organization: Organization) -> None:
    write(organization, {"rat_deadline_months": "6"}, valid_from=CHANGED)

    with pytest.raises(BylawError, match="01/03/2026 sudah ada") as refused:
        write(organization, {"rat_deadline_months": "5"}, valid_from=FOUNDED)

    assert refused.value.field == "valid_from"


def test_the_identity_has_versions(organization: Organization) -> None:
    given: dict[str, Any] = {"organization": organization, "actor": system_actor(), "at": AT}
    set_identity(valid_from=FOUNDED, fields={"kind": "konsumen"}, **given)
    set_identity(valid_from=CHANGED, fields={"kind": "konsumen", "nik": "NIK-1"}, **given)

    before, after = (identity_on(organization, day) for day in (date(2026, 2, 1), CHANGED))

    assert before is not None
    assert after is not None
    assert (before.nik, after.nik) == ("", "NIK-1")
    with pytest.raises(BylawError, match="01/03/2026 sudah ada"):
        set_identity(valid_from=FOUNDED, fields={}, **given)


def test_savings_without_a_licence_are_warned_of_and_not_blocked(
    organization: Organization,
) -> None:
    alone = lacks_licence(organization, None)
    deposit(member(organization), "sukarela", 50_000)
    saving = lacks_licence(organization, None)
    licensed = set_identity(
        organization=organization, valid_from=FOUNDED, fields={"licence_no": "USP-7"},
        actor=system_actor(), at=AT,
    )  # fmt: skip

    assert (alone, saving, lacks_licence(organization, licensed)) == (False, True, False)


def test_what_was_written_stays_whoever_tries(organization: Organization) -> None:
    write(organization, {"shu_cadangan": "40"})
    set_identity(
        organization=organization, valid_from=FOUNDED, fields={}, actor=system_actor(), at=AT
    )

    for rows in (Bylaw.objects.all(), LegalIdentity.objects.all()):
        for strike in (
            lambda found: found.update(valid_from=CHANGED),
            lambda f: f._raw_delete(f.db),
        ):
            with pytest.raises(DatabaseError, match="hanya dapat ditambah"), transaction.atomic():
                strike(rows)
