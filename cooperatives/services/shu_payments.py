"""Paying shares of the SHU, and using its funds. Debit and credit: docs/accounting/shu.md."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cooperatives.models import (
    ShuDistribution,
    ShuFundUse,
    ShuPayment,
    ShuShare,
    ShuState,
    ShuWay,
)
from cooperatives.selectors.data import rows
from cooperatives.selectors.shu import ShuRefusedError, shares_of
from cooperatives.selectors.shu_funds import fund_account, fund_low
from cooperatives.services.shu import payable_accounts
from ledger.calculations.money import format_rupiah
from ledger.models import Account, Book, Origin, Voucher
from ledger.services import events, journal
from ledger.services.journal import NOT_ASKED, Approval, LineInput, VoucherInput
from ledger.services.periods import lock_book
from members.models import SavingsAccount, SavingsKind, SavingsProduct
from members.services.savings import SavingsError, open_account

TARGETS = {
    ShuWay.SAVINGS: (SavingsKind.SUKARELA,),
    ShuWay.CAPITAL: (SavingsKind.WAJIB, SavingsKind.MODAL),
}
"""Which savings a share may become."""
WORDS = {ShuWay.CASH: "tunai", ShuWay.SAVINGS: "ke simpanan", ShuWay.CAPITAL: "menambah modal"}
"""How the voucher says it, the same in every language."""


@transaction.atomic
def pay_shu(
    *,
    distribution: ShuDistribution,
    shares: Sequence[int],
    way: str,
    on: date,
    cash: Account | None = None,
    product: SavingsProduct | None = None,
    consent: str = "",
    actor: Any,
    at: datetime,
    key: str | None = None,
    approval: Approval = NOT_ASKED,
) -> Voucher:
    """Pay some shares with one voucher: Dr each member's payable, Cr cash or his savings.

    A share becomes capital only with the member's written consent, one member at a time. Raises
    ShuRefusedError for a share paid already, one of another calculation, a day before the booking
    and whatever `way` lacks; PostingError as the gate does.
    """
    book = lock_book(distribution.book)
    found = ShuDistribution.objects.select_related("voucher", "book__organization").get(
        pk=distribution.pk
    )
    chosen = [s for s in shares_of(found).filter(pk__in=shares) if s.total]
    total = sum(share.total for share in chosen)
    narration = f"Pembayaran SHU {found.year} kepada {len(chosen)} anggota, {WORDS[ShuWay(way)]}"
    request: dict[str, Any] = {"key": key, "on": on, "narration": narration, "amount": total}
    if answer := journal.answered(book=book, **request):
        return answer
    _check_payment(found, chosen, way, on, cash, product, consent)
    held = _savings(chosen, product, actor, at)
    payables = payable_accounts(found, chosen, actor, at)
    debits = [
        LineInput(payables[s.pk].account, debit=s.total, subsidiary=payables[s.pk]) for s in chosen
    ]
    if way == ShuWay.CASH and cash is not None:
        credited = [LineInput(cash, credit=total)]
    else:
        credited = [
            LineInput(held[s.pk].product.account, credit=s.total, subsidiary=held[s.pk].subsidiary)
            for s in chosen
        ]
    voucher = journal.post(
        book=book,
        voucher=VoucherInput(
            date=on,
            narration=narration,
            lines=[*debits, *credited],
            party=chosen[0].membership.person.name[:120] if len(chosen) == 1 else "",
            reference=consent.strip()[:60],
            key=key,
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )
    ShuPayment.objects.bulk_create(
        ShuPayment(
            share=share,
            way=way,
            amount=share.total,
            account=held.get(share.pk),
            consent=consent.strip()[:120],
            voucher=voucher,
        )
        for share in chosen
    )
    events.log(
        act="pay_shu",
        subject=str(found.year),
        actor=actor,
        at=at,
        book=book,
        voucher=voucher.code,
        members=len(chosen),
        amount=total,
        way=way,
    )
    return voucher


def _check_payment(
    found: ShuDistribution,
    chosen: list[ShuShare],
    way: str,
    on: date,
    cash: Account | None,
    product: SavingsProduct | None,
    consent: str,
) -> None:
    if found.state != ShuState.DISTRIBUTED or found.voucher is None:
        raise ShuRefusedError(_("SHU ini belum dibukukan; bagikan dahulu."))
    if on < found.voucher.date:
        raise ShuRefusedError(_("Tanggal bayar tidak boleh sebelum SHU dibukukan."), field="on")
    if not chosen:
        raise ShuRefusedError(_("Pilih anggota yang menerima."), field="shares")
    for share in chosen:
        if share.is_paid:  # type: ignore[attr-defined]
            raise ShuRefusedError(
                _("SHU anggota %(number)s sudah dibayarkan.") % {"number": share.membership.number},
                field="shares",
            )
    if way == ShuWay.CASH:
        if cash is None or not cash.is_cash:
            raise ShuRefusedError(_("Pilih akun kas atau bank."), field="cash")
        return
    if product is None or product.kind not in TARGETS[ShuWay(way)]:
        raise ShuRefusedError(_("Pilih produk simpanan yang sesuai."), field="product")
    if way == ShuWay.CAPITAL and (not consent.strip() or len(chosen) > 1):
        raise ShuRefusedError(
            _("Menambah modal memerlukan persetujuan tertulis anggota; catat satu per satu."),
            field="consent",
        )
    for share in chosen:
        left_on = share.membership.left_on
        if left_on is not None and left_on <= on:
            raise ShuRefusedError(
                _("Anggota %(number)s sudah keluar; bayar tunai atau transfer.")
                % {"number": share.membership.number},
                field="shares",
            )


def _savings(
    chosen: list[ShuShare], product: SavingsProduct | None, actor: Any, at: datetime
) -> dict[int, SavingsAccount]:
    """Share → the savings account that receives it; nothing for cash."""
    if product is None:
        return {}
    try:
        return {
            s.pk: open_account(membership=s.membership, product=product, actor=actor, at=at)
            for s in chosen
        }
    except SavingsError as error:
        raise ShuRefusedError(str(error), field="product") from None


@transaction.atomic
def use_shu_fund(
    *,
    book: Book,
    pool: str,
    amount: int,
    recipient: str,
    purpose: str,
    decision: str,
    cash: Account,
    on: date,
    actor: Any,
    at: datetime,
    key: str | None = None,
    approval: Approval = NOT_ASKED,
) -> Voucher:
    """Pay out of a fund of the SHU: Dr the fund, Cr cash, with whom it was for and who decided.

    Raises ShuRefusedError for more than the fund holds on any day from `on` on, and for an
    answer that is missing; PostingError as the gate does.
    """
    book = lock_book(book)
    narration = f"Dana {pool}: {purpose.strip()}"[:200]
    request: dict[str, Any] = {"key": key, "on": on, "narration": narration, "amount": amount}
    if answer := journal.answered(book=book, **request):
        return answer
    if pool not in {row["pool"] for row in rows("shu_pools.csv")} - {"cadangan"}:
        raise ShuRefusedError(_("Dana ini tidak ada."))
    if amount <= 0:
        raise ShuRefusedError(_("Jumlah harus di atas nol."), field="amount")
    for field, text, words in (
        ("recipient", recipient, _("Tulis siapa yang menerima.")),
        ("purpose", purpose, _("Tulis keperluannya.")),
        ("decision", decision, _("Tulis keputusan rapat yang menjadi dasarnya.")),
    ):
        if not text.strip():
            raise ShuRefusedError(words, field=field)
    if not cash.is_cash:
        raise ShuRefusedError(_("Pilih akun kas atau bank."), field="cash")
    account = fund_account(book, pool)
    low = fund_low(account, since=on)
    if amount > low:
        raise ShuRefusedError(
            _("Isi dana hanya Rp %(balance)s; tidak cukup untuk Rp %(amount)s.")
            % {"balance": format_rupiah(low), "amount": format_rupiah(amount)},
            field="amount",
        )
    voucher = journal.post(
        book=book,
        voucher=VoucherInput(
            date=on,
            narration=narration,
            lines=[LineInput(account, debit=amount), LineInput(cash, credit=amount)],
            party=recipient.strip()[:120],
            reference=decision.strip()[:60],
            key=key,
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )
    ShuFundUse.objects.create(
        book=book,
        pool=pool,
        recipient=recipient.strip()[:120],
        purpose=purpose.strip()[:150],
        decision=decision.strip()[:120],
        amount=amount,
        voucher=voucher,
    )
    events.log(
        act="use_shu_fund",
        subject=voucher.code,
        actor=actor,
        at=at,
        book=book,
        fund=pool,
        recipient=recipient.strip(),
        decision=decision.strip(),
    )
    return voucher
