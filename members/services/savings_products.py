"""Savings products: the usual ones of a framework, their terms, accounts that stand already."""

import csv
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.models import Subsidiary
from ledger.services import events
from ledger.services.periods import lock_book
from members.models import (
    FundContribution,
    Obligation,
    Organization,
    SavingsAccount,
    SavingsKind,
    SavingsProduct,
)
from members.services.savings import SavingsError

DATA = Path(__file__).resolve().parents[1] / "data"


@transaction.atomic
def add_default_products(
    *, organization: Organization, actor: Any, at: datetime
) -> list[SavingsProduct]:
    """Give an organization the usual products of its framework that it does not have yet.

    Amounts and rates stay open: they come from its bylaws. Members' subsidiary accounts that
    stand in the book already are tied to the products.
    """
    book = organization.book
    accounts = {account.code: account for account in book.accounts.all()}
    held = set(
        SavingsProduct.objects.filter(organization=organization).values_list("code", flat=True)
    )
    made = []
    with (DATA / "savings_products.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            if row["framework"] != book.framework or row["code"] in held:
                continue
            made.append(
                SavingsProduct.objects.create(
                    organization=organization,
                    code=row["code"],
                    kind=row["kind"],
                    name=row["name"],
                    name_en=row["name_en"],
                    account=accounts[row["account"]],
                    interest_account=accounts.get(row["interest_account"]),
                    tax_account=accounts.get(row["tax_account"]),
                    is_withdrawable=bool(row["is_withdrawable"]),
                    counts_for_shu=bool(row["counts_for_shu"]),
                )
            )
    events.log(
        act="add_savings_products", subject=book.slug, actor=actor, at=at, book=book,
        products=[product.code for product in made],
    )  # fmt: skip
    for product in made:
        attach_accounts(product=product)
    return made


def attach_accounts(*, product: SavingsProduct) -> int:
    """Tie subsidiary accounts named by a member's number to the product; returns how many."""
    if product.is_fund or product.kind == SavingsKind.BERJANGKA:
        return 0
    members = dict(product.organization.memberships.values_list("number", "pk"))
    loose = Subsidiary.objects.filter(
        account=product.account_id, code__in=list(members), savings_account__isnull=True
    )
    taken = set(product.accounts.values_list("membership_id", flat=True))
    made = SavingsAccount.objects.bulk_create(
        [
            SavingsAccount(membership_id=members[s.code], product=product, subsidiary=s)
            for s in loose
            if members[s.code] not in taken
        ],
        batch_size=500,
    )
    return len(made)


@transaction.atomic
def set_terms(*, product: SavingsProduct, actor: Any, at: datetime, **terms: Any) -> SavingsProduct:
    """Change amounts, rates and switches of a product as its bylaws say; history is kept."""
    for name, value in terms.items():
        setattr(product, name, value)
    product.save(update_fields=list(terms))
    events.log(
        act="set_savings_terms",
        subject=product.code,
        actor=actor,
        at=at,
        book=product.organization.book,
        **{name: str(value) for name, value in terms.items()},
    )
    return product


FIXED_IN_USE = ("kind", "account")
"""What stays as it is once members have something in a product."""
STAYING = (SavingsKind.POKOK, SavingsKind.WAJIB, SavingsKind.IKS)
"""Kinds that nobody takes out while a member (koperasi.md §6.1)."""


def is_in_use(product: SavingsProduct) -> bool:
    """Whether members have accounts, dues or contributions in it."""
    return any(
        rows.filter(product=product).exists()
        for rows in (SavingsAccount.objects, Obligation.objects, FundContribution.objects)
    )


@transaction.atomic
def add_product(
    *, organization: Organization, actor: Any, at: datetime, **given: Any
) -> SavingsProduct:
    """Add a product with its first terms. `given` are fields of SavingsProduct.

    Raises SavingsError where the answers contradict each other (`_check`).
    """
    lock_book(organization.book)
    product = SavingsProduct(organization=organization, **given)
    if organization.savings_products.filter(code=product.code).exists():
        raise SavingsError(_("Kode ini sudah dipakai produk lain."), field="code")
    _check(product)
    product.save()
    events.log(
        act="add_savings_product", subject=product.code, actor=actor, at=at,
        book=organization.book, **{name: str(value) for name, value in given.items()},
    )  # fmt: skip
    return product


@transaction.atomic
def edit_product(
    *, product: SavingsProduct, actor: Any, at: datetime, **given: Any
) -> SavingsProduct:
    """Change what is no matter of terms: names, accounts of interest and tax, switches.

    Of a product in use the kind and the account stay; of one that nobody uses everything may
    change. Raises SavingsError otherwise, and where the answers contradict each other.
    """
    book = lock_book(product.organization.book)
    product = SavingsProduct.objects.select_related("organization", "account").get(pk=product.pk)
    changed = {name: value for name, value in given.items() if getattr(product, name) != value}
    if is_in_use(product):
        for name in FIXED_IN_USE:
            if name in changed:
                raise SavingsError(
                    _("Produk ini sudah dipakai anggota; jenis dan akunnya tetap."), field=name
                )
    for name, value in changed.items():
        setattr(product, name, value)
    _check(product)
    if changed:
        product.save(update_fields=list(changed))
        events.log(
            act="edit_savings_product", subject=product.code, actor=actor, at=at, book=book,
            **{name: str(value) for name, value in changed.items()},
        )  # fmt: skip
    return product


def _check(product: SavingsProduct) -> None:
    """Raise SavingsError for an account that does not fit, or an answer that cannot be."""
    account = product.account
    if account.book_id != product.organization.book_id or account.is_heading:
        raise SavingsError(_("Pilih akun dari buku lembaga ini."), field="account")
    if account.kind not in ("liability", "equity"):
        raise SavingsError(
            _("Simpanan dicatat pada akun liabilitas atau ekuitas."), field="account"
        )
    if product.is_fund and account.control:
        raise SavingsError(
            _("Dana bersama memakai akun tanpa rekening pembantu anggota."), field="account"
        )
    if not product.is_fund and account.control != "member":
        raise SavingsError(
            _("Pilih akun yang mempunyai rekening pembantu anggota."), field="account"
        )
    if product.is_withdrawable and product.kind in STAYING:
        raise SavingsError(
            _("Pokok, wajib, dan dana bersama tidak dapat diambil selama menjadi anggota."),
            field="is_withdrawable",
        )
    check_terms(product)


def check_terms(terms: Any) -> None:
    """Raise SavingsError for terms that contradict each other. `terms` is a product with them."""
    if terms.fixed_amount is not None and terms.fixed_amount <= 0:
        raise SavingsError(_("Jumlah tetap harus di atas nol, atau kosong."), field="fixed_amount")
    if terms.minimum < 0:
        raise SavingsError(_("Setoran paling kecil tidak boleh di bawah nol."), field="minimum")
    if not 1 <= terms.due_day <= 31:
        raise SavingsError(_("Isi tanggal jatuh tempo dari 1 sampai 31."), field="due_day")
    if not 0 <= terms.break_penalty_percent <= 100:
        raise SavingsError(_("Isi persen dari 0 sampai 100."), field="break_penalty_percent")
    if not 0 <= terms.interest_percent <= 100:
        raise SavingsError(_("Isi persen dari 0 sampai 100."), field="interest_percent")
    if terms.is_fund and terms.interest_percent:
        raise SavingsError(_("Dana bersama tidak mendapat bunga."), field="interest_percent")
    if terms.interest_percent and not terms.interest_method:
        raise SavingsError(_("Pilih cara menghitung bunganya."), field="interest_method")
    if terms.interest_percent and terms.interest_account is None:
        raise SavingsError(_("Pilih akun beban jasa simpanan."), field="interest_account")
    if terms.interest_percent and terms.is_taxed and terms.tax_account is None:
        raise SavingsError(_("Pilih akun utang pajak bunga."), field="tax_account")
