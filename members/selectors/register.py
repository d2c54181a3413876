"""The register of members: who is in it, paged by seeking, and who looks like whom."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.db.models import Q
from django.utils.translation import gettext_lazy

from members.calculations.identity import Doubt, doubts
from members.models import (
    Consent,
    Membership,
    MembershipStatus,
    Office,
    OfficeKind,
    Organization,
    Person,
    Sex,
)
from members.selectors.rows import MEMBER, Condition, MemberRow, read

PAGE = 50
DATA = Path(__file__).resolve().parents[1] / "data"
CHANGE_OF_DATA = "ubah-data"
"""The purpose of the consent by which another organization may change a person's data."""
BOARD = (OfficeKind.KETUA, OfficeKind.SEKRETARIS, OfficeKind.BENDAHARA)
"""The pengurus; the pengawas have a book of their own (koperasi.md §7.1)."""


@dataclass(frozen=True)
class RegisterPage:
    """Up to fifty members by number, and where the next page starts."""

    members: list[MemberRow]
    next: str
    is_first: bool


@cache
def province_codes() -> frozenset[str]:
    """The first two digits that a citizen number can have (data/provinces.csv)."""
    with (DATA / "provinces.csv").open(encoding="utf-8", newline="") as handle:
        return frozenset(row["code"] for row in csv.DictReader(handle))


DOUBTS = {
    Doubt.LENGTH: gettext_lazy("NIK biasanya 16 angka; periksa pada KTP atau KK."),
    Doubt.PROVINCE: gettext_lazy("Dua angka pertama NIK bukan kode provinsi yang dikenal."),
    Doubt.DAY: gettext_lazy(
        "Angka ke-7 dan ke-8 NIK seharusnya tanggal lahir: 01–31, atau 41–71 bagi perempuan."
    ),
    Doubt.DATE: gettext_lazy("Tanggal lahir di dalam NIK tidak ada di kalender."),
    Doubt.SERIAL: gettext_lazy("Empat angka terakhir NIK tidak pernah 0000."),
    Doubt.SEX: gettext_lazy("NIK menyatakan jenis kelamin yang lain dari yang diisi."),
    Doubt.BIRTH_DATE: gettext_lazy("NIK memuat tanggal lahir yang lain dari yang diisi."),
}
"""Said beside the saved member: a doubt never blocks (koperasi.md §9.4)."""


def doubts_of(nik: str, *, sex: str, birth_date: date | None) -> list[str]:
    """What stands out in a number, in the reader's language; empty without a number."""
    if not nik:
        return []
    found = doubts(
        nik, provinces=province_codes(), is_woman=sex == Sex.FEMALE, birth_date=birth_date
    )
    return [str(DOUBTS[doubt]) for doubt in found]


def register_page(
    organization: Organization,
    *,
    text: str = "",
    status: str = "",
    element: str = "",
    after: str = "",
) -> RegisterPage:
    """One page of members by number; one query. `text` finds names and numbers; without a status
    those who left are left out. `after` is the `next` of the page before: a member number."""
    asked = Condition("m.organization_id = %s AND m.number > %s", organization.pk, after)
    asked.matching(text)
    if status:
        asked.add("m.status = %s", status)
    else:
        asked.add("m.status <> %s", MembershipStatus.LEFT.value)
    if element:
        asked.add("m.element = %s", element)
    return page_of(
        [MemberRow.of(row) for row in read(members_sql(asked), asked.values)], is_first=not after
    )


def members_sql(asked: Condition) -> str:
    """A page of members by number, and one more that says whether another page follows.

    The index of member numbers is walked from the condition's number on and left after the page.
    """
    return f"""SELECT {MEMBER} FROM members_membership m
      JOIN members_person p ON p.id = m.person_id
      WHERE {asked.sql} ORDER BY m.number LIMIT {PAGE + 1}"""  # noqa: S608  # nosec B608


def page_of(rows: list[MemberRow], *, is_first: bool) -> RegisterPage:
    """The page that a reading of one row more than fits gives."""
    shown = rows[:PAGE]
    return RegisterPage(shown, shown[-1].number if len(rows) > PAGE else "", is_first)


def look_alikes(*, digests: Sequence[str], name: str, birth_date: date | None) -> list[Person]:
    """People with the same citizen number, or the same name and birth date; at most five.

    Two indexes answer it, whatever the number of people. Without a birth date a name alone says
    too little.
    """
    same = Q(nik_digest__in=digests) if digests else Q()
    if birth_date is not None:
        same |= Q(name__iexact=name.strip(), birth_date=birth_date)
    if not same:
        return []
    return list(Person.objects.filter(same).order_by("pk")[:5])


def organizations_of(person: Person) -> list[Organization]:
    """Where a person is a member or candidate, the organization that recorded him first at the
    head: it keeps his data."""
    standing = person.memberships.filter(left_on__isnull=True).order_by("pk")
    return [row.organization for row in standing.select_related("organization__book")]


def may_write_person(organization: Organization, person: Person) -> bool:
    """Whether an organization may change a person's own data: the one that keeps them, any other
    once the person has agreed (docs/decisions/0033-a-person-of-several-organizations.md)."""
    homes = organizations_of(person)
    return (
        not homes
        or homes[0].pk == organization.pk
        or Consent.objects.filter(
            person=person, purpose=CHANGE_OF_DATA, withdrawn_on__isnull=True
        ).exists()
    )


def offices_of_person(membership: Membership) -> list[Office]:
    """The offices of a member in the organization, the newest first."""
    return list(
        Office.objects.filter(
            organization=membership.organization_id, person=membership.person_id
        ).order_by("-start")
    )
