"""No voucher brings a pooled fund (IKS) below zero on any day: asked for every voucher.

The general journal, imports and reversals come through the gate as well; a contribution whose
money the fund has given away already cannot be reversed.
"""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from ledger.calculations.money import format_rupiah
from ledger.models import Book, Kind
from ledger.registry import Refusal, register_posting_check
from ledger.services.journal import VoucherInput
from members.models import SavingsKind, SavingsProduct
from members.selectors.fund import fund_days
from members.selectors.savings_floor import lowest

HOLDS = (Kind.LIABILITY, Kind.EQUITY)


def refuse_fund_below_zero(_book: Book, vouchers: Sequence[VoucherInput]) -> Refusal | None:
    """The sentence for the first fund that would fall below zero.

    No query where no voucher takes from a liability or from equity.
    """
    taken: dict[int, tuple[date, int]] = {}
    for place, voucher in enumerate(vouchers):
        for line in voucher.lines:
            if line.debit and line.account.kind in HOLDS:
                day, first = taken.get(line.account.pk, (voucher.date, place))
                taken[line.account.pk] = (min(day, voucher.date), first)
    if not taken:
        return None
    for product in SavingsProduct.objects.filter(kind=SavingsKind.IKS, account__in=taken):
        since, place = taken[product.account_id]
        days = fund_days(product)
        for voucher in vouchers:
            for line in voucher.lines:
                if line.account.pk == product.account_id:
                    net = int(line.credit) - int(line.debit)
                    days[voucher.date] = days.get(voucher.date, 0) + net
        low = lowest(days, since=since)
        if low.balance < 0:
            return Refusal(place, _sentence(product, low.day, low.balance))
    return None


def _sentence(product: SavingsProduct, day: date, balance: int) -> str:
    return _(
        "%(product)s akan menjadi Rp %(balance)s pada %(day)s. Periksa tanggal dan jumlahnya; dana"
        " bersama tidak boleh di bawah nol."
    ) % {
        "product": product.label,
        "balance": format_rupiah(balance),
        "day": day.strftime("%d/%m/%Y"),
    }


def register_all() -> None:
    """Let the gate ask."""
    register_posting_check("fund", refuse_fund_below_zero)
