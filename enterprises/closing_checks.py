"""What the business adds to the lights of a close (`ledger/closing_checks.py`)."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enterprises.selectors.bank import bank_accounts, reconciliation
from ledger.calculations.money import format_rupiah
from ledger.models import Book
from ledger.registry import ClosingCheck, Light, register_closing_check


def banks_reconciled(book: Book, end: date) -> Light | None:
    """Every bank account with statements: read up to the month's end, each line met, nothing over.

    Deposits in transit and payments not yet cashed are no fault; they clear next month.
    """
    banks = list(bank_accounts(book))
    if not banks:
        return None
    for bank in banks:
        page = reverse("enterprises:bank_account", kwargs={"org": book.slug, "pk": bank.pk})
        found = reconciliation(bank, on=end)
        if not bank.lines.filter(date__gte=end.replace(day=1)).exists() and (
            found.in_transit or found.outstanding
        ):
            words = _("Rekening koran %(bank)s bulan ini belum dimasukkan.")
            return Light("wait", words % {"bank": bank}, page)
        if found.unrecorded:
            words = _("%(bank)s: %(count)s baris rekening koran belum ada buktinya.")
            return Light("wait", words % {"bank": bank, "count": len(found.unrecorded)}, page)
        if found.difference:
            words = _("%(bank)s: selisih Rp%(gap)s belum dijelaskan.")
            gap = format_rupiah(found.difference)
            return Light("warn", words % {"bank": bank, "gap": gap}, page)
    return Light("ok", _("Rekening koran dan buku saling menjelaskan."), page)


def register_all() -> None:
    """The business's lights, among the ledger's."""
    for name, title, order, build in (
        ("bank_statements", gettext_lazy("Rekening koran"), 25, banks_reconciled),
    ):
        register_closing_check(ClosingCheck(name, title, order, build))
