"""The cash pages: count, berita acara, difference, petty cash."""

import io
from collections.abc import Callable
from typing import Any

from django.test import Client
from pypdf import PdfReader

from ledger.models import Book, CashCount, CountKind
from tests.pages.conftest import MINA
from tests.pages.reading import Page
from tests.pages.test_get_never_writes import cost

SignIn = Callable[[str], Client]
COUNT = f"{MINA}kas/hitung/1101/"
PIECES = {"counted_on": "2026-02-10", "note-100000": "59", "note-5000": "16", "witness": "Karim"}


def test_count_then_explain_then_the_books_hold_what_was_counted(
    mina: Book, treasurer: Client
) -> None:
    answer = treasurer.post(COUNT, PIECES, follow=True)
    page = Page(answer)
    count = CashCount.objects.get()
    assert (count.kind, count.counted, count.expected) == (CountKind.CLOSE, 5_980_000, 5_985_000)
    assert "(5.000)" in page.text

    refused = treasurer.post(f"{MINA}kas/hitungan/{count.pk}/selisih/", {"reason": ""})
    assert refused.status_code == 422
    page = Page(
        treasurer.post(
            f"{MINA}kas/hitungan/{count.pk}/selisih/", {"reason": "Kembalian"}, follow=True
        )
    )

    assert "Selisih dibukukan dengan BKK/2026/02/0001." in page.text
    assert mina.vouchers.filter(year=2026).count() == 1


def test_the_supervisor_counts_by_surprise_and_posts_nothing(mina: Book, client_of: SignIn) -> None:
    supervisor = client_of("pengawas.mina")

    page = Page(supervisor.post(COUNT, PIECES, follow=True))

    count = CashCount.objects.get()
    assert count.kind == CountKind.SURPRISE
    assert "Bukukan selisih" not in page.text
    answer = supervisor.post(f"{MINA}kas/hitungan/{count.pk}/selisih/", {"reason": "x"})
    assert answer.status_code == 403
    assert mina.vouchers.filter(year=2026).count() == 0


def test_a_wrong_piece_stands_at_its_field_and_what_was_typed_stays(
    mina: Book, treasurer: Client
) -> None:
    page = Page(treasurer.post(COUNT, PIECES | {"note-5000": "enam"}))

    assert page.status == 422
    assert "Isi banyaknya dengan bilangan bulat, misalnya 12." in page.text
    fields = {f.get("name"): f.get("value") for f in page.tree.xpath("//input")}
    assert (fields["note-100000"], fields["note-5000"]) == ("59", "enam")
    assert CashCount.objects.count() == 0


def test_the_berita_acara_says_it_in_words_and_who_signs(mina: Book, treasurer: Client) -> None:
    treasurer.post(COUNT, PIECES)
    count = CashCount.objects.get()

    answer = treasurer.get(f"{MINA}kas/hitungan/{count.pk}/berita-acara/")

    pages = PdfReader(io.BytesIO(answer.content)).pages
    text = " ".join(pages[0].extract_text().split())
    assert len(pages) == 1
    assert "Berita Acara Pemeriksaan Kas" in text
    assert "lima juta sembilan ratus delapan puluh ribu rupiah" in text
    assert "Selisih kurang 5.000" in text
    assert "Karim" in text


def test_petty_cash_from_fund_to_replenishment(mina: Book, treasurer: Client) -> None:
    box = f"{MINA}kas/kecil/1101/"
    treasurer.post(f"{box}jumlah/", {"amount": "200.000", "holder": "Sari"})
    slip = {"date": "2026-02-10", "narration": "Plastik", "account": "6106", "amount": "15.000"}
    treasurer.post(f"{box}bon/", slip)

    page = Page(treasurer.post(f"{box}isi/", {"date": "2026-02-10", "source": "1102"}, follow=True))

    assert "Kas kecil diisi kembali." in page.text
    voucher = mina.vouchers.get(year=2026)
    assert sorted(voucher.lines.values_list("account__code", "debit", "credit")) == [
        ("1102", 0, 15_000),
        ("6106", 15_000, 0),
    ]


def test_the_list_costs_the_same_with_one_count_and_three(mina: Book, treasurer: Client) -> None:
    treasurer.post(COUNT, PIECES)
    one = cost(treasurer, f"{MINA}kas/")
    treasurer.post(COUNT, PIECES)
    treasurer.post(COUNT, PIECES)

    assert len(cost(treasurer, f"{MINA}kas/")) == len(one)


def test_the_panel_says_how_long_ago(mina: Book, treasurer: Client, at: Any) -> None:
    treasurer.post(COUNT, PIECES)

    panel = Page(treasurer.get(MINA)).tree.get_element_by_id("panel-drawers")

    words = " ".join(panel.text_content().split())
    assert "Kas tunai 10/02/2026 (5 hari lalu) selisih belum dibukukan" in words
    assert "Bank" not in words  # compared with its statement instead
