"""Offices give rights, for their term and in their organization; nothing else does."""

from datetime import date, datetime

import pytest

from members.models import Office, OfficeKind, Organization, Person, Sex, User
from members.permissions import INSTITUTION_RIGHTS, RIGHTS, is_allowed
from members.selectors.organizations import organizations_of
from members.services.organizations import (
    MembershipError,
    admit_member,
    appoint,
    found_organization,
)

K = OfficeKind
TODAY = date(2026, 2, 15)
WRITES = {
    "ledger.record_voucher",
    "ledger.hand_in",
    "ledger.reverse_voucher",
    "ledger.close_period",
    "ledger.request_reopen",
    "ledger.approve_reopen",
    "ledger.change_settings",
    "members.record_savings",
    "members.settle_leaving",
    "members.run_savings",
    "enterprises.record_sale",
    "enterprises.allocate_profit",
    "enterprises.manage_capital",
    "enterprises.manage_stock",
    "ledger.approve_voucher",
    "ledger.approve_large_voucher",
    "members.manage_register",
    "members.manage_offices",
    "members.manage_meetings",
    "members.record_loans",
    "members.decide_loans",
    "members.manage_loans",
    "members.manage_letterhead",
    "cooperatives.manage_bylaws",
    "cooperatives.review_shu",
    "cooperatives.prepare_shu",
}
ENTERS = {"members.enter"}
TOTALS = ENTERS | {"ledger.view_totals"}
MEETS = {"members.view_meetings"}
BUSINESS = {"enterprises.view_business"}
BYLAWS = {"cooperatives.manage_bylaws", "cooperatives.review_shu"}
READS = (
    TOTALS
    | MEETS
    | BUSINESS
    | {
        "cooperatives.view",
        "ledger.view_statements",
        "ledger.view_vouchers",
        "members.view_savings",
        "members.use_savings",
        "members.view_register",
        "members.view_offices",
        "members.view_loans",
        "enterprises.view_stock",
        "enterprises.view_books",
    }
)
ABOVE = TOTALS | BUSINESS | {"ledger.view_statements", "members.view_consolidated"}
LISTS = {"ledger.manage_acts", "ledger.manage_chart", "members.manage_savings"} | {
    "members.manage_loan_products"
}
LENDS = {"members.decide_loans"}
COUNTER = {"members.view_loans", "members.record_loans"}
PERSONAL = {"members.view_personal_data"}
CARES = PERSONAL | {"members.view_elements"}
KEEPS_REGISTER = CARES | {"members.manage_register", "members.manage_meetings"}
NAMES = {"members.name_substitute", "members.confirm_substitute"}
OFFICES = {"members.manage_offices", "members.view_sign_ins", "members.manage_letterhead"}
CHAIR = {"ledger.approve_reopen", "ledger.change_settings", "ledger.approve_large_voucher"}
REMARKS = {"ledger.view_remarks"}
WATCHES = {"ledger.view_events", "ledger.run_checks", "ledger.export_book"}
CHECKS = REMARKS | {"ledger.check_vouchers"}
APPROVES = {"ledger.approve_voucher"}
EXPECTED: dict[OfficeKind, set[str]] = {
    K.KETUA: READS
    | REMARKS
    | CHAIR
    | APPROVES
    | LISTS
    | KEEPS_REGISTER
    | OFFICES
    | WATCHES
    | LENDS,
    K.SEKRETARIS: READS | REMARKS | APPROVES | KEEPS_REGISTER | OFFICES | LENDS,
    K.BENDAHARA: READS
    | REMARKS
    | LISTS
    | {"ledger.answer_remark", "ledger.count_cash", "members.analyse_loans"}
    | WRITES - CHAIR - KEEPS_REGISTER - OFFICES - LENDS - BYLAWS,
    K.PENGAWAS: READS
    | PERSONAL
    | CHECKS
    | WATCHES
    | {"ledger.count_cash", "members.view_sign_ins"},
    K.MANAJER: READS | LENDS | {"members.analyse_loans"},
    K.KASIR: ENTERS | COUNTER | {"ledger.hand_in", "members.record_savings", "members.use_savings"},
    K.KOLEKTOR: set(ENTERS),
    K.PENDAMPING: READS | CARES,
    K.AUDITOR: READS | CHECKS | WATCHES,
    K.KEPALA: ENTERS | OFFICES | {"members.view_offices"},
    K.MONEV: set(ENTERS),
}
"""What each office may do in its own organization (a KUBE)."""
for kind in (K.KETUA, K.SEKRETARIS, K.BENDAHARA, K.PENGAWAS, K.KEPALA):
    EXPECTED[kind] |= {"members.reset_security"}
