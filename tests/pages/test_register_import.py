"""The secretary brings a sheet of members and photographs; what leaves is masked."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from PIL import Image

from ledger.models import Book
from members.models import MemberSheet, Membership
from tests.members.services.test_register_import import JOKO, SARI, workbook
from tests.pages.reading import Page

MINA = "/lembaga/mina-lestari/anggota/"


def upload(client: Client, *rows: dict[str, Any], name: str = "anggota.xlsx") -> Any:
    return client.post(f"{MINA}impor/", {"file": SimpleUploadedFile(name, workbook(rows))})


def test_a_sheet_is_seen_first_and_entered_whole(mina: Book, chair: Client) -> None:
    count = mina.organization.memberships.count()

    sent = upload(chair, SARI, JOKO)
    page = Page(chair.get(sent.headers["Location"]))
    before = mina.organization.memberships.count()
    chair.post(sent.headers["Location"])

    assert "3201••••••••0001" in page.text
    assert "3201014405900001" not in page.text
    assert before == count
    assert mina.organization.memberships.count() == count + 2


def test_faults_are_listed_and_nothing_can_be_entered(mina: Book, chair: Client) -> None:
    count = mina.organization.memberships.count()

    where = upload(chair, SARI | {"Tanggal lahir": "00/05/1990"}, JOKO).headers["Location"]
    page = Page(chair.get(where))
    refused = chair.post(where)

    assert page.refusals == [
        "Baris 2, kolom Tanggal lahir: “00/05/1990” bukan tanggal. Tulis seperti 31/12/2025."
    ]
    assert refused.status_code == 422
    assert mina.organization.memberships.count() == count


def test_a_file_of_another_kind_is_refused_at_the_field(mina: Book, chair: Client) -> None:
    page = Page(upload(chair, SARI, name="anggota.docx"))

    assert page.status == 422
    assert page.refusals == ["Berkas: Pakai berkas .xlsx atau .csv; jenis lain tidak dapat dibaca."]


def test_a_waiting_sheet_is_for_who_keeps_the_register(
    mina: Book, chair: Client, client_of: Callable[[str], Client]
) -> None:
    where = upload(chair, SARI).headers["Location"]

    assert client_of("bendahara.mina").get(where).status_code == 403
    assert client_of("ketua.ksu").get(where).status_code == 404
    chair.post(f"{where}buang/")
    assert not MemberSheet.objects.exists()


def test_the_export_holds_masks_only(
    mina: Book, chair: Client, client_of: Callable[[str], Client]
) -> None:
    person = Membership.objects.get(organization=mina.organization, number="ML-03").person

    answer = chair.get(f"{MINA}ekspor/")
    supervisor = client_of("pengawas.mina").get(f"{MINA}ekspor/")

    rows = [
        [cell.value for cell in row]
        for row in load_workbook(io.BytesIO(answer.content)).worksheets[0].iter_rows()
    ]
    told = next(row for row in rows if row[0] == "ML-03")
    heads = [c.value for c in load_workbook(io.BytesIO(supervisor.content)).worksheets[0][1]]
    assert (told[1], told[3]) == (person.name, person.nik_mask)
    assert len(rows) == 13
    assert "Unsur" in rows[0]
    assert "Unsur" not in heads
    assert client_of("bendahara.mina").get(f"{MINA}ekspor/").status_code == 403


def photograph(width: int = 1600, height: int = 1200) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "green").save(out, "JPEG", exif=b"Exif\0\0rahasia")
    return SimpleUploadedFile("foto.jpg", out.getvalue(), content_type="image/jpeg")


@pytest.fixture
def _own_media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.usefixtures("_own_media")
def test_a_photograph_is_small_and_seen_by_few(
    mina: Book, chair: Client, client_of: Callable[[str], Client]
) -> None:
    member = Membership.objects.get(organization=mina.organization, number="ML-03")
    home = f"{MINA}{member.pk}/"

    chair.post(f"{home}foto/unggah/", {"photo": photograph()})
    shown = chair.get(f"{home}foto/")
    picture = Image.open(io.BytesIO(shown.content))

    assert picture.size == (480, 360)
    assert b"rahasia" not in shown.content
    assert shown.headers["Cache-Control"] == "private, no-store"
    assert f"{home}foto/" in chair.get(home).content.decode()
    assert client_of("pengawas.mina").get(f"{home}foto/").status_code == 200
    assert client_of("bendahara.mina").get(f"{home}foto/").status_code == 403
    assert client_of("bendahara.tani").get(f"{home}foto/").status_code == 404
    chair.post(f"{home}foto/unggah/", {"remove": "1"})
    assert chair.get(f"{home}foto/").status_code == 404


@pytest.mark.usefixtures("_own_media")
def test_what_is_no_photograph_is_refused(mina: Book, chair: Client) -> None:
    member = Membership.objects.get(organization=mina.organization, number="ML-03")
    text = SimpleUploadedFile("foto.jpg", b"bukan foto", content_type="image/jpeg")

    page = Page(chair.post(f"{MINA}{member.pk}/foto/unggah/", {"photo": text}))

    assert page.status == 422
    assert "bukan foto" in page.refusals[0]
