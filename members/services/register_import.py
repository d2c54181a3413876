"""Members from a sheet: checked against itself and the register, then entered all or not at all.

Every question to the database is one for the whole sheet and inserts go in batches, so 5,000 rows
cost seconds.
"""

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from ledger.readers.sheet import CellError
from ledger.services import events
from ledger.services.periods import lock_book
from members.calculations.identity import masked
from members.models import (
    Heir,
    MemberSheet,
    Membership,
    MembershipStatus,
    Organization,
    Person,
)
from members.readers.register import MemberRow, read_members
from members.selectors.register import doubts_of
from members.services import identity

BATCH = 500
"""Rows of one statement: both engines bound the parameters of a query."""


class MemberSheetError(ValueError):
    """A sheet was not entered. `faults` says where, `needs_tick` that doubts were not confirmed."""

    def __init__(self, message: str, faults: Sequence[CellError] = ()) -> None:
        super().__init__(message)
        self.faults = list(faults)


@dataclass(frozen=True)
class CheckedSheet:
    """What a sheet would do: rows ready to enter, faults, doubts, and people known already."""

    rows: list[MemberRow]
    faults: list[CellError]
    doubts: list[CellError]
    known: dict[int, Person] = field(default_factory=dict)
    """Row → the person who is meant."""

    @property
    def candidates(self) -> int:
        """Rows without a day of joining."""
        return sum(row.joined_on is None for row in self.rows)


def check_members(
    *, organization: Organization, content: bytes, file_name: str, today: date
) -> CheckedSheet:
    """Read and judge a sheet. Raises FileError and CellsError for what is no sheet of members."""
    rows, faults = read_members(content, file_name, today=today)
    faults += _twice(rows)
    known, more = _known(organization, rows)
    faults += more
    doubts = [
        CellError(row.row, "NIK", sentence)
        for row in rows
        for sentence in doubts_of(row.nik, sex=row.sex, birth_date=row.birth_date)
    ]
    return CheckedSheet(rows, sorted(faults, key=lambda fault: fault.row), doubts, known)


def _twice(rows: Iterable[MemberRow]) -> list[CellError]:
    """The same number, citizen number, or name with birth date in two rows."""
    faults = []
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        keys = [("No. anggota", row.number.lower())]
        if row.nik:
            keys.append(("NIK", row.nik))
        if row.birth_date:
            keys.append(("Nama", f"{row.name.lower()} {row.birth_date}"))
        for column, value in keys:
            first = seen.setdefault((column, value), row.row)
            if first != row.row:
                message = _("sama dengan baris %(row)s; satu anggota satu baris.")
                faults.append(CellError(row.row, column, message % {"row": first}))
    return faults