for kind in (K.KETUA, K.SEKRETARIS):
    EXPECTED[kind] |= BYLAWS
for kind in (K.KETUA, K.SEKRETARIS, K.BENDAHARA):
    EXPECTED[kind] |= NAMES
for kind in (K.KETUA, K.SEKRETARIS, K.BENDAHARA, K.KEPALA, K.MONEV):
    EXPECTED[kind] |= {"enterprises.keep_books"}
for kind in (K.KEPALA, K.MONEV):
    EXPECTED[kind] |= {"enterprises.view_books"}
EXPECTED[K.KETUA] |= {"enterprises.manage_profit_rules"}
EXPECTED[K.PENGAWAS] |= {"members.confirm_substitute"}
for kind in (K.KETUA, K.SEKRETARIS):
    EXPECTED[kind] |= {"enterprises.manage_kube"}
EXPECTED[K.KEPALA] |= {"enterprises.manage_fields"}
PLANS = {"empowerment.view_plan", "empowerment.draft_plan"}
for kind in (K.BENDAHARA, K.KEPALA, K.MONEV):
    EXPECTED[kind] |= PLANS
EXPECTED[K.KEPALA] |= {"empowerment.approve_plan"}
EXPECTED[K.AUDITOR] |= {"empowerment.view_plan"}


@pytest.fixture
def institution(actor: User, at: datetime) -> Organization:
    return found_organization(
        slug="panti-uji", name="Panti Uji", kind="panti", framework="panti",
        books_from=date(2025, 1, 1), actor=actor, at=at,
    )  # fmt: skip


@pytest.fixture
def organization(institution: Organization, actor: User, at: datetime) -> Organization:
    return found_organization(
        slug="kube-satu", name="KUBE Satu", kind="kube", framework="kube",
        books_from=date(2025, 1, 1), institution=institution, actor=actor, at=at,
    )  # fmt: skip


@pytest.fixture
def person(db: None) -> Person:
    user = User.objects.create_user("orang")
    return Person.objects.create(name="Orang", sex=Sex.FEMALE, user=user)


@pytest.fixture
def chair(organization: Organization) -> Office:
    """Somebody else in office who looks after the offices."""
    other = Person.objects.create(name="Ketua", user=User.objects.create_user("ketua"))
    return Office.objects.create(
        organization=organization, person=other, kind=K.KETUA, start=date(2025, 1, 1)
    )


def holds(person: Person, organization: Organization, kind: str, **term: date) -> User:
    given = {"start": date(2026, 1, 1), "end": date(2026, 12, 31)} | term
    Office.objects.create(organization=organization, person=person, kind=kind, **given)
    assert person.user is not None
    return person.user


@pytest.mark.parametrize("kind", OfficeKind)
@pytest.mark.usefixtures("chair")
def test_each_office_may_do_exactly_this(
    kind: OfficeKind, person: Person, organization: Organization
) -> None:
    user = holds(person, organization, kind)

    allowed = {action for action in RIGHTS if is_allowed(user, action, organization, TODAY)}

    assert allowed == EXPECTED[kind]


def test_readers_are_read_only_by_construction() -> None:
    for action in WRITES:
        assert not RIGHTS[action] & {K.PENGAWAS, K.AUDITOR, K.PENDAMPING, K.MONEV}
        own = ("members.manage_offices", "members.manage_letterhead")  # of the panti itself
        assert K.KEPALA not in RIGHTS[action] or action in own
    assert INSTITUTION_RIGHTS.keys() & WRITES == set()


def test_the_treasurer_brings_in_the_others_while_nobody_else_can(
    person: Person, organization: Organization, chair: Office
) -> None:
    user = holds(person, organization, K.BENDAHARA)
    action = "members.manage_offices"

    beside_a_chair = is_allowed(user, action, organization, TODAY)
    chair.end = date(2026, 2, 14)
    chair.save()

    assert (beside_a_chair, is_allowed(user, action, organization, TODAY)) == (False, True)


