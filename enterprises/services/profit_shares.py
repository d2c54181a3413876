"""Interim shares, paying members' parts, the rule of a group, and the days members worked."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from enterprises.calculations.profit import AllocationError, share_out
from enterprises.models import (
    InterimShare,
    ProfitAllocation,
    ProfitRule,
    ProfitShare,
    ShareBasis,
    WorkDays,
)
from enterprises.selectors.data import rows
from enterprises.selectors.profit_shares import (
    interim_account,
    profit_to_date,
    rule_of,
    shared_early,
    unpaid_shares,
)
from enterprises.services.profit import ProfitError
from ledger.calculations.money import format_rupiah
from ledger.models import Account, Book, Origin, Voucher
from ledger.services import events, journal
from ledger.services.journal import NOT_ASKED, Approval, LineInput, VoucherInput
from ledger.services.periods import lock_book
from members.models import Decision, Membership, Organization, SavingsKind, SavingsProduct
from members.services.decisions import DecisionError, require_decision, use_decision
from members.services.savings import SavingsError, open_account

INTO = (SavingsKind.WAJIB, SavingsKind.SUKARELA, SavingsKind.TUJUAN)
"""Savings that a part may be paid into; pokok is paid once, and a certificate is placed."""


@transaction.atomic
def set_profit_rule(
    *,
    book: Book,
    minimum_reserve: Decimal,
    interim_limit: Decimal,
    valid_from: date,
    decision: Decision | None,
    actor: Any,
    at: datetime,
) -> ProfitRule:
    """Settle the least reserve and the limit of interim shares from a day on; percentages.

    Raises ProfitError for a reserve of nothing, percentages above 100, and without the decision
    of a meeting where a change of rules asks for one.
    """
    organization = book.organization
    if not 0 < minimum_reserve <= 100:
        raise ProfitError(
            _("Cadangan paling sedikit harus di atas 0 dan paling banyak 100 persen."),
            field="minimum_reserve",
        )
    if not 0 <= interim_limit <= 100:
        raise ProfitError(_("Batasnya antara 0 dan 100 persen."), field="interim_limit")
    try:
        found = use_decision(
            organization=organization,
            kind="rule_change",
            on=valid_from,
            decision=decision,
            act="set_profit_rule",
            subject=f"{minimum_reserve} / {interim_limit}",
            actor=actor,
            at=at,
        )
    except DecisionError as error:
        raise ProfitError(str(error), field="decision") from None
    rule = ProfitRule.objects.create(
        book=book,
        valid_from=valid_from,
        minimum_reserve=minimum_reserve,
        interim_limit=interim_limit,
        meeting_decision=found,
        made_by=actor,
        made_at=at,
    )
    events.log(
        act="set_profit_rule",
        subject=valid_from.isoformat(),
        actor=actor,
        at=at,
        book=book,
        minimum_reserve=str(minimum_reserve),
        interim_limit=str(interim_limit),
    )
    return rule


@transaction.atomic
def record_work_days(
    *,
    organization: Organization,
    month: date,
    days: Mapping[int, int],
    actor: Any,
    at: datetime,
) -> int:
    """Keep the days that members worked in a month (membership id → days); count what changed."""
    first = month.replace(day=1)
    mine = set(organization.memberships.filter(pk__in=days).values_list("pk", flat=True))
    if len(mine) != len(days):
        raise ProfitError(_("Ada anggota yang bukan dari kelompok ini."))
    if any(not 0 <= count <= 31 for count in days.values()):
        raise ProfitError(_("Hari kerja sebulan antara 0 dan 31."))
    before = dict(
        WorkDays.objects.filter(membership__in=mine, month=first).values_list("membership", "days")
    )
    changed = {pk: count for pk, count in days.items() if before.get(pk) != count}
    for pk, count in changed.items():
        WorkDays.objects.update_or_create(
            membership_id=pk,
            month=first,
            defaults={"days": count, "made_by": actor, "made_at": at},
        )
    if changed:
        events.log(
            act="record_work_days",
            subject=first.isoformat()[:7],
            actor=actor,
            at=at,
            book=organization.book,
            before={str(pk): before.get(pk) for pk in changed},
            after={str(pk): count for pk, count in changed.items()},
        )
    return len(changed)


def shared_out(amount: int, weights: Sequence[int]) -> tuple[int, ...]:
    """An interim amount by weights, to the last rupiah. Raises ProfitError."""
    try:
        return share_out(amount, weights)
    except AllocationError:
        raise ProfitError(
            _("Bagi hasil memerlukan sedikitnya satu anggota dengan bobot di atas nol.")
        ) from None


@transaction.atomic
def share_interim(
    *,
    book: Book,
    amount: int,
    members: Sequence[Membership],
    weights: Sequence[int],
    cash: Account,
    on: date,
    decision: Decision | None,
    actor: Any,
    at: datetime,
    basis: str = ShareBasis.EQUAL,
    key: str | None = None,
    approval: Approval = NOT_ASKED,
) -> InterimShare:
    """Pay a part of this year's profit before it is closed: Dr interim shares, Cr cash.

    Raises ProfitError without a meeting's decision, for a loss, and for more than the rule's part
    of the profit to date (kube.md §2.7: half) together with what was shared before.
    """
    organization, book = book.organization, lock_book(book)
    try:
        found = require_decision(organization, "profit_allocation", on, decision=decision)
    except DecisionError as error:
        raise ProfitError(str(error), field="decision") from None
    words = str(found) if found else _("tanpa keputusan rapat, menurut aturan lembaga")
    narration = f"Bagi hasil di muka {on.year}: {words}"[:200]
    request: dict[str, Any] = {"key": key, "on": on, "narration": narration, "amount": amount}
    if standing := journal.answered(book=book, **request):
        return InterimShare.objects.get(voucher=standing)
    if not cash.is_cash:
        raise ProfitError(_("Pilih akun kas atau bank."), field="cash")
    earned = profit_to_date(book, on)
    _check_interim(book, amount, earned, on)
    shares = shared_out(amount, weights)
    voucher = journal.post(
        book=book,
        voucher=VoucherInput(
            date=on,
            narration=narration,
            lines=[LineInput(interim_account(book), debit=amount), LineInput(cash, credit=amount)],
            party=_("%(count)s anggota") % {"count": sum(1 for share in shares if share)},
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
        act="share_interim",
        subject=voucher.code,
        actor=actor,
        at=at,
    )
    return _keep_interim(voucher, basis, earned, words, found, members, weights, shares)


def _check_interim(book: Book, amount: int, earned: int, on: date) -> None:
    if amount <= 0:
        raise ProfitError(_("Jumlah harus di atas nol."), field="amount")
    if earned <= 0:
        raise ProfitError(
            _("Sampai %(day)s belum ada laba; rugi tidak dibagi.")
            % {"day": on.strftime("%d/%m/%Y")},
            field="amount",
        )
    limit = rule_of(book, on).interim_limit
    before = shared_early(book, on.year)
    most = int(earned * limit / 100) - before
    if amount > most:
        raise ProfitError(
            _(
                "Paling banyak Rp %(most)s: %(limit)s persen dari laba Rp %(earned)s sampai hari"
                " itu, dikurangi Rp %(before)s yang sudah dibagi."
            )
            % {
                "most": format_rupiah(max(most, 0)),
                "limit": f"{Decimal(limit.numerator) / limit.denominator:f}".replace(".", ","),
                "earned": format_rupiah(earned),
                "before": format_rupiah(before),
            },
            field="amount",
        )


def _keep_interim(
    voucher: Voucher,
    basis: str,
    earned: int,
    words: str,
    found: Decision | None,
    members: Sequence[Membership],
    weights: Sequence[int],
    shares: Sequence[int],
) -> InterimShare:
    interim = InterimShare.objects.create(
        book=voucher.book,
        year=voucher.date.year,
        amount=sum(shares),
        basis=basis,
        profit_to_date=earned,
        decision=words[:120],
        meeting_decision=found,
        voucher=voucher,
    )
    ProfitShare.objects.bulk_create(
        ProfitShare(interim=interim, membership=member, weight=weight, amount=share)
        for member, weight, share in zip(members, weights, shares, strict=True)
    )
    return interim


@transaction.atomic
def register_interim(
    *,
    voucher: Voucher,
    members: Sequence[Membership],
    decision: str,
    actor: Any,
    at: datetime,
) -> InterimShare:
    """Say whose interim shares a posted voucher paid, equally: for those recorded as journals.

    The books do not change. Raises ProfitError for a voucher that pays none.
    """
    account = interim_account(voucher.book)
    paid = sum(line.debit - line.credit for line in voucher.lines.filter(account=account))
    if paid <= 0:
        raise ProfitError(
            _("Bukti %(code)s tidak membayar bagi hasil di muka.") % {"code": voucher.code}
        )
    weights = [1] * len(members)
    shares = shared_out(paid, weights)
    earned = profit_to_date(voucher.book, voucher.date)
    interim = _keep_interim(
        voucher, ShareBasis.EQUAL, earned, decision, None, members, weights, shares
    )
    events.log(act="register_interim", subject=voucher.code, actor=actor, at=at, book=voucher.book)
    return interim


@transaction.atomic
def register_shares(
    *,
    allocation: ProfitAllocation,
    members: Sequence[Membership],
    paid_voucher: Voucher | None,
    actor: Any,
    at: datetime,
) -> None:
    """Say whose the members' pool of a registered allocation is, equally, and what paid it.

    The books do not change. Raises ProfitError when the pool is not whole among the members.
    """
    pool = allocation.lines.get(pool="anggota").amount
    each, rest = divmod(pool, len(members))
    if rest:
        raise ProfitError(_("Bagian anggota tidak habis dibagi sama rata."))
    ProfitShare.objects.bulk_create(
        ProfitShare(
            allocation=allocation, membership=m, weight=1, amount=each, paid_voucher=paid_voucher
        )
        for m in members
    )
    events.log(
        act="register_shares",
        subject=allocation.voucher.code,
        actor=actor,
        at=at,
        book=allocation.book,
    )


@transaction.atomic
def pay_shares(
    *,
    book: Book,
    shares: Sequence[int],
    on: date,
    actor: Any,
    at: datetime,
    cash: Account | None = None,
    product: SavingsProduct | None = None,
    key: str | None = None,
    approval: Approval = NOT_ASKED,
) -> Voucher:
    """Pay members' parts (ids of shares) with one voucher, in cash or into their savings.

    Dr what is owed to members, Cr cash, or each member's savings account. Raises ProfitError for
    none chosen, one that is paid already, a day before its allocation, and savings that are
    not in `INTO`; SavingsError and PostingError as savings and gate do.
    """
    book = lock_book(book)
    wanted = sorted(set(shares))
    amount = sum(s.due for s in ProfitShare.objects.filter(pk__in=wanted, allocation__book=book))
    narration = f"Pembayaran bagian laba kepada {len(wanted)} anggota"
    request: dict[str, Any] = {"key": key, "on": on, "narration": narration, "amount": amount}
    if standing := journal.answered(book=book, **request):
        return standing
    waiting = list(unpaid_shares(book).filter(pk__in=wanted))
    _check_payment(waiting, wanted, on, cash, product)
    voucher = journal.post(
        book=book,
        voucher=VoucherInput(
            date=on,
            narration=narration,
            lines=[
                LineInput(_payable(book), debit=amount),
                *_credits(waiting, amount, cash, product, actor, at),
            ],
            party=waiting[0].membership.person.name[:120]
            if len(waiting) == 1
            else _("%(count)s anggota") % {"count": len(waiting)},
            key=key,
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )
    ProfitShare.objects.filter(pk__in=wanted).update(paid_voucher=voucher)
    events.log(
        act="pay_profit_shares",
        subject=voucher.code,
        actor=actor,
        at=at,
        book=book,
        members=[share.membership.number for share in waiting],
    )
    return voucher


def _check_payment(
    waiting: Sequence[ProfitShare],
    wanted: Sequence[int],
    on: date,
    cash: Account | None,
    product: SavingsProduct | None,
) -> None:
    if not wanted:
        raise ProfitError(_("Pilih sedikitnya satu anggota."))
    if len(waiting) != len(wanted):
        raise ProfitError(_("Ada bagian yang sudah dibayar atau dibalik. Muat ulang halamannya."))
    if (cash is None) == (product is None) or (cash is not None and not cash.is_cash):
        raise ProfitError(_("Pilih kas, bank, atau simpanan."), field="to")
    if product is not None and (product.kind not in INTO or not product.is_active):
        raise ProfitError(
            _("Bagian laba hanya masuk ke simpanan wajib, sukarela, atau tujuan."), field="to"
        )
    for share in waiting:
        if share.allocation is not None and on < share.allocation.voucher.date:
            raise ProfitError(_("Tanggal bayar tidak boleh sebelum laba dibagi."), field="on")


def _payable(book: Book) -> Account:
    pools = {row["pool"]: row["account"] for row in rows("profit_pools.csv", book.framework)}
    return book.accounts.get(code=pools["anggota"])


def _credits(
    waiting: Sequence[ProfitShare],
    amount: int,
    cash: Account | None,
    product: SavingsProduct | None,
    actor: Any,
    at: datetime,
) -> list[LineInput]:
    if product is None:
        assert cash is not None, "checked before"  # noqa: S101
        return [LineInput(cash, credit=amount)]
    lines = []
    for share in waiting:
        try:
            account = open_account(membership=share.membership, product=product, actor=actor, at=at)
        except SavingsError as error:
            raise ProfitError(str(error), field="to") from None
        lines.append(
            LineInput(
                product.account,
                credit=share.due,
                subsidiary=account.subsidiary,
                memo=share.membership.number,
            )
        )
    return lines
