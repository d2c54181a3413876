"""What the bank says of an account, beside what the books say."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.models import Account, BankStatement
from ledger.selectors.balances import balances
from ledger.services import events
from ledger.services.periods import lock_book


class BankStatementError(ValueError):
    """A statement was refused. `field` tells where."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def record_statement(
    *, account: Account, on: date, balance: int, explanation: str, actor: Any, at: datetime
) -> BankStatement:
    """Record the balance of a bank statement; it never posts.

    Raises BankStatementError for a day in the future, and for a difference without words.
    """
    book = lock_book(account.book)
    if on > timezone.localdate(at):
        raise BankStatementError(_("Tanggal tidak boleh sesudah hari ini."), field="on")
    held = balances(book, on=on).get(account.pk, 0)
    if held != balance and not explanation.strip():
        raise BankStatementError(
            _("Saldo berbeda dari buku. Tulis penjelasannya, misalnya setoran dalam perjalanan."),
            field="explanation",
        )
    made = BankStatement.objects.create(
        book=book,
        account=account,
        on=on,
        balance=balance,
        held=held,
        explanation=explanation.strip(),
        recorded_by=actor,
        recorded_at=at,
    )
    events.log(
        act="record_bank_statement",
        subject=f"{account.code} {on.isoformat()}",
        actor=actor,
        at=at,
        book=book,
        balance=balance,
        held=held,
    )
    return made
