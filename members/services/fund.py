"""The pooled fund (IKS) gives: to members, other poor families, neighbours (kube.md §2.2)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.calculations.money import format_rupiah
from ledger.models import Account, Origin, Voucher
from ledger.services import events, journal
from ledger.services.journal import NOT_ASKED, Approval, LineInput, VoucherInput
from ledger.services.periods import lock_book
from members.models import Beneficiary, Decision, FundUse, SavingsProduct
from members.selectors.fund import fund_low
from members.services.decisions import DecisionError, require_decision, use_decision
from members.services.savings import SavingsError

KIND = "fund_use"
"""The kind of decision behind a gift."""


@transaction.atomic
def use_fund(
    *,
    product: SavingsProduct,
    amount: int,
    beneficiary: str,
    recipient: str,
    purpose: str,
    decision: str = "",
    meeting_decision: Decision | None = None,
    cash: Account,
    on: date,
    actor: Any,
    at: datetime,
    key: str | None = None,
    approval: Approval = NOT_ASKED,
) -> Voucher:
    """Pay out of the fund: debit the fund, credit cash, and keep for whom and by which decision.

    `meeting_decision` is the numbered decision behind it; where the organization asks for none,
    words that name the meeting are enough. A decision may stand behind several gifts.

    Raises SavingsError for more than the fund holds on any day from `on` on, for an answer that is
    missing, and without the decision that the organization asks for; PostingError for what the
    gate refuses.
    """
    book = lock_book(product.organization.book)
    narration = f"{product.code.upper()}: {purpose.strip()}"[:200]
    request: dict[str, Any] = {"key": key, "on": on, "narration": narration, "amount": amount}
    if standing := journal.answered(book=book, **request):
        return standing
    found = _decided(product, meeting_decision, on)
    decision = decision.strip() or (str(found) if found else "")
    _check(product, amount, beneficiary, recipient, purpose, decision, cash, on)
    voucher = journal.post(
        book=book,
        voucher=VoucherInput(
            date=on,
            narration=narration,
            lines=[
                LineInput(account=product.account, debit=amount),
                LineInput(account=cash, credit=amount),
            ],
            party=recipient.strip()[:120],
            reference=decision.strip()[:60],
            key=key,
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )
    record_use(
        product=product, voucher=voucher, beneficiary=beneficiary, recipient=recipient,
        decision=decision, meeting_decision=found, actor=actor, at=at,
    )  # fmt: skip
    return voucher


def _decided(product: SavingsProduct, decision: Decision | None, on: date) -> Decision | None:
    try:
        return require_decision(product.organization, KIND, on, decision=decision)
    except DecisionError as error:
        raise SavingsError(str(error), field="meeting_decision") from None


@transaction.atomic
def record_use(
    *,
    product: SavingsProduct,
    voucher: Voucher,
    beneficiary: str,
    recipient: str,
    decision: str,
    meeting_decision: Decision | None = None,
    actor: Any,
    at: datetime,
) -> FundUse:
    """Write down for whom a voucher that took from the fund was, and by which decision."""
    organization = product.organization
    if meeting_decision is not None:
        use_decision(
            organization=organization, kind=KIND, on=voucher.date, decision=meeting_decision,
            act="use_fund", subject=voucher.code, actor=actor, at=at,
        )  # fmt: skip
    use = FundUse.objects.create(
        product=product,
        voucher=voucher,
        beneficiary=beneficiary,
        recipient=recipient.strip()[:120],
        decision=decision.strip()[:120],
        meeting_decision=meeting_decision,
    )
    events.log(
        act="use_fund",
        subject=voucher.code,
        actor=actor,
        at=at,
        book=organization.book,
        beneficiary=beneficiary,
        recipient=use.recipient,
        decision=use.decision,
    )
    return use


def _check(
    product: SavingsProduct,
    amount: int,
    beneficiary: str,
    recipient: str,
    purpose: str,
    decision: str,
    cash: Account,
    on: date,
) -> None:
    if not product.is_fund:
        raise SavingsError(_("Produk ini bukan dana bersama."))
    if amount <= 0:
        raise SavingsError(_("Jumlah harus di atas nol."), field="amount")
    if beneficiary not in Beneficiary.values:
        raise SavingsError(_("Pilih untuk siapa dana ini dipakai."), field="beneficiary")
    for field, text, sentence in (
        ("recipient", recipient, _("Tulis siapa yang menerima.")),
        ("purpose", purpose, _("Tulis keperluannya.")),
        ("decision", decision, _("Tulis keputusan rapat yang menjadi dasarnya.")),
    ):
        if not text.strip():
            raise SavingsError(sentence, field=field)
    if not cash.is_cash:
        raise SavingsError(_("Pilih akun kas atau bank."), field="cash")
    low = fund_low(product, since=on)
    if amount > low.balance:
        raise SavingsError(
            _("Isi dana pada %(day)s hanya Rp %(balance)s; tidak cukup untuk Rp %(amount)s.")
            % {
                "day": low.day.strftime("%d/%m/%Y"),
                "balance": format_rupiah(low.balance),
                "amount": format_rupiah(amount),
            },
            field="amount",
        )
