"""Collection sheets: kept as a draft while typing, posted as one voucher with everyone's line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.calculations.money import AmountError, parse_rupiah
from ledger.models import Account, Origin, Voucher
from ledger.services import events, journal
from ledger.services.journal import NOT_ASKED, Approval, LineInput, VoucherInput
from ledger.services.periods import lock_book
from members.models import (
    CollectionSheet,
    FundContribution,
    Loan,
    LoanPayment,
    Membership,
    Organization,
    SavingsAccount,
    SavingsProduct,
)
from members.selectors.collection import draft_of, loan_key, members_on, sheet_products
from members.selectors.loan_dues import loan_dues
from members.selectors.savings_terms import products_on
from members.services.loan_payments import credit_lines, lay
from members.services.loan_terms import LoanError
from members.services.savings import SavingsError, check_deposit, open_account

Cells = Mapping[str, Mapping[str, Any]]
"""Membership id → {"present": bool, "amounts": {product code: text}, "loans": {loan id: text},
"remark": text}."""


class SheetError(ValueError):
    """A sheet cannot be kept or posted; `faults` names each cell: (membership id, column, text).

    The column is a product's code, or `loan-<id>`.
    """

    def __init__(self, message: str, faults: list[tuple[int, str, str]] | None = None) -> None:
        super().__init__(message)
        self.faults = faults or []


class SheetChangedError(SheetError):
    """Somebody else changed or posted the sheet after the writer had opened it."""


@dataclass(frozen=True)
class _Entry:
    membership: Membership
    amount: int
    lines: tuple[LineInput, ...]
    fund: SavingsProduct | None = None
    payment: LoanPayment | None = None


def version_of(sheet: CollectionSheet | None) -> str:
    """What a page keeps to notice that the sheet has changed since; empty without a draft."""
    return sheet.changed_at.astimezone(UTC).isoformat() if sheet else ""


@transaction.atomic
def save_sheet(
    *,
    organization: Organization,
    held_on: date,
    content: Cells,
    actor: Any,
    at: datetime,
    base: str | None = None,
) -> CollectionSheet:
    """Keep what was typed for a day, whatever it is worth; one draft a day.

    `base` is the version that the writer had opened (`version_of`); None asks nothing. Raises
    SheetChangedError when another one stands by now, also when it was posted meanwhile.
    """
    lock_book(organization.book)
    if base is not None:
        _check_base(organization, held_on, content, base)
    sheet, _made = CollectionSheet.objects.update_or_create(
        organization=organization,
        held_on=held_on,
        voucher=None,
        defaults={"content": content, "made_by": actor, "changed_at": at},
    )
    return sheet


def _check_base(organization: Organization, held_on: date, content: Cells, base: str) -> None:
    standing = draft_of(organization, held_on)
    if standing is None:
        posted = organization.collection_sheets.filter(
            held_on=held_on, voucher__isnull=False, voucher__reversed_by__isnull=True
        )
        same = next((sheet for sheet in posted if sheet.content == content), None)
        if same is not None and same.voucher is not None:
            raise SheetChangedError(
                _("Lembar ini sudah dibukukan dengan %(code)s.") % {"code": same.voucher.code}
            )
    if version_of(standing) != base and (standing is None or standing.content != content):
        raise SheetChangedError(
            _("Lembar ini baru saja diubah atau dibukukan di layar lain. Buka lagi tanggalnya.")
        )


@transaction.atomic
def post_sheet(
    *,
    sheet: CollectionSheet,
    cash: Account,
    actor: Any,
    at: datetime,
    approval: Approval = NOT_ASKED,
) -> Voucher:
    """Post the sheet: debit cash once, credit every member's account, loan, or the fund.

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
    voucher = journal.post(
        book=book,
        voucher=VoucherInput(
            date=sheet.held_on,
            narration=f"Setoran anggota {sheet.held_on:%d/%m/%Y}",
            lines=[
                LineInput(account=cash, debit=sum(entry.amount for entry in entries)),
                *(line for entry in entries for line in entry.lines),
            ],
            party=_("%(count)s anggota") % {"count": len({e.membership.pk for e in entries})},
            key=f"sheet-{sheet.pk}",
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )
    FundContribution.objects.bulk_create(
        FundContribution(
            membership=entry.membership, product=entry.fund, voucher=voucher, amount=entry.amount
        )
        for entry in entries
        if entry.fund
    )
    payments = [entry.payment for entry in entries if entry.payment]
    for payment in payments:
        payment.voucher = voucher
    LoanPayment.objects.bulk_create(payments)
    sheet.voucher = voucher
    sheet.save(update_fields=["voucher"])
    events.log(
        act="post_collection_sheet", subject=voucher.code, actor=actor, at=at, book=book,
        lines=len(entries),
    )  # fmt: skip
    return voucher


class _Reader:
    """Turns the filled cells of one sheet into entries, and gathers what is wrong with them."""

    def __init__(self, sheet: CollectionSheet, actor: Any, at: datetime) -> None:
        self.on, self.actor, self.at = sheet.held_on, actor, at
        organization = sheet.organization
        self.members = {member.pk: member for member in members_on(organization, sheet.held_on)}
        in_force = products_on(sheet_products(organization), sheet.held_on)
        self.products = {product.code: product for product in in_force}
        self.accounts = {
            (account.membership_id, account.product_id): account
            for account in SavingsAccount.objects.filter(
                product__in=self.products.values(), certificate=""
            ).select_related("subsidiary")
        }
        self.loans = {
            due.loan.pk: due.loan
            for dues in loan_dues(organization, sheet.held_on).values()
            for due in dues
        }
        self.entries: list[_Entry] = []
        self.faults: list[tuple[int, str, str]] = []

    def read(self, member_id: int, row: Mapping[str, Any]) -> None:
        """Savings in the order of the columns, then loans by id.

        PostgreSQL keeps a document's keys in its own order; the sheet's columns have another.
        """
        order = {code: place for place, code in enumerate(self.products)}
        amounts = sorted(row.get("amounts", {}).items(), key=lambda cell: order.get(cell[0], 0))
        loans = sorted(row.get("loans", {}).items(), key=lambda cell: int(cell[0]))
        cells: list[tuple[str, str, SavingsProduct | Loan | None]] = [
            (code, text, self.products.get(code)) for code, text in amounts
        ]
        cells += [(loan_key(int(pk)), text, self.loans.get(int(pk))) for pk, text in loans]
        for column, text, target in cells:
            if not text.strip() or text.strip() == "0":
                continue
            try:
                self.entries.append(self._entry(self.members.get(member_id), target, text))
            except AmountError:
                message = _("Tulis jumlah rupiah bulat, mis. 20.000.")
                self.faults.append((member_id, column, message))
            except (SavingsError, LoanError, SheetError) as error:
                self.faults.append((member_id, column, str(error)))

    def _entry(
        self, member: Membership | None, target: SavingsProduct | Loan | None, text: str
    ) -> _Entry:
        if member is None or target is None:
            raise SheetError(_("Bukan anggota, produk, atau pinjaman pada tanggal ini."))
        amount = int(parse_rupiah(text))
        if isinstance(target, SavingsProduct):
            return self._saved(member, target, amount)
        if target.membership_id != member.pk:
            raise SheetError(_("Pinjaman ini milik anggota lain."))
        return _repaid(member, target, amount, self.on)

    def _saved(self, member: Membership, product: SavingsProduct, amount: int) -> _Entry:
        account = None
        if not product.is_fund:
            account = self.accounts.get((member.pk, product.pk)) or open_account(
                membership=member, product=product, actor=self.actor, at=self.at
            )
            check_deposit(product, account, amount)
        line = LineInput(
            account=product.account,
            credit=amount,
            subsidiary=account.subsidiary if account else None,
            memo=f"{member.number} {product.code}",
        )
        return _Entry(member, amount, (line,), fund=product if product.is_fund else None)


def _repaid(member: Membership, loan: Loan, amount: int, on: date) -> _Entry:
    """Laid as a payment at the counter is (services/loan_payments.py)."""
    parts = lay(loan, amount, on)
    memo = f"{member.number} {loan.number}"
    payment = LoanPayment(
        loan=loan,
        principal=parts.principal,
        interest=parts.interest,
        penalty=parts.penalty,
        version=loan.schedule_version,
    )
    return _Entry(member, amount, tuple(credit_lines(loan, parts, memo=memo)), payment=payment)


def _entries(sheet: CollectionSheet, actor: Any, at: datetime) -> list[_Entry]:
    """Every filled cell as lines; SheetError lists all that are wrong."""
    reader = _Reader(sheet, actor, at)
    for key, row in sheet.content.items():
        reader.read(int(key), row)
    if reader.faults:
        raise SheetError(
            _("%(count)s isian perlu dibetulkan; belum ada yang dibukukan.")
            % {"count": len(reader.faults)},
            reader.faults,
        )
    if not reader.entries:
        raise SheetError(_("Belum ada setoran yang diisi."))
    return reader.entries
