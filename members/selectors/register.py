"""The register of members: who is in it, paged by seeking, and who looks like whom."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from members.calculations.identity import Doubt, doubts
from members.models import (
    Membership,
    MembershipStatus,
    Office,
    OfficeKind,
    Organization,
    Person,
    Sex,
)

PAGE = 50
DATA = Path(__file__).resolve().parents[1] / "data"
BOARD = (OfficeKind.KETUA, OfficeKind.SEKRETARIS, OfficeKind.BENDAHARA)
"""The pengurus; the pengawas have a book of their own (koperasi.md §7.1)."""


@dataclass(frozen=True)
class RegisterPage:
    """Up to fifty members by number, and where the next page starts."""

    members: list[Membership]
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


def register(
    organization: Organization, *, text: str = "", status: str = "", element: str = ""
) -> QuerySet[Membership]:
    """Members of an organization by number. `text` finds names and numbers; without a status
    those who left are left out."""
    found = organization.memberships.select_related("person")
    if status:
        found = found.filter(status=status)
    else:
        found = found.exclude(status=MembershipStatus.LEFT)
    if element:
        found = found.filter(element=element)
    if text:
        found = found.filter(Q(person__name__icontains=text) | Q(number__istartswith=text))
    return found.order_by("number")


def page(found: QuerySet[Membership], *, after: str = "") -> RegisterPage:
    """One page. `after` is the `next` of the page before: a member number."""
    rows = list((found.filter(number__gt=after) if after else found)[: PAGE + 1])
    shown = rows[:PAGE]
    return RegisterPage(
        members=shown,
        next=shown[-1].number if len(rows) > PAGE else "",
        is_first=not after,
    )


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


def offices_of_person(membership: Membership) -> list[Office]:
    """The offices of a member in the organization, the newest first."""
    return list(
        Office.objects.filter(
            organization=membership.organization_id, person=membership.person_id
        ).order_by("-start")
    )
