"""Loan products: terms from a day on. New terms are a new row; loans keep their own."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.services import events
from ledger.services.periods import lock_book
from members.calculations.loans import Schedule, Terms, TermsError, schedule
from members.models import LoanProduct, Organization
from members.services.loan_terms import LoanError, explain

USUAL_ACCOUNTS: Mapping[str, Mapping[str, str]] = {
    "koperasi": {
        "account": "1-1301",
        "interest_account": "4-1102",
        "fee_account": "4-1103",
        "penalty_account": "4-1104",
        "allowance_account": "1-1309",
        "loss_account": "6-1108",
        "recovery_account": "8-1103",
    },
    "kube": {
        "account": "1104",
        "interest_account": "4201",
        "fee_account": "4901",
        "penalty_account": "4901",
        "loss_account": "6115",
        "recovery_account": "4901",
    },
}
"""Accounts that a product starts with, by the framework of the book (docs/accounting/README.md)."""


def usual_accounts(organization: Organization) -> dict[str, Any]:
    """The accounts of the organization's chart that a product usually uses, by field."""
    wanted = USUAL_ACCOUNTS.get(organization.book.framework, {})
    found = {a.code: a for a in organization.book.accounts.filter(code__in=set(wanted.values()))}
    return {name: found[code] for name, code in wanted.items() if code in found}


@transaction.atomic
def set_loan_product(
    *,
    organization: Organization,
    code: str,
    valid_from: date,
    actor: Any,
    at: datetime,
    **terms: Any,
) -> LoanProduct:
    """Set the terms of a product from a day on; accounts that are not named are the usual ones.

    Raises LoanError for terms no loan can have, a missing account, a day on or before that of
    the terms in force, and a savings product of another organization for the SWP.
    """
    book = lock_book(organization.book)
    newest = organization.loan_products.filter(code=code).order_by("-valid_from").first()
    if newest is not None and valid_from <= newest.valid_from:
        raise LoanError(
            _("Ketentuan yang berlaku mulai %(day)s; yang baru berlaku sesudahnya.")
            % {"day": newest.valid_from.strftime("%d/%m/%Y")},
            field="valid_from",
        )
    accounts = usual_accounts(organization)
    product = LoanProduct(
        organization=organization, code=code, valid_from=valid_from, **(accounts | terms)
    )
    _check(product, book.pk)
    product.save()
    events.log(
        act="set_loan_product",
        subject=f"{code} {valid_from.isoformat()}",
        actor=actor,
        at=at,
        book=book,
        **{name: str(value) for name, value in terms.items()},
    )
    return product


def _check(product: LoanProduct, book: int) -> None:
    if product.account_id is None or product.account.control != "loan":
        raise LoanError(
            _("Pilih akun pinjaman yang memakai rekening pembantu pinjaman."), field="account"
        )
    trial_schedule(product, principal=1_000_000, months=min(product.max_months, 12))
    if product.interest_account is None and product.annual_rate > 0:
        raise LoanError(_("Isi akun pendapatan bunga."), field="interest_account")
    has_fees = product.provision_percent or product.admin_fee or product.early_fee_percent
    if product.fee_account is None and has_fees:
        raise LoanError(_("Isi akun pendapatan provisi dan administrasi."), field="fee_account")
    if product.penalty_account is None and product.penalty_percent_per_day:
        raise LoanError(_("Isi akun pendapatan denda."), field="penalty_account")
    if product.swp_percent and product.swp_product is None:
        raise LoanError(_("Pilih produk simpanan untuk SWP."), field="swp_product")
    if product.swp_product and product.swp_product.organization_id != product.organization_id:
        raise LoanError(_("Produk simpanan ini milik lembaga lain."), field="swp_product")
    if product.provision_percent + product.swp_percent >= 100:
        raise LoanError(_("Provisi dan SWP menghabiskan seluruh pinjaman."), field="swp_percent")
    chosen = (
        product.account, product.interest_account, product.fee_account, product.penalty_account,
        product.allowance_account, product.loss_account, product.recovery_account,
    )  # fmt: skip
    if any(account is not None and account.book_id != book for account in chosen):
        raise LoanError(_("Pilih akun dari buku lembaga ini."), field="account")


def trial_schedule(
    product: LoanProduct,
    *,
    principal: int,
    months: int,
    on: date | None = None,
    annual_rate: Decimal | None = None,
) -> Schedule:
    """The schedule that a loan of this product would have. Raises LoanError."""
    try:
        return schedule(
            Terms(
                principal=Decimal(principal),
                annual_rate=Decimal(product.annual_rate if annual_rate is None else annual_rate),
                months=months,
                method=product.method,
                day_count=product.day_count,
                disbursed=on or (date(2025, 1, 1) if product.day_count == "act/act" else None),
                rounding=product.rounding,
            )
        )
    except TermsError as error:
        raise LoanError(explain(error), field=error.field) from None


@transaction.atomic
def switch_loan_product(
    *, product: LoanProduct, is_active: bool, actor: Any, at: datetime
) -> LoanProduct:
    """Offer a product no longer, or again; loans made on it run on."""
    product.is_active = is_active
    product.save(update_fields=["is_active"])
    events.log(
        act="switch_loan_product",
        subject=product.code,
        actor=actor,
        at=at,
        book=product.organization.book,
        is_active=is_active,
    )
    return product
