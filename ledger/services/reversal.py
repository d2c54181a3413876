"""Correct a voucher: a linked reversal in an open period; both stay visible."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.models import Origin, Voucher
from ledger.services import events, journal
from ledger.services.journal import NOT_ASKED, Approval, LineInput, PostingError, VoucherInput
from ledger.services.periods import lock_book
from ledger.signals import voucher_reversed


@transaction.atomic
def reverse(
    *,
    voucher: Voucher,
    on: date,
    reason: str,
    actor: Any,
    at: datetime,
    key: str | None = None,
    approval: Approval = NOT_ASKED,
) -> Voucher:
    """Post the reversal of a voucher on a day in an open period and return it.

    The page hands it in, so that it waits above a band like the voucher did (decision 0022).
    Raises PostingError without a reason, for a voucher reversed already, for a reversal, for a
    year-end closing (the year is reopened instead), and for a day before the voucher's own.
    """
    lock_book(voucher.book)
    voucher = Voucher.objects.select_related("book").get(pk=voucher.pk)
    if not reason.strip():
        raise PostingError(_("Tulis alasan pembalikan."), field="reason")
    standing = Voucher.objects.filter(reversal_of=voucher).first()
    if standing is not None:
        if key is not None and standing.key == key:
            return standing
        raise PostingError(_("Bukti ini sudah dibalik dengan %(code)s.") % {"code": standing.code})
    if voucher.reversal_of_id is not None:
        raise PostingError(_("Bukti pembalikan tidak dibalik lagi. Catat bukti baru yang benar."))
    if voucher.is_closing:
        raise PostingError(_("Jurnal penutup tahun dibalik dengan membuka kembali tahun bukunya."))
    if on < voucher.date:
        raise PostingError(
            _("Tanggal pembalikan tidak boleh sebelum tanggal bukti (%(day)s).")
            % {"day": voucher.date.strftime("%d/%m/%Y")},
            field="date",
        )
    reversal = journal.post(
        book=voucher.book,
        voucher=VoucherInput(
            date=on,
            narration=_reversal_narration(voucher),
            lines=mirrored_lines(voucher),
            reference=voucher.reference,
            party=voucher.party,
            key=key,
            origin=Origin.REVERSAL,
            reversal_of=voucher,
            reason=reason.strip()[:200],
            approval=approval,
        ),
        actor=actor,
        at=at,
    )
    events.log(
        act="reverse_voucher",
        subject=voucher.code,
        actor=actor,
        at=at,
        book=voucher.book,
        reversal=reversal.code,
        reason=reason.strip(),
    )
    voucher_reversed.send(Voucher, voucher=voucher, reversal=reversal, actor=actor, at=at)
    return reversal


def _reversal_narration(voucher: Voucher) -> str:
    return f"Pembalikan {voucher.code}: {voucher.narration}"[:200]


def mirrored_lines(voucher: Voucher) -> list[LineInput]:
    """The voucher's lines with debit and credit exchanged."""
    return [
        LineInput(
            account=line.account,
            debit=line.credit,
            credit=line.debit,
            subsidiary=line.subsidiary,
            unit=line.unit,
            memo=line.memo,
        )
        for line in voucher.lines.select_related("account", "subsidiary", "unit")
    ]
