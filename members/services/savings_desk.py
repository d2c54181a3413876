"""The desk: deposits, withdrawals and transfers as people hand them in.

Posted at once, or kept waiting whole where the book's policy asks for another officer
(`members/queued_acts.py`). Each raises SavingsError and PostingError as its service does.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import transaction

from ledger.models import Account
from ledger.services.submission import Submission, hand_in
from members.models import Membership, SavingsAccount, SavingsProduct
from members.services.savings import open_account

DEPOSIT = "members.deposit"
WITHDRAWAL = "members.withdrawal"
TRANSFER = "members.transfer"


@contextmanager
def on_trial() -> Iterator[None]:
    """Do everything inside and leave nothing behind: what is refused later is refused now."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def hand_in_deposit(
    *,
    membership: Membership,
    product: SavingsProduct,
    amount: int,
    cash: Account,
    on: date,
    key: str,
    actor: Any,
    at: datetime,
) -> Submission:
    """Receive a deposit."""
    return hand_in(
        book=membership.organization.book,
        act=DEPOSIT,
        arguments={
            "membership": membership.pk, "product": product.pk, "amount": amount,
            "cash": cash.pk, "on": on.isoformat(), "key": key,
        },
        actor=actor,
        at=at,
    )  # fmt: skip


def hand_in_withdrawal(
    *,
    account: SavingsAccount,
    amount: int,
    cash: Account,
    on: date,
    key: str,
    actor: Any,
    at: datetime,
) -> Submission:
    """Pay out."""
    return hand_in(
        book=cash.book,
        act=WITHDRAWAL,
        arguments={
            "account": account.pk, "amount": amount, "cash": cash.pk, "on": on.isoformat(),
            "key": key,
        },
        actor=actor,
        at=at,
    )  # fmt: skip


@transaction.atomic
def hand_in_transfer(
    *,
    source: SavingsAccount,
    receiver: Membership,
    product: SavingsProduct,
    amount: int,
    on: date,
    key: str,
    actor: Any,
    at: datetime,
) -> Submission:
    """Move savings to a member's account, opened if need be."""
    target = open_account(membership=receiver, product=product, actor=actor, at=at)
    return hand_in(
        book=receiver.organization.book,
        act=TRANSFER,
        arguments={
            "source": source.pk, "target": target.pk, "amount": amount, "on": on.isoformat(),
            "key": key,
        },
        actor=actor,
        at=at,
    )  # fmt: skip
