"""Daftar simpanan anggota: each member's balance in each product, tied to the books."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.models import Book
from ledger.registry import Report, register_report
from ledger.reports.table import Cell, Column, ReportTable, Row, report_table
from ledger.selectors.balances import balances
from members.models import SavingsProduct
from members.selectors.savings import MemberBalance, member_balances


def build(book: Book, *, start: date, end: date, **_options: Any) -> ReportTable:
    """Rows `member_no, product, balance`; a note names any gap between members and account."""
    found = member_balances(book, on=end)
    rows = [_row(item) for item in found]
    totals: dict[str, int] = {}
    for item in found:
        totals[item.product.code] = totals.get(item.product.code, 0) + item.balance
    labels = {item.product.code: item.product.label for item in found}
    rows += [
        Row(cells=(Cell(""), Cell(""), Cell(labels[code]), Cell(total)), style="subtotal")
        for code, total in totals.items()
    ]
    return report_table(
        book,
        "member_balances",
        _("Daftar simpanan anggota"),
        start,
        end,
        columns=(
            Column("member_no", _("No. anggota")),
            Column("name", _("Nama")),
            Column("product", _("Simpanan")),
            Column("balance", _("Saldo"), True),
        ),
        rows=tuple(rows),
        totals=totals,
        notes=tuple(_gaps(book, found, end)),
        is_at_date=True,
    )


def _row(item: MemberBalance) -> Row:
    name = item.name or _("dana bersama")
    return Row(
        cells=(Cell(item.number), Cell(name), Cell(item.product.label), Cell(item.balance)),
        data={
            "member_no": item.number,
            "name": item.name,
            "product": item.product.code,
            "balance": item.balance,
        },
    )


def _gaps(book: Book, found: list[MemberBalance], on: date) -> list[str]:
    """A sentence for each account whose members do not add up to it."""
    held = balances(book, on=on)
    products = SavingsProduct.objects.filter(organization__book=book).select_related("account")
    accounts = {product.account_id: product.account for product in products}
    sums = dict.fromkeys(accounts, 0)
    for item in found:
        sums[item.product.account_id] += item.balance
    return [
        _("Akun %(account)s berisi %(gap)s yang tidak tercatat pada anggota mana pun.")
        % {"account": account, "gap": f"{-held.get(pk, 0) - sums[pk]:,}".replace(",", ".")}
        for pk, account in accounts.items()
        if -held.get(pk, 0) != sums[pk]
    ]


def register_all() -> None:
    """Offer the report under `statement` and on the page of reports."""
    register_report(
        Report(
            name="member_balances",
            title=gettext_lazy("Daftar simpanan anggota"),
            build=build,
            permission="members.view_savings",
            frameworks=frozenset({"kube", "koperasi"}),
        )
    )
