"""Allocating a profit as a meeting decided it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from enterprises.calculations.profit import MEMBERS, AllocationError, Division, divide
from enterprises.models import AllocationLine, ProfitAllocation, ProfitShare, ShareBasis
from enterprises.selectors.data import rows
from enterprises.selectors.profit import in_force, profit_accounts
from enterprises.selectors.profit_shares import advances_of, interim_account, rule_of
from ledger.calculations.money import format_rupiah
from ledger.models import Account, Book, Origin, Voucher
from ledger.services import events, journal
from ledger.services.journal import NOT_ASKED, Approval, LineInput, VoucherInput
from ledger.services.periods import lock_book
from members.models import Decision, Membership
from members.services.decisions import DecisionError, require_decision, use_decision


class ProfitError(ValueError):
    """An allocation, a payment or a rule was refused; the text says what to do. `field`: where."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def divided(
    *,
    book: Book,
    profit: int,
    percentages: Mapping[str, Decimal],
    weights: Sequence[int],
    on: date,
) -> Division:
    """Divide on paper: what an allocation would book. Raises ProfitError (R-15 and arithmetic)."""
    minimum = rule_of(book, on).minimum_reserve
    try:
        return divide(profit, {p: Fraction(v) for p, v in percentages.items()}, weights, minimum)
    except AllocationError as error:
        raise ProfitError(_sentence(error)) from None


def _sentence(error: AllocationError) -> str:
    sentences = {
        "loss": _("Tidak ada laba untuk dibagi."),
        "negative": _("Persentase tidak boleh di bawah nol."),
        "total": _("Persentase berjumlah %(detail)s; harus tepat 100."),
        "reserve": _("Cadangan modal sedikitnya %(detail)s persen dari laba."),
        "weights": _(
            "Bagian anggota memerlukan sedikitnya satu anggota yang berhak, dengan bobot di atas"
            " nol."
        ),
    }
    return sentences[error.code] % {"detail": error.detail}


