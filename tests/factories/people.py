"""People, organizations, offices and logins."""

from datetime import date
from typing import Any

import factory

from ledger.services.actors import system_actor
from members.models import Office, OfficeKind, Organization, OrganizationKind, Person, Sex, User
from members.services.organizations import found_organization
from tests.factories.clock import AT


class UserFactory(factory.django.DjangoModelFactory):
    """A login that may do nothing: rights come from offices."""

    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"orang.{n}")


class PersonFactory(factory.django.DjangoModelFactory):
    """A person with a login."""

    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Orang {n}")
    sex = Sex.FEMALE
    user = factory.SubFactory(UserFactory)


class OrganizationFactory(factory.Factory):
    """An organization with its book, founded through the service."""

    class Meta:
        model = Organization

    slug = factory.Sequence(lambda n: f"lembaga-{n}")
    name = factory.LazyAttribute(lambda o: f"Lembaga {o.slug}")
    kind = OrganizationKind.KUBE
    framework = factory.LazyAttribute(lambda o: str(o.kind))
    books_from = date(2025, 1, 1)
    actor = factory.LazyFunction(system_actor)
    at = AT

    @classmethod
    def _create(cls, model_class: type[Organization], *args: Any, **kwargs: Any) -> Organization:
        return found_organization(**kwargs)


class OfficeFactory(factory.django.DjangoModelFactory):
    """A treasurer in office since 2025."""

    class Meta:
        model = Office

    organization = factory.SubFactory(OrganizationFactory)
    person = factory.SubFactory(PersonFactory)
    kind = OfficeKind.BENDAHARA
    start = date(2025, 1, 1)


def officer(organization: Organization, kind: str, **term: Any) -> User:
    """The login of a new officer."""
    return OfficeFactory(organization=organization, kind=kind, **term).person.user
