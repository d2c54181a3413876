"""Acts on savings and with those who leave that wait whole for another officer (loans:
queued_loans.py): `registry.QueuedAct`.

A page hands one in with `ledger.services.submission.hand_in`, naming things by their number.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from ledger.models import Book, Voucher
from ledger.registry import QueuedAct, register_queued_act
from members.models import (
    CollectionSheet,
    LeavingClaim,
    Membership,
    SavingsAccount,
    SavingsProduct,
)
from members.services.collection import SheetError, post_sheet
from members.services.fund import use_fund
from members.services.leaving import LeavingError, pay_claim, settle_leaving
from members.services.organizations import MembershipError
from members.services.savings import (
    SavingsError,
    record_deposit,
    record_transfer,
    record_withdrawal,
)
from members.services.savings_certificates import pay_out_certificate, place_certificate
from members.services.savings_interest import run_interest

DEPOSIT = "members.deposit"
WITHDRAWAL = "members.withdrawal"
TRANSFER = "members.transfer"
CERTIFICATE = "members.certificate"
CERTIFICATE_PAYOUT = "members.certificate_payout"
INTEREST = "members.interest"
FUND_USE = "members.fund_use"
SHEET = "members.collection_sheet"
LEAVING = "members.leaving"
CLAIM = "members.leaving_claim"
Given = Mapping[str, Any]


def _member(book: Book, number: int) -> Membership:
    return Membership.objects.select_related("person").get(organization__book=book, pk=number)


def _product(book: Book, number: int) -> SavingsProduct:
    found = SavingsProduct.objects.select_related("organization__book", "account")
    return found.get(organization__book=book, pk=number)


def _savings(book: Book, number: int) -> SavingsAccount:
    found = SavingsAccount.objects.select_related(
        "product__organization__book", "product__account", "membership__person", "subsidiary"
    )
    return found.get(product__organization__book=book, pk=number)


def _paid(book: Book, given: Given) -> dict[str, Any]:
    """The cash account and the day."""
    return {"cash": book.accounts.get(pk=given["cash"]), "on": date.fromisoformat(given["on"])}


def _deposit(book: Book, given: Given, **by: Any) -> Voucher:
    return record_deposit(
        membership=_member(book, given["membership"]),
        product=_product(book, given["product"]),
        amount=given["amount"],
        key=given["key"],
        **_paid(book, given),
        **by,
    )


def _withdraw(book: Book, given: Given, **by: Any) -> Voucher:
    return record_withdrawal(
        account=_savings(book, given["account"]),
        amount=given["amount"],
        key=given["key"],
        **_paid(book, given),
        **by,
    )


def _transfer(book: Book, given: Given, **by: Any) -> Voucher:
    return record_transfer(
        source=_savings(book, given["source"]),
        target=_savings(book, given["target"]),
        amount=given["amount"],
        on=date.fromisoformat(given["on"]),
        key=given["key"],
        **by,
    )


def _place(book: Book, given: Given, **by: Any) -> Voucher:
    account = place_certificate(
        membership=_member(book, given["membership"]),
        product=_product(book, given["product"]),
        certificate=given["certificate"],
        amount=given["amount"],
        months=given["months"],
        key=given.get("key"),
        **_paid(book, given),
        **by,
    )
    return account.subsidiary.lines.select_related("voucher").get().voucher


def _pay_out(book: Book, given: Given, **by: Any) -> Voucher:
    return pay_out_certificate(account=_savings(book, given["account"]), **_paid(book, given), **by)


def _interest(book: Book, given: Given, **by: Any) -> Voucher:
    return run_interest(
        organization=book.organization, year=given["year"], month=given["month"], **by
    )


def _use_fund(book: Book, given: Given, **by: Any) -> Voucher:
    texts = {name: given[name] for name in ("beneficiary", "recipient", "purpose", "decision")}
    decided = given.get("meeting_decision")
    return use_fund(
        product=_product(book, given["product"]),
        meeting_decision=book.organization.decisions.get(pk=decided) if decided else None,
        amount=given["amount"],
        key=given["key"],
        **texts,
        **_paid(book, given),
        **by,
    )


def _sheet(book: Book, given: Given, **by: Any) -> Voucher:
    sheets = CollectionSheet.objects.select_related("organization__book")
    return post_sheet(
        sheet=sheets.get(organization__book=book, pk=given["sheet"]),
        cash=book.accounts.get(pk=given["cash"]),
        **by,
    )


def _leave(book: Book, given: Given, **by: Any) -> Voucher:
    asked = given["requested_on"]
    return settle_leaving(
        membership=_member(book, given["membership"]),
        on=date.fromisoformat(given["on"]),
        due_on=date.fromisoformat(given["due_on"]),
        requested_on=date.fromisoformat(asked) if asked else None,
        reason=given["reason"],
        decision=given["decision"],
        **by,
    )


def _pay_claim(book: Book, given: Given, **by: Any) -> Voucher:
    claims = LeavingClaim.objects.select_related("membership__organization__book")
    claim = claims.get(membership__organization__book=book, pk=given["claim"])
    return pay_claim(claim=claim, **_paid(book, given), **by)


def _register_page(book: Book, _given: Given) -> str:
    return reverse("members:register", kwargs={"org": book.slug})


def _page(name: str, **parts: Any) -> str:
    return reverse(f"members:{name}", kwargs=parts)


def _deposit_page(book: Book, given: Given) -> str:
    return _page("deposit", org=book.slug, pk=given["membership"])


def _withdrawal_page(book: Book, given: Given) -> str:
    return _page("withdraw", org=book.slug, pk=_savings(book, given["account"]).membership_id)


def _transfer_page(book: Book, given: Given) -> str:
    return _page("transfer", org=book.slug, pk=_savings(book, given["source"]).membership_id)


def _certificate_page(book: Book, given: Given) -> str:
    return _page("place_certificate", org=book.slug, pk=given["membership"])


def _payout_page(book: Book, given: Given) -> str:
    return _page("pay_out_certificate", org=book.slug, pk=given["account"])


def _interest_page(book: Book, _given: Given) -> str:
    return _page("interest", org=book.slug)


def _sheet_page(book: Book, given: Given) -> str:
    sheet = CollectionSheet.objects.get(organization__book=book, pk=given["sheet"])
    page = reverse("members:collection", kwargs={"org": book.slug})
    return f"{page}?tanggal={sheet.held_on.isoformat()}"


WHOSE = {
    "account": "savings_accounts__pk",
    "source": "savings_accounts__pk",
    "membership": "pk",
    "claim": "leaving_claims__pk",
}
"""How an argument names the member whose money goes out."""


def _member_paid(book: Book, given: Given) -> int | None:
    """The login of the member whose money goes out; None without one, or when it is gone."""
    mine = {lookup: given[name] for name, lookup in WHOSE.items() if name in given}
    found = Membership.objects.filter(organization__book=book, **mine)
    return found.values_list("person__user", flat=True).first()


def register_all() -> None:
    """What savings and loans let wait."""
    leaving = (LeavingError, MembershipError)
    for act in (
        QueuedAct(DEPOSIT, _deposit, _deposit_page, (SavingsError,)),
        QueuedAct(WITHDRAWAL, _withdraw, _withdrawal_page, (SavingsError,), _member_paid),
        QueuedAct(TRANSFER, _transfer, _transfer_page, (SavingsError,), _member_paid),
        QueuedAct(CERTIFICATE, _place, _certificate_page, (SavingsError,)),
        QueuedAct(CERTIFICATE_PAYOUT, _pay_out, _payout_page, (SavingsError,), _member_paid),
        QueuedAct(INTEREST, _interest, _interest_page, (SavingsError,)),
        QueuedAct(FUND_USE, _use_fund, _register_page, (SavingsError,)),
        QueuedAct(SHEET, _sheet, _sheet_page, (SheetError, SavingsError)),
        QueuedAct(LEAVING, _leave, _register_page, leaving, _member_paid),
        QueuedAct(CLAIM, _pay_claim, _register_page, leaving, _member_paid),
    ):
        register_queued_act(act)
