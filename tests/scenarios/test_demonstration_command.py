"""`demo`: loads the invented demonstration once, and never beside real books."""

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from empowerment.services import demo as demonstration
from ledger.models import Book, Event, Voucher
from members.models import Membership, Office, Organization, Person, User

SLUGS = {
    "bengkel-roda",
    "jahit-kencana",
    "ksu-karya-lentera",
    "mina-lestari",
    "psbk-lentera-karya",
    "tani-lentera",
}


def run(*options: str) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("demo", *options, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def counts() -> list[int]:
    models: tuple[Any, ...] = (Book, Event, Voucher, Person, Membership, Office, User, Organization)
    return [model.objects.count() for model in models]


def test_an_empty_database_gets_the_whole_demonstration(db: None) -> None:
    out, err = run()

    assert out == ""
    assert err.splitlines() == [
        "PSBK Lentera Karya: 45 bukti",
        "KUBE Tani Lentera: 132 bukti",
        "KUBE Mina Lestari Lentera: 154 bukti",
        "KUBE Jahit Kencana: 48 bukti",
        "KUBE Bengkel Roda Lentera: 169 bukti",
        "KSU Karya Lentera: 714 bukti",
    ]
    assert set(Book.objects.values_list("slug", flat=True)) == SLUGS
    after_the_rat = 4  # SHU of 2025: booked, paid in cash, into savings, into capital
    assert Voucher.objects.count() == 45 + 503 + 715 + after_the_rat


@pytest.mark.parametrize("options", [(), ("--if-empty",)])
@pytest.mark.usefixtures("demo")
def test_loading_again_changes_nothing(options: tuple[str, ...]) -> None:
    before = counts()

    out, err = run(*options)

    assert (out, err) == ("", "Pembukuan sudah ada; peragaan tidak dimuat lagi.\n")
    assert counts() == before


def test_it_does_not_mix_with_the_books_of_others(book: Book) -> None:
    before = counts()

    with pytest.raises(CommandError) as refused:
        run()

    assert str(refused.value) == (
        "Pangkalan data ini sudah berisi pembukuan. Peragaan tidak dicampur dengan buku"
        " sungguhan; pakai pangkalan data lain lewat DATABASE_URL."
    )
    assert run("--if-empty") == ("", "Pembukuan sudah ada; peragaan tidak dimuat lagi.\n")
    assert counts() == before


def test_logins_are_printed_only_for_the_demonstration(book: Book) -> None:
    assert run("--logins") == ("", "")


@pytest.mark.usefixtures("demo")
def test_the_printed_logins_work() -> None:
    out, _err = run("--logins")

    lines = [line.split(None, 2) for line in out.splitlines()]
    assert ["ketua.mina", demonstration.PASSWORD, "Ketua KUBE Mina Lestari Lentera"] in lines
    assert len(lines) == 19
    for username, password, _whose in lines:
        assert User.objects.get(username=username).check_password(password)


@pytest.mark.usefixtures("demo")
def test_invented_people_are_those_of_the_files() -> None:
    assert Person.objects.count() == len(demonstration.rows("people.csv")) == 79
    assert Membership.objects.count() == len(demonstration.rows("memberships.csv"))
    assert Office.objects.count() == len(demonstration.rows("offices.csv"))


@pytest.mark.usefixtures("demo")
def test_every_voucher_keeps_its_own_number_and_the_day_it_was_recorded() -> None:
    voucher = Voucher.objects.get(book__slug="mina-lestari", reference="K2-001")

    assert (voucher.narration, voucher.period) == ("Saldo awal 1 Januari 2025", 0)
    assert (voucher.date.isoformat(), voucher.recorded_on.isoformat()) == (
        "2025-01-01",
        "2025-01-03",
    )
    assert not Voucher.objects.filter(reference="").exclude(period=13).exists()
