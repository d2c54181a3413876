"""The very first act in an empty database: one officer, one organization, its book."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from ledger.services.actors import system_actor
from members.models import Organization, Person, User
from members.selectors.first_run import is_first_run
from members.services.organizations import appoint, create_login, found_organization


class NotEmptyError(ValueError):
    """Somebody was here already; further people and organizations are added from inside."""


@transaction.atomic
def set_up(
    *,
    username: str,
    password: str,
    person_name: str,
    sex: str,
    office: str,
    name: str,
    kind: str,
    books_from: date,
    at: datetime,
    village: str = "",
    address: str = "",
) -> tuple[User, Organization]:
    """Found the first organization with its chart and its first officer, in office from now on.

    The framework follows from the kind. Raises NotEmptyError when it is not the first run.
    """
    actor: Any = system_actor()
    User.objects.select_for_update().get(pk=actor.pk)  # two browsers at once: one of them waits
    if not is_first_run():
        raise NotEmptyError(_("Lumbung ini sudah dipakai. Masuk dengan akun Anda."))
    organization = found_organization(
        slug=(slugify(name)[:50].strip("-") or "lembaga"),
        name=name,
        kind=kind,
        framework=kind,
        books_from=books_from,
        village=village,
        address=address,
        actor=actor,
        at=at,
    )
    person = Person.objects.create(name=person_name, sex=sex, village=village)
    user = create_login(person=person, username=username, password=password, actor=actor, at=at)
    appoint(
        organization=organization,
        person=person,
        kind=office,
        start=min(books_from, timezone.localdate(at)),
        actor=user,
        at=at,
    )
    return user, organization
