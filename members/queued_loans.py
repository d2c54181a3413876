"""Acts on loans that wait whole for another officer (`registry.QueuedAct`)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from ledger.models import Book, Voucher
from ledger.registry import QueuedAct, register_queued_act
from members.models import Decision, Loan
from members.services.loan_allowance import run_allowance
from members.services.loan_disbursement import disburse_loan
from members.services.loan_payments import pay_loan, settle_loan
from members.services.loan_terms import LoanError
from members.services.loan_write_offs import recover_loan, write_off_loan

LOAN = "members.loan"
LOAN_PAYMENT = "members.loan_payment"
LOAN_SETTLEMENT = "members.loan_settlement"
LOAN_WRITE_OFF = "members.loan_write_off"
LOAN_RECOVERY = "members.loan_recovery"
ALLOWANCE = "members.loan_allowance"
Given = Mapping[str, Any]


def _loan(book: Book, number: int) -> Loan:
    found = Loan.objects.select_related("product__organization__book", "product__account")
    return found.get(product__organization__book=book, pk=number)


def _paid(book: Book, given: Given) -> dict[str, Any]:
    """The cash account and the day."""
    return {"cash": book.accounts.get(pk=given["cash"]), "on": date.fromisoformat(given["on"])}


def _disburse(book: Book, given: Given, **by: Any) -> Voucher:
    return disburse_loan(loan=_loan(book, given["loan"]), **_paid(book, given), **by)


def _pay(book: Book, given: Given, **by: Any) -> Voucher:
    return pay_loan(
        loan=_loan(book, given["loan"]),
        amount=given["amount"],
        penalty=given["penalty"],
        waive_reason=given.get("waive_reason", ""),
        key=given["key"],
        **_paid(book, given),
        **by,
    )


def _settle(book: Book, given: Given, **by: Any) -> Voucher:
    loan = _loan(book, given["loan"])
    return settle_loan(loan=loan, key=given["key"], **_paid(book, given), **by)


def _decision(book: Book, number: int | None) -> Decision | None:
    if number is None:
        return None
    return Decision.objects.get(organization__book=book, pk=number)


def _write_off(book: Book, given: Given, **by: Any) -> Voucher:
    entry = write_off_loan(
        loan=_loan(book, given["loan"]),
        on=date.fromisoformat(given["on"]),
        decision=_decision(book, given["decision"]),
        decision_no=given["decision_no"],
        reason=given["reason"],
        **by,
    )
    return entry.voucher


def _recover(book: Book, given: Given, **by: Any) -> Voucher:
    loan = _loan(book, given["loan"])
    return recover_loan(
        entry=loan.write_offs.standing().get(),
        amount=given["amount"],
        key=given["key"],
        **_paid(book, given),
        **by,
    )


def _allowance(book: Book, given: Given, **by: Any) -> Voucher | None:
    run = run_allowance(
        organization=book.organization,
        account=book.accounts.get(pk=given["account"]),
        year=given["year"],
        month=given["month"],
        **by,
    )
    return run.voucher


def _allowance_page(book: Book, _given: Given) -> str:
    return reverse("members:loan_allowance", kwargs={"org": book.slug})


def _loan_page(book: Book, given: Given) -> str:
    return reverse("members:loan", kwargs={"org": book.slug, "pk": given["loan"]})


def _borrower(book: Book, given: Given) -> int | None:
    """The borrower's own login; None without one, or when the loan is gone."""
    loan = Loan.objects.filter(product__organization__book=book, pk=given["loan"])
    return loan.values_list("membership__person__user", flat=True).first()


def register_all() -> None:
    """What loans let wait."""
    for name, run in (
        (LOAN, _disburse),
        (LOAN_PAYMENT, _pay),
        (LOAN_SETTLEMENT, _settle),
        (LOAN_WRITE_OFF, _write_off),
        (LOAN_RECOVERY, _recover),
    ):
        register_queued_act(QueuedAct(name, run, _loan_page, (LoanError,), _borrower))
    register_queued_act(QueuedAct(ALLOWANCE, _allowance, _allowance_page, (LoanError,)))
