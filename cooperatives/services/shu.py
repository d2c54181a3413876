"""Sharing a year's SHU: calculated, reviewed by the board, approved by the RAT, booked.

Debit and credit: docs/accounting/shu.md. Every act takes the book's lock and asks for the state
it begins from; what was calculated is never changed afterwards, only withdrawn.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cooperatives.calculations.shu import ShuError
from cooperatives.models import (
    ShuDistribution,
    ShuPool,
    ShuPoolKind,
    ShuShare,
    ShuState,
    ShuWeight,
)
from cooperatives.selectors.bylaws import bylaws_on
from cooperatives.selectors.data import rows
from cooperatives.selectors.shu import (
    Computation,
    ShuRefusedError,
    YearPolicy,
    closed_result,
    compute,
    standing,
)
from cooperatives.selectors.shu_words import sentence
from ledger.calculations.money import format_rupiah
from ledger.models import Account, AccountBalance, Book, Origin, Subsidiary, Voucher
from ledger.services import events, journal
from ledger.services.books import open_subsidiaries
from ledger.services.journal import NOT_ASKED, Approval, LineInput, VoucherInput
from ledger.services.periods import lock_book
from members.models import Decision
from members.services.decisions import DecisionError, require_decision, use_decision
from members.services.keys import key_after_reversals

KIND = "shu"
MOST_LINES = 30_000
"""Lines of one voucher: one for each member."""


def computed(*, book: Book, year: int, policy: YearPolicy, on: date) -> Computation:
    """Share a year on paper, writing nothing. Raises ShuRefusedError with a sentence."""
    try:
        found = compute(book, year, policy)
    except ShuError as error:
        raise ShuRefusedError(sentence(error)) from None
    least = bylaws_on(book.organization, on).percent("shu_reserve_minimum")
    if policy.percentages.get(ShuPoolKind.RESERVE, 0) < least:
        raise ShuRefusedError(
            _("AD/ART meminta cadangan sedikitnya %(least)s persen.")
            % {"least": f"{least:f}".replace(".", ",")},
            field="cadangan",
        )
    return found


@transaction.atomic
def calculate_shu(
    *, book: Book, year: int, policy: YearPolicy, on: date, actor: Any, at: datetime
) -> ShuDistribution:
    """Freeze a calculation of a closed year with every member's share; state `dihitung`.

    Raises ShuRefusedError for a year that has a standing calculation, and as `computed`.
    """
    book = lock_book(book)
    if standing(book, year) is not None:
        raise ShuRefusedError(
            _("SHU %(year)s sudah dihitung. Batalkan dahulu hitungan itu, lalu hitung lagi.")
            % {"year": year}
        )
    found = computed(book=book, year=year, policy=policy, on=on)
    shared = found.shared
    made = ShuDistribution.objects.create(
        book=book,
        year=year,
        style=policy.style,
        capital_method=policy.capital_method,
        leavers=policy.leavers,
        rounding=policy.rounding,
        non_member=policy.non_member,
        base=shared.base,
        from_members=shared.from_members,
        from_non_members=shared.from_non_members,
        residual=shared.residual,
        closing=found.result.closing,
        made_by=actor,
        made_at=at,
    )
    _keep_pools(made, found)
    ShuWeight.objects.bulk_create(
        ShuWeight(distribution=made, source=source, unit_id=unit, weight=weight)
        for (source, unit), weight in policy.weights.items()
    )
    ShuShare.objects.bulk_create(
        (
            ShuShare(
                distribution=made,
                membership_id=member.pk,
                capital_base=share.base.capital,
                business_base=share.base.business,
                jasa_modal=share.jasa_modal,
                jasa_usaha=share.jasa_usaha,
            )
            for member, share in zip(found.memberships, shared.members, strict=True)
        ),
        batch_size=1000,
    )
    _log("calculate_shu", made, actor, at, base=shared.base)
    return made


def _keep_pools(made: ShuDistribution, found: Computation) -> None:
    """First the pools as decided, then what only the booking knows, then the second level."""
    shared, percentages = found.shared, found.policy.percentages
    first = [(pool, 1, amount) for pool, amount in shared.pools.items()]
    first += [
        (pool, 1, 0)
        for pool in found.posted
        if pool not in shared.pools and pool != ShuPoolKind.MEMBERS
    ]
    if found.policy.style == "two_level":
        first += [(pool, 2, amount) for pool, amount in shared.member_pools.items()]
    modal = sum(share.jasa_modal for share in shared.members)
    usaha = sum(share.jasa_usaha for share in shared.members)
    posted = dict(found.posted) | {"jasa_modal": modal, "jasa_usaha": usaha}
    ShuPool.objects.bulk_create(
        ShuPool(
            distribution=made,
            pool=pool,
            level=level,
            percent=percentages.get(pool, 0),
            amount=amount,
            posted=posted.get(pool, 0),
        )
        for pool, level, amount in first
    )


def _log(act: str, made: ShuDistribution, actor: Any, at: datetime, **detail: Any) -> None:
    events.log(act=act, subject=str(made.year), actor=actor, at=at, book=made.book, **detail)


def _locked(distribution: ShuDistribution, *states: str) -> ShuDistribution:
    """The row as it is now, under the book's lock, in one of the states."""
    lock_book(distribution.book)
    found = ShuDistribution.objects.select_related("book__organization", "closing").get(
        pk=distribution.pk
    )
    if found.state not in states:
        raise ShuRefusedError(
            _("SHU %(year)s sekarang %(state)s; langkah ini tidak dapat dilakukan lagi.")
            % {"year": found.year, "state": ShuState(found.state).label}
        )
    return found


