"""Grants and aid: received in money or kind, and what they were spent on (kube.md R-16)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from enterprises.models import CapitalAgreement, GrantUse
from enterprises.selectors.data import source_of_code
from enterprises.selectors.grants import GIVEN, grant
from enterprises.services.capital import record_agreement
from ledger.calculations.money import format_rupiah
from ledger.models import Account, Book, Kind, Line, Origin, Voucher
from ledger.services import events, journal
from ledger.services.books import ChartError, open_subsidiary
from ledger.services.journal import NOT_ASKED, Approval, LineInput, VoucherInput
from ledger.services.periods import lock_book


class GrantError(ValueError):
    """Something about a grant was refused; `field` tells where."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def _belongs_to_group() -> str:
    return _(
        "Hibah dan bantuan milik kelompok; tidak dapat menjadi simpanan, bagi hasil, atau uang"
        " anggota. Pakai untuk usaha, atau kembalikan kepada pemberi."
    )


@transaction.atomic
def receive_grant(
    *,
    book: Book,
    account: Account,
    source: str,
    code: str,
    provider: str,
    number: str,
    agreed_on: date,
    restriction: str,
    on: date,
    received_in: Account,
    amount: int,
    narration: str = "",
    key: str | None = None,
    actor: Any,
    at: datetime,
    approval: Approval = NOT_ASKED,
) -> Voucher:
    """Receive a grant: Dr bank, or what came in kind at its agreed value / Cr the grant's account.

    Opens the subsidiary account `code` with its agreement; more of the same agreement adds to it.
    Raises GrantError without an agreement number, into an account of members, or into one that is
    neither money nor goods; PostingError as the gate does. A repeated `key` answers with the
    voucher that stands.
    """
    lock_book(book)
    if source not in GIVEN:
        raise GrantError(_("Pilih bantuan sosial, atau hibah dan CSR."), field="source")
    if account.control == "member" or source_of_code(book.framework, account.code) not in GIVEN:
        raise GrantError(_belongs_to_group(), field="account")
    if received_in.kind != Kind.ASSET or received_in.control:
        raise GrantError(
            _("Hibah masuk ke rekening bank kelompok, persediaan, atau aset tetap."),
            field="received_in",
        )
    if not number.strip() or not provider.strip():
        raise GrantError(_("Isi pemberi dan nomor perjanjian atau berita acara."), field="number")
    if amount <= 0:
        raise GrantError(_("Nilai hibah harus lebih dari nol."), field="amount")
    subsidiary = account.subsidiaries.filter(code=code).first()
    if subsidiary is None:
        try:
            subsidiary = open_subsidiary(
                account=account, code=code, name=provider.strip()[:120], actor=actor, at=at
            )
        except ChartError as error:
            raise GrantError(str(error), field="account") from None
    standing = CapitalAgreement.objects.filter(subsidiary=subsidiary).first()
    if standing is not None and standing.number != number.strip():
        raise GrantError(
            _("Kode %(code)s sudah dipakai perjanjian %(number)s. Pakai kode lain.")
            % {"code": code, "number": standing.number or "–"},
            field="code",
        )
    if standing is None:
        record_agreement(
            subsidiary=subsidiary,
            source=source,
            provider=provider.strip(),
            number=number.strip(),
            agreed_on=agreed_on,
            restriction=restriction.strip(),
            actor=actor,
            at=at,
        )
    return journal.post(
        book=book,
        voucher=VoucherInput(
            date=on,
            narration=narration.strip()[:200] or f"Hibah {provider.strip()}"[:200],
            lines=[
                LineInput(received_in, debit=amount),
                LineInput(account, credit=amount, subsidiary=subsidiary),
            ],
            reference=number.strip()[:60],
            party=provider.strip()[:120],
            key=key,
            origin=Origin.ACT,
            approval=approval,
        ),
        actor=actor,
        at=at,
    )


@transaction.atomic
def record_use(
    *,
    agreement: CapitalAgreement,
    line: Line,
    amount: int,
    purpose: str,
    actor: Any,
    at: datetime,
) -> GrantUse:
    """Say that a grant paid for a posted line. The books do not change.

    Raises GrantError for a line that is no cost or asset of the group, that lies before the
    grant, or is told of already, and for more than is left of the grant.
    """
    book = lock_book(agreement.subsidiary.book)
    accounts = (Kind.EXPENSE, Kind.ASSET)
    is_goods = line.account.kind in accounts and not line.account.is_cash and line.debit > 0
    if line.book_id != book.pk or not is_goods:
        raise GrantError(
            _("Pilih pembelian atau beban kelompok yang dibayar dari hibah ini."), field="line"
        )
    if line.account.control in {"loan", "member"}:
        raise GrantError(_belongs_to_group(), field="line")
    if agreement.agreed_on and line.date < agreement.agreed_on:
        raise GrantError(_("Pengeluaran itu sebelum perjanjian hibah."), field="line")
    if hasattr(line.voucher, "reversed_by") or line.voucher.reversal_of_id:
        raise GrantError(_("Bukti itu sudah dibalik."), field="line")
    if not purpose.strip():
        raise GrantError(_("Tulis dipakai untuk apa."), field="purpose")
    if agreement.uses.filter(line=line).exists():
        raise GrantError(_("Baris itu sudah dilaporkan untuk hibah ini."), field="line")
    free = line.debit - sum(use.amount for use in line.grant_uses.all())
    left = grant(agreement, on=at.date()).left
    if not 0 < amount <= min(free, left):
        raise GrantError(
            _("Paling banyak Rp %(most)s: sisa hibah Rp %(left)s, nilai bukti Rp %(free)s.")
            % {
                "most": format_rupiah(max(min(free, left), 0)),
                "left": format_rupiah(left),
                "free": format_rupiah(free),
            },
            field="amount",
        )
    use = GrantUse.objects.create(
        agreement=agreement,
        line=line,
        amount=amount,
        purpose=purpose.strip()[:200],
        made_by=actor,
        made_at=at,
    )
    events.log(
        act="record_grant_use",
        subject=f"{agreement}: {use.purpose}",
        actor=actor,
        at=at,
        book=book,
        amount=amount,
        voucher=line.voucher.code,
    )
    return use


@transaction.atomic
def take_back_use(*, use: GrantUse, actor: Any, at: datetime) -> None:
    """Take a use back that was told of by mistake; the event log keeps it."""
    events.log(
        act="take_back_grant_use",
        subject=f"{use.agreement}: {use.purpose}",
        actor=actor,
        at=at,
        book=use.agreement.subsidiary.book,
        amount=use.amount,
    )
    use.delete()
