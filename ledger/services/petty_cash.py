"""Petty cash as imprest: slips lie in the box until one voucher brings it back to its amount."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.calculations.money import format_rupiah
from ledger.models import Account, Origin, PettyFund, PettySlip, Voucher
from ledger.selectors.cash_counts import waiting_slips
from ledger.services import events, journal
from ledger.services.journal import NOT_ASKED, Approval, LineInput, VoucherInput
from ledger.services.periods import lock_book


class PettyCashError(ValueError):
    """An act of petty cash was refused. `field` tells where."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def set_fund(*, account: Account, amount: int, holder: str, actor: Any, at: datetime) -> PettyFund:
    """Fix the amount and the holder of the petty cash in a cash account; moves no money."""
    lock_book(account.book)
    if not account.is_cash or account.is_heading:
        raise PettyCashError(_("Akun %(account)s bukan kas.") % {"account": account})
    if amount <= 0:
        raise PettyCashError(_("Jumlah tetap harus di atas nol."), field="amount")
    fund, _made = PettyFund.objects.update_or_create(
        account=account,
        defaults={"book": account.book, "amount": amount, "holder": holder.strip()},
    )
    events.log(
        act="set_petty_fund",
        subject=account.code,
        actor=actor,
        at=at,
        book=account.book,
        amount=amount,
        holder=fund.holder,
    )
    return fund


@transaction.atomic
def record_slip(
    *,
    fund: PettyFund,
    on: date,
    narration: str,
    account: Account,
    amount: int,
    actor: Any,
    at: datetime,
    party: str = "",
    number: int | None = None,
) -> PettySlip:
    """Record a small payment. The books move at the replenishment.

    `number` is the one that the page showed for it: the same slip sent twice is answered with the
    one that stands. Raises PettyCashError when the box does not hold the amount, for a day in the
    future, and for an account that no payment can be about.
    """
    lock_book(fund.book)
    if on > timezone.localdate(at):
        raise PettyCashError(_("Tanggal bon tidak boleh sesudah hari ini."), field="date")
    if account.book_id != fund.book_id or account.is_heading or account.is_cash or account.control:
        raise PettyCashError(_("Pilih akun beban atau persediaan."), field="account")
    if amount <= 0:
        raise PettyCashError(_("Jumlah harus di atas nol."), field="amount")
    if number is not None and (
        standing := fund.slips.filter(
            number=number, date=on, narration=narration.strip(), party=party.strip(),
            account=account, amount=amount,
        ).first()
    ):  # fmt: skip
        return standing
    left = fund.amount - waiting_slips(fund.account)
    if amount > left:
        raise PettyCashError(
            _("Kas kecil tinggal %(left)s. Isi kembali dahulu, atau bayar dari kas besar.")
            % {"left": format_rupiah(left)},
            field="amount",
        )
    last = fund.slips.order_by("-number").values_list("number", flat=True).first() or 0
    slip = PettySlip.objects.create(
        fund=fund,
        number=last + 1,
        date=on,
        narration=narration.strip(),
        party=party.strip(),
        account=account,
        amount=amount,
        made_by=actor,
        made_at=at,
    )
    events.log(
        act="record_petty_slip",
        subject=str(slip),
        actor=actor,
        at=at,
        book=fund.book,
        amount=amount,
    )
    return slip


@transaction.atomic
def void_slip(*, slip: PettySlip, reason: str, actor: Any, at: datetime) -> None:
    """Cancel a slip: the money came back into the box. The slip stays, with the reason."""
    lock_book(slip.fund.book)
    slip = PettySlip.objects.select_for_update().get(pk=slip.pk)
    if not slip.is_waiting:
        raise PettyCashError(_("Bon ini sudah diganti atau dibatalkan."))
    if not reason.strip():
        raise PettyCashError(_("Tulis alasan pembatalan."), field="reason")
    slip.void_reason = reason.strip()[:200]
    slip.save(update_fields=["void_reason"])
    events.log(
        act="void_petty_slip",
        subject=str(slip),
        actor=actor,
        at=at,
        book=slip.fund.book,
        reason=reason.strip(),
    )


@transaction.atomic
def replenish(
    *,
    fund: PettyFund,
    source: Account,
    on: date,
    actor: Any,
    at: datetime,
    party: str = "",
    last: int | None = None,
    approval: Approval = NOT_ASKED,
) -> Voucher:
    """Pay the waiting slips from another cash account: one voucher, the box is whole again.

    Debit each slip's account, credit the source; `last` leaves slips above that number for the
    next time. Raises PettyCashError without slips, and PostingError from the gate.
    """
    lock_book(fund.book)
    found = PettySlip.objects.select_for_update().filter(
        fund=fund, voucher__isnull=True, void_reason="", date__lte=on
    )
    found = found if last is None else found.filter(number__lte=last)
    slips = list(found.order_by("number"))
    if not slips:
        raise PettyCashError(
            _("Belum ada bon yang perlu diganti sampai tanggal ini."), field="date"
        )
    if source.pk == fund.account_id or not source.is_cash or source.book_id != fund.book_id:
        raise PettyCashError(_("Pilih kas atau bank lain sebagai sumber."), field="source")
    accounts = Account.objects.in_bulk([slip.account_id for slip in slips])
    voucher = journal.post(
        book=fund.book,
        voucher=VoucherInput(
            date=on,
            narration=(
                f"Pengisian kembali {fund.account.name}: bon {slips[0].number}–{slips[-1].number}"
            )[:200],
            party=party.strip() or fund.holder,
            lines=[
                *(
                    LineInput(
                        account=accounts[slip.account_id],
                        debit=slip.amount,
                        memo=f"Bon {slip.number}: {slip.narration}"[:100],
                    )
                    for slip in slips
                ),
                LineInput(account=source, credit=sum(slip.amount for slip in slips)),
            ],
            key=f"kas-kecil-{fund.pk}-{slips[-1].number}",
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )
    for slip in slips:
        slip.voucher = voucher
        slip.save(update_fields=["voucher"])
    events.log(
        act="replenish_petty_cash",
        subject=voucher.code,
        actor=actor,
        at=at,
        book=fund.book,
        slips=len(slips),
    )
    return voucher
