"""What a member who leaves would receive, from what, and what stands in the way."""

import csv
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ledger.calculations.money import format_rupiah
from ledger.models import Account, Book
from members.models import (
    LeavingClaim,
    Membership,
    MembershipStatus,
    Office,
    Organization,
    SavingsAccount,
    SavingsKind,
)
from members.selectors.card import CREDIT, DEBIT
from members.selectors.loan_dues import LoanDue, loan_dues
from members.selectors.write_offs import WriteOffClaim, claims_on

DATA = Path(__file__).resolve().parents[1] / "data"


@dataclass(frozen=True)
class Saved:
    """One savings account with its balance, whole rupiah."""

    account: SavingsAccount
    balance: int


@dataclass(frozen=True)
class LeavingPlan:
    """Savings less loans at a day. `obstacles` are sentences; with one, nothing can be settled.

    `claims` are what the savings still pay of loans that were written off (*hapus buku* is not
    *hapus tagih*); what they do not reach stays claimed in the register.
    """

    membership: Membership
    on: date
    savings: tuple[Saved, ...]
    loans: tuple[LoanDue, ...]
    claims: tuple[WriteOffClaim, ...]
    payable: Account | None
    obstacles: tuple[str, ...]

    @property
    def saved(self) -> int:
        """All savings."""
        return sum(row.balance for row in self.savings)

    @property
    def owed(self) -> int:
        """Principal of all loans with the interest that is due."""
        return sum(due.most for due in self.loans)

    @property
    def set_off(self) -> int:
        """What loans take from the savings, those in the books and those written off."""
        return self.owed + sum(claim.amount for claim in self.claims)

    @property
    def net(self) -> int:
        """What is paid out."""
        return self.saved - self.set_off


def payable_of(book: Book) -> Account | None:
    """The account in which savings of those who left wait (data/leaving_accounts.csv)."""
    with (DATA / "leaving_accounts.csv").open(encoding="utf-8", newline="") as handle:
        codes = {row["framework"]: row["account"] for row in csv.DictReader(handle)}
    return book.accounts.filter(code=codes.get(book.framework, ""), is_active=True).first()


def leaving_plan(membership: Membership, on: date) -> LeavingPlan:
    """Everything of the member as it stands now; a day only decides about interest and offices."""
    accounts = (
        SavingsAccount.objects.filter(membership=membership)
        .select_related("product__account", "subsidiary")
        .annotate(held=CREDIT - DEBIT)
        .order_by("product", "certificate")
    )
    organization = membership.organization
    savings = tuple(Saved(account, int(account.held)) for account in accounts if account.held)
    loans = tuple(loan_dues(organization, on).get(membership.pk, ()))
    rest = sum(row.balance for row in savings) - sum(due.most for due in loans)
    plan = LeavingPlan(
        membership, on, savings, loans, _reached(claims_on(membership), rest),
        payable_of(organization.book), (),
    )  # fmt: skip
    return replace(plan, obstacles=tuple(_obstacles(plan, organization)))


def _reached(claims: tuple[WriteOffClaim, ...], rest: int) -> tuple[WriteOffClaim, ...]:
    """What savings pay of each claim, the first ones first."""
    found = []
    for claim in claims:
        paid = min(claim.amount, rest)
        if paid > 0:
            found.append(replace(claim, amount=paid))
            rest -= paid
    return tuple(found)


def _obstacles(plan: LeavingPlan, organization: Organization) -> list[str]:
    membership, found = plan.membership, []
    if membership.status == MembershipStatus.CANDIDATE:
        found.append(_("Ia belum menjadi anggota; cukup ubah statusnya."))
    if membership.leaving_claims.standing().exists():
        found.append(_("Keluarnya anggota ini sudah diselesaikan."))
    offices = Office.objects.in_force(plan.on).filter(
        organization=organization, person=membership.person
    )
    if office := offices.exclude(end=plan.on).first():
        found.append(
            _("Ia masih memegang jabatan %(office)s. Akhiri dahulu jabatannya.")
            % {"office": office.get_kind_display()}
        )
    for row in plan.savings:
        if row.account.product.kind == SavingsKind.BERJANGKA:
            found.append(
                _("Bilyet %(number)s belum dicairkan. Cairkan dahulu.")
                % {"number": row.account.certificate}
            )
        if row.balance < 0:
            found.append(
                _("Saldo %(product)s di bawah nol. Betulkan dahulu bukunya.")
                % {"product": row.account.product.label}
            )
    found += [
        _("Isi akun penerimaan pinjaman yang dihapus pada produk %(product)s.")
        % {"product": claim.entry.loan.product}
        for claim in plan.claims
        if claim.entry.loan.product.recovery_or_later is None
    ]
    if plan.owed > plan.saved:
        found.append(
            _(
                "Pinjamannya Rp %(owed)s, simpanannya Rp %(saved)s. Lunasi dahulu selisihnya"
                " Rp %(gap)s."
            )
            % {
                "owed": format_rupiah(plan.owed),
                "saved": format_rupiah(plan.saved),
                "gap": format_rupiah(plan.owed - plan.saved),
            }
        )
    if not plan.savings and not plan.loans:
        found.append(_("Ia tidak mempunyai saldo; cukup ubah statusnya menjadi keluar."))
    if plan.net > 0 and plan.payable is None:
        found.append(_("Buku ini tidak punya akun simpanan anggota keluar. Buat dahulu akunnya."))
    return found


def open_claims(organization: Organization) -> QuerySet[LeavingClaim]:
    """What is still to be paid to those who left, the earliest day first."""
    return (
        LeavingClaim.objects.unpaid()
        .filter(membership__organization=organization)
        .select_related("membership__person", "voucher")
        .order_by("due_on", "membership__number")
    )
