"""Books opened through the service, and vouchers in a few words."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import factory

from ledger.models import Account, Book, Framework, Subsidiary, Voucher
from ledger.services import journal
from ledger.services.actors import system_actor
from ledger.services.books import open_book, open_subsidiary
from ledger.services.journal import LineInput, VoucherInput
from tests.factories.clock import AT

LineSpec = tuple[str, int, int] | tuple[str, int, int, str]
"""(account code, debit, credit) or (account code, debit, credit, subsidiary code)."""


class BookFactory(factory.Factory):
    """An open KUBE book from 1 January 2025 on."""

    class Meta:
        model = Book

    slug = factory.Sequence(lambda n: f"buku-{n}")
    name = factory.LazyAttribute(lambda o: f"Buku {o.slug}")
    framework = Framework.KUBE
    opened_on = date(2025, 1, 1)
    actor = factory.LazyFunction(system_actor)
    at = AT

    @classmethod
    def _create(cls, model_class: type[Book], *args: Any, **kwargs: Any) -> Book:
        return open_book(**kwargs)


def account(book: Book, code: str) -> Account:
    """The account of that code."""
    return book.accounts.get(code=code)


def subsidiary(book: Book, account_code: str, code: str) -> Subsidiary:
    """The subsidiary account of that code, opened when it does not exist yet."""
    found = book.subsidiaries.filter(account__code=account_code, code=code).first()
    return found or open_subsidiary(
        account=account(book, account_code),
        code=code,
        name=f"Pembantu {code}",
        actor=system_actor(),
        at=AT,
    )


def lines(book: Book, specs: Sequence[LineSpec], **each: Any) -> list[LineInput]:
    """Lines to post; a subsidiary account named in a line is opened when need be."""
    accounts = {a.code: a for a in book.accounts.filter(code__in=[s[0] for s in specs])}
    return [
        LineInput(
            account=accounts[spec[0]],
            debit=spec[1],
            credit=spec[2],
            subsidiary=subsidiary(book, spec[0], spec[3]) if len(spec) > 3 else None,
            **each,
        )
        for spec in specs
    ]


def voucher_input(
    book: Book, day: date, specs: Sequence[LineSpec], *, narration: str = "Uji", **fields: Any
) -> VoucherInput:
    """A voucher that is not posted yet."""
    return VoucherInput(date=day, narration=narration, lines=lines(book, specs), **fields)


def make_voucher(
    book: Book,
    day: date,
    specs: Sequence[LineSpec],
    *,
    actor: Any = None,
    at: datetime = AT,
    **fields: Any,
) -> Voucher:
    """Post a voucher through the gate and return it."""
    return journal.post(
        book=book,
        voucher=voucher_input(book, day, specs, **fields),
        actor=actor or system_actor(),
        at=at,
    )
