"""The desk on screen: choose, fill in, confirm, done; refusals stand at their field."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from ledger.models import Book, Voucher
from ledger.services.approvals import set_policy
from members.models import Membership, SavingsAccount, User
from members.services.savings import balance_of
from tests.factories.people import officer
from tests.pages.books import unchanged
from tests.pages.conftest import MINA
from tests.pages.reading import Page

SignIn = Callable[[str], Client]
KSU = "/lembaga/ksu-karya-lentera/anggota/simpanan/"
FILLED = {"amount": "50.000", "date": "2026-02-10", "cash": "1-1101", "key": "kunci-1"}


@pytest.fixture
def ksu(demo: dict[str, Book]) -> Book:
    """The cooperative's book."""
    return demo["ksu-karya-lentera"]


@pytest.fixture
def teller(ksu: Book, client_of: SignIn) -> Client:
    """The browser of the cooperative's treasurer."""
    client = client_of("bendahara.ksu")
    client.raise_request_exception = False
    return client


def someone(ksu: Book, number: str = "KL-03") -> Membership:
    return ksu.organization.memberships.get(number=number)


def held(member: Membership, code: str) -> SavingsAccount:
    return member.savings_accounts.get(product__code=code)


def test_a_deposit_takes_three_steps_and_leads_to_its_slip(ksu: Book, teller: Client) -> None:
    sri = someone(ksu)
    found = Page(teller.get(f"{KSU}loket/?text=neraca"))
    assert f"{KSU}setor/{sri.pk}/" in found.links
    form = FILLED | {"product": "sukarela"}

    with unchanged():
        shown = Page(teller.post(f"{KSU}setor/{sri.pk}/", form))
    done = teller.post(f"{KSU}setor/{sri.pk}/", form | {"step": "book"}, follow=True)

    assert "Saldo sekarang 719.345 Setoran 50.000" in shown.text
    assert "Saldo sesudahnya 769.345" in shown.text
    assert shown.values["amount"] == "50.000"
    page = Page(done)
    assert page.title == "Slip Setoran Simpanan"
    assert "Simpanan sukarela KL-03 Sri Neracawati 50.000 769.345" in page.text
    assert balance_of(held(sri, "sukarela")) == 769_345


def test_the_button_pressed_twice_books_once(ksu: Book, teller: Client) -> None:
    sri, form = someone(ksu), FILLED | {"product": "sukarela", "step": "book"}

    first = teller.post(f"{KSU}setor/{sri.pk}/", form)
    again = teller.post(f"{KSU}setor/{sri.pk}/", form)

    assert first.headers["Location"] == again.headers["Location"]
    assert balance_of(held(sri, "sukarela")) == 769_345


def test_what_was_typed_can_be_changed_before_it_is_booked(ksu: Book, teller: Client) -> None:
    sri = someone(ksu)

    page = Page(
        teller.post(f"{KSU}setor/{sri.pk}/", FILLED | {"product": "sukarela", "step": "edit"})
    )

    assert page.status == 200
    assert (page.values["amount"], page.values["product"]) == ("50.000", "sukarela")


def test_a_withdrawal_and_a_transfer_say_the_balance_after(ksu: Book, teller: Client) -> None:
    sri, gunawan = someone(ksu), someone(ksu, "KL-04")
    account = str(held(sri, "sukarela").pk)

    taken = Page(
        teller.post(
            f"{KSU}tarik/{sri.pk}/",
            FILLED | {"account": account, "step": "book"},
            follow=True,
        )
    )
    moved = Page(
        teller.post(
            f"{KSU}pindah/{sri.pk}/",
            {
                "account": account, "number": "kl-04", "target": "sukarela", "amount": "100000",
                "date": "2026-02-10", "key": "kunci-2", "step": "book",
            },
            follow=True,
        )
    )  # fmt: skip

    assert taken.title == "Slip Penarikan Simpanan"
    assert "669.345" in taken.text
    assert moved.title == "Slip Pindah Buku Simpanan"
    assert balance_of(held(sri, "sukarela")) == 569_345
    assert balance_of(held(gunawan, "sukarela")) == 885_963


@pytest.mark.parametrize(
    ("page", "typed", "field", "sentence"),
    [
        ("setor", {"product": "pokok"}, "product", "dibayar satu kali"),
        ("setor", {"product": "sukarela", "amount": "lima"}, "amount", "bukan jumlah rupiah"),
        ("setor", {"product": "sukarela", "amount": "0"}, "amount", "di atas nol"),
        ("setor", {"product": "sukarela", "date": "31/02/2026"}, "date", "bukan tanggal"),
        ("setor", {"product": "sukarela", "date": "2026-03-01"}, "date", ""),
        ("setor", {"product": "sukarela", "date": "2025-12-01"}, "date", "ditutup"),
        ("setor", {"product": "iks"}, "product", ""),
        ("setor", {"product": "sukarela", "cash": "4-1101"}, "cash", ""),
        ("tarik", {"account": "pokok"}, "account", "selama masih menjadi anggota"),
        ("tarik", {"account": "wajib"}, "account", "selama masih menjadi anggota"),
        ("tarik", {"account": "sukarela", "amount": "719346"}, "amount", "Saldo hanya Rp 719.345"),
        ("pindah", {"account": "pokok", "number": "KL-04"}, "account", "selama masih"),
        ("pindah", {"account": "sukarela", "number": "ZZ-1"}, "number", "Tidak ada anggota"),
        ("pindah", {"account": "sukarela", "number": "KL-03"}, "target", "rekening tujuan"),
    ],
)
def test_a_refusal_stands_at_its_field_and_nothing_is_booked(
    ksu: Book, teller: Client, page: str, typed: dict[str, str], field: str, sentence: str
) -> None:
    sri = someone(ksu)
    form = FILLED | {"target": "sukarela"} | typed
    if typed.get("account") in ("pokok", "wajib", "sukarela"):
        form["account"] = str(held(sri, typed["account"]).pk)

    for step in ({}, {"step": "book"}):
        with unchanged():
            answer = teller.post(f"{KSU}{page}/{sri.pk}/", form | step)

        assert answer.status_code == 422
        errors = answer.context["form"].errors
        assert list(errors) == [field]
        assert sentence in str(errors[field])


