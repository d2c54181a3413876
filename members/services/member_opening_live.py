"""Members' opening balances go live.

Posts the whole opening (the ledger's draft and every member's detail) as one voucher, and ties
each detail to the member's savings account or loan: all of it or nothing.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.calculations.money import format_rupiah
from ledger.models import Account, Book, OpeningDraft, Subsidiary, Voucher
from ledger.services import events, opening
from ledger.services.books import open_subsidiaries
from ledger.services.opening import OpeningRow
from members.models import (
    LoanProduct,
    MemberOpening,
    Membership,
    Organization,
    SavingsAccount,
    SavingsProduct,
)
from members.selectors.member_opening import control_rows, loan_products, savings_products
from members.services.loan_disbursement import take_over_loan
from members.services.member_opening import MemberOpeningError, draft_of


@transaction.atomic
def go_live(*, organization: Organization, actor: Any, at: datetime) -> Voucher:
    """Post the opening with every member's detail; only when nothing differs any more.

    Raises MemberOpeningError while a control account differs or is typed twice, OpeningError when
    debit and credit differ, PostingError from the gate. Nothing is kept then.
    """
    draft = draft_of(organization, actor, at)
    if not draft.savings and not draft.loans:
        raise MemberOpeningError(_("Unggah dahulu rincian simpanan atau pinjaman anggota."))
    for row in control_rows(organization, draft):
        if not row.is_even:
            raise MemberOpeningError(
                _("%(account)s: neraca awal %(control)s, rincian anggota %(details)s.")
                % {
                    "account": row.account,
                    "control": format_rupiah(row.control) if row.control is not None else "–",
                    "details": format_rupiah(row.details),
                }
            )
    book = organization.book
    members = _standing(organization, draft)
    savings = _open_savings(organization, draft, members, actor, at)
    loans = _open_loans(organization, draft, members, actor, at)
    rows = [*_typed(book, organization, draft), *savings, *loans]
    draft.is_live = True
    draft.save()
    opening.save_opening(book=book, rows=rows, actor=actor, at=at)
    voucher = opening.post_opening(book=book, actor=actor, at=at)
    _tie_loans(organization, draft, members, actor, at)
    events.log(act="go_live", subject=voucher.code, actor=actor, at=at, book=book)
    return voucher


def _standing(organization: Organization, draft: MemberOpening) -> dict[str, Membership]:
    found = {
        member.number: member
        for member in organization.memberships.filter(left_on__isnull=True).select_related(
            "person", "organization__book"
        )
    }
    named = {number for number, _product, _amount in draft.savings}
    named |= {loan["member"] for loan in draft.loans}
    if gone := sorted(named - found.keys()):
        raise MemberOpeningError(
            _("Anggota %(number)s tidak ada lagi di daftar. Unggah lagi rinciannya.")
            % {"number": gone[0]}
        )
    return found


def _row(account: Account, subsidiary: Subsidiary, amount: int) -> OpeningRow:
    is_debit = account.kind == "asset"
    return {
        "account": account.code,
        "subsidiary": subsidiary.code,
        "name": subsidiary.name,
        "debit": str(amount) if is_debit else "",
        "credit": "" if is_debit else str(amount),
    }


def _typed(book: Book, organization: Organization, draft: MemberOpening) -> list[OpeningRow]:
    """What was typed on the ledger's own page; nothing of the members' control accounts."""
    held = {row.account.code for row in control_rows(organization, draft) if row.details}
    typed = OpeningDraft.objects.filter(book=book).first()
    rows: list[OpeningRow] = list(typed.rows) if typed else []
    for row in rows:
        if row["account"] in held and (row["debit"] or row["credit"]):
            raise MemberOpeningError(
                _(
                    "Akun %(account)s sudah diisi di halaman Saldo awal. Kosongkan di sana:"
                    " rinciannya datang dari berkas."
                )
                % {"account": row["account"]}
            )
    return [row for row in rows if row["account"] not in held]


def _open_savings(
    organization: Organization,
    draft: MemberOpening,
    members: Mapping[str, Membership],
    actor: Any,
    at: datetime,
) -> list[OpeningRow]:
    """Open every account at once and return its row of the opening."""
    products = {product.code: product for product in savings_products(organization)}
    codes = _codes(products.values())
    rows: list[OpeningRow] = []
    made: list[SavingsAccount] = []
    for code, product in products.items():
        amounts = {
            members[number]: amount for number, kind, amount in draft.savings if kind == code
        }
        wanted = {codes[code] % m.number: m.person.name for m in amounts}
        opened = open_subsidiaries(account=product.account, names=wanted, actor=actor, at=at)
        tied = set(product.accounts.values_list("membership_id", flat=True))
        for member, amount in amounts.items():
            subsidiary = opened[codes[code] % member.number]
            rows.append(_row(product.account, subsidiary, amount))
            if member.pk not in tied:
                made.append(
                    SavingsAccount(membership=member, product=product, subsidiary=subsidiary)
                )
    SavingsAccount.objects.bulk_create(made, batch_size=500)
    return rows


def _codes(products: Any) -> dict[str, str]:
    """Product → pattern of the code: the member's number, for a second product with its key."""
    seen: set[int] = set()
    patterns: dict[str, str] = {}
    product: SavingsProduct
    for product in products:
        is_second = product.account_id in seen
        seen.add(product.account_id)
        patterns[product.code] = f"%s-{product.pk}" if is_second else "%s"
    return patterns


def _open_loans(
    organization: Organization,
    draft: MemberOpening,
    members: Mapping[str, Membership],
    actor: Any,
    at: datetime,
) -> list[OpeningRow]:
    rows: list[OpeningRow] = []
    for product in loan_products(organization):
        mine = [loan for loan in draft.loans if loan["product"] == product.code]
        taken = set(product.loans.values_list("number", flat=True))
        if twice := next((loan["number"] for loan in mine if loan["number"] in taken), None):
            raise MemberOpeningError(
                _("Nomor pinjaman %(number)s sudah dipakai.") % {"number": twice}
            )
        names = {loan["number"]: members[loan["member"]].person.name for loan in mine}
        opened = open_subsidiaries(account=product.account, names=names, actor=actor, at=at)
        rows += [_row(product.account, opened[loan["number"]], loan["balance"]) for loan in mine]
    return rows


def _tie_loans(
    organization: Organization,
    draft: MemberOpening,
    members: Mapping[str, Membership],
    actor: Any,
    at: datetime,
) -> None:
    products: dict[str, LoanProduct] = {p.code: p for p in loan_products(organization)}
    for loan in draft.loans:
        product = products[loan["product"]]
        take_over_loan(
            membership=members[loan["member"]],
            product=product,
            subsidiary=product.account.subsidiaries.get(code=loan["number"]),
            principal=loan["principal"],
            months=loan["months"],
            disbursed_on=date.fromisoformat(loan["disbursed_on"]),
            actor=actor,
            at=at,
        )
