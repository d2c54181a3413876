"""A collection sheet goes out as a workbook and comes back whole, or not at all."""

from datetime import date
from typing import Any

import pytest

from ledger.readers.sheet import CellsError, FileError
from ledger.services.actors import system_actor
from members.models import CollectionSheet, Organization
from members.reports.collection_paper import sheet_xlsx
from members.selectors.collection import draft_of, sheet_grid
from members.services.collection import save_sheet
from members.services.collection_file import import_sheet
from tests.factories.clock import AT
from tests.factories.loans import lending, running_loan
from tests.factories.savings import cooperative, member
from tests.factories.sheets import xlsx_file

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 25)
HEADER = ("No. anggota", "Nama", "Hadir", "Simpanan Wajib", "Angsuran", "Keterangan")


@pytest.fixture
def organization(db: None) -> Organization:
    organization = cooperative()
    lending(organization)
    return organization


def take(organization: Organization, content: bytes, name: str = "setoran.xlsx") -> CollectionSheet:
    return import_sheet(
        organization=organization,
        held_on=DAY,
        content=content,
        file_name=name,
        actor=system_actor(),
        at=AT,
    )


def refused(organization: Organization, *rows: Any, header: Any = HEADER) -> list[str]:
    with pytest.raises(CellsError) as error:
        take(organization, xlsx_file(rows, header))
    assert draft_of(organization, DAY) is None
    return [str(fault) for fault in error.value.errors]


def test_what_goes_out_comes_back_the_same(organization: Organization) -> None:
    sari, budi = member(organization, "001"), member(organization, "002")
    loan = running_loan(sari)
    content = {
        str(sari.pk): {
            "present": True,
            "amounts": {"wajib": "20000"},
            "loans": {str(loan.pk): "112000"},
            "remark": "=1+1",
        },
        str(budi.pk): {"present": False, "amounts": {}, "loans": {}, "remark": "sakit"},
    }
    save_sheet(organization=organization, held_on=DAY, content=content, actor=system_actor(), at=AT)
    file = sheet_xlsx(organization.book, sheet_grid(organization, DAY, content), DAY)
    CollectionSheet.objects.all().delete()

    sheet = take(organization, file)

    assert sheet.content == content


def test_every_fault_is_named_by_row_and_column_and_the_draft_stays(
    organization: Organization,
) -> None:
    sari = member(organization)
    name = sari.person.name

    found = refused(
        organization,
        ("A-1", "Orang Lain", "x", "dua puluh", "", ""),
        ("A-1", name, "", "20.000", "", ""),
        ("A-7", "", "", "1.000", "", ""),
        ("A-99", "", "mungkin", "12,50", "", ""),
        header=(*HEADER[:4], "Keterangan"),
    )

    assert found == [
        f"Baris 2, kolom Nama: nomor A-1 adalah {name}, bukan Orang Lain.",
        "Baris 2, kolom Simpanan wajib: tulis jumlah rupiah bulat, mis. 20.000; jangan pakai koma.",
        "Baris 3, kolom No. anggota: anggota A-1 sudah ada pada baris 2.",
        "Baris 4, kolom No. anggota: A-7 bukan nomor anggota pada tanggal lembar ini.",
        "Baris 5, kolom Hadir: tulis x untuk yang hadir, atau kosongkan.",
        "Baris 5, kolom Simpanan wajib: tulis jumlah rupiah bulat, mis. 20.000; jangan pakai koma.",
    ]


def test_an_instalment_of_who_owes_nothing_is_refused(organization: Organization) -> None:
    running_loan(member(organization))
    member(organization, "A-2")

    found = refused(organization, ("A-2", "", "x", "", "50.000", ""))

    assert found == ["Baris 2, kolom Angsuran: anggota ini tidak mempunyai pinjaman sebanyak itu."]


def test_a_file_of_something_else_is_refused_with_the_headings(organization: Organization) -> None:
    with pytest.raises(FileError, match="Kolom Gaji tidak dikenal"):
        take(organization, xlsx_file([("A-1", "1")], ("No. anggota", "Gaji")))
    with pytest.raises(FileError, match="Tidak ada baris judul"):
        take(organization, xlsx_file([("A-1", "1")], ("Nomor", "Nama")))
