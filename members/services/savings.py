"""Savings: open members' accounts, deposit, withdraw, transfer (products: savings_products.py).

Debit and credit: docs/accounting/README.md. The book's row lock is taken before a balance is
read, so two cashiers cannot both pay out the last rupiah.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.calculations.money import format_rupiah
from ledger.models import Account, Origin, Voucher
from ledger.selectors.balances import balance_of_subsidiary
from ledger.services import journal
from ledger.services.books import open_subsidiary
from ledger.services.journal import NOT_ASKED, Approval, LineInput, VoucherInput
from ledger.services.periods import lock_book
from members.models import (
    FundContribution,
    Membership,
    SavingsAccount,
    SavingsKind,
    SavingsProduct,
)
from members.selectors.savings_floor import lowest_of
from members.selectors.savings_terms import product_on


class SavingsError(ValueError):
    """A deposit, withdrawal or transfer was refused; the text says what to do. `field`: where."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def open_account(
    *, membership: Membership, product: SavingsProduct, actor: Any, at: datetime
) -> SavingsAccount:
    """The member's account in a product, opened when he has none yet."""
    if product.is_fund:
        raise SavingsError(_("IKS adalah dana bersama; anggota tidak mempunyai saldo di dalamnya."))
    if membership.organization_id != product.organization_id:
        raise SavingsError(_("Produk simpanan ini milik lembaga lain."), field="product")
    lock_book(product.organization.book)
    if product.kind == SavingsKind.BERJANGKA:
        raise SavingsError(
            _("Simpanan berjangka ditempatkan dengan bilyet, bukan sebagai setoran."),
            field="product",
        )
    found = SavingsAccount.objects.filter(membership=membership, product=product).first()
    if found is not None:
        return found
    subsidiary = product.account.subsidiaries.filter(
        code=membership.number, savings_account__isnull=True
    ).first() or open_subsidiary(
        account=product.account,
        code=_free_code(product, membership),
        name=membership.person.name,
        actor=actor,
        at=at,
    )
    return SavingsAccount.objects.create(
        membership=membership, product=product, subsidiary=subsidiary
    )


def _free_code(product: SavingsProduct, membership: Membership) -> str:
    """The member's number; with the product's when two products share one account."""
    taken = product.account.subsidiaries.filter(code=membership.number).exists()
    return f"{membership.number}-{product.pk}"[-20:] if taken else membership.number


def balance_of(account: SavingsAccount) -> int:
    """What the member has in it, whole rupiah."""
    return -balance_of_subsidiary(account.subsidiary)