@transaction.atomic
def review_shu(*, distribution: ShuDistribution, actor: Any, at: datetime) -> ShuDistribution:
    """Another officer has looked at the calculation. Refuses who calculated it."""
    found = _locked(distribution, ShuState.CALCULATED)
    if found.made_by_id == actor.pk:
        raise ShuRefusedError(_("Yang menghitung tidak meninjau hitungannya sendiri."))
    found.state, found.reviewed_by, found.reviewed_at = ShuState.REVIEWED, actor, at
    found.save(update_fields=["state", "reviewed_by", "reviewed_at"])
    _log("review_shu", found, actor, at)
    return found


@transaction.atomic
def approve_shu(
    *,
    distribution: ShuDistribution,
    decision: Decision | None,
    on: date,
    actor: Any,
    at: datetime,
) -> ShuDistribution:
    """The members' meeting has decided: tie its decision of kind `shu` to the calculation.

    Raises ShuRefusedError without a decision, whatever the organization asks for elsewhere, for a
    decision taken before the year was over, and for one that stands behind another year.
    """
    found = _locked(distribution, ShuState.REVIEWED)
    organization = found.book.organization
    try:
        chosen = require_decision(organization, KIND, on, decision=decision)
    except DecisionError as error:
        raise ShuRefusedError(str(error), field="decision") from None
    if chosen is None:
        raise ShuRefusedError(
            _("Pembagian SHU memerlukan keputusan rapat anggota. Catat rapatnya, lalu pilih"
              " keputusannya."),
            field="decision",
        )  # fmt: skip
    if chosen.decided_on <= found.closing.date:
        raise ShuRefusedError(
            _("%(code)s diambil sebelum tahun bukunya berakhir.") % {"code": chosen.code},
            field="decision",
        )
    others = ShuDistribution.objects.filter(decision=chosen).exclude(state=ShuState.WITHDRAWN)
    if others.exclude(pk=found.pk).exists():
        raise ShuRefusedError(
            _("%(code)s sudah dipakai untuk pembagian yang lain.") % {"code": chosen.code},
            field="decision",
        )
    found.state, found.decision = ShuState.APPROVED, chosen
    found.save(update_fields=["state", "decision"])
    _log("approve_shu", found, actor, at, decision=chosen.code)
    return found


@transaction.atomic
def withdraw_shu(
    *, distribution: ShuDistribution, reason: str, actor: Any, at: datetime
) -> ShuDistribution:
    """Take back a calculation that is not booked, so that another one can be made."""
    found = _locked(distribution, ShuState.CALCULATED, ShuState.REVIEWED, ShuState.APPROVED)
    if not reason.strip():
        raise ShuRefusedError(_("Tulis alasannya."), field="reason")
    found.state, found.withdrawn_reason = ShuState.WITHDRAWN, reason.strip()[:200]
    found.save(update_fields=["state", "withdrawn_reason"])
    _log("withdraw_shu", found, actor, at, reason=found.withdrawn_reason)
    return found


