"""The interest run: one voucher for a month, all members, all products that earn."""

import calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.models import Line, Origin, Voucher
from ledger.selectors.balances import subsidiary_movements
from ledger.services import journal
from ledger.services.journal import NOT_ASKED, Approval, LineInput, VoucherInput
from ledger.services.periods import lock_book
from members.calculations.savings import daily_balances, interest_of_month, shared_tax
from members.models import InterestSlip, Organization, SavingsAccount, SavingsProduct
from members.selectors.savings import tax_rule
from members.selectors.savings_terms import products_on
from members.services.savings import SavingsError


@dataclass(frozen=True)
class Earned:
    """What one account earns in the month; whole rupiah."""

    account: SavingsAccount
    gross: int
    tax: int

    @property
    def net(self) -> int:
        """What is credited to the account."""
        return self.gross - self.tax


def interest_of(organization: Organization, *, year: int, month: int) -> list[Earned]:
    """What every account earns in a month, with tax shared over the savings of each member.

    Reads only: the page that asks for confirmation and the run share it.
    """
    start = date(year, month, 1)
    every = SavingsProduct.objects.filter(organization=organization, is_active=True)
    products = {
        p.pk: p
        for p in products_on(
            every.select_related("account", "interest_account", "tax_account"), start
        )
        if p.interest_method and p.interest_percent > 0
    }
    end = start.replace(day=calendar.monthrange(year, month)[1])
    days = 366 if calendar.isleap(year) else 365
    accounts = {product.account for product in products.values()}
    moved = subsidiary_movements(organization.book, accounts=accounts, start=start, end=end)
    changes = _changes(organization, products, start, end)
    by_member: dict[int, list[tuple[SavingsAccount, int]]] = defaultdict(list)
    held = SavingsAccount.objects.filter(product__in=products).select_related(
        "membership__person", "subsidiary"
    )
    for account in held.order_by("membership__number", "product_id"):
        account.product = product = products[account.product_id]
        if account.subsidiary_id not in moved:
            continue
        balances = daily_balances(
            -moved[account.subsidiary_id].opening, changes[account.subsidiary_id], start, end
        )
        gross = interest_of_month(
            balances,
            percent=product.interest_percent,
            method=product.interest_method,
            days_in_year=days,
        )
        if gross:
            by_member[account.membership.person_id].append((account, gross))
    rule = tax_rule(end)
    found = []
    for earned in by_member.values():
        taxes = shared_tax([gross if a.product.is_taxed else 0 for a, gross in earned], rule)
        found += [
            Earned(account, gross, tax) for (account, gross), tax in zip(earned, taxes, strict=True)
        ]
    return found


def _changes(
    organization: Organization, products: dict[int, SavingsProduct], start: date, end: date
) -> dict[int, dict[date, int]]:
    """Subsidiary id → day → credit minus debit."""
    changes: dict[int, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    lines = Line.objects.filter(
        book=organization.book,
        date__gte=start,
        date__lte=end,
        subsidiary__savings_account__product__in=products,
    ).exclude(voucher__period=Voucher.OPENING)
    for subsidiary, day, debit, credit in lines.values_list(
        "subsidiary_id", "date", "debit", "credit"
    ):
        changes[subsidiary][day] += credit - debit
    return changes


@transaction.atomic
def run_interest(
    *,
    organization: Organization,
    year: int,
    month: int,
    actor: Any,
    at: datetime,
    approval: Approval = NOT_ASKED,
) -> Voucher:
    """Credit the month's interest to every account and keep a slip of each.

    Dated the month's last day. Raises SavingsError when the month was run already (and its
    voucher not reversed), or when nothing was earned; PostingError for what the gate refuses.
    """
    book = lock_book(organization.book)
    runs = InterestSlip.objects.filter(
        account__product__organization=organization, year=year, month=month
    )
    if runs.filter(voucher__reversed_by__isnull=True).exists():
        raise SavingsError(
            _("Jasa simpanan %(month)02d/%(year)s sudah dibukukan. Balik dahulu buktinya.")
            % {"month": month, "year": year}
        )
    if date(year, month, 1) > timezone.localdate(at):
        raise SavingsError(_("Bulan itu belum tiba."), field="month")
    found = interest_of(organization, year=year, month=month)
    if not found:
        raise SavingsError(_("Tidak ada simpanan yang mendapat jasa pada bulan itu."))
    voucher = journal.post(
        book=book,
        voucher=VoucherInput(
            date=date(year, month, calendar.monthrange(year, month)[1]),
            narration=f"Jasa simpanan {month:02d}/{year}, {len(found)} rekening",
            lines=_lines(found),
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )
    InterestSlip.objects.bulk_create(
        [
            InterestSlip(
                account=e.account, year=year, month=month, gross=e.gross, tax=e.tax, voucher=voucher
            )
            for e in found
        ],
        batch_size=500,
    )
    return voucher


def _lines(found: list[Earned]) -> list[LineInput]:
    """Debit each cost account once; credit members net, and each tax account once."""
    cost: dict[Any, int] = defaultdict(int)
    tax: dict[Any, int] = defaultdict(int)
    credited = []
    for earned in found:
        product = earned.account.product
        if product.interest_account is None or (earned.tax and product.tax_account is None):
            raise SavingsError(
                _("Isi akun beban jasa dan akun pajak pada produk %(product)s.")
                % {"product": product.label}
            )
        cost[product.interest_account] += earned.gross
        if earned.tax:
            tax[product.tax_account] += earned.tax
        credited.append(
            LineInput(
                account=product.account,
                credit=earned.gross - earned.tax,
                subsidiary=earned.account.subsidiary,
            )
        )
    return (
        [LineInput(account=account, debit=amount) for account, amount in cost.items()]
        + credited
        + [LineInput(account=account, credit=amount) for account, amount in tax.items()]
    )