def _chunks(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    for start in range(0, len(values), BATCH):
        yield values[start : start + BATCH]


def _known(
    organization: Organization, rows: Sequence[MemberRow]
) -> tuple[dict[int, Person], list[CellError]]:
    """Numbers in use here, and people who are written down already."""
    faults: list[CellError] = []
    taken = set(organization.memberships.values_list("number", flat=True))
    standing = set(
        organization.memberships.filter(left_on__isnull=True).values_list("person_id", flat=True)
    )
    by_digest, by_name = _people(rows)
    known: dict[int, Person] = {}
    for row in rows:
        if row.number in taken:
            faults.append(CellError(row.row, "No. anggota", _("sudah dipakai di lembaga ini.")))
        same_nik = next(
            (by_digest[digest] for digest in identity.digests(row.nik) if digest in by_digest)
            if row.nik
            else iter(()),
            None,
        )
        person = same_nik or by_name.get((row.name.lower(), row.birth_date))
        if person is None:
            continue
        if person.pk in standing and row.same is not False:
            message = _("%(name)s sudah menjadi anggota atau calon anggota di sini.")
            faults.append(CellError(row.row, "Nama", message % {"name": person.name}))
        elif row.same is None:
            message = _(
                "orang ini tampaknya sudah tercatat sebagai %(name)s (%(mask)s). Isi kolom ini"
                " dengan “ya” bila orangnya sama, “bukan” bila orang lain."
            )
            told = {"name": person.name, "mask": person.nik_mask or "–"}
            faults.append(CellError(row.row, "Orang yang sama", message % told))
        elif row.same:
            known[row.row] = person
    return known, faults


def _people(
    rows: Sequence[MemberRow],
) -> tuple[dict[str, Person], dict[tuple[str, date | None], Person]]:
    digests = [digest for row in rows if row.nik for digest in identity.digests(row.nik)]
    by_digest: dict[str, Person] = {}
    for some in _chunks(digests):
        for person in Person.objects.filter(nik_digest__in=some):
            by_digest[person.nik_digest] = person
    days = sorted({row.birth_date for row in rows if row.birth_date})
    by_name: dict[tuple[str, date | None], Person] = {}
    for some in _chunks(days):
        for person in Person.objects.filter(birth_date__in=some).order_by("-pk"):
            by_name[person.name.lower(), person.birth_date] = person
    return by_digest, by_name


@transaction.atomic
def keep_sheet(
    *, organization: Organization, content: bytes, file_name: str, actor: Any, at: datetime
) -> MemberSheet:
    """Keep an uploaded sheet, encrypted, until it is confirmed; an older one goes."""
    MemberSheet.objects.filter(organization=organization).delete()
    return MemberSheet.objects.create(
        organization=organization,
        file_name=file_name.replace("\0", "")[-120:],
        cipher=identity.encrypt(base64.b64encode(content)),
        made_by=actor,
        made_at=at,
    )


def content_of(sheet: MemberSheet) -> bytes:
    """The file as it was uploaded."""
    return base64.b64decode(identity.decrypt(sheet.cipher))


@transaction.atomic
def enter_members(
    *, sheet: MemberSheet, doubts_are_checked: bool, actor: Any, at: datetime
) -> list[Membership]:
    """Enter every member of a kept sheet, or none; the sheet is gone afterwards.

    Who has a day of joining becomes a member, the others candidates. Raises MemberSheetError while
    there is any fault, and while doubtful citizen numbers are not confirmed as checked.
    """
    organization = sheet.organization
    lock_book(organization.book)
    today = timezone.localdate(at)
    checked = check_members(
        organization=organization,
        content=content_of(sheet),
        file_name=sheet.file_name,
        today=today,
    )
    if checked.faults:
        raise MemberSheetError(_("Ada baris yang belum benar."), checked.faults)
    if checked.doubts and not doubts_are_checked:
        raise MemberSheetError(
            _("Ada NIK yang meragukan. Periksa pada KTP atau KK, lalu nyatakan sudah diperiksa.")
        )
    people = _enter_people(checked, actor)
    made = _enter_memberships(organization, checked.rows, people, today, actor)
    events.log(
        act="import_members",
        subject=sheet.file_name,
        actor=actor,
        at=at,
        book=organization.book,
        count=len(made),
    )
    sheet.delete()
    return made


def _enter_people(checked: CheckedSheet, actor: Any) -> dict[int, Person]:
    """Row → person: the known ones, and new ones with their heirs."""
    new = [(row, _person(row)) for row in checked.rows if row.row not in checked.known]
    made = bulk_create_with_history(
        [person for _row, person in new], Person, batch_size=BATCH, default_user=actor
    )
    people = dict(checked.known)
    people |= {row.row: person for (row, _person), person in zip(new, made, strict=True)}
    Heir.objects.bulk_create(
        (
            Heir(person=people[row.row], name=row.heir[0], relation=row.heir[1], phone=row.heir[2])
            for row, _person in new
            if row.heir
        ),
        batch_size=BATCH,
    )
    return people


def _person(row: MemberRow) -> Person:
    person = Person(
        name=row.name,
        sex=row.sex,
        birth_place=row.birth_place,
        birth_date=row.birth_date,
        village=row.village,
        address=row.address,
        phone=row.phone,
        other_phone=row.other_phone,
        occupation=row.occupation,
        state_service=row.state_service,
        nik_absent_reason="" if row.nik else row.nik_absent_reason,
    )
    identity.set_number(person, row.nik)
    return person


def _enter_memberships(
    organization: Organization,
    rows: Sequence[MemberRow],
    people: dict[int, Person],
    today: date,
    actor: Any,
) -> list[Membership]:
    memberships = [
        Membership(
            organization=organization,
            person=people[row.row],
            number=row.number,
            element=row.element,
            kind=row.kind,
            status=MembershipStatus.ACTIVE if row.joined_on else MembershipStatus.CANDIDATE,
            applied_on=row.joined_on or today,
            joined_on=row.joined_on,
        )
        for row in rows
    ]
    made: list[Membership] = bulk_create_with_history(
        memberships, Membership, batch_size=BATCH, default_user=actor
    )
    return made


def shown(rows: Iterable[MemberRow]) -> list[tuple[MemberRow, str]]:
    """Rows with the masked citizen number, for the preview."""
    return [(row, masked(row.nik)) for row in rows]
