"""Access ends by itself; that it has ended, and was tried again, is said once."""

from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from ledger.models import Event
from members.models import Office, Organization
from members.services.access_end import note_ended
from tests.factories.people import officer

SignIn = Callable[[str], Client]
HOME = "/lembaga/ksu-karya-lentera/"
LAST = date(2026, 2, 15)


@pytest.fixture
def auditor(demo: Any) -> str:
    """An auditor of the KSU whose last day is today."""
    ksu = Organization.objects.get(slug="ksu-karya-lentera")
    return officer(ksu, "auditor", end=LAST).username


def acts(*names: str) -> list[tuple[str, str]]:
    found = Event.objects.filter(act__in=names or ("access_ended", "access_refused"))
    return list(found.order_by("id").values_list("act", "actor__username"))


def test_the_day_after_the_last_one_is_refused_and_on_record_once(
    auditor: str, client_of: SignIn, clock: Callable[[Any], None], at: Any
) -> None:
    client = client_of(auditor)
    on_the_day = client.get(HOME).status_code
    clock(at + timedelta(hours=9, minutes=59))
    assert acts() == []

    clock(at + timedelta(days=1))
    client = client_of(auditor)  # a session of the day before is over anyway
    clock(at + timedelta(days=1))
    refused = [client.get(f"{HOME}{page}").status_code for page in ("", "bukti/", "kejadian/")]

    assert (on_the_day, refused) == (200, [404, 404, 404])
    assert acts() == [("access_ended", "sistem"), ("access_refused", auditor)]
    ended = Event.objects.get(act="access_ended")
    assert ended.subject.startswith("Auditor ")
    assert ended.detail["end"] == LAST.isoformat()


def test_who_never_held_an_office_leaves_no_trace(demo: Any, client_of: SignIn) -> None:
    assert client_of("orang.luar").get(HOME).status_code == 404
    assert client_of("bendahara.mina").get(HOME).status_code == 404
    assert acts() == []


def test_the_command_writes_each_end_once(auditor: str, at: Any, clock: Any) -> None:
    clock(at + timedelta(days=1))
    first, second = StringIO(), StringIO()

    call_command("end_access", stdout=first)
    count = len(acts("access_ended"))
    call_command("end_access", stdout=second)

    assert first.getvalue() == f"{count} akhir akses dicatat.\n"
    assert second.getvalue() == "0 akhir akses dicatat.\n"
    assert count >= 1


def test_an_office_prolonged_and_over_again_is_written_again(auditor: str, at: Any) -> None:
    office = Office.objects.get(person__user__username=auditor)
    note_ended(at=at + timedelta(days=1), pk=office.pk)
    Office.objects.filter(pk=office.pk).update(end=LAST + timedelta(days=30))

    during = note_ended(at=at + timedelta(days=2), pk=office.pk)
    after = note_ended(at=at + timedelta(days=40), pk=office.pk)

    assert (during, after) == (0, 1)
