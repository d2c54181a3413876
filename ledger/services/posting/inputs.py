"""What can be posted, and how a refusal speaks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from ledger.models import Account, Origin, Subsidiary, Unit, Voucher, VoucherKind

Day = date
RECORDED = frozenset({Origin.MANUAL, Origin.ACT})
"""Origins that a policy of approval is about."""


class PostingError(ValueError):
    """A voucher was refused. `field` and `line` (from 0) tell where; the text says what to do."""

    def __init__(self, message: str, *, field: str = "", line: int | None = None) -> None:
        super().__init__(message)
        self.field = field
        self.line = line
        self.voucher_index = 0


class PeriodClosedError(PostingError):
    """The date lies in a closed period, or in one that was never opened."""


class CashNegativeError(PostingError):
    """A cash account would fall below zero on some day."""


class ApprovalError(PostingError):
    """Nobody else has approved it, or who approves may not."""


class ApprovalNeededError(ApprovalError):
    """Another officer must agree first; `voucher` is what would have been posted."""

    def __init__(self, message: str, *, voucher: "VoucherInput") -> None:
        super().__init__(message)
        self.voucher = voucher


class KeyReusedError(PostingError):
    """The idempotency key was used before, for other content."""

    @classmethod
    def of(cls, voucher: str) -> "KeyReusedError":
        """The refusal that names the voucher which stands under the key."""
        return cls(
            _(
                "Kunci kirim ini sudah dipakai untuk bukti %(voucher)s yang isinya lain."
                " Muat ulang halaman, lalu catat lagi."
            )
            % {"voucher": voucher}
        )


class VouchersRefusedError(ValueError):
    """Several vouchers of one call were refused; `errors` holds the first fault of each."""

    def __init__(self, errors: list[PostingError]) -> None:
        super().__init__("; ".join(str(error) for error in errors[:5]))
        self.errors = errors


@dataclass(frozen=True)
class LineInput:
    """One line to post: whole rupiah on exactly one side."""

    account: Account
    debit: Decimal | int = 0
    credit: Decimal | int = 0
    subsidiary: Subsidiary | None = None
    unit: Unit | None = None
    memo: str = ""


@dataclass(frozen=True)
class Approval:
    """Who agreed to a voucher, and when it was asked for (`services/submission.py`).

    `waits_from` (whole rupiah) is how an act is tried before it is asked for: from this amount on
    it is not posted, whatever the gate itself would allow.
    """

    by: Any = None
    asked_on: Day | None = None
    waits_from: int | None = None


NOT_ASKED = Approval()
"""Nobody was asked: the gate refuses where the book's policy wants somebody."""


@dataclass(frozen=True)
class VoucherInput:
    """One voucher to post.

    `key` makes a repeated request harmless: the same key with the same content answers with
    the voucher that stands already. `period` is None for an ordinary voucher.
    """

    date: date
    narration: str
    lines: Sequence[LineInput]
    kind: str | None = None
    reference: str = ""
    party: str = ""
    key: str | None = None
    origin: str = Origin.MANUAL
    is_opening: bool = False
    is_closing: bool = False
    recorded_on: Day | None = None
    reversal_of: Voucher | None = None
    reason: str = ""
    approval: Approval = NOT_ASKED

    @property
    def amount(self) -> int:
        """The sum of its debits, in whole rupiah: what bands of approval are about."""
        return sum(int(line.debit) for line in self.lines)

    @property
    def is_recorded(self) -> bool:
        """Whether a person records it now; imports, reversals and closings have their own rules."""
        return self.origin in RECORDED and not (self.is_opening or self.is_closing)


def kind_of(source: VoucherInput) -> str:
    """Opening and closing vouchers move no money, whatever accounts they name."""
    if source.is_opening or source.is_closing:
        return VoucherKind.BU
    return derive_kind(source.lines)


def derive_kind(lines: Iterable[LineInput]) -> str:
    """BKM when money comes in on balance, BKK when it goes out, otherwise BU."""
    net = sum(int(line.debit) - int(line.credit) for line in lines if line.account.is_cash)
    if net > 0:
        return VoucherKind.BKM
    return VoucherKind.BKK if net < 0 else VoucherKind.BU
