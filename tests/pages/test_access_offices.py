"""Every address below an organization × every office: exactly who holds its permission comes in.

test_access.py says the exact answer for seven people; here each office of the table, in the
organization itself, elsewhere, and after its term, meets each address.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from members.models import Membership, OfficeKind, Organization
from tests.factories.people import PersonFactory, officer
from tests.members.test_permissions import ABOVE, EXPECTED, MEETS, TOTALS
from tests.pages.addresses import address

MEMBER = "anggota"
ROLES = [*OfficeKind, MEMBER]
SLUG = "mina-lestari"


def inner_views(patterns: Any = None, path: str = "", namespace: str = "") -> Iterator[Any]:
    """(name, view) of every address that lies in an organization."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        whole = path + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from inner_views(pattern.url_patterns, whole, namespace + inner)
        elif isinstance(pattern, URLPattern) and "<slug:org>" in whole:
            yield f"{namespace}{pattern.name}", pattern.callback


EVERY_VIEW = dict(inner_views())
OF_INSTITUTION = {name: v for name, v in EVERY_VIEW.items() if name.startswith("empowerment:")}
VIEWS = {name: view for name, view in EVERY_VIEW.items() if name not in OF_INSTITUTION}
"""The addresses of any organization; an institution's own stand in `OF_INSTITUTION`."""


def join(organization: Organization, role: str, **term: date) -> str:
    """A new login in a role of the organization; its user name."""
    if role != MEMBER:
        kind = OfficeKind(role)
        if kind is OfficeKind.AUDITOR:
            term.setdefault("end", date(2027, 12, 31))
        return officer(organization, kind, **term).username
    person = PersonFactory()
    Membership.objects.create(
        organization=organization,
        person=person,
        number="X-99",
        joined_on=date(2025, 1, 1),
        left_on=term.get("end"),
    )
    return person.user.username


def answers(client: Client, addresses: Any, views: Any = VIEWS) -> dict[str, int]:
    """Status by address; a page that asks for another method has let one in."""
    client.raise_request_exception = False
    return {name: client.get(address(name, addresses)).status_code for name in views}


def test_every_view_of_an_organization_names_its_permission() -> None:
    nameless = [name for name, view in EVERY_VIEW.items() if not getattr(view, "permission", "")]

    assert nameless == []
    assert len(VIEWS) > 15


@pytest.mark.parametrize("role", ROLES)
def test_each_role_enters_where_the_table_says(
    addresses: dict[str, Any], client_of: Callable[[str], Client], role: str
) -> None:
    username = join(Organization.objects.get(slug=SLUG), role)
    rights = TOTALS | MEETS if role == MEMBER else EXPECTED[OfficeKind(role)]

    found = answers(client_of(username), addresses)

    # A view asks for the method before the permission: 405 says nothing about either.
    may = {name: view.permission in rights for name, view in VIEWS.items() if found[name] != 405}
    assert {name: found[name] != 403 for name in may} == may
    assert 404 not in found.values()


@pytest.mark.parametrize("role", OfficeKind)
def test_each_office_of_an_institution_enters_where_the_table_says(
    addresses: dict[str, Any], client_of: Callable[[str], Client], role: str
) -> None:
    username = join(Organization.objects.get(slug="psbk-lentera-karya"), role)
    rights = EXPECTED[OfficeKind(role)]

    found = answers(client_of(username), addresses, OF_INSTITUTION)

    step = "empowerment:plan_step"  # the example closes the plan: the head's alone
    wanted = {n: v.permission in rights for n, v in OF_INSTITUTION.items() if found[n] != 405}
    wanted[step] = "empowerment.approve_plan" in rights
    assert {name: found[name] != 403 for name in wanted} == wanted
    assert 404 not in found.values()


@pytest.mark.parametrize("role", ROLES)
def test_no_role_of_a_group_enters_the_institution(
    addresses: dict[str, Any], client_of: Callable[[str], Client], role: str
) -> None:
    username = join(Organization.objects.get(slug=SLUG), role)

    found = answers(client_of(username), addresses, OF_INSTITUTION)

    assert set(found.values()) == {404}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_ends_with_its_term(
    addresses: dict[str, Any], client_of: Callable[[str], Client], role: str
) -> None:
    username = join(Organization.objects.get(slug=SLUG), role, end=date(2026, 2, 14))

    found = answers(client_of(username), addresses)  # on 15 February 2026

    assert set(found.values()) == {404}


@pytest.mark.parametrize("role", [r for r in ROLES if r not in ("kepala", "monev")])
def test_no_role_reaches_into_another_organization(
    addresses: dict[str, Any], client_of: Callable[[str], Client], role: str
) -> None:
    username = join(Organization.objects.get(slug="ksu-karya-lentera"), role)

    found = answers(client_of(username), addresses)

    assert set(found.values()) == {404}


@pytest.mark.parametrize("role", ["kepala", "monev"])
def test_the_institution_reads_sums_of_its_groups_only(
    addresses: dict[str, Any], client_of: Callable[[str], Client], role: str
) -> None:
    username = join(Organization.objects.get(slug="psbk-lentera-karya"), role)
    client = client_of(username)

    found = answers(client, addresses)

    opened = {name for name, status in found.items() if status not in (403, 405)}
    told = {name for name, view in VIEWS.items() if view.permission in ABOVE}
    assert opened == {name for name in told if found[name] != 405}
    assert opened.isdisjoint({"ledger:vouchers", "ledger:voucher", "ledger:record"})
    assert client.get("/lembaga/ksu-karya-lentera/").status_code == 404  # it raises no KSU


def test_nobody_without_a_login(addresses: dict[str, Any]) -> None:
    assert set(answers(Client(), addresses).values()) == {302}


def test_only_the_oversight_opens_the_consolidated_statements(
    demo: Any, client_of: Callable[[str], Client]
) -> None:
    panti = Organization.objects.get(slug="psbk-lentera-karya")
    page = "/lembaga/psbk-lentera-karya/laporan/consolidated_balance_sheet/"

    found = {r: client_of(join(panti, r)).get(page).status_code for r in OfficeKind}

    assert found == {kind: 200 if kind in ("kepala", "monev") else 403 for kind in OfficeKind}