def test_a_back_dated_withdrawal_never_makes_a_day_negative(ksu: Book, teller: Client) -> None:
    sri = someone(ksu)
    deposit = FILLED | {"product": "sukarela", "amount": "1.000.000", "step": "book"}
    teller.post(f"{KSU}setor/{sri.pk}/", deposit)
    account = str(held(sri, "sukarela").pk)

    early = {"account": account, "amount": "719.346", "date": "2026-02-09", "key": "kunci-2"}
    with unchanged():
        answer = teller.post(f"{KSU}tarik/{sri.pk}/", FILLED | early)

    assert "Pada 09/02/2026 saldonya hanya Rp 719.345" in str(answer.context["form"].errors)


def test_a_reversal_that_would_leave_less_than_nothing_is_refused(
    ksu: Book, teller: Client
) -> None:
    sri = someone(ksu)
    deposit = FILLED | {"product": "sukarela", "amount": "100.000", "step": "book"}
    teller.post(f"{KSU}setor/{sri.pk}/", deposit)
    paid_in = ksu.vouchers.get(key="kunci-1")
    account = str(held(sri, "sukarela").pk)
    all_of_it = {"account": account, "amount": "819.345", "key": "kunci-2", "step": "book"}
    teller.post(f"{KSU}tarik/{sri.pk}/", FILLED | all_of_it)

    answer = teller.post(
        f"/lembaga/{ksu.slug}/bukti/{paid_in.kind}-{paid_in.year}-{paid_in.number}/balik/",
        {"date": "2026-02-12", "reason": "Salah orang", "key": "kunci-3"},
    )

    assert answer.status_code == 422
    assert "akan menjadi Rp (100.000) pada 12/02/2026" in answer.content.decode()
    assert not Voucher.objects.filter(reversal_of=paid_in).exists()


def test_the_slip_on_paper(ksu: Book, teller: Client) -> None:
    sri = someone(ksu)
    done = teller.post(f"{KSU}setor/{sri.pk}/", FILLED | {"product": "sukarela", "step": "book"})

    answer = teller.get(f"{done.headers['Location']}cetak/")

    pages = PdfReader(io.BytesIO(answer.content)).pages
    text = " ".join(pages[0].extract_text().split())
    assert len(pages) == 1
    assert "Slip Setoran Simpanan" in text
    assert "KL-03 Sri Neracawati" in text
    assert "lima puluh ribu rupiah" in text
    assert "769.345" in text


def test_a_cashier_serves_but_sees_no_totals(ksu: Book, client_of: SignIn) -> None:
    sri = someone(ksu)
    form = FILLED | {"product": "sukarela", "step": "book"}
    cashier = client_of(officer(ksu.organization, "kasir").username)

    own = cashier.post(f"{KSU}setor/{sri.pk}/", form, follow=True)

    assert Page(own).title == "Slip Setoran Simpanan"
    home = Page(cashier.get(KSU))
    assert (home.status, "Buka loket" in home.text) == (200, True)
    assert "Simpanan anggota" not in home.text
    assert cashier.get(f"{KSU}rekening/").status_code == 403


def test_who_may_not_record_is_kept_out(
    ksu: Book, client_of: SignIn, demo: dict[str, Book]
) -> None:
    sri = someone(ksu)
    chair, stranger = client_of("ketua.ksu"), client_of("bendahara.mina")

    for path in ("loket/", f"setor/{sri.pk}/", f"tarik/{sri.pk}/", f"pindah/{sri.pk}/"):
        assert chair.get(f"{KSU}{path}").status_code == 403
        assert stranger.get(f"{KSU}{path}").status_code == 404
    assert stranger.get(f"{MINA}anggota/simpanan/setor/{sri.pk}/").status_code == 404


def test_a_big_withdrawal_waits_for_another_officer_where_the_policy_says_so(
    ksu: Book, teller: Client, at: Any
) -> None:
    chair = User.objects.get(username="ketua.ksu")
    set_policy(book=ksu, mode="bands", bands={100_000: "chair"}, actor=chair, at=at)
    sri = someone(ksu)
    form = FILLED | {"account": str(held(sri, "sukarela").pk), "amount": "200.000"}

    answer = teller.post(f"{KSU}tarik/{sri.pk}/", form | {"step": "book"}, follow=True)

    assert "Diajukan." in " ".join(Page(answer).notices)
    assert balance_of(held(sri, "sukarela")) == 719_345
    assert ksu.drafts.filter(state="waiting").count() == 1


def test_money_put_aside_for_later_days_is_not_free_today(ksu: Book, teller: Client) -> None:
    sri = someone(ksu)
    account = held(sri, "sukarela")
    form = FILLED | {"account": str(account.pk), "amount": "700.000", "step": "book"}
    teller.post(f"{KSU}tarik/{sri.pk}/", form | {"date": "2026-02-12"})

    answer = teller.post(f"{KSU}tarik/{sri.pk}/", form | {"date": "2026-02-01", "key": "kunci-2"})

    assert answer.status_code == 422
    assert balance_of(account) == 19_345
    assert date(2026, 2, 12) == ksu.vouchers.latest("sequence").date
