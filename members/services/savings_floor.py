"""No voucher brings a member's savings below zero on any day: asked for every voucher.

Pages, imports, the general journal and reversals all come through the gate, and the gate asks
here (`ledger/registry/checks.py`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from ledger.calculations.money import format_rupiah
from ledger.models import Book
from ledger.registry import Refusal, register_posting_check
from ledger.services.journal import VoucherInput
from members.models import SavingsAccount
from members.selectors.savings_floor import CHUNK, LowDay, daily_changes, lowest


@dataclass(frozen=True)
class Shortfall:
    """An account that vouchers would bring below zero, and the voucher that takes from it."""

    account: SavingsAccount
    low: LowDay
    place: int


def first_shortfall(vouchers: Sequence[VoucherInput]) -> Shortfall | None:
    """The first savings account that vouchers about to be posted would bring below zero.

    Two queries; none where no voucher takes from an account with a name.
    """
    taken: dict[int, tuple[date, int]] = {}
    for place, voucher in enumerate(vouchers):
        for line in voucher.lines:
            if line.subsidiary is not None and line.debit:
                day, first = taken.get(line.subsidiary.pk, (voucher.date, place))
                taken[line.subsidiary.pk] = (min(day, voucher.date), first)
    accounts = _savings_among(taken)
    if not accounts:
        return None
    changes = daily_changes(accounts)
    for voucher in vouchers:
        for line in voucher.lines:
            if line.subsidiary is not None and line.subsidiary.pk in accounts:
                days = changes[line.subsidiary.pk]
                net = int(line.credit) - int(line.debit)
                days[voucher.date] = days.get(voucher.date, 0) + net
    for pk, account in accounts.items():
        since, place = taken[pk]
        low = lowest(changes[pk], since=since)
        if low.balance < 0:
            return Shortfall(account, low, place)
    return None


def _savings_among(subsidiaries: Iterable[int]) -> dict[int, SavingsAccount]:
    ids = sorted(subsidiaries)
    return {
        account.subsidiary_id: account
        for start in range(0, len(ids), CHUNK)
        for account in SavingsAccount.objects.filter(
            subsidiary__in=ids[start : start + CHUNK]
        ).select_related("product", "membership__person")
    }


def refuse_below_zero(_book: Book, vouchers: Sequence[VoucherInput]) -> Refusal | None:
    """The sentence for the first account that would fall below zero."""
    short = first_shortfall(vouchers)
    if short is None:
        return None
    return Refusal(
        short.place,
        _(
            "%(product)s %(number)s %(name)s akan menjadi Rp %(balance)s pada %(day)s. Periksa"
            " tanggal dan jumlahnya; simpanan tidak boleh di bawah nol."
        )
        % {
            "product": short.account.product.label,
            "number": short.account.membership.number,
            "name": short.account.membership.person.name,
            "balance": format_rupiah(short.low.balance),
            "day": short.low.day.strftime("%d/%m/%Y"),
        },
    )


def register_all() -> None:
    """Let the gate ask."""
    register_posting_check("savings", refuse_below_zero)
