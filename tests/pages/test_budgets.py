"""Budgets typed by hand, where a blank month stays as it was, or as a workbook of a whole year."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ledger.models import Book, Budget, Event
from ledger.services.budget_file import TITLES
from tests.factories.sheets import xlsx_file
from tests.pages.books import unchanged
from tests.pages.conftest import MINA
from tests.pages.reading import Page

PAGE = f"{MINA}pengaturan/anggaran/"


def test_months_are_kept_and_summed_in_the_list(mina: Book, treasurer: Client) -> None:
    treasurer.post(f"{PAGE}6110/2026/", {"month_1": "150.000", "month_2": "150000"})
    treasurer.post(f"{PAGE}6110/2026/", {"month_2": "175.000"})

    budgets = Budget.objects.filter(book=mina, period__gt=202600)
    assert list(budgets.order_by("period").values_list("account__code", "period", "amount")) == [
        ("6110", 202601, 150_000),
        ("6110", 202602, 175_000),
    ]
    assert "6110 Sewa 325.000" in Page(treasurer.get(f"{PAGE}?year=2026")).text
    assert Event.objects.filter(act="set_budget", subject="6110 2026").count() == 2


def test_a_month_that_is_no_rupiah_is_refused_and_nothing_is_kept(
    mina: Book, treasurer: Client
) -> None:
    with unchanged():
        page = Page(treasurer.post(f"{PAGE}6110/2026/", {"month_1": "5000", "month_2": "1,5"}))

    assert page.status == 422
    assert page.refusals == [
        (
            "Februari: “1,5” bukan jumlah rupiah bulat. Tulis tanpa sen; titik hanya"
            " pemisah ribuan, misalnya 12.500."
        )
    ]
    assert not Budget.objects.filter(book=mina, period__gt=202600).exists()


def test_a_balance_sheet_account_and_an_odd_year_have_no_budget(
    mina: Book, treasurer: Client
) -> None:
    assert treasurer.get(f"{PAGE}1101/2026/").status_code == 404
    assert treasurer.get(f"{PAGE}6110/9999/").status_code == 404
    assert treasurer.get(f"{PAGE}?year=abcd").status_code == 200


def test_only_its_officers_open_it(mina: Book, client_of: Callable[[str], Client]) -> None:
    assert client_of("pengawas.mina").get(PAGE).status_code == 403
    assert client_of("bendahara.tani").get(PAGE).status_code == 404


def workbook(*rows: tuple[object, ...]) -> dict[str, object]:
    """The form with a file of these rows: account, then the first months."""
    filled = [(code, "", "", *months, *[""] * (12 - len(months))) for code, *months in rows]
    content = xlsx_file(filled, TITLES)
    return {"file": SimpleUploadedFile("anggaran 2026.xlsx", content)}


def test_a_workbook_is_shown_first_and_replaces_the_year_when_confirmed(
    mina: Book, treasurer: Client
) -> None:
    treasurer.post(f"{PAGE}6110/2026/", {"month_1": "150000"})

    with unchanged():
        page = Page(treasurer.post(f"{PAGE}unggah/2026/", workbook(("6110", 150_000, 175_000))))
    assert "Belum disimpan: 1 bulan akan berubah." in page.text
    assert "6110 Sewa Tidak dialokasikan Februari – 175.000" in page.text
    [plan] = page.tree.xpath("//input[@name='plan']/@value")
    answer = treasurer.post(f"{PAGE}ganti/2026/", {"plan": plan}, follow=True)

    assert "Anggaran 2026 diganti: 1 bulan berubah." in Page(answer).text
    held = Budget.objects.filter(book=mina, period__gt=202600).order_by("period")
    assert list(held.values_list("period", "amount")) == [(202601, 150_000), (202602, 175_000)]


def test_a_workbook_with_a_fault_changes_nothing(mina: Book, treasurer: Client) -> None:
    with unchanged():
        page = Page(
            treasurer.post(f"{PAGE}unggah/2026/", workbook(("6110", 5000), ("1101", "1,5")))
        )

    assert page.status == 422
    assert page.refusals == [
        "Baris 3, kolom Akun: 1101 bukan akun pendapatan atau beban yang dipakai.",
        "Baris 3, kolom Januari: tulis jumlah rupiah bulat, nol atau lebih; jangan pakai koma.",
    ]


@pytest.mark.parametrize("name", ["anggaran.exe", "anggaran.xlsx"])
def test_what_is_no_workbook_is_refused_with_what_to_do(treasurer: Client, name: str) -> None:
    page = Page(
        treasurer.post(f"{PAGE}unggah/2026/", {"file": SimpleUploadedFile(name, b"MZ\0\0")})
    )

    assert page.status == 422
    assert page.refusals[0].startswith(("Pakai berkas .xlsx", "Berkas .xlsx rusak"))


def test_a_plan_of_another_year_or_tampered_with_is_refused(mina: Book, treasurer: Client) -> None:
    page = Page(treasurer.post(f"{PAGE}unggah/2026/", workbook(("6110", 5000))))
    [plan] = page.tree.xpath("//input[@name='plan']/@value")

    with unchanged():
        other = treasurer.post(f"{PAGE}ganti/2027/", {"plan": plan}, follow=True)
        forged = treasurer.post(f"{PAGE}ganti/2026/", {"plan": plan[:-3] + "abc"}, follow=True)

    for answer in (other, forged):
        assert "Pemeriksaan berkas ini sudah usang." in Page(answer).text


def test_the_workbook_is_offered_on_the_page(mina: Book, treasurer: Client) -> None:
    page = Page(treasurer.get(f"{PAGE}?year=2026"))
    file = treasurer.get(f"{PAGE}berkas/2026.xlsx")

    assert f"{PAGE}berkas/2026.xlsx" in page.links
    assert file.headers["Content-Disposition"] == 'attachment; filename="anggaran-2026.xlsx"'
    assert treasurer.get(f"{PAGE}berkas/9999.xlsx").status_code == 404
