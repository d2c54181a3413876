"""Members from a sheet: every fault at its row and column, all or nothing, quickly."""

import io
from collections.abc import Sequence
from typing import Any

import pytest
import xlsxwriter
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger.models import Event
from ledger.readers.sheet import CellsError, FileError
from ledger.services.actors import system_actor
from members.models import Heir, MemberSheet, Membership, Organization, Person
from members.readers.register import COLUMNS
from members.reports.register_sheets import example_workbook
from members.services import identity
from members.services.register_import import (
    MemberSheetError,
    check_members,
    content_of,
    enter_members,
    keep_sheet,
)
from tests.factories.clock import AT
from tests.factories.people import OrganizationFactory

TODAY = AT.date()
SARI = {
    "No. anggota": "A-01",
    "Nama": "Sari Tekun",
    "L/P": "P",
    "NIK": "3201014405900001",
    "Tanggal lahir": "04/05/1990",
    "Tanggal masuk": "01/02/2024",
    "Ahli waris": "Budi",
    "Hubungan": "suami",
}
JOKO = {"No. anggota": "A-02", "Nama": "Joko Rajin", "L/P": "L", "Alasan tanpa NIK": "diurus"}


def workbook(rows: Sequence[dict[str, Any]], columns: Sequence[str] = COLUMNS) -> bytes:
    """A sheet with one row for each member."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for place, title in enumerate(columns):
        sheet.write_string(0, place, title)
    for number, row in enumerate(rows, 1):
        for place, title in enumerate(columns):
            sheet.write(number, place, row.get(title, ""))
    book.close()
    return out.getvalue()


@pytest.fixture
def organization(db: None) -> Organization:
    made: Organization = OrganizationFactory()
    return made


def check(organization: Organization, *rows: dict[str, Any]) -> Any:
    return check_members(
        organization=organization, content=workbook(rows), file_name="anggota.xlsx", today=TODAY
    )


def kept(organization: Organization, *rows: dict[str, Any]) -> MemberSheet:
    return keep_sheet(
        organization=organization,
        content=workbook(rows),
        file_name="anggota.xlsx",
        actor=system_actor(),
        at=AT,
    )


def enter(sheet: MemberSheet, *, checked: bool = False) -> list[Membership]:
    return enter_members(sheet=sheet, doubts_are_checked=checked, actor=system_actor(), at=AT)


def test_members_and_candidates_are_entered(organization: Organization) -> None:
    sheet = kept(organization, SARI, JOKO)

    enter(sheet)

    sari, joko = organization.memberships.order_by("number").select_related("person")
    assert (sari.status, sari.joined_on, sari.person.nik_mask) == (
        "active", sari.joined_on, "3201••••••••0001",
    )  # fmt: skip
    assert identity.number_of(sari.person) == "3201014405900001"
    assert (joko.status, joko.joined_on, joko.person.nik_absent_reason) == (
        "candidate", None, "diurus",
    )  # fmt: skip
    assert [str(heir) for heir in Heir.objects.all()] == ["Budi (suami)"]
    assert Membership.history.count() == 2
    assert Event.objects.get(act="import_members").detail == {"count": 2}
    assert not MemberSheet.objects.exists()


def test_the_waiting_file_lies_encrypted(organization: Organization) -> None:
    sheet = kept(organization, SARI)

    assert "3201014405900001" not in sheet.cipher
    assert content_of(sheet) == content_of(MemberSheet.objects.get())


@pytest.mark.parametrize(
    ("changed", "column", "sentence"),
    [
        ({"Nama": ""}, "Nama", "wajib diisi."),
        ({"L/P": "X"}, "L/P", "“x” tidak dikenal. Tulis L atau P."),
        ({"Tanggal lahir": "00/05/1990"}, "Tanggal lahir",
         "“00/05/1990” bukan tanggal. Tulis seperti 31/12/2025."),
        ({"Tanggal masuk": "01/02/2027"}, "Tanggal masuk",
         "tanggalnya belum tiba atau terlalu lama; periksa tahunnya."),
        ({"NIK": "32010144O5900001"}, "NIK",
         "NIK hanya angka. Bila tampil seperti 3,2E+15, ubah kolomnya menjadi teks."),
        ({"NIK": ""}, "NIK", "isi NIK, atau isi kolom “Alasan tanpa NIK”."),
        ({"Hubungan": ""}, "Hubungan", "isi hubungan ahli waris dengan anggota."),
        ({"No. anggota": "A" * 21}, "No. anggota", "paling panjang 20 huruf."),
        ({"Unsur": "tamu"}, "Unsur",
         "“tamu” tidak dikenal. Tulis petugas, klien, keluarga, umum."),
        ({"Tanggal masuk": "01/02/1980"}, "Tanggal masuk", "sebelum tanggal lahirnya."),
    ],
)  # fmt: skip
def test_a_fault_is_said_at_its_row_and_column_and_nothing_is_stored(
    organization: Organization, changed: dict[str, str], column: str, sentence: str
) -> None:
    checked = check(organization, JOKO, SARI | changed)

    assert [(f.row, f.column, f.message) for f in checked.faults] == [(3, column, sentence)]
    with pytest.raises(MemberSheetError, match="Ada baris yang belum benar"):
        enter(kept(organization, JOKO, SARI | changed), checked=True)
    assert not Person.objects.exists()


def test_a_nik_of_fifteen_digits_waits_for_a_look_at_the_card(organization: Organization) -> None:
    sheet = kept(organization, SARI | {"NIK": "320101440590001"})

    doubts = check(organization, SARI | {"NIK": "320101440590001"}).doubts
    with pytest.raises(MemberSheetError, match="NIK yang meragukan"):
        enter(sheet)
    stored = Person.objects.count()
    enter(sheet, checked=True)

    assert [(d.row, d.column) for d in doubts] == [(2, "NIK")]
    assert "16 angka" in doubts[0].message
    assert (stored, Person.objects.count()) == (0, 1)


def test_a_nik_that_became_a_number_is_refused(organization: Organization) -> None:
    with pytest.raises(CellsError, match="kehilangan digit terakhirnya"):
        check(organization, SARI | {"NIK": 3201014405900001})


def test_a_member_twice_in_the_sheet(organization: Organization) -> None:
    checked = check(
        organization,
        SARI,
        JOKO | {"No. anggota": "a-01"},
        SARI | {"No. anggota": "A-03", "Nama": "Sari T."},
        SARI | {"No. anggota": "A-04", "NIK": "", "Alasan tanpa NIK": "hilang"},
    )

    assert [(f.row, f.column, f.message) for f in checked.faults] == [
        (3, "No. anggota", "sama dengan baris 2; satu anggota satu baris."),
        (4, "NIK", "sama dengan baris 2; satu anggota satu baris."),
        (5, "Nama", "sama dengan baris 2; satu anggota satu baris."),
    ]


def test_who_is_in_the_register_already_is_shown(organization: Organization) -> None:
    enter(kept(organization, SARI))

    faults = check(organization, SARI, SARI | {"No. anggota": "A-09", "Nama": "Sari T."}).faults

    assert (2, "No. anggota", "sudah dipakai di lembaga ini.") in [
        (f.row, f.column, f.message) for f in faults
    ]
    assert (3, "Nama") in [(f.row, f.column) for f in faults]


def test_a_person_of_another_organization_is_written_once(organization: Organization) -> None:
    other = OrganizationFactory()
    enter(kept(other, SARI))

    asked = check(organization, SARI).faults
    enter(kept(organization, SARI | {"Orang yang sama": "ya"}))

    assert [(f.row, f.column) for f in asked] == [(2, "Orang yang sama")]
    assert "3201••••••••0001" in asked[0].message
    assert Person.objects.count() == 1
    assert organization.memberships.get().person == other.memberships.get().person


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        (("Nama", "L/P"), "Kolom No. anggota tidak ada"),
        ((*COLUMNS, "Hobi"), "Kolom “Hobi” tidak dikenal"),
    ],
)
def test_a_sheet_of_something_else_is_refused(
    organization: Organization, columns: Sequence[str], sentence: str
) -> None:
    row = SARI | {"Hobi": "catur"}

    with pytest.raises(FileError, match=sentence):
        check_members(
            organization=organization,
            content=workbook([row], columns),
            file_name="anggota.xlsx",
            today=TODAY,
        )


def test_the_example_can_be_entered(organization: Organization) -> None:
    sheet = keep_sheet(
        organization=organization, content=example_workbook(), file_name="contoh.xlsx",
        actor=system_actor(), at=AT,
    )  # fmt: skip

    assert len(enter(sheet)) == 2


def many(count: int) -> list[dict[str, Any]]:
    return [
        SARI
        | {
            "No. anggota": f"B-{n:05d}",
            "Nama": f"Anggota {n}",
            "NIK": f"320101440590{n:04d}" if n % 2 else "",
            "Alasan tanpa NIK": "" if n % 2 else "diurus",
        }
        for n in range(1, count + 1)
    ]


def test_the_register_is_asked_as_often_for_five_hundred_rows_as_for_three(
    organization: Organization,
) -> None:
    asked, written = [], []
    for rows in (many(3), many(500)):
        Membership.objects.all().delete()
        Person.objects.all().delete()
        sheet = kept(organization, *rows)
        with CaptureQueriesContext(connection) as queries:
            enter(sheet, checked=True)
        selects = [q for q in queries if q["sql"].startswith("SELECT")]
        asked.append(len(selects))
        written.append(len(queries) - len(selects))

    assert Membership.objects.count() == 500
    assert asked[0] == asked[1]
    assert written[1] < 50  # an insert is split where the engine bounds its parameters
