"""The proofs of a book on screen."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from ledger.models import AccountBalance, Book
from tests.pages.reading import Page

CHECK = "/lembaga/mina-lestari/periode/periksa/"
SignIn = Callable[[str], Client]


@pytest.mark.parametrize("username", ["ketua.mina", "pengawas.mina"])
def test_a_sound_book_is_found_sound(mina: Book, client_of: SignIn, username: str) -> None:
    page = Page(client_of(username).get(CHECK))

    assert page.notices == ["Tidak ada kesalahan. 154 bukti cocok."]
    assert mina.vouchers.get(sequence=154).seal in page.text


def test_a_balance_that_was_changed_by_force_is_named(
    mina: Book, client_of: SignIn, without_guards: Callable[[], AbstractContextManager[Any]]
) -> None:
    client = client_of("pengawas.mina")
    with without_guards():
        AccountBalance.objects.filter(book=mina, account__code="1101", period=202501).update(
            debit=1
        )

    page = Page(client.get(CHECK))

    assert page.notices == []
    assert "Saldo akun 1101 unit UMUM periode 202501 tidak cocok." in page.refusals
