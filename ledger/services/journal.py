"""The one gate into the books: every voucher, from any module or import, comes through `post`."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger import registry
from ledger.integrity import guards
from ledger.models import Book, ImportBatch, Voucher
from ledger.services.periods import ensure_year
from ledger.services.posting.cash import cash_taken, check_cash
from ledger.services.posting.inputs import (
    NOT_ASKED,
    Approval,
    ApprovalError,
    ApprovalNeededError,
    CashNegativeError,
    KeyReusedError,
    LineInput,
    PeriodClosedError,
    PostingError,
    VoucherInput,
    VouchersRefusedError,
    derive_kind,
)
from ledger.services.posting.rules import Prepared, Rules
from ledger.services.posting.sealing import number_and_seal
from ledger.services.posting.state import BookState, lock_and_read, standing_by_key
from ledger.services.posting.writing import write

__all__ = [
    "NOT_ASKED",
    "Approval",
    "ApprovalError",
    "ApprovalNeededError",
    "CashNegativeError",
    "KeyReusedError",
    "LineInput",
    "PeriodClosedError",
    "PostingError",
    "VoucherInput",
    "VouchersRefusedError",
    "answered",
    "check",
    "derive_kind",
    "guards_checked",
    "post",
    "post_many",
]

CHUNK = 500
"""Vouchers written between two reports of progress."""


def post(*, book: Book, voucher: VoucherInput, actor: Any, at: datetime) -> Voucher:
    """Post one voucher and return it. See `post_many` for what is checked and raised."""
    try:
        return post_many(book=book, vouchers=[voucher], actor=actor, at=at)[0]
    except VouchersRefusedError as refused:
        raise refused.errors[0] from None


@transaction.atomic
def post_many(
    *,
    book: Book,
    vouchers: Sequence[VoucherInput],
    actor: Any,
    at: datetime,
    batch: ImportBatch | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Voucher]:
    """Post vouchers in the given order, all of them or none.

    Under the book's lock it checks: date not in the future and in an open period, at least two
    lines, whole positive amounts, debit equal to credit, accounts active, of this book and not
    headings, a subsidiary account wherever the account asks for one, and cash not below zero.
    Then it numbers, seals, inserts and flips; the database guards check everything again.

    Returns the vouchers in order; those whose key was known already are the ones that stand
    (also when a key comes twice in one call).
    Raises VouchersRefusedError with the first fault of each refused voucher, CashNegativeError, or
    PeriodClosedError for a closed book; nothing is written then. `progress` is told how many
    of how many are written.
    """
    guards_checked()
    today = timezone.localdate(at)
    keys = [v.key for v in vouchers if v.key]
    state = _state(book, vouchers, keys, actor, at)
    known: dict[str, Voucher | Prepared] = dict(standing_by_key(book, state, keys))
    rules = Rules(book, state, today)
    answer: list[Voucher | Prepared] = []
    prepared: list[Prepared] = []
    refused: list[PostingError] = []
    for index, source in enumerate(vouchers):
        try:
            if source.key not in known:  # a retry is answered even when its month is closed now
                rules.check(source)
                rules.check_approval(source, actor)
            item = rules.prepare(source, index)
            standing = _standing(known, item)
            answer.append(standing or item)
            if standing is None:
                prepared.append(item)
                known |= {source.key: item} if source.key else {}
        except PostingError as error:
            error.voucher_index = index
            refused.append(error)
    if refused:
        raise VouchersRefusedError(refused)
    warnings = check_cash(book, state, prepared)
    _ask_upper_apps(book, prepared)
    number_and_seal(book, state, prepared, actor=actor, at=at, batch=batch)
    for start in range(0, len(prepared), CHUNK):
        write(state, prepared[start : start + CHUNK], at=at, warnings=warnings)
        if progress is not None:
            progress(min(start + CHUNK, len(prepared)), len(prepared))
    return [found.voucher if isinstance(found, Prepared) else found for found in answer]


def _ask_upper_apps(book: Book, prepared: Sequence[Prepared]) -> None:
    """Raise PostingError for what a registered check refuses (a member's savings below zero)."""
    refusal = registry.refused_posting(book, [item.source for item in prepared])
    if refusal is not None:
        error = PostingError(refusal.text)
        error.voucher_index = prepared[refusal.place].index
        raise error


def answered(
    *, book: Book, key: str | None, on: date, narration: str, amount: int
) -> Voucher | None:
    """The voucher that a repeated request made, asked under the book's lock before an act judges
    balances that the first request has changed.

    Raises KeyReusedError when the key stands for another day, text or sum.
    """
    voucher = book.vouchers.filter(key=key).first() if key else None
    if voucher is None:
        return None
    total = voucher.lines.aggregate(total=Sum("debit"))["total"]
    if (voucher.date, voucher.narration, total) != (on, narration[:200], amount):
        raise KeyReusedError.of(voucher.code)
    return voucher


@transaction.atomic
def check(*, book: Book, voucher: VoucherInput, actor: Any, at: datetime) -> None:
    """Raise PostingError for what could not be posted now, but for the approver; writes nothing
    (a year that does not stand yet is opened)."""
    guards_checked()
    state = _state(book, [voucher], [], actor, at)
    Rules(book, state, timezone.localdate(at)).check(voucher)


def _state(
    book: Book, vouchers: Sequence[VoucherInput], keys: Sequence[str], actor: Any, at: datetime
) -> BookState:
    """Lock the book and read its state; opens the years that the vouchers need."""
    today = timezone.localdate(at)
    years = {v.date.year for v in vouchers if v.date <= today}
    taken = {account.pk: day for account, day in cash_taken(vouchers).items()}

    def read() -> BookState:
        return lock_and_read(book, years=years, keys=keys, count=len(vouchers), cash_since=taken)

    state = read()
    if state.closed_on is not None:
        raise PeriodClosedError(_("Buku ini sudah ditutup; hanya dapat dibaca."))
    if years and (state.last_year is None or max(years) > state.last_year):
        ensure_year(book=book, year=max(years), actor=actor, at=at)
        state = read()
    return state


def _standing(known: Mapping[str, Voucher | Prepared], item: Prepared) -> Voucher | Prepared | None:
    """The voucher that a repeated key stands for; KeyReusedError when its content differs."""
    standing = known.get(item.source.key) if item.source.key else None
    if standing is not None and standing.fingerprint != item.fingerprint:
        code = standing.code if isinstance(standing, Voucher) else item.source.date.isoformat()
        raise KeyReusedError.of(code)
    return standing


_guards_seen: set[str] = set()


def guards_checked() -> None:
    """Refuse to write into a database without guards; asked once per process and database."""
    from django.db import connection

    name = f"{connection.vendor}:{connection.settings_dict['NAME']}"
    if name not in _guards_seen:
        guards.require()
        _guards_seen.add(name)
