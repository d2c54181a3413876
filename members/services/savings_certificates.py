"""Time savings (simpanan berjangka): place against a certificate, pay out whole, break early."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.models import Account, Origin, Voucher
from ledger.services import journal
from ledger.services.books import open_subsidiary
from ledger.services.journal import NOT_ASKED, Approval, LineInput, VoucherInput
from ledger.services.periods import lock_book
from members.calculations.loans import add_months
from members.models import Membership, SavingsAccount, SavingsKind, SavingsProduct
from members.services.savings import SavingsError, balance_of

MAX_TERM = 120
"""Months; a longer term is a slip of the pen."""


def attach_certificate(
    *, product: SavingsProduct, membership: Membership, certificate: str
) -> SavingsAccount:
    """Tie a subsidiary account that stands in the book to a member as his certificate."""
    return SavingsAccount.objects.create(
        membership=membership,
        product=product,
        certificate=certificate,
        subsidiary=product.account.subsidiaries.get(code=certificate),
    )


@transaction.atomic
def place_certificate(
    *,
    membership: Membership,
    product: SavingsProduct,
    certificate: str,
    amount: int,
    months: int,
    cash: Account,
    on: date,
    actor: Any,
    at: datetime,
    approval: Approval = NOT_ASKED,
) -> SavingsAccount:
    """Receive time savings: debit cash, credit the certificate's own account.

    Raises SavingsError for a number in use, a term outside 1 to 120 months, too small an amount.
    """
    book = lock_book(product.organization.book)
    certificate = certificate.strip()
    if product.kind != SavingsKind.BERJANGKA:
        raise SavingsError(_("Produk ini bukan simpanan berjangka."), field="product")
    if not certificate or len(certificate) > 20:
        raise SavingsError(_("Isi nomor bilyet, paling panjang 20 huruf."), field="certificate")
    if product.account.subsidiaries.filter(code=certificate).exists():
        raise SavingsError(_("Nomor bilyet ini sudah dipakai."), field="certificate")
    if not 1 <= months <= MAX_TERM:
        raise SavingsError(_("Jangka waktu dari 1 sampai 120 bulan."), field="months")
    if amount <= 0 or amount < product.minimum:
        raise SavingsError(_("Jumlahnya di bawah setoran paling kecil."), field="amount")
    if not cash.is_cash:
        raise SavingsError(_("Pilih akun kas atau bank."), field="cash")
    if membership.left_on is not None and membership.left_on <= on:
        raise SavingsError(_("Anggota ini sudah keluar; setoran tidak diterima lagi."))
    subsidiary = open_subsidiary(
        account=product.account,
        code=certificate,
        name=membership.person.name,
        actor=actor,
        at=at,
    )
    account = SavingsAccount.objects.create(
        membership=membership,
        product=product,
        certificate=certificate,
        placed_on=on,
        matures_on=add_months(on, months),
        subsidiary=subsidiary,
    )
    journal.post(
        book=book,
        voucher=VoucherInput(
            date=on,
            narration=f"{product.name} {certificate} {membership.person.name}"[:200],
            lines=[
                LineInput(account=cash, debit=amount),
                LineInput(account=product.account, credit=amount, subsidiary=subsidiary),
            ],
            party=membership.person.name[:120],
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )
    return account


def break_penalty(account: SavingsAccount, amount: int, on: date) -> int:
    """What is withheld when a certificate is paid out before it matures; rounded down."""
    if account.matures_on is None or on >= account.matures_on:
        return 0
    return int(amount * Fraction(Decimal(account.product.break_penalty_percent)) / 100)


@transaction.atomic
def pay_out_certificate(
    *,
    account: SavingsAccount,
    cash: Account,
    on: date,
    actor: Any,
    at: datetime,
    approval: Approval = NOT_ASKED,
) -> Voucher:
    """Pay a certificate out whole; before maturity the product's penalty is withheld.

    Debit the certificate, credit cash; the penalty takes back cost of interest.
    """
    product = account.product
    book = lock_book(product.organization.book)
    amount = balance_of(account)
    if amount <= 0:
        raise SavingsError(_("Bilyet ini sudah dicairkan."))
    if not cash.is_cash:
        raise SavingsError(_("Pilih akun kas atau bank."), field="cash")
    penalty = break_penalty(account, amount, on)
    lines = [LineInput(account=product.account, debit=amount, subsidiary=account.subsidiary)]
    if amount > penalty:
        lines.append(LineInput(account=cash, credit=amount - penalty))
    if penalty:
        if product.interest_account is None:
            raise SavingsError(
                _("Isi akun beban jasa dan akun pajak pada produk %(product)s.")
                % {"product": product.label}
            )
        lines.append(LineInput(account=product.interest_account, credit=penalty))
    return journal.post(
        book=book,
        voucher=VoucherInput(
            date=on,
            narration=f"Pencairan {product.name} {account.certificate}"
            f" {account.membership.person.name}"[:200],
            lines=lines,
            party=account.membership.person.name[:120],
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )
