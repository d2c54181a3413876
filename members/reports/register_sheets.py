"""The register as a workbook: the example that the import reads, and what is on record.

Identity numbers leave only masked; every cell is text, so that none becomes a number.
"""

import io
from collections.abc import Sequence
from datetime import date

from ledger.models import Book
from members.models import Element, Heir, Membership
from members.readers.register import COLUMNS

EXAMPLE = (
    {
        "No. anggota": "A-01", "Nama": "Sari Contoh", "L/P": "P", "NIK": "3201014405900001",
        "Tempat lahir": "Randuwangi", "Tanggal lahir": "04/05/1990", "Desa": "Sumberlentera",
        "Alamat": "Dusun Krajan RT 01/RW 01", "Telepon": "081234567890", "Pekerjaan": "Petani",
        "ASN/TNI/Polri": "bukan", "Unsur": "umum", "Jenis": "biasa",
        "Tanggal masuk": "01/02/2024", "Ahli waris": "Budi Contoh", "Hubungan": "suami",
        "Telepon ahli waris": "081234567891",
    },
    {
        "No. anggota": "A-02", "Nama": "Joko Contoh", "L/P": "L",
        "Alasan tanpa NIK": "KTP sedang diurus", "Desa": "Sumberlentera",
    },
)  # fmt: skip


def text_workbook(title: str, rows: Sequence[Sequence[str]]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(
        out,
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
         "in_memory": True},
    )  # fmt: skip
    text = workbook.add_format({"num_format": "@"})
    bold = workbook.add_format({"bold": True, "bottom": 1, "num_format": "@"})
    sheet = workbook.add_worksheet(title)
    sheet.set_column(0, len(rows[0]) - 1, 18, text)
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            sheet.write_string(number, place, value, text if number else bold)
    workbook.close()
    return out.getvalue()


def example_workbook() -> bytes:
    """An example to fill in; its columns are formatted as text."""
    return text_workbook(
        "anggota", [COLUMNS, *([row.get(name, "") for name in COLUMNS] for row in EXAMPLE)]
    )


def _day(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""


EXPORTED = (*COLUMNS[:13], "Unsur", "Jenis", "Tanggal masuk", "Tanggal keluar", "Status",
            "Ahli waris", "Hubungan", "Telepon ahli waris")  # fmt: skip


def register_workbook(book: Book, *, shows_elements: bool) -> bytes:
    """Every member of the register, by number; the element only for who may see it."""
    found = (
        Membership.objects.filter(organization__book=book)
        .select_related("person")
        .prefetch_related("person__heirs")
        .order_by("number", "pk")
    )
    columns = [name for name in EXPORTED if shows_elements or name != "Unsur"]
    rows = [_row(member, shows_elements) for member in found]
    return text_workbook("anggota", [columns, *rows])


def _row(member: Membership, shows_elements: bool) -> list[str]:
    person = member.person
    heirs: list[Heir] = list(person.heirs.all())
    heir = heirs[0] if heirs else Heir()
    element = [str(Element(member.element).label)] if shows_elements else []
    return [
        member.number,
        person.name,
        person.sex,
        person.nik_mask,
        person.nik_absent_reason,
        person.birth_place,
        _day(person.birth_date),
        person.village,
        person.address,
        person.phone,
        person.other_phone,
        person.occupation,
        person.state_service,
        *element,
        str(member.get_kind_display()),
        _day(member.joined_on),
        _day(member.left_on),
        str(member.get_status_display()),
        heir.name,
        heir.relation,
        heir.phone,
    ]
