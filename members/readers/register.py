"""A sheet of members, read row by row: what it says, and what is wrong in which column.

Identity numbers stay text all the way. Nothing here knows the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.utils.translation import gettext as _

from ledger.calculations.dates import DateError, parse_date
from ledger.readers.sheet import CellError, FileError, SheetRow, read_rows
from members.calculations.identity import normalized
from members.models import Element, MembershipKind, Sex, StateService

T = TypeVar("T")
MAX_MEMBERS = 20_000
COLUMNS = (
    "No. anggota",
    "Nama",
    "L/P",
    "NIK",
    "Alasan tanpa NIK",
    "Tempat lahir",
    "Tanggal lahir",
    "Desa",
    "Alamat",
    "Telepon",
    "Telepon lain",
    "Pekerjaan",
    "ASN/TNI/Polri",
    "Unsur",
    "Jenis",
    "Tanggal masuk",
    "Ahli waris",
    "Hubungan",
    "Telepon ahli waris",
    "Orang yang sama",
)
"""The header; the order does not matter, what is not needed may be left out."""
REQUIRED = ("No. anggota", "Nama", "L/P")
LENGTHS = {
    "No. anggota": 20,
    "Nama": 120,
    "NIK": 24,
    "Alasan tanpa NIK": 120,
    "Tempat lahir": 80,
    "Desa": 80,
    "Alamat": 200,
    "Telepon": 20,
    "Telepon lain": 20,
    "Pekerjaan": 80,
    "Ahli waris": 120,
    "Hubungan": 40,
    "Telepon ahli waris": 20,
}
SEXES = {
    "l": Sex.MALE,
    "laki-laki": Sex.MALE,
    "laki": Sex.MALE,
    "pria": Sex.MALE,
    "p": Sex.FEMALE,
    "perempuan": Sex.FEMALE,
    "wanita": Sex.FEMALE,
}
SERVICES = {
    "": StateService.NONE,
    "bukan": StateService.NONE,
    "tidak": StateService.NONE,
    "-": StateService.NONE,
    "asn": StateService.ASN,
    "pns": StateService.ASN,
    "pppk": StateService.ASN,
    "tni": StateService.TNI,
    "polri": StateService.POLRI,
}
ELEMENTS = {"": Element.PUBLIC, **{element.value: element for element in Element}}
KINDS = {
    "": MembershipKind.ORDINARY,
    "biasa": MembershipKind.ORDINARY,
    "luar biasa": MembershipKind.EXTRAORDINARY,
    "luar_biasa": MembershipKind.EXTRAORDINARY,
}
SAME = {"": None, "ya": True, "bukan": False, "tidak": False}


@dataclass(frozen=True)
class MemberRow:
    """One member as the sheet has it. `same` answers whether a known person is meant."""

    row: int
    number: str
    name: str
    sex: str
    nik: str
    nik_absent_reason: str
    birth_place: str
    birth_date: date | None
    village: str
    address: str
    phone: str
    other_phone: str
    occupation: str
    state_service: str
    element: str
    kind: str
    joined_on: date | None
    heir: tuple[str, str, str] | None
    same: bool | None


def read_members(
    content: bytes, file_name: str, *, today: date
) -> tuple[list[MemberRow], list[CellError]]:
    """Return the rows that could be read and every fault. Raises FileError and CellsError.

    Rows with a fault are left out of the first list.
    """
    header, rows = read_rows(content, file_name, keeps_digits=True)
    known = {name.lower(): name for name in COLUMNS}
    names = {title: known.get(title.strip().lower()) for title in header}
    missing = [name for name in REQUIRED if name not in names.values()]
    if missing:
        raise FileError(
            _("Kolom %(columns)s tidak ada. Pakai judul kolom seperti berkas contoh.")
            % {"columns": ", ".join(missing)}
        )
    unknown = [title for title, name in names.items() if name is None and title.strip()]
    if unknown:
        raise FileError(
            _("Kolom “%(column)s” tidak dikenal. Pakai judul kolom seperti berkas contoh.")
            % {"column": unknown[0][:40]}
        )
    if len(rows) > MAX_MEMBERS:
        raise FileError(
            _("Berkas memuat lebih dari %(limit)s anggota. Pecah menjadi beberapa berkas.")
            % {"limit": MAX_MEMBERS}
        )
    found: list[MemberRow] = []
    faults: list[CellError] = []
    for row in rows:
        cells = {names[title]: text.strip() for title, text in row.cells.items() if names[title]}
        if not any(cells.values()):
            continue
        reader = _Row(row, {str(key): text for key, text in cells.items()}, today)
        member = reader.member()
        faults += reader.faults
        if member is not None:
            found.append(member)
    return found, faults


class _Row:
    """One row while it is read; collects its faults."""

    def __init__(self, row: SheetRow, cells: dict[str, str], today: date) -> None:
        self.number, self.cells, self.today = row.number, cells, today
        self.faults: list[CellError] = []

    def fault(self, column: str, message: str) -> None:
        self.faults.append(CellError(self.number, column, message))

    def text(self, column: str) -> str:
        text = self.cells.get(column, "").replace("\0", "")
        most = LENGTHS[column]
        if len(text) > most:
            self.fault(column, _("paling panjang %(most)s huruf.") % {"most": most})
        elif not text and column in REQUIRED:
            self.fault(column, _("wajib diisi."))
        return text

    def choice(self, column: str, known: Mapping[str, T], words: str) -> T | None:
        text = self.cells.get(column, "").lower()
        if text not in known:
            self.fault(
                column,
                _("“%(text)s” tidak dikenal. Tulis %(words)s.")
                % {"text": text[:40], "words": words},
            )
            return None
        return known[text]

    def day(self, column: str) -> date | None:
        text = self.cells.get(column, "")
        if not text:
            return None
        try:
            day = parse_date(text)
        except DateError:
            message = _("“%(text)s” bukan tanggal. Tulis seperti 31/12/2025.")
            self.fault(column, message % {"text": text[:40]})
            return None
        if day > self.today or day.year < 1900:
            self.fault(column, _("tanggalnya belum tiba atau terlalu lama; periksa tahunnya."))
            return None
        return day

    def nik(self) -> str:
        nik = normalized(self.text("NIK"))
        if nik and not (nik.isascii() and nik.isdigit()):
            self.fault(
                "NIK",
                _("NIK hanya angka. Bila tampil seperti 3,2E+15, ubah kolomnya menjadi teks."),
            )
        elif not nik and not self.text("Alasan tanpa NIK"):
            self.fault("NIK", _("isi NIK, atau isi kolom “Alasan tanpa NIK”."))
        return nik

    def heir(self) -> tuple[str, str, str] | None:
        name, relation = self.text("Ahli waris"), self.text("Hubungan")
        if name and not relation:
            self.fault("Hubungan", _("isi hubungan ahli waris dengan anggota."))
        if relation and not name:
            self.fault("Ahli waris", _("isi nama ahli warisnya."))
        return (name, relation, self.text("Telepon ahli waris")) if name else None

    def member(self) -> MemberRow | None:
        member = MemberRow(
            row=self.number,
            number=self.text("No. anggota"),
            name=" ".join(self.text("Nama").split()),
            sex=self.choice("L/P", SEXES, _("L atau P")) or "",
            nik=self.nik(),
            nik_absent_reason=self.text("Alasan tanpa NIK"),
            birth_place=self.text("Tempat lahir"),
            birth_date=self.day("Tanggal lahir"),
            village=self.text("Desa"),
            address=self.text("Alamat"),
            phone=self.text("Telepon"),
            other_phone=self.text("Telepon lain"),
            occupation=self.text("Pekerjaan"),
            state_service=self.choice("ASN/TNI/Polri", SERVICES, _("ASN, TNI, Polri, atau bukan"))
            or "",
            element=self.choice("Unsur", ELEMENTS, ", ".join(element.value for element in Element))
            or "",
            kind=self.choice("Jenis", KINDS, _("biasa atau luar biasa")) or "",
            joined_on=self.day("Tanggal masuk"),
            heir=self.heir(),
            same=self.choice("Orang yang sama", SAME, _("ya atau bukan")),
        )
        if member.birth_date and member.joined_on and member.joined_on < member.birth_date:
            self.fault("Tanggal masuk", _("sebelum tanggal lahirnya."))
        return None if self.faults else member
