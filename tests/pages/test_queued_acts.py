"""Acts above a band in the browser: cash, a sale, a template wait; the chair posts them."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from enterprises.models import Channel, Product, Sale
from ledger.models import Book, CashCount, Draft, Event, VoucherTemplate
from ledger.registry import closing_lights
from ledger.services.approvals import set_policy
from members.models import User
from tests.factories.books import make_voucher
from tests.pages.conftest import MINA
from tests.pages.journal import journal
from tests.pages.reading import Page
from tests.pages.test_templates import RENT, fields

SELL = f"{MINA}usaha/jual/"
BOX = f"{MINA}kas/kecil/1101/"


@pytest.fixture
def banded(mina: Book, at: Any) -> Book:
    """Every voucher of 1.000 and more needs another officer."""
    chair = User.objects.get(username="ketua.mina")
    set_policy(book=mina, mode="bands", bands={1_000: "officer"}, actor=chair, at=at)
    return mina


def waiting(book: Book) -> Draft:
    return Draft.objects.get(book=book, state="waiting")


def approve(chair: Client, draft: Draft) -> Page:
    return Page(chair.post(f"{MINA}persetujuan/{draft.pk}/setuju/", follow=True))


def sale_of(book: Book) -> dict[str, Any]:
    return {
        "date": "2026-02-10",
        "product": Product.objects.get(book=book, code="LELE").pk,
        "quantity": "3",
        "price": "23.500",
        "channel": Channel.objects.get(book=book, code="WARUNG").pk,
        "terms": "tunai",
        "revenue": book.accounts.get(code="4101").pk,
        "reference": "",
        "key": uuid4().hex,
    }


def test_a_sale_waits_is_seen_by_the_chair_and_keeps_its_channel(
    banded: Book, treasurer: Client, chair: Client
) -> None:
    sales = Sale.objects.count()
    answer = treasurer.post(SELL, sale_of(banded), follow=True)
    draft = waiting(banded)
    page = Page(chair.get(f"{MINA}persetujuan/{draft.pk}/"))

    assert "Diajukan. Dibukukan sesudah pengurus lain menyetujui." in Page(answer).text
    assert "70.500" in page.text
    assert Sale.objects.count() == sales
    approve(chair, draft)
    voucher = banded.vouchers.get(draft=draft)
    assert Sale.objects.get(voucher=voucher).channel.code == "WARUNG"
    assert voucher.approved_by.username == "ketua.mina"


def test_the_maker_is_refused_and_a_stranger_sees_nothing(
    banded: Book, treasurer: Client, client_of: Callable[[str], Client]
) -> None:
    treasurer.post(SELL, sale_of(banded))
    draft = waiting(banded)

    page = approve(treasurer, draft)

    assert "Yang mencatat tidak dapat menyetujui sendiri" in page.text
    assert f"{MINA}persetujuan/{draft.pk}/setuju/" not in page.posts
    address = f"{MINA}persetujuan/{draft.pk}/setuju/"
    assert client_of("pengawas.mina").post(address).status_code == 403
    assert client_of("bendahara.tani").post(address).status_code == 404
    assert not banded.vouchers.filter(draft=draft).exists()


def test_a_refused_act_leads_back_to_its_own_page_and_can_be_thrown_away(
    banded: Book, treasurer: Client, chair: Client
) -> None:
    treasurer.post(SELL, sale_of(banded))
    draft = waiting(banded)
    chair.post(f"{MINA}persetujuan/{draft.pk}/tolak/", {"reason": "Harga keliru"})

    page = Page(treasurer.get(f"{MINA}persetujuan/{draft.pk}/"))
    back = treasurer.get(f"{MINA}draf/{draft.pk}/")
    treasurer.post(f"{MINA}draf/{draft.pk}/buang/")

    assert "Harga keliru" in page.text
    assert f"{MINA}draf/{draft.pk}/buang/" in page.posts
    assert back.headers["Location"] == SELL
    draft.refresh_from_db()
    assert draft.state == "discarded"


def test_what_was_taken_back_leads_to_its_page_too(banded: Book, treasurer: Client) -> None:
    treasurer.post(SELL, sale_of(banded))

    answer = treasurer.post(f"{MINA}draf/{waiting(banded).pk}/tarik/")

    assert answer.headers["Location"] == SELL


def test_petty_cash_waits_and_its_page_says_so(
    banded: Book, treasurer: Client, chair: Client
) -> None:
    treasurer.post(f"{BOX}jumlah/", {"amount": "200.000", "holder": "Sari"})
    slip = {"date": "2026-02-10", "narration": "Plastik", "account": "6106", "amount": "15.000"}
    treasurer.post(f"{BOX}bon/", slip)

    treasurer.post(f"{BOX}isi/", {"date": "2026-02-10", "source": "1102"})
    draft, page = waiting(banded), Page(treasurer.get(BOX))

    assert "Rp15.000 sudah diajukan dan menunggu persetujuan pengurus lain." in page.text
    assert f"{BOX}isi/" not in page.posts
    assert "dibukukan" in approve(chair, draft).text
    assert sorted(
        banded.vouchers.get(draft=draft).lines.values_list("account__code", "debit", "credit")
    ) == [("1102", 0, 15_000), ("6106", 15_000, 0)]


def test_a_cash_difference_waits_and_its_page_says_so(
    banded: Book, treasurer: Client, chair: Client
) -> None:
    count_form = {"counted_on": "2026-02-10", "note-100000": "59", "note-5000": "16"}
    treasurer.post(f"{MINA}kas/hitung/1101/", count_form | {"witness": "Karim"})
    address = f"{MINA}kas/hitungan/{CashCount.objects.get().pk}/"

    treasurer.post(f"{address}selisih/", {"reason": "Kembalian"})
    draft, page = waiting(banded), Page(treasurer.get(address))

    assert "Rp5.000 sudah diajukan" in page.text
    assert f"{address}selisih/" not in page.posts
    approve(chair, draft)
    assert "Kembalian" in Page(treasurer.get(address)).text
    assert CashCount.objects.get().settled.voucher.approved_by.username == "ketua.mina"


def test_a_monthly_template_waits_and_moves_to_its_next_month(
    mina: Book, treasurer: Client, chair: Client, at: Any
) -> None:
    make_voucher(mina, date(2026, 1, 5), RENT, narration="Sewa lapak")
    number = mina.vouchers.get(narration="Sewa lapak").number
    kept = {"name": "Sewa lapak", "day": "5"}
    treasurer.post(f"{MINA}bukti/BKK-2026-{number}/templat/", kept)
    VoucherTemplate.objects.update(next_on=date(2026, 2, 5))
    maker = User.objects.get(username="ketua.mina")
    set_policy(book=mina, mode="bands", bands={150_000: "officer"}, actor=maker, at=at)
    use = f"{MINA}templat/{VoucherTemplate.objects.get().pk}/"

    answer = treasurer.post(use, fields(Page(treasurer.get(use))))
    draft = waiting(mina)

    assert answer.headers["Location"] == f"{MINA}persetujuan/{draft.pk}/"
    assert VoucherTemplate.objects.get().next_on == date(2026, 3, 5)
    approve(chair, draft)
    assert (
        mina.vouchers.get(draft=draft).key
        == f"templat-{VoucherTemplate.objects.get().pk}-2026-02-05"
    )


def test_an_answered_question_stays_with_what_waits_and_the_chair_reads_it(
    banded: Book, treasurer: Client, chair: Client
) -> None:
    lines = (("6111", "350000", ""), ("1101", "", "350000"))
    data = journal(banded, lines, narration="Beli timbangan digital", key="jurnal-1")
    asked = Page(treasurer.post(f"{MINA}bukti/catat/", data))
    answered = asked.tree.xpath("//input[@name='answered']/@value")

    treasurer.post(f"{MINA}bukti/catat/", data | {"answered": answered})
    draft = waiting(banded)
    page = Page(chair.get(f"{MINA}persetujuan/{draft.pk}/"))

    assert draft.answers == ["aset-sebagai-beban"]
    assert "Ini pembelian peralatan yang dipakai lebih dari setahun?" in page.text
    assert "Dijawab: memang benar begini." in page.text
    assert not Event.objects.filter(act="answer_question").exists()

    approve(chair, draft)

    event = Event.objects.get(act="answer_question")
    voucher = banded.vouchers.get(draft=draft)
    assert (event.subject, event.actor.username) == (voucher.code, "bendahara.mina")
    assert event.detail == {"question": "aset-sebagai-beban"}


def test_an_act_of_the_catalogue_keeps_its_answer_too(
    banded: Book, treasurer: Client, chair: Client
) -> None:
    account = {a.code: str(a.pk) for a in banded.accounts.filter(code__in=["6111", "1101"])}
    data = {
        "date": "2026-02-10", "cost": account["6111"], "paid": account["1101"], "amount": "1000",
        "narration": "Beli timbangan digital", "key": "beli-1", "book": "1",
    }  # fmt: skip
    page = Page(treasurer.post(f"{MINA}catat/bayar-beban/", data))
    sent = data | {
        "seen": page.tree.xpath("//input[@name='seen']/@value")[0],
        "answered": page.tree.xpath("//input[@name='answered']/@value"),
    }

    treasurer.post(f"{MINA}catat/bayar-beban/", sent)

    assert waiting(banded).answers == ["aset-sebagai-beban"]


def test_a_reversal_above_the_band_waits_with_its_reason_for_another_officer(
    banded: Book, treasurer: Client, chair: Client
) -> None:
    voucher = banded.vouchers.order_by("sequence").last()
    assert voucher is not None
    address = f"{MINA}bukti/{voucher.kind}-{voucher.year}-{voucher.number}/balik/"
    form = {"date": "2026-02-10", "reason": "Salah akun", "key": uuid4().hex}

    answer = Page(treasurer.post(address, form, follow=True))
    draft = waiting(banded)
    again = Page(treasurer.get(address))

    assert "Diajukan." in " ".join(answer.notices)
    assert not hasattr(banded.vouchers.get(pk=voucher.pk), "reversed_by")
    assert "sudah diajukan dan menunggu persetujuan" in again.text
    assert address not in again.posts
    assert "Salah akun" in Page(chair.get(f"{MINA}persetujuan/{draft.pk}/")).text
    assert "Yang mencatat tidak dapat menyetujui sendiri" in approve(treasurer, draft).text
    approve(chair, draft)
    reversal = banded.vouchers.get(reversal_of=voucher)
    assert (reversal.made_by.username, reversal.approved_by.username) == (
        "bendahara.mina",
        "ketua.mina",
    )
    assert reversal.reason == "Salah akun"


def test_a_small_reversal_does_not_wait(mina: Book, treasurer: Client, at: Any) -> None:
    officer = User.objects.get(username="ketua.mina")
    set_policy(book=mina, mode="bands", bands={10_000: "officer"}, actor=officer, at=at)
    voucher = make_voucher(mina, date(2026, 2, 1), [("1101", 9_000, 0), ("4101", 0, 9_000)])
    address = f"{MINA}bukti/{voucher.kind}-{voucher.year}-{voucher.number}/balik/"

    treasurer.post(address, {"date": "2026-02-10", "reason": "Keliru", "key": uuid4().hex})

    assert mina.vouchers.get(pk=voucher.pk).reversed_by.approved_by is None
    assert not Draft.objects.filter(book=mina, state="waiting").exists()


def test_what_reached_a_band_without_approval_is_named_before_the_close(
    banded: Book, at: Any
) -> None:
    end = date(2026, 2, 28)
    before = {check.name: light for check, light in closing_lights(banded, end)}["approvals"]
    imported = make_voucher(
        banded, date(2026, 2, 3), [("1101", 5_000, 0), ("4101", 0, 5_000)], origin="import"
    )
    after = {check.name: light for check, light in closing_lights(banded, end)}["approvals"]

    assert (before.state, after.state) == ("ok", "warn")
    assert imported.code in after.text
