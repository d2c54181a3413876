"""Two small books that the attack tests try to corrupt.

KUBE Dunia: opening balances, six vouchers, January and February 2025 closed. Koperasi Asing: one
voucher. Loaded once through the gate; tests find things by name.
"""

from datetime import date
from functools import cached_property

from ledger.models import Account, Book, Framework, Period, Subsidiary, Unit, Voucher
from ledger.services.actors import system_actor
from ledger.services.books import add_unit, set_account_active
from ledger.services.periods import close_period
from ledger.services.reversal import reverse
from tests.factories.books import BookFactory, account, make_voucher, subsidiary
from tests.factories.clock import AT

SLUG, FOREIGN_SLUG = "kube-dunia", "koperasi-asing"


def load() -> None:
    """Fill an empty database."""
    actor = system_actor()
    book = BookFactory(slug=SLUG, name="KUBE Dunia")
    shop = add_unit(book=book, code="TOKO", name="Toko", actor=actor, at=AT)
    subsidiary(book, "1103", "P-2")
    opening = [("1101", 5000, 0), ("3201", 0, 5000, "H-1")]
    make_voucher(book, date(2025, 1, 1), opening, narration="Saldo awal", is_opening=True)
    sale = [("1101", 400, 0), ("4101", 0, 400)]
    make_voucher(book, date(2025, 1, 10), sale, narration="Jual tunai")
    credit_sale = [("1103", 300, 0, "P-1"), ("4101", 0, 300)]
    make_voucher(book, date(2025, 3, 5), credit_sale, narration="Jual kredit")
    electricity = [("6102", 150, 0), ("1101", 0, 150)]
    paid = make_voucher(book, date(2025, 3, 20), electricity, narration="Bayar listrik")
    reverse(voucher=paid, on=date(2025, 3, 21), reason="Dobel", actor=actor, at=AT)
    saved = [("1101", 60, 0), ("3101", 0, 60, "A-1")]
    make_voucher(book, date(2026, 1, 5), saved, narration="Simpanan", key="kunci-1")
    make_voucher(book, date(2026, 1, 6), sale, narration="Jual lagi", key="kunci-2")
    for month in (1, 2):
        close_period(book=book, year=2025, month=month, actor=actor, at=AT, checks=lambda _book: [])
    set_account_active(account=account(book, "6114"), is_active=False, actor=actor, at=AT)
    assert shop.code == "TOKO"

    other = BookFactory(slug=FOREIGN_SLUG, name="Koperasi Asing", framework=Framework.KOPERASI)
    cash = next(a.code for a in other.accounts.order_by("code") if a.is_cash)
    income = other.accounts.filter(kind="revenue", is_heading=False).order_by("code")[0].code
    make_voucher(other, date(2025, 4, 1), [(cash, 70, 0), (income, 0, 70)], narration="Jasa")


class World:
    """Finds the things of the loaded books."""

    @cached_property
    def book(self) -> Book:
        """The book under attack."""
        return Book.objects.select_related("entity", "ledger").get(slug=SLUG)

    @cached_property
    def foreign(self) -> Book:
        """Another organization's book."""
        return Book.objects.select_related("entity", "ledger").get(slug=FOREIGN_SLUG)

    def account(self, code: str) -> Account:
        """An account of the book."""
        return account(self.book, code)

    @cached_property
    def foreign_account(self) -> Account:
        """An account of the other book that is used there."""
        return Account.objects.filter(book=self.foreign, lines__isnull=False).order_by("code")[0]

    def voucher(self, narration: str) -> Voucher:
        """A voucher of the book by its narration."""
        return Voucher.objects.select_related("entry").get(book=self.book, narration=narration)

    def subsidiary(self, code: str) -> Subsidiary:
        """A subsidiary account: A-1, H-1 and P-1 are used, P-2 is not."""
        return Subsidiary.objects.select_related("account").get(book=self.book, code=code)

    def unit(self, code: str) -> Unit:
        """UMUM is used, TOKO is not."""
        return Unit.objects.get(book=self.book, code=code)

    def period(self, year: int, month: int) -> Period:
        """2025-00, 01 and 02 are closed."""
        return Period.objects.get(book=self.book, year=year, month=month)