@transaction.atomic
def allocate_profit(
    *,
    book: Book,
    year: int,
    profit: int,
    percentages: Mapping[str, Decimal],
    weights: Sequence[int],
    on: date,
    decision: Decision | None,
    actor: Any,
    at: datetime,
    members: Sequence[Membership] = (),
    basis: str = ShareBasis.EQUAL,
    key: str | None = None,
    approval: Approval = NOT_ASKED,
) -> ProfitAllocation:
    """Post Dr undistributed profit, Cr each pool's account, on a day not before the meeting.

    With `members` (one for each weight) their parts are kept, and what they had of the profit
    before as interim shares is counted: that much of their pool credits the interim account.
    Raises ProfitError without a decision of kind `profit_allocation` whose minutes are final, for
    a year allocated already, a decision that stands behind another allocation, for more than the
    books hold undistributed, and for what `divided` refuses.
    """
    organization = book.organization
    book = lock_book(book)
    try:
        found = require_decision(organization, "profit_allocation", on, decision=decision)
    except DecisionError as error:
        raise ProfitError(str(error)) from None
    words = str(found) if found else _("tanpa keputusan rapat, menurut aturan lembaga")
    narration = f"Pembagian laba {year}: {words}"[:200]
    request: dict[str, Any] = {
        "key": key,
        "on": on,
        "narration": narration,
        "amount": profit,
    }
    if standing := journal.answered(book=book, **request):
        return ProfitAllocation.objects.get(voucher=standing)
    if in_force(book).filter(year=year).exists():
        raise ProfitError(_("Laba %(year)s sudah dibagi.") % {"year": year})
    if found is not None and in_force(book).filter(meeting_decision=found).exists():
        raise ProfitError(
            _("%(code)s sudah dipakai untuk pembagian yang lain.") % {"code": found.code}
        )
    division = divided(book=book, profit=profit, percentages=percentages, weights=weights, on=on)
    parts = parts_of(members, weights, division)
    advance = sum(part.advance for part in parts)
    source = _undistributed(book, profit, on)
    accounts = {row["pool"]: row["account"] for row in rows("profit_pools.csv", book.framework)}
    by_code = {
        account.code: account for account in book.accounts.filter(code__in=accounts.values())
    }
    voucher = journal.post(
        book=book,
        voucher=VoucherInput(
            date=on,
            narration=narration,
            lines=[
                LineInput(source, debit=profit),
                *(
                    LineInput(by_code[accounts[pool]], credit=left)
                    for pool, amount in division.pools.items()
                    if (left := amount - (advance if pool == MEMBERS else 0))
                ),
                *([LineInput(interim_account(book), credit=advance)] if advance else []),
            ],
            key=key,
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )
    use_decision(
        organization=organization,
        kind="profit_allocation",
        on=on,
        decision=found,
        act="allocate_profit",
        subject=voucher.code,
        actor=actor,
        at=at,
    )
    allocation = _keep(voucher, year, profit, words, percentages, division.pools, found, basis)
    ProfitShare.objects.bulk_create(
        ProfitShare(
            allocation=allocation,
            membership=part.membership,
            weight=part.weight,
            amount=part.amount,
            advance=part.advance,
        )
        for part in parts
    )
    return allocation


@dataclass(frozen=True)
class Part:
    """One member's part: weight, whole rupiah, and how much of it he had before."""

    membership: Membership
    weight: int
    amount: int
    advance: int

    @property
    def due(self) -> int:
        """What is left to pay."""
        return self.amount - self.advance


def parts_of(
    members: Sequence[Membership], weights: Sequence[int], division: Division
) -> list[Part]:
    """Name the shares of a division; interim shares beyond a part wait for the next profit."""
    had = advances_of(members)
    return [
        Part(member, weight, share, min(share, max(had.get(member.pk, 0), 0)))
        for member, weight, share in zip(members, weights, division.shares, strict=bool(members))
    ]


def _undistributed(book: Book, profit: int, on: date) -> Account:
    """The account that holds at least this profit undistributed."""
    for account, amount in profit_accounts(book, on=on):
        if amount >= profit:
            return account
    raise ProfitError(
        _("Laba yang belum dibagi di buku kurang dari %(profit)s. Tutup dahulu tahun bukunya.")
        % {"profit": format_rupiah(profit)}
    )


@transaction.atomic
def register_allocation(
    *,
    voucher: Voucher,
    year: int,
    decision: str,
    pools: Mapping[str, int],
    actor: Any,
    at: datetime,
    meeting_decision: Decision | None = None,
) -> ProfitAllocation:
    """Say how a posted voucher divided a profit: for allocations recorded as plain journals.

    The books do not change. Raises ProfitError when the pools do not add up to what the voucher
    takes from undistributed profit.
    """
    source = voucher.book.accounts.get(purpose="prior_result")
    taken = sum(line.debit - line.credit for line in voucher.lines.filter(account=source))
    if taken <= 0 or sum(pools.values()) != taken:
        raise ProfitError(
            _("Bagian-bagiannya tidak sama dengan laba yang dibagi pada bukti %(code)s.")
            % {"code": voucher.code}
        )
    percentages = {pool: Decimal(amount * 100) / taken for pool, amount in pools.items()}
    if meeting_decision is not None:
        use_decision(
            organization=voucher.book.organization,
            kind="profit_allocation",
            on=voucher.date,
            decision=meeting_decision,
            act="allocate_profit",
            subject=voucher.code,
            actor=actor,
            at=at,
        )
    allocation = _keep(voucher, year, taken, decision, percentages, pools, meeting_decision)
    events.log(
        act="register_allocation", subject=voucher.code, actor=actor, at=at, book=voucher.book
    )
    return allocation


def _keep(
    voucher: Voucher,
    year: int,
    profit: int,
    decision: str,
    percentages: Mapping[str, Decimal],
    pools: Mapping[str, int],
    meeting_decision: Decision | None,
    basis: str = ShareBasis.EQUAL,
) -> ProfitAllocation:
    allocation = ProfitAllocation.objects.create(
        book=voucher.book,
        year=year,
        profit=profit,
        basis=basis,
        decided_on=meeting_decision.decided_on if meeting_decision else voucher.date,
        decision=decision[:120],
        meeting_decision=meeting_decision,
        voucher=voucher,
    )
    AllocationLine.objects.bulk_create(
        AllocationLine(
            allocation=allocation,
            pool=pool,
            percent=percentages.get(pool, Decimal(0)).quantize(Decimal("0.0001")),
            amount=amount,
        )
        for pool, amount in pools.items()
    )
    return allocation
