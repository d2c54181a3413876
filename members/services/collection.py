"""Collection sheets: kept as a draft while typing, posted as one voucher with everyone's line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.calculations.money import AmountError, parse_rupiah
from ledger.models import Account, Origin, Voucher
from ledger.services import events, journal
from ledger.services.journal import LineInput, VoucherInput
from ledger.services.periods import lock_book
from members.models import (
    CollectionSheet,
    FundContribution,
    Membership,
    Organization,
    SavingsAccount,
    SavingsProduct,
)
from members.selectors.collection import members_on, sheet_products
from members.services.savings import SavingsError, check_deposit, open_account

Cells = Mapping[str, Mapping[str, Any]]
"""Membership id → {"present": bool, "amounts": {product code: text}, "remark": text}."""


class SheetError(ValueError):
    """A sheet cannot be posted; `faults` names each cell: (membership id, product code, text)."""

    def __init__(self, message: str, faults: list[tuple[int, str, str]] | None = None) -> None:
        super().__init__(message)
        self.faults = faults or []


@dataclass(frozen=True)
class _Entry:
    membership: Membership
    product: SavingsProduct
    amount: int
    account: SavingsAccount | None


@transaction.atomic
def save_sheet(
    *,
    organization: Organization,
    held_on: date,
    content: Cells,
    actor: Any,
    at: datetime,
) -> CollectionSheet:
    """Keep what was typed for a day, whatever it is worth; one draft a day."""
    lock_book(organization.book)
    sheet, _made = CollectionSheet.objects.update_or_create(
        organization=organization,
        held_on=held_on,
        voucher=None,
        defaults={"content": content, "made_by": actor, "changed_at": at},
    )
    return sheet


@transaction.atomic
def post_sheet(*, sheet: CollectionSheet, cash: Account, actor: Any, at: datetime) -> Voucher:
    """Post the sheet: debit cash once, credit every member's account (or the fund).

    Raises SheetError with every faulty cell, and nothing is posted then; PostingError for what
    the gate refuses. A sheet posted already answers with its voucher.
    """
    organization = sheet.organization
    book = lock_book(organization.book)
    sheet = CollectionSheet.objects.select_related("voucher").get(pk=sheet.pk)
    if sheet.voucher is not None:
        return sheet.voucher
    if not cash.is_cash:
        raise SheetError(_("Pilih akun kas atau bank."))
    entries = _entries(sheet, actor, at)
    lines = [LineInput(account=cash, debit=sum(entry.amount for entry in entries))]
    lines += [
        LineInput(
            account=entry.product.account,
            credit=entry.amount,
            subsidiary=entry.account.subsidiary if entry.account else None,
            memo=f"{entry.membership.number} {entry.product.code}",
        )
        for entry in entries
    ]
    voucher = journal.post(
        book=book,
        voucher=VoucherInput(
            date=sheet.held_on,
            narration=f"Setoran anggota {sheet.held_on:%d/%m/%Y}",
            lines=lines,
            party=_("%(count)s anggota") % {"count": len({e.membership.pk for e in entries})},
            key=f"sheet-{sheet.pk}",
            origin=Origin.ACT,
        ),
        actor=actor,
        at=at,
    )
    FundContribution.objects.bulk_create(
        FundContribution(
            membership=entry.membership,
            product=entry.product,
            voucher=voucher,
            amount=entry.amount,
        )
        for entry in entries
        if entry.product.is_fund
    )
    sheet.voucher = voucher
    sheet.save(update_fields=["voucher"])
    events.log(
        act="post_collection_sheet", subject=voucher.code, actor=actor, at=at, book=book,
        lines=len(entries),
    )  # fmt: skip
    return voucher


def _entries(sheet: CollectionSheet, actor: Any, at: datetime) -> list[_Entry]:
    """Every filled cell as an amount and an account; SheetError lists all that are wrong."""
    organization = sheet.organization
    members = {member.pk: member for member in members_on(organization, sheet.held_on)}
    products = {product.code: product for product in sheet_products(organization)}
    order = {code: place for place, code in enumerate(products)}
    accounts = {
        (account.membership_id, account.product_id): account
        for account in SavingsAccount.objects.filter(
            product__in=products.values(), certificate=""
        ).select_related("subsidiary")
    }
    entries: list[_Entry] = []
    faults: list[tuple[int, str, str]] = []
    for key, row in sheet.content.items():
        member = members.get(int(key))
        # PostgreSQL keeps a document's keys in its own order; the sheet's columns have another
        for code, text in sorted(row.get("amounts", {}).items(), key=lambda c: order.get(c[0], 0)):
            if not text.strip() or text.strip() == "0":
                continue
            product = products.get(code)
            if member is None or product is None:
                faults.append((int(key), code, _("Bukan anggota atau produk pada tanggal ini.")))
                continue
            try:
                amount = int(parse_rupiah(text))
                account = None
                if not product.is_fund:
                    account = accounts.get((member.pk, product.pk)) or open_account(
                        membership=member, product=product, actor=actor, at=at
                    )
                    check_deposit(product, account, amount)
            except AmountError:
                faults.append((member.pk, code, _("Tulis jumlah rupiah bulat, mis. 20.000.")))
            except SavingsError as error:
                faults.append((member.pk, code, str(error)))
            else:
                entries.append(_Entry(member, product, amount, account))
    if faults:
        raise SheetError(
            _("%(count)s isian perlu dibetulkan; belum ada yang dibukukan.")
            % {"count": len(faults)},
            faults,
        )
    if not entries:
        raise SheetError(_("Belum ada setoran yang diisi."))
    return entries