@pytest.mark.parametrize("kind", [K.KEPALA, K.MONEV])
def test_the_institution_sees_sums_of_its_groups_and_no_vouchers(
    kind: OfficeKind, person: Person, institution: Organization, organization: Organization
) -> None:
    user = holds(person, institution, kind)

    allowed = {action for action in RIGHTS if is_allowed(user, action, organization, TODAY)}

    assert allowed == ABOVE


def test_a_term_begins_and_ends(person: Person, organization: Organization) -> None:
    user = holds(person, organization, K.BENDAHARA, start=date(2026, 2, 1), end=date(2026, 2, 28))

    days = (date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 1))

    assert [is_allowed(user, "ledger.record_voucher", organization, day) for day in days] == [
        False,
        True,
        True,
        False,
    ]


def test_an_office_counts_only_in_its_organization(
    person: Person, organization: Organization, institution: Organization
) -> None:
    user = holds(person, organization, K.BENDAHARA)

    assert not is_allowed(user, "ledger.view_statements", institution, TODAY)


def test_flags_on_the_login_give_nothing(organization: Organization) -> None:
    user = User.objects.create_superuser("penguasa", password="tidak-penting-1")

    assert not user.has_perm("ledger.view_statements", organization)
    assert not user.has_perm("ledger.view_statements")


def test_an_inactive_login_may_nothing(person: Person, organization: Organization) -> None:
    user = holds(person, organization, K.BENDAHARA, end=date(2999, 1, 1))
    user.is_active = False

    assert not user.has_perm("ledger.view_statements", organization.book)


def test_an_unknown_action_is_a_mistake_of_the_programmer(
    person: Person, organization: Organization
) -> None:
    with pytest.raises(LookupError):
        is_allowed(holds(person, organization, K.KETUA), "ledger.fly", organization, TODAY)


def test_an_auditors_term_ends(
    person: Person, organization: Organization, actor: User, at: datetime
) -> None:
    with pytest.raises(MembershipError, match="auditor selalu terbatas waktu"):
        appoint(
            organization=organization,
            person=person,
            kind=K.AUDITOR,
            start=TODAY,
            actor=actor,
            at=at,
        )


def test_a_member_sees_totals_while_in_the_register(
    person: Person, organization: Organization, actor: User, at: datetime
) -> None:
    joined, left = date(2025, 5, 1), date(2026, 5, 31)
    membership = admit_member(
        organization=organization, person=person, number="A-1", element="umum",
        joined_on=joined, actor=actor, at=at,
    )  # fmt: skip
    membership.left_on = left
    membership.save()
    user = person.user
    assert user is not None

    allowed = {a for a in RIGHTS if is_allowed(user, a, organization, TODAY)}
    days = (date(2025, 4, 30), joined, left, date(2026, 6, 1))

    assert allowed == TOTALS | MEETS
    assert [is_allowed(user, "members.enter", organization, d) for d in days] == [
        False,
        True,
        True,
        False,
    ]
    assert [[o.slug for o in organizations_of(user, d)] for d in days] == [
        [],
        [organization.slug],
        [organization.slug],
        [],
    ]


def test_to_be_looked_after_by_an_institution_opens_no_book_of_it(
    person: Person, institution: Organization, actor: User, at: datetime
) -> None:
    admit_member(
        organization=institution, person=person, number="K-1", element="klien",
        joined_on=date(2025, 5, 1), actor=actor, at=at,
    )  # fmt: skip
    user = person.user
    assert user is not None

    assert not organizations_of(user, TODAY)
    assert {a for a in RIGHTS if is_allowed(user, a, institution, TODAY)} == set()


def test_only_the_oversight_consolidates(person: Person, institution: Organization) -> None:
    user = holds(person, institution, K.BENDAHARA)

    assert not is_allowed(user, "members.view_consolidated", institution, TODAY)
    Office.objects.filter(person=person).update(kind=K.MONEV)
    del user._offices  # type: ignore[attr-defined]
    assert is_allowed(user, "members.view_consolidated", institution, TODAY)
