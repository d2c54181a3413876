"""Signed out while typing: nothing goes into the books, and the treasurer is told so."""

import pytest
from django.contrib.sessions.models import Session

from empowerment.services.demo import PASSWORD
from ledger.models import Book
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def test_a_session_that_ends_while_typing_posts_nothing_and_says_so(
    treasurer: Visitor, book: Book
) -> None:
    before = book.vouchers.count()
    treasurer.open("ledger:record")
    treasurer.write("narration", "Jual ikan di pasar")
    treasurer.write_line(0, "1101", debit="1.250.000")
    treasurer.write_line(1, "4101", credit="1250000")
    Session.objects.all().delete()

    treasurer.press("Bukukan")
    assert treasurer.heading == "Masuk ke pembukuan"
    assert treasurer.one(".notice-warning p").text.endswith(
        "Anda perlu masuk lagi. Isian yang baru saja dikirim belum tersimpan."
    )
    treasurer.shot("sign-in-again")
    treasurer.write("login", "bendahara.mina")
    treasurer.write("password", PASSWORD)
    treasurer.press("Masuk")

    assert treasurer.heading == "Catat bukti"
    assert treasurer.one("[name=narration]").get_attribute("value") == ""
    assert book.vouchers.count() == before
