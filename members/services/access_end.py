"""The end of an office on record: once when access has ended, and when it is tried afterwards.

Access ends by itself, because every question of a right looks at the term (`permissions.py`).
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from ledger.models import Event
from ledger.services import events
from ledger.services.actors import system_actor
from ledger.services.periods import lock_book
from members.models import Office

ENDED, REFUSED = "access_ended", "access_refused"


def note_ended(*, at: datetime, **which: Any) -> int:
    """Write “access ended” for every office whose term is over and not on record yet.

    `which` filters offices, for instance `person__user=…`. Returns how many were written; a
    second call writes nothing. An office prolonged and over again is written again.
    """
    over = Office.objects.filter(end__lt=timezone.localdate(at), **which)
    count = 0
    for office in over.select_related("person", "organization__book").order_by("end", "pk"):
        count += _note(office, at)
    return count


@transaction.atomic
def _note(office: Office, at: datetime) -> bool:
    book = lock_book(office.organization.book)
    known = Event.objects.filter(book=book, act=ENDED, detail__office=office.pk)
    if known.filter(detail__end=str(office.end)).exists():
        return False
    events.log(
        act=ENDED,
        subject=f"{office.get_kind_display()} {office.person.name}",
        actor=system_actor(),
        at=at,
        book=book,
        office=office.pk,
        kind=office.kind,
        end=office.end,
    )
    return True


def note_refused(*, user: Any, slug: str, at: datetime) -> bool:
    """Write that a login was refused in an organization where its office is over; once a day."""
    today = timezone.localdate(at)
    mine = Office.objects.filter(person__user=user, organization__slug=slug, end__lt=today)
    office = mine.select_related("person", "organization__book").order_by("-end").first()
    if office is None:
        return False
    note_ended(at=at, pk=office.pk)
    book = office.organization.book
    begun = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    if Event.objects.filter(book=book, actor=user, act=REFUSED, at__gte=begun).exists():
        return False
    events.log(
        act=REFUSED,
        subject=f"{office.get_kind_display()} {office.person.name}",
        actor=user,
        at=at,
        book=book,
        end=office.end,
    )
    return True
