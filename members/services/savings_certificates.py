"""Time savings (simpanan berjangka): place against a certificate, pay out whole, break early."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.models import Account, Origin, Voucher
from ledger.services import events, journal
from ledger.services.books import open_subsidiary
from ledger.services.journal import NOT_ASKED, Approval, LineInput, VoucherInput
from ledger.services.periods import lock_book
from members.calculations.loans import add_months
from members.models import Membership, SavingsAccount, SavingsKind, SavingsProduct
from members.selectors.savings_floor import lowest_of
from members.selectors.savings_terms import product_on
from members.services.savings import SavingsError, balance_of

MAX_TERM = 120
"""Months; a longer term is a slip of the pen."""


def attach_certificate(
    *,
    product: SavingsProduct,
    membership: Membership,
    certificate: str,
    placed_on: date | None = None,
    months: int = 0,
) -> SavingsAccount:
    """Tie a subsidiary account that stands in the book to a member as his certificate."""
    return SavingsAccount.objects.create(
        membership=membership,
        product=product,
        certificate=certificate,
        placed_on=placed_on,
        matures_on=add_months(placed_on, months) if placed_on and months else None,
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
    key: str | None = None,
    approval: Approval = NOT_ASKED,
) -> SavingsAccount:
    """Receive time savings: debit cash, credit the certificate's own account.

    Raises SavingsError for a number in use, a term outside 1 to 120 months, too small an amount.
    """
    book = lock_book(product.organization.book)
    certificate = certificate.strip()
    narration = f"{product.name} {certificate} {membership.person.name}"[:200]
    if journal.answered(book=book, key=key, on=on, narration=narration, amount=amount):
        return SavingsAccount.objects.get(product=product, certificate=certificate)
    if product.kind != SavingsKind.BERJANGKA:
        raise SavingsError(_("Produk ini bukan simpanan berjangka."), field="product")
    if not certificate or len(certificate) > 20:
        raise SavingsError(_("Isi nomor bilyet, paling panjang 20 huruf."), field="certificate")
    if product.account.subsidiaries.filter(code=certificate).exists():
        raise SavingsError(_("Nomor bilyet ini sudah dipakai."), field="certificate")
    if not 1 <= months <= MAX_TERM:
        raise SavingsError(_("Jangka waktu dari 1 sampai 120 bulan."), field="months")
    if amount <= 0 or amount < product_on(product, on).minimum:
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
            narration=narration,
            lines=[
                LineInput(account=cash, debit=amount),
                LineInput(account=product.account, credit=amount, subsidiary=subsidiary),
            ],
            party=membership.person.name[:120],
            key=key,
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )
    return account


def break_penalty(account: SavingsAccount, amount: int, on: date) -> int:
    """What is withheld when a certificate is paid out before it matures; rounded down.

    By the terms of the day on which it was placed.
    """
    if account.matures_on is None or on >= account.matures_on:
        return 0
    product = product_on(account.product, account.placed_on or on)
    return int(amount * Fraction(Decimal(product.break_penalty_percent)) / 100)


@transaction.atomic
def prolong_certificate(
    *, account: SavingsAccount, months: int, actor: Any, at: datetime, shown: date | None = None
) -> SavingsAccount:
    """Let a certificate run on from its maturity. No money moves; the certificate is printed anew.

    `shown` is the maturity that the officer saw: a form sent twice prolongs once.
    Raises SavingsError for a term outside 1 to 120 months, for one that would be over by today
    already, and for a certificate that was paid out or has no maturity.
    """
    book = lock_book(account.product.organization.book)
    account = SavingsAccount.objects.select_related("product", "subsidiary").get(pk=account.pk)
    if not 1 <= months <= MAX_TERM:
        raise SavingsError(_("Jangka waktu dari 1 sampai 120 bulan."), field="months")
    if account.matures_on is None:
        raise SavingsError(_("Bilyet ini tidak mempunyai jatuh tempo."))
    if balance_of(account) <= 0:
        raise SavingsError(_("Bilyet ini sudah dicairkan."))
    if shown is not None and account.matures_on != shown:
        raise SavingsError(
            _("Jatuh tempo bilyet ini sudah %(day)s. Perpanjang lagi hanya bila memang perlu.")
            % {"day": f"{account.matures_on:%d/%m/%Y}"}
        )
    was, account.matures_on = account.matures_on, add_months(account.matures_on, months)
    if account.matures_on <= timezone.localdate(at):
        raise SavingsError(
            _("Perpanjangan itu sudah lewat pada %(day)s; pilih jangka yang lebih panjang.")
            % {"day": account.matures_on.strftime("%d/%m/%Y")},
            field="months",
        )
    account.save(update_fields=["matures_on"])
    events.log(
        act="prolong_certificate",
        subject=account.certificate,
        actor=actor,
        at=at,
        book=book,
        months=months,
        matured_on=was.isoformat(),
        matures_on=account.matures_on.isoformat(),
    )
    return account


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
    if (account.placed_on is not None and on < account.placed_on) or (
        lowest_of(account, since=on).balance < amount
    ):
        raise SavingsError(_("Pada tanggal itu bilyetnya belum berisi sebanyak ini."), field="on")
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
