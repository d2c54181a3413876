"""Bagan akun: a new account has its place in every statement before it is saved."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from ledger.integrity.checks import faults_of_book
from ledger.models import Account, Book, Event
from ledger.reports.landing import landings
from ledger.selectors.acts import book_acts
from ledger.services.chart import add_account, free_code_after
from members.models import User
from tests.factories.books import BookFactory, make_voucher
from tests.pages.books import unchanged
from tests.pages.conftest import MINA
from tests.pages.reading import Page

CHART = f"{MINA}pengaturan/akun/"


def after(book: Book, code: str) -> Account:
    return book.accounts.get(code=code)


def test_a_new_account_shows_its_place_first_and_lands_there(mina: Book, treasurer: Client) -> None:
    data = {"after": str(after(mina, "6115").pk), "name": "Iuran paguyuban", "name_en": "Dues"}

    with unchanged():
        page = Page(treasurer.post(f"{CHART}tambah/", data))
    assert "Kode 6116 Golongan Beban Saldo normal Debet Arus kas Operasi" in page.text

    answer = treasurer.post(f"{CHART}tambah/", data | {"save": "1"})

    assert answer.headers["Location"] == f"{CHART}6116/"
    account = after(mina, "6116")
    where = landings(mina)
    assert where[account.pk] == where[after(mina, "6115").pk]
    make_voucher(mina, date(2026, 2, 1), [("6116", 9_000, 0), ("1101", 0, 9_000)])
    assert faults_of_book(mina) == []
    offered = [a.code for a in book_acts(mina)["bayar-beban"].slots[0].accounts]
    assert "6116" in offered


@pytest.mark.parametrize(
    ("framework", "code", "free"),
    [
        ("kube", "6115", "6116"),
        ("kube", "1102", "11021"),
        ("koperasi", "6-1105", "6-11051"),
        ("koperasi", "6-1199", "6-1200"),
        ("yayasan", "5-112", "5-113"),
        ("panti", "1-104", "1-105"),
    ],
)
def test_a_code_stays_between_its_neighbours(
    db: None, framework: str, code: str, free: str
) -> None:
    assert free_code_after(after(BookFactory(framework=framework), code)) == free


@pytest.mark.parametrize("framework", ["kube", "koperasi", "yayasan", "panti"])
def test_behind_any_account_one_more_is_in_the_same_rows(
    actor: User, at: date, framework: str
) -> None:
    book = BookFactory(framework=framework)
    codes = [a.code for a in book.accounts.filter(is_heading=False)][::4]

    for code in codes:
        neighbour = after(book, code)
        made = add_account(after=neighbour, name=f"Lagi {code}", actor=actor, at=at)
        where = landings(book)

        assert where.get(made.pk, []) == where.get(neighbour.pk, [])
        assert (made.kind, made.side, made.cash_flow) == (
            neighbour.kind, neighbour.side, neighbour.cash_flow,
        )  # fmt: skip
    assert faults_of_book(book) == []


def test_an_account_is_renamed_with_both_names_on_record(mina: Book, treasurer: Client) -> None:
    treasurer.post(f"{CHART}6111/", {"rename": "1", "name": "Serba-serbi", "name_en": "Sundry"})

    assert after(mina, "6111").name == "Serba-serbi"
    assert Event.objects.get(act="rename_account").detail == {
        "was": "Beban lain-lain",
        "name": "Serba-serbi",
    }
    assert faults_of_book(mina) == []


def test_a_used_account_keeps_its_code(mina: Book, treasurer: Client) -> None:
    with unchanged():
        page = Page(
            treasurer.post(f"{CHART}4101/", {"move": "1", "after": str(after(mina, "4102").pk)})
        )

    assert page.status == 422
    assert page.refusals == [
        "Akun 4101 Penjualan / jasa sudah dipakai; kodenya tetap. Buat akun baru di tempat itu."
    ]


def test_an_unused_account_moves_with_its_engine_account(mina: Book, treasurer: Client) -> None:
    account = after(mina, "5105")

    treasurer.post(f"{CHART}5105/", {"move": "1", "after": str(after(mina, "6115").pk)})

    account.refresh_from_db()
    assert (account.code, account.engine_account.code) == ("6116", "6116")
    assert faults_of_book(mina) == []


def test_only_the_chair_retires_and_not_while_there_is_a_balance(
    mina: Book, treasurer: Client, chair: Client
) -> None:
    assert treasurer.post(f"{CHART}5105/", {"retire": "1"}).status_code == 403
    page = Page(chair.post(f"{CHART}1102/", {"retire": "1"}))
    assert page.refusals[0].startswith("Akun 1102 Bank")

    chair.post(f"{CHART}5105/", {"retire": "1"})

    assert not after(mina, "5105").is_active


def test_units_are_added_renamed_and_retired_but_never_the_default_one(
    mina: Book, treasurer: Client
) -> None:
    treasurer.post(f"{MINA}pengaturan/unit/", {"code": "TOKO", "name": "Toko", "name_en": ""})
    unit = mina.units.get(code="TOKO")
    treasurer.post(f"{MINA}pengaturan/unit/{unit.pk}/", {"name": "Kios", "name_en": "Stall"})

    unit.refresh_from_db()
    assert (unit.name, unit.is_active) == ("Kios", False)
    default = mina.units.get(code="UMUM")
    page = Page(treasurer.post(f"{MINA}pengaturan/unit/{default.pk}/", {"name": "Umum"}))
    assert page.refusals == ["Dipakai: Unit ini menampung yang tidak dialokasikan; ia tetap aktif."]


def test_layouts_show_the_accounts_of_each_row(mina: Book, treasurer: Client) -> None:
    assert (
        "Kas tunai 1101 Kas tunai Bank 1102 Bank"
        in Page(treasurer.get(f"{MINA}pengaturan/laporan/")).text
    )


def test_only_its_officers_open_the_chart(mina: Book, client_of: Callable[[str], Client]) -> None:
    assert client_of("pengawas.mina").get(CHART).status_code == 403
    assert client_of("bendahara.tani").get(CHART).status_code == 404