@transaction.atomic
def record_deposit(
    *,
    membership: Membership,
    product: SavingsProduct,
    amount: int,
    cash: Account,
    on: date,
    actor: Any,
    at: datetime,
    key: str | None = None,
    approval: Approval = NOT_ASKED,
) -> Voucher:
    """Receive a deposit: debit cash, credit the member's account (or the IKS fund).

    Raises SavingsError for a member who has left, a pokok paid twice or in part, an amount below
    the product's least, and PostingError for what the gate refuses.
    """
    book = lock_book(product.organization.book)
    narration = f"{product.name} {membership.number} {membership.person.name}"[:200]
    request: dict[str, Any] = {"key": key, "on": on, "narration": narration, "amount": amount}
    if standing := journal.answered(book=book, **request):
        return standing
    _check_amount(amount)
    _check_cash(cash)
    if not product.is_active:
        raise SavingsError(_("Produk simpanan ini tidak dipakai lagi."), field="product")
    if membership.left_on is not None and membership.left_on <= on:
        raise SavingsError(_("Anggota ini sudah keluar; setoran tidak diterima lagi."))
    account = None
    if not product.is_fund:
        account = open_account(membership=membership, product=product, actor=actor, at=at)
        check_deposit(product_on(product, on), account, amount)
    voucher = journal.post(
        book=book,
        voucher=VoucherInput(
            date=on,
            narration=narration,
            lines=[
                LineInput(account=cash, debit=amount),
                LineInput(
                    account=product.account,
                    credit=amount,
                    subsidiary=account.subsidiary if account else None,
                    memo=membership.number if product.is_fund else "",
                ),
            ],
            party=membership.person.name[:120],
            key=key,
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )
    if product.is_fund:
        FundContribution.objects.create(
            membership=membership, product=product, voucher=voucher, amount=amount
        )
    return voucher


def _check_amount(amount: int) -> None:
    if amount <= 0:
        raise SavingsError(_("Jumlah harus di atas nol."), field="amount")


def _check_cash(cash: Account) -> None:
    if not cash.is_cash:
        raise SavingsError(_("Pilih akun kas atau bank."), field="cash")


def check_deposit(product: SavingsProduct, account: SavingsAccount, amount: int) -> None:
    """Raise SavingsError for a second or partial pokok and for less than the product's least."""
    if product.kind == SavingsKind.POKOK:
        if balance_of(account) > 0:
            raise SavingsError(
                _("Simpanan pokok dibayar satu kali; anggota ini sudah membayarnya."),
                field="product",
            )
        if product.fixed_amount and amount != product.fixed_amount:
            raise SavingsError(
                _("Simpanan pokok lembaga ini Rp %(amount)s, sama untuk semua anggota.")
                % {"amount": format_rupiah(product.fixed_amount)},
                field="amount",
            )
    if amount < product.minimum:
        raise SavingsError(
            _("Setoran paling kecil Rp %(amount)s.") % {"amount": format_rupiah(product.minimum)},
            field="amount",
        )


def _refuse_certificate(account: SavingsAccount) -> None:
    if account.certificate:
        raise SavingsError(_("Bilyet simpanan berjangka dicairkan seluruhnya, lewat “Cairkan”."))


def _check_payout(account: SavingsAccount, amount: int, on: date) -> None:
    """Raise unless the member may take this much out; the book is locked already."""
    product, membership = account.product, account.membership
    has_left = membership.left_on is not None and membership.left_on <= on
    if not product.is_withdrawable and not has_left:
        raise SavingsError(
            _("%(product)s tidak dapat diambil selama masih menjadi anggota.")
            % {"product": product.label},
            field="product",
        )
    balance = balance_of(account)
    if amount > balance:
        raise SavingsError(
            _("Saldo hanya Rp %(balance)s; tidak cukup untuk Rp %(amount)s.")
            % {"balance": format_rupiah(balance), "amount": format_rupiah(amount)},
            field="amount",
        )
    low = lowest_of(account, since=on)
    if amount > low.balance:
        raise SavingsError(
            _(
                "Pada %(day)s saldonya hanya Rp %(balance)s; pengambilan bertanggal %(on)s"
                " sebesar Rp %(amount)s membuatnya di bawah nol."
            )
            % {
                "day": low.day.strftime("%d/%m/%Y"),
                "balance": format_rupiah(low.balance),
                "on": on.strftime("%d/%m/%Y"),
                "amount": format_rupiah(amount),
            },
            field="amount",
        )


@transaction.atomic
def record_withdrawal(
    *,
    account: SavingsAccount,
    amount: int,
    cash: Account,
    on: date,
    actor: Any,
    at: datetime,
    key: str | None = None,
    approval: Approval = NOT_ASKED,
) -> Voucher:
    """Pay out: debit the member's account, credit cash.

    Raises SavingsError for pokok or wajib of a member, and for more than the balance on any day
    from `on` on.
    """
    product, membership = account.product, account.membership
    book = lock_book(product.organization.book)
    narration = f"Pengambilan {product.name} {membership.number} {membership.person.name}"[:200]
    request: dict[str, Any] = {"key": key, "on": on, "narration": narration, "amount": amount}
    if standing := journal.answered(book=book, **request):
        return standing
    _check_amount(amount)
    _check_cash(cash)
    _refuse_certificate(account)
    _check_payout(account, amount, on)
    return journal.post(
        book=book,
        voucher=VoucherInput(
            date=on,
            narration=narration,
            lines=[
                LineInput(account=product.account, debit=amount, subsidiary=account.subsidiary),
                LineInput(account=cash, credit=amount),
            ],
            party=membership.person.name[:120],
            key=key,
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )


@transaction.atomic
def record_transfer(
    *,
    source: SavingsAccount,
    target: SavingsAccount,
    amount: int,
    on: date,
    actor: Any,
    at: datetime,
    key: str | None = None,
    approval: Approval = NOT_ASKED,
) -> Voucher:
    """Move savings from one member's account to another account of the same organization."""
    book = lock_book(source.product.organization.book)
    narration = f"Pindah buku simpanan {source.membership.number} ke {target.membership.number}"
    request: dict[str, Any] = {"key": key, "on": on, "narration": narration, "amount": amount}
    if standing := journal.answered(book=book, **request):
        return standing
    _check_amount(amount)
    if source.pk == target.pk:
        raise SavingsError(_("Pilih rekening tujuan yang lain."), field="target")
    if target.product.organization_id != source.product.organization_id:
        raise SavingsError(_("Pindah buku hanya di dalam satu lembaga."), field="target")
    if target.membership.left_on is not None and target.membership.left_on <= on:
        raise SavingsError(
            _("Anggota ini sudah keluar; setoran tidak diterima lagi."), field="target"
        )
    if not target.product.is_active:
        raise SavingsError(_("Produk tujuan tidak dipakai lagi; pilih yang lain."), field="target")
    _refuse_certificate(source)
    _refuse_certificate(target)
    _check_payout(source, amount, on)
    check_deposit(product_on(target.product, on), target, amount)
    return journal.post(
        book=book,
        voucher=VoucherInput(
            date=on,
            narration=narration,
            lines=[
                LineInput(
                    account=source.product.account, debit=amount, subsidiary=source.subsidiary
                ),
                LineInput(
                    account=target.product.account, credit=amount, subsidiary=target.subsidiary
                ),
            ],
            party=target.membership.person.name[:120],
            key=key,
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )
