"""The health page: a GET only reads; a run proves everything and is kept with its day."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from ledger.calculations.export_proof import prove_export
from ledger.models import AccountBalance, Book, Event, HealthResult
from ledger.reports.exports import to_json
from ledger.reports.health import CHECKS
from ledger.services import periods
from members.models import User
from tests.factories.books import make_voucher
from tests.pages.conftest import MINA
from tests.pages.reading import Page, words
from tests.pages.test_get_never_writes import cost

HEALTH = f"{MINA}pemeriksaan/kesehatan/"
SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def var(tmp_path: Path, settings: Any) -> Path:
    """No backup of this machine is seen."""
    settings.VAR_DIR = tmp_path
    return tmp_path


@pytest.fixture
def supervisor(mina: Book, client_of: SignIn) -> Client:
    return client_of("pengawas.mina")


def lights(page: Page) -> dict[str, str]:
    """Title → the light's words, for every light of the page."""
    rows = page.tree.xpath("//li[div[@class='health-words']]")
    return {words(row.find(".//b")): words(row.findall("span")[-1]) for row in rows}


def test_before_the_first_run_nothing_is_claimed(mina: Book, supervisor: Client) -> None:
    found = lights(Page(supervisor.get(HEALTH)))

    assert found["Segel utuh"] == "Belum pernah dijalankan. belum"
    assert found["Cadangan terakhir"] == "Belum ada catatan cadangan di komputer ini. belum"
    assert found["Bulan yang dibuka kembali"] == "Tidak ada. beres"
    assert found["Temuan"] == "0 menunggu jawaban, 0 lewat batas. beres"
    assert len(found) == len(CHECKS) + 3


def test_a_run_is_kept_with_its_day_and_logged(mina: Book, supervisor: Client) -> None:
    page = Page(supervisor.post(f"{HEALTH}jalankan/", follow=True))

    result = HealthResult.objects.get(book=mina)
    assert page.notices[0] == "Semua pemeriksaan lulus."
    assert (result.faults, result.sequence) == (0, 154)
    assert result.run_by.username == "pengawas.mina"
    assert {lights(page)[str(check.title)] for check in CHECKS} == {"Tidak ada kesalahan. beres"}
    event = Event.objects.filter(book=mina).latest("id")
    assert (event.act, event.detail["faults"]) == ("check_health", 0)


def test_a_forged_balance_shows_where_and_what_to_do(
    mina: Book,
    supervisor: Client,
    without_guards: Callable[[], AbstractContextManager[Any]],
) -> None:
    with without_guards():
        AccountBalance.objects.filter(book=mina, account__code="1101", period=202501).update(
            debit=1
        )

    page = Page(supervisor.post(f"{HEALTH}jalankan/", follow=True))

    found = lights(page)
    assert found["Segel utuh"] == "Tidak ada kesalahan. beres"
    for title in ("Neraca saldo tertutup", "Saldo terbukti", "Ekspor dihitung ulang"):
        assert found[title].endswith("kesalahan. periksa")
    assert "Saldo akun 1101 unit UMUM periode 202501 tidak cocok." in page.text
    assert "Hentikan pencatatan" in page.text


def test_vouchers_after_the_run_are_counted(mina: Book, supervisor: Client) -> None:
    supervisor.post(f"{HEALTH}jalankan/")
    make_voucher(mina, date(2026, 2, 1), [("1101", 5, 0), ("4101", 0, 5)])

    assert "1 bukti dibukukan sesudah pembuktian ini." in Page(supervisor.get(HEALTH)).text


@pytest.mark.parametrize(
    ("days", "light"), [(0, "0 hari lalu. beres"), (7, "beres"), (8, "8 hari lalu. periksa")]
)
def test_the_age_of_the_backup(
    mina: Book, supervisor: Client, var: Path, at: Any, days: int, light: str
) -> None:
    made = {"at": (at - timedelta(days=days)).isoformat(), "file": "/x/salinan", "size": 5}
    (var / "backups").mkdir()
    (var / "backups" / "last.json").write_text(json.dumps(made))

    assert lights(Page(supervisor.get(HEALTH)))["Cadangan terakhir"].endswith(light)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"at": "kemarin", "file": "x", "size": 1}'])
def test_a_record_that_cannot_be_read_counts_as_none(
    mina: Book, supervisor: Client, var: Path, text: str
) -> None:
    (var / "backups").mkdir()
    (var / "backups" / "last.json").write_text(text)

    found = lights(Page(supervisor.get(HEALTH)))

    assert found["Cadangan terakhir"].startswith("Belum ada catatan")


def test_asked_and_reopened_months_are_named(mina: Book, supervisor: Client, at: Any) -> None:
    maker, chair = (User.objects.get(username=f"{n}.mina") for n in ("bendahara", "ketua"))
    wanted = periods.request_reopen(
        book=mina, year=2025, month=12, reason="Nota", actor=maker, at=at
    )
    asked = lights(Page(supervisor.get(HEALTH)))["Bulan yang dibuka kembali"]
    periods.reopen_period(request=wanted, actor=chair, at=at)
    again = lights(Page(supervisor.get(HEALTH)))["Bulan yang dibuka kembali"]

    assert asked == "Diminta dibuka: Desember 2025. belum"
    assert again == "Terbuka kembali: Desember 2025. belum"


def test_the_second_reader_agrees_with_the_books(demo: dict[str, Book]) -> None:
    for book in demo.values():
        proof = prove_export(to_json(book))
        last = book.vouchers.order_by("-sequence").first()
        assert proof.faults == ()
        assert proof.head == (last.seal if last else "0" * 64)


def test_the_page_costs_the_same_after_one_run_and_three(mina: Book, supervisor: Client) -> None:
    supervisor.post(f"{HEALTH}jalankan/")
    one = cost(supervisor, HEALTH)
    for _run in range(2):
        supervisor.post(f"{HEALTH}jalankan/")

    assert len(cost(supervisor, HEALTH)) == len(one)
    assert len(one) <= 16


@pytest.mark.parametrize(
    ("username", "seen", "run"),
    [
        ("pengawas.mina", 200, 302),
        ("ketua.mina", 200, 302),
        ("bendahara.mina", 403, 403),
        ("auditor.ksu", 404, 404),
    ],
)
def test_those_who_check_others_run_it(
    mina: Book, client_of: SignIn, username: str, seen: int, run: int
) -> None:
    client = client_of(username)

    assert client.get(HEALTH).status_code == seen
    assert client.get(f"{HEALTH}jalankan/").status_code in (405, 404)
    assert client.post(f"{HEALTH}jalankan/").status_code == run
