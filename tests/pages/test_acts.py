"""Catat: choose, fill in, see the journal, book; questions; favourites; the organization's list."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from ledger.models import Book, Event, HiddenAct, OwnAct
from tests.pages.books import unchanged
from tests.pages.conftest import MINA
from tests.pages.journal import journal
from tests.pages.reading import Page

ACT = f"{MINA}catat/"
SALE = {"date": "2026-02-10", "amount": "250.000", "key": "jual-1", "narration": ""}


def money(mina: Book, code: str = "1101") -> str:
    """The value of an account in a choice."""
    return str(mina.accounts.get(code=code).pk)


def send(client: Client, act: str, data: dict[str, Any]) -> Page:
    """Send the form of an act."""
    return Page(client.post(f"{ACT}{act}/", data))


def book_it(client: Client, act: str, data: dict[str, Any], **more: Any) -> Any:
    """See the journal, then book what was seen."""
    seen = send(client, act, data)
    return client.post(f"{ACT}{act}/", data | seen_of(seen) | {"book": "1"} | more)


def seen_of(page: Page) -> dict[str, str]:
    """The mark of the journal that the page shows."""
    return {"seen": page.tree.xpath("//input[@name='seen']/@value")[0]}


def test_a_sale_takes_three_steps(mina: Book, treasurer: Client) -> None:
    page = Page(treasurer.get(ACT))
    assert f"{ACT}jual-tunai/" in page.links

    data = SALE | {"money": money(mina)}
    with unchanged():
        preview = send(treasurer, "jual-tunai", data)
    assert "Kas tunai bertambah 250.000; Penjualan / jasa bertambah 250.000." in preview.text

    answer = treasurer.post(f"{ACT}jual-tunai/", data | seen_of(preview) | {"book": "1"})

    voucher = mina.vouchers.get(key="jual-1")
    assert answer.headers["Location"] == f"{MINA}bukti/{voucher.kind}-2026-{voucher.number}/"
    assert list(voucher.lines.values_list("account__code", "debit", "credit")) == [
        ("1101", 250_000, 0),
        ("4101", 0, 250_000),
    ]
    assert "Cetak A5" in Page(treasurer.get(answer.headers["Location"])).text


def test_what_was_changed_after_the_journal_is_shown_again(mina: Book, treasurer: Client) -> None:
    data = SALE | {"money": money(mina)}
    seen = seen_of(send(treasurer, "jual-tunai", data))

    with unchanged():
        page = send(treasurer, "jual-tunai", data | {"amount": "2500"} | seen | {"book": "1"})

    assert "Isian berubah sesudah jurnal ditampilkan." in page.text


def test_bad_input_is_refused_at_its_field_and_stays(mina: Book, treasurer: Client) -> None:
    data = SALE | {"money": money(mina), "amount": "12,50", "date": "31/02/2026"}

    with unchanged():
        page = send(treasurer, "jual-tunai", data)

    assert page.status == 422
    assert page.refusals == [
        "Tanggal: “31/02/2026” bukan tanggal. Tulis seperti 31/12/2025.",
        (
            "Jumlah: “12,50” bukan jumlah rupiah bulat. Tulis tanpa sen; titik hanya pemisah"
            " ribuan, misalnya 12.500."
        ),
    ]
    assert page.tree.get_element_by_id("id_amount").get("value") == "12,50"


def test_the_refusal_of_the_gate_stands_at_the_form(mina: Book, treasurer: Client) -> None:
    data = SALE | {"money": money(mina), "date": "2025-06-10"}

    answer = Page(book_it(treasurer, "jual-tunai", data))

    assert answer.status == 422
    assert answer.refusals[0].startswith("Tanggal: Periode 06/2025 sudah ditutup.")


def test_a_new_customer_can_be_written(mina: Book, treasurer: Client) -> None:
    page = send(treasurer, "jual-kredit", SALE | {"new_customer": "Rumah Makan Sari"})
    assert "Rumah Makan Sari (nama baru)" in page.text
    assert not mina.subsidiaries.filter(name="Rumah Makan Sari").exists()

    book_it(treasurer, "jual-kredit", SALE | {"new_customer": "Rumah Makan Sari"})

    assert mina.subsidiaries.get(name="Rumah Makan Sari").account.code == "1103"


def test_a_mistake_is_asked_about_once_and_the_answer_recorded(
    mina: Book, treasurer: Client
) -> None:
    data = SALE | {
        "cost": money(mina, "6111"), "paid": money(mina), "amount": "1000",
        "narration": "Beli timbangan digital",
    }  # fmt: skip

    page = Page(book_it(treasurer, "bayar-beban", data))
    assert "Ini pembelian peralatan yang dipakai lebih dari setahun?" in page.text
    assert f"{ACT}beli-peralatan/" in page.links
    assert not mina.vouchers.filter(key="jual-1").exists()

    answered = page.tree.xpath("//input[@name='answered']/@value")
    book_it(treasurer, "bayar-beban", data, answered=answered)

    voucher = mina.vouchers.get(key="jual-1")
    event = Event.objects.get(act="answer_question")
    assert (event.subject, event.detail["question"]) == (voucher.code, "aset-sebagai-beban")


def test_favourites_come_first_then_what_was_done_last(mina: Book, treasurer: Client) -> None:
    book_it(treasurer, "jual-tunai", SALE | {"money": money(mina)})
    treasurer.post(f"{ACT}bayar-listrik-air/favorit/")

    page = Page(treasurer.get(ACT))

    assert page.links.index(f"{ACT}bayar-listrik-air/") < page.links.index(f"{ACT}jual-tunai/")
    assert "Favorit" in page.text
    assert "Terakhir dicatat" in page.text


def test_a_hidden_act_is_gone_and_comes_back(mina: Book, treasurer: Client, chair: Client) -> None:
    chair.post(f"{MINA}pengaturan/transaksi/jual-tunai/", {"hide": "1"})

    assert treasurer.get(f"{ACT}jual-tunai/").status_code == 404
    assert list(HiddenAct.objects.values_list("act", flat=True)) == ["jual-tunai"]

    chair.post(f"{MINA}pengaturan/transaksi/jual-tunai/")

    assert treasurer.get(f"{ACT}jual-tunai/").status_code == 200
    assert Event.objects.filter(act="set_act_hidden", subject="jual-tunai").count() == 2


def test_an_own_act_is_booked_like_any_other(mina: Book, treasurer: Client) -> None:
    form = {"name": "Bayar iuran pasar", "debit": money(mina, "6111"), "credit": money(mina)}
    treasurer.post(f"{MINA}pengaturan/transaksi/", form)
    own = OwnAct.objects.get()

    book_it(treasurer, own.code, SALE | {"money": money(mina), "amount": "5000"})

    assert list(mina.vouchers.get(key="jual-1").lines.values_list("account__code", "debit")) == [
        ("6111", 5_000),
        ("1101", 0),
    ]
    assert mina.vouchers.get(key="jual-1").narration == "Bayar iuran pasar"


def test_an_own_act_with_one_account_twice_is_refused(mina: Book, treasurer: Client) -> None:
    form = {"name": "Aneh", "debit": money(mina), "credit": money(mina)}

    page = Page(treasurer.post(f"{MINA}pengaturan/transaksi/", form))

    assert page.refusals == ["Akun kredit: Akun debet dan kredit harus berbeda."]


def test_only_the_desk_opens_it(
    mina: Book, client_of: Callable[[str], Client], chair: Client
) -> None:
    assert chair.get(ACT).status_code == 403
    assert client_of("bendahara.tani").get(ACT).status_code == 404


def test_the_general_journal_asks_as_well(mina: Book, treasurer: Client) -> None:
    lines = (("6111", "350000", ""), ("1101", "", "350000"))
    data = journal(mina, lines, narration="Beli timbangan digital", key="jurnal-1")

    page = Page(treasurer.post(f"{MINA}bukti/catat/", data))
    assert "Ini pembelian peralatan yang dipakai lebih dari setahun?" in page.text
    assert not mina.vouchers.filter(key="jurnal-1").exists()

    answered = page.tree.xpath("//input[@name='answered']/@value")
    treasurer.post(f"{MINA}bukti/catat/", data | {"answered": answered})

    assert (
        Event.objects.get(act="answer_question").subject == mina.vouchers.get(key="jurnal-1").code
    )
