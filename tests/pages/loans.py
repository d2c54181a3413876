"""What stands in the addresses of loans: an application of Mina Lestari, a slip, a group loan."""

from datetime import date
from decimal import Decimal
from typing import Any

from ledger.models import Book
from members.models import GroupLoan, Loan, LoanPayment, LoanProduct, User
from members.services.group_loans import record_group_loan
from members.services.loan_products import set_loan_product
from members.services.loans import apply_for_loan

LOAN_PAGES = (
    "loan",
    "analyse_loan",
    "decide_loan",
    "withdraw_loan",
    "disburse_loan",
    "pay_loan",
    "settle_loan",
    "recover_loan",
    "reschedule_loan",
    "write_off_loan",
)


def loan_addresses(book: Book, maker: User, at: Any) -> dict[str, dict[str, Any]]:
    """The parts of each address; nothing is posted: that would open 2026."""
    asked, product = loan_application(book, maker, at)
    slip = LoanPayment.objects.create(
        loan=asked, voucher=book.vouchers.order_by("sequence")[0], principal=1000, interest=0
    )
    org = {"org": book.slug}
    return {
        **{f"members:{name}": org | {"pk": asked.pk} for name in LOAN_PAGES},
        **{f"members:{name}": org | {"pk": product.pk} for name in ("loan_terms", "switch_loan")},
        "members:loan_print": org | {"pk": asked.pk, "kind": "perjanjian"},
        "members:payment_print": org | {"pk": slip.pk},
        "members:group_loan": org | {"pk": group_loan(book, maker, at).pk},
    }


def loan_application(book: Book, maker: User, at: Any) -> tuple[Loan, LoanProduct]:
    """An application of a member that nobody has decided on yet; nothing is posted."""
    product = set_loan_product(
        organization=book.organization,
        code="umum",
        name="Pinjaman umum",
        method="flat",
        annual_rate=Decimal(12),
        valid_from=date(2025, 1, 1),
        actor=maker,
        at=at,
    )
    loan = apply_for_loan(
        membership=book.organization.memberships.get(number="ML-03"),
        product=product,
        number="PJ-2026-01",
        principal=500_000,
        months=5,
        on=at.date(),
        actor=maker,
        at=at,
    )
    return loan, product


def group_loan(book: Book, maker: User, at: Any) -> GroupLoan:
    """A loan of the group with two shares; nothing is posted."""
    members = book.organization.memberships.order_by("number")[:2]
    return record_group_loan(
        organization=book.organization,
        number="KUR-1",
        lender="Bank Fiktif Rakyat",
        principal=3_000_000,
        months=10,
        method="anuitas",
        annual_rate=Decimal(6),
        received_on=date(2026, 1, 10),
        account=book.accounts.get(code="2102"),
        interest_account=book.accounts.get(code="6108"),
        shares=dict(zip(members, (1_000_000, 2_000_000), strict=True)),
        actor=maker,
        at=at,
    )