@transaction.atomic
def distribute_shu(
    *,
    distribution: ShuDistribution,
    on: date,
    actor: Any,
    at: datetime,
    approval: Approval = NOT_ASKED,
) -> Voucher:
    """Book an approved calculation: Dr the year's result, Cr each fund and each member's account.

    Raises ShuRefusedError for a day before the decision, and when the books no longer hold what
    was calculated (the year was reopened, the result is shared already); PostingError as the gate.
    """
    found = _locked(distribution, ShuState.APPROVED)
    book, organization = found.book, found.book.organization
    if found.decision is None or on < found.decision.decided_on:
        raise ShuRefusedError(_("Tanggal pembukuan tidak boleh sebelum keputusannya."), field="on")
    result = closed_result(book, found.year)
    if (result.closing.pk, result.base) != (found.closing_id, found.base):
        raise ShuRefusedError(
            _("Tahun buku %(year)s dibuka lagi sesudah dihitung. Batalkan hitungan ini dan hitung"
              " lagi.") % {"year": found.year}
        )  # fmt: skip
    voucher = journal.post(
        book=book,
        voucher=VoucherInput(
            date=on,
            narration=f"Pembagian SHU {found.year}: {found.decision}"[:200],
            lines=[*_sources(found), *_targets(found, actor, at)],
            key=key_after_reversals(book, f"shu-{found.year}"),
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )
    use_decision(
        organization=organization,
        kind=KIND,
        on=on,
        decision=found.decision,
        act="distribute_shu",
        subject=voucher.code,
        actor=actor,
        at=at,
    )
    found.state, found.voucher = ShuState.DISTRIBUTED, voucher
    found.save(update_fields=["state", "voucher"])
    _log("distribute_shu", found, actor, at, voucher=voucher.code)
    return voucher


def _sources(found: ShuDistribution) -> list[LineInput]:
    """What the closing put on the result account, unit by unit, taken from where it lies now.

    A year that was carried to last years' result by hand is taken from there.
    """
    book = found.book
    parts = found.closing.lines.filter(account__purpose="current_result").select_related(
        "account", "unit"
    )
    account = parts[0].account
    if _held(account) < found.base:
        prior = book.accounts.filter(purpose="prior_result").first()
        if prior is None or _held(prior) < found.base:
            raise ShuRefusedError(
                _("SHU %(year)s sebesar %(amount)s tidak ada lagi di buku: sudah dibagi.")
                % {"year": found.year, "amount": format_rupiah(found.base)}
            )
        return [LineInput(prior, debit=found.base)]
    return [
        LineInput(account, debit=line.credit, credit=line.debit, unit=line.unit) for line in parts
    ]


def _held(account: Account) -> int:
    """What an account holds of everything posted, credit positive."""
    held = AccountBalance.objects.filter(account=account).values_list("credit", "debit")
    return sum(int(credit) - int(debit) for credit, debit in held)


def _targets(found: ShuDistribution, actor: Any, at: datetime) -> list[LineInput]:
    """A line for each fund, and one for each member who receives something."""
    codes = {row["pool"]: row["account"] for row in rows("shu_pools.csv")}
    accounts = {a.code: a for a in found.book.accounts.filter(code__in=codes.values())}
    funds = [
        LineInput(accounts[codes[pool.pool]], credit=pool.posted)
        for pool in found.pools.all()
        if pool.pool in codes and pool.posted
    ]
    shares = [s for s in found.shares.select_related("membership__person") if s.total]
    if len(shares) > MOST_LINES:
        raise ShuRefusedError(
            _("Satu bukti memuat paling banyak %(most)s anggota.") % {"most": MOST_LINES}
        )
    payables = payable_accounts(found, shares, actor, at)
    return [
        *funds,
        *(
            LineInput(payables[s.pk].account, credit=s.total, subsidiary=payables[s.pk])
            for s in shares
        ),
    ]


def payable_account(book: Book) -> Account:
    """Where the members' SHU waits to be paid."""
    code = next(row["own"] for row in rows("shu_accounts.csv") if row["use"] == "payable")
    return book.accounts.get(code=code)


def payable_accounts(
    found: ShuDistribution, shares: list[ShuShare], actor: Any, at: datetime
) -> dict[int, Subsidiary]:
    """Share → the member's subsidiary account of the payable, opened where there is none."""
    names = {s.membership.number: s.membership.person.name for s in shares}
    opened = open_subsidiaries(account=payable_account(found.book), names=names, actor=actor, at=at)
    return {share.pk: opened[share.membership.number] for share in shares}
