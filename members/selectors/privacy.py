"""Purposes of consent, who looked at a card, and everything that is kept about one member."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from members.models import CardVisit, Consent, Loan, Membership, Office, Person
from members.selectors.card import loans_of, savings_of
from members.selectors.passbook import passbook_rows

DATA = Path(__file__).resolve().parents[1] / "data"


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with (DATA / "consent_purposes.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))


def purposes() -> dict[str, str]:
    """Code → what the data is used for, in the reader's language."""
    key = "label_en" if get_language() == "en" else "label"
    return {row["code"]: row[key] for row in _rows()}


@dataclass(frozen=True)
class PurposeState:
    """One purpose, and the newest consent to it, if there ever was one."""

    code: str
    label: str
    consent: Consent | None

    @property
    def stands(self) -> bool:
        """Whether it is allowed now."""
        return self.consent is not None and self.consent.withdrawn_on is None


def consents_of(person: Person) -> list[PurposeState]:
    """Every purpose with where it stands; one query."""
    newest: dict[str, Consent] = {}
    for consent in Consent.objects.filter(person=person).order_by("given_on", "pk"):
        newest[consent.purpose] = consent
    return [PurposeState(code, label, newest.get(code)) for code, label in purposes().items()]


def visits_of(membership: Membership, limit: int = 100) -> list[CardVisit]:
    """Who opened the card, the newest first."""
    found = CardVisit.objects.filter(membership=membership)
    return list(found.select_related("viewer__person").order_by("-at")[:limit])


def own_data(membership: Membership) -> dict[str, list[dict[str, Any]]]:
    """Everything kept about one member of one organization, as tables of plain values.

    The citizen number stays masked. Amounts are whole rupiah.
    """
    person = membership.person
    rows = passbook_rows([membership]).get(membership.pk, [])
    loans = Loan.objects.filter(membership=membership).select_related("product")
    offices = Office.objects.filter(person=person, organization=membership.organization_id)
    return {
        "orang": [
            {
                "nama": person.name,
                "jenis_kelamin": person.sex,
                "tempat_lahir": person.birth_place,
                "tanggal_lahir": _iso(person.birth_date),
                "nik": person.nik_mask,
                "alamat": person.address,
                "desa": person.village,
                "telepon": person.phone,
                "telepon_lain": person.other_phone,
                "mata_pencaharian": person.occupation,
            }
        ],
        "ahli_waris": [
            {"nama": heir.name, "hubungan": heir.relation, "telepon": heir.phone}
            for heir in person.heirs.all()
        ],
        "keanggotaan": [
            {
                "lembaga": membership.organization.name,
                "nomor": membership.number,
                "jenis": membership.kind,
                "unsur": membership.element,
                "status": membership.status,
                "masuk": _iso(membership.joined_on),
                "keluar": _iso(membership.left_on),
            }
        ],
        "jabatan": [
            {"jabatan": office.kind, "sejak": _iso(office.start), "sampai": _iso(office.end)}
            for office in offices
        ],
        "saldo": [
            {"jenis": row.label, "nomor": row.detail, "saldo": row.balance}
            for row in (*savings_of(membership), *loans_of(membership))
        ],
        "mutasi_simpanan": [
            {
                "tanggal": row.day.isoformat(),
                "sandi": row.code,
                "bukti": row.voucher,
                "simpanan": row.product,
                "debet": row.debit,
                "kredit": row.credit,
                "saldo": row.balance,
            }
            for row in rows
        ],
        "pinjaman": [
            {
                "nomor": loan.number,
                "produk": loan.product.name,
                "pokok": loan.principal,
                "bulan": loan.months,
                "bunga_setahun": str(loan.annual_rate),
                "keadaan": loan.state,
                "cair": _iso(loan.disbursed_on),
            }
            for loan in loans
        ],
        "persetujuan": [
            {
                "tujuan": consent.purpose,
                "diberikan": _iso(consent.given_on),
                "dicabut": _iso(consent.withdrawn_on),
            }
            for consent in Consent.objects.filter(person=person)
        ],
        "yang_membuka_kartu": [
            {"waktu": visit.at.isoformat(), "siapa": str(visit.viewer.get_full_name()),
             "jabatan": visit.office}
            for visit in visits_of(membership, limit=10_000)
        ],
    }  # fmt: skip


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""
