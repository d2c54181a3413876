"""The package of an auditor: whole, provable without Lumbung, and on record."""

import csv
import io
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.test import Client

from ledger.models import Book, Event
from tests.pages.conftest import MINA
from tests.pages.reading import Page

PACKAGE = f"{MINA}pemeriksaan/paket/"
YEAR = {"start": "2025-01-01", "end": "2025-12-31"}
SignIn = Callable[[str], Client]


@pytest.fixture
def taken(mina: Book, client_of: SignIn) -> ZipFile:
    """The package of 2025 as the supervisor takes it out."""
    answer = client_of("pengawas.mina").post(PACKAGE, YEAR)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="mina-lestari-2025-01-01-2025-12-31.zip"'
    )
    return ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def rows(package: ZipFile, name: str) -> list[dict[str, str]]:
    text = package.read(name).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_everything_is_in_it_and_every_hash_holds(taken: ZipFile, mina: Book) -> None:
    names = set(taken.namelist())

    assert {
        "BACA.txt",
        "bukti.csv",
        "jurnal.csv",
        "buku.json",
        "verify_export.py",
        "lampiran.csv",
        "kejadian.csv",
        "temuan.csv",
        "laporan/laporan.pdf",
        "laporan/balance_sheet.xlsx",
        "laporan/trial_balance.xlsx",
    } <= names
    sums = dict(
        reversed(line.split("  ", 1)) for line in taken.read("SHA256SUMS").decode().splitlines()
    )
    assert sums.keys() == names - {"SHA256SUMS"}
    assert {name: sha256(taken.read(name)).hexdigest() for name in sums} == sums


def test_register_and_journal_agree_with_the_books(taken: ZipFile, mina: Book) -> None:
    vouchers, lines = rows(taken, "bukti.csv"), rows(taken, "jurnal.csv")

    found = mina.vouchers.filter(date__year=2025)
    assert len(vouchers) == found.count()
    assert [v["Segel"] for v in vouchers] == list(
        found.order_by("sequence").values_list("seal", flat=True)
    )
    debit, credit = (sum(int(line[side]) for line in lines) for side in ("Debet", "Kredit"))
    assert debit == credit == sum(int(v["Jumlah"]) for v in vouchers)


def test_the_sealed_book_is_proved_outside(taken: ZipFile, mina: Book, tmp_path: Path) -> None:
    taken.extractall(tmp_path)
    head = mina.vouchers.order_by("-sequence")[0].seal

    done = subprocess.run(
        [sys.executable, tmp_path / "verify_export.py", tmp_path / "buku.json", head],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout.strip().endswith("0 kesalahan")) == (0, True)
    assert head in taken.read("BACA.txt").decode()


def test_taking_it_is_on_record_and_a_wrong_range_gives_nothing(
    mina: Book, client_of: SignIn
) -> None:
    client = client_of("pengawas.mina")

    page = Page(client.post(PACKAGE, {"start": "2025-12-31", "end": "2025-01-01"}))
    assert page.status == 422
    assert "Sampai: Tanggal akhir harus sesudah tanggal awal." in page.refusals
    assert not Event.objects.filter(act="export_package").exists()

    client.post(PACKAGE, {"start": "2025-01-01", "end": "2025-01-15"})
    event = Event.objects.get(act="export_package")
    assert (event.subject, event.actor.username) == ("01/01/2025 – 15/01/2025", "pengawas.mina")


@pytest.mark.parametrize(
    ("username", "status"),
    [("ketua.mina", 200), ("bendahara.mina", 403), ("kepala.panti", 403), ("auditor.ksu", 404)],
)
def test_only_those_who_check_take_it(
    mina: Book, client_of: SignIn, username: str, status: int
) -> None:
    client = client_of(username)

    assert client.get(PACKAGE).status_code == status
    assert client.post(PACKAGE, {"start": "2025-01-01", "end": "2025-01-02"}).status_code == status
