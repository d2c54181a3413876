"""Saying afterwards through which channel something was sold."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from enterprises.models import Channel, Sale, Terms
from enterprises.selectors.sales import sales_accounts
from enterprises.services.sale_errors import SaleError
from enterprises.services.sale_rules import SoldItem, is_member_on, keep_lines
from ledger.models import Account, Voucher
from ledger.services import events


@transaction.atomic
def assign_channel(
    *,
    voucher: Voucher,
    channel: Channel,
    items: Sequence[SoldItem] = (),
    due_on: date | None = None,
    actor: Any,
    at: datetime,
) -> Sale:
    """Say through which channel a posted voucher sold: for sales recorded as plain journals.

    The books do not change; who owes it is read from the voucher. Raises SaleError for a voucher
    without sales, with a channel already, of another book, or when the items do not add up to what
    it sold.
    """
    if channel.book_id != voucher.book_id:
        raise SaleError(_("Pilih saluran yang masih dipakai."), field="channel")
    if Sale.objects.filter(voucher=voucher).exists():
        raise SaleError(
            _("Saluran bukti %(code)s sudah dicatat.") % {"code": voucher.code}, field="channel"
        )
    lines = list(voucher.lines.select_related("account", "subsidiary"))
    accounts = {account.pk for account in sales_accounts(voucher.book)}
    sold = sum(line.credit - line.debit for line in lines if line.account_id in accounts)
    if sold <= 0:
        raise SaleError(_("Bukti %(code)s bukan penjualan.") % {"code": voucher.code})
    if items and sum(item.amount for item in items) != sold:
        raise SaleError(
            _("Jumlah barang dan harganya tidak sama dengan penjualan pada bukti %(code)s.")
            % {"code": voucher.code}
        )
    owed = [line for line in lines if line.debit and line.account.control == "customer"]
    money = [line.account for line in lines if line.debit and line.account.is_cash]
    is_credit = len({line.subsidiary_id for line in owed}) == 1
    customer = owed[0].subsidiary if is_credit else None
    sale = Sale.objects.create(
        book=voucher.book,
        voucher=voucher,
        channel=channel,
        terms=_terms_of(money[0]) if money and not is_credit else Terms.CREDIT,
        due_on=due_on if is_credit else None,
        customer=customer,
        is_member=is_member_on(customer, voucher.date),
        claim=sum(line.debit for line in owed) if is_credit else 0,
    )
    keep_lines(sale, items, {})
    events.log(
        act="assign_channel",
        subject=voucher.code,
        actor=actor,
        at=at,
        book=voucher.book,
        channel=channel.name,
    )
    return sale


def _terms_of(account: Account) -> str:
    return Terms.BANK if account.purpose == "bank" else Terms.CASH
