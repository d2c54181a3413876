"""Undo an import as a whole: every voucher of the batch reversed, or none."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.models import ImportBatch, Origin, Voucher
from ledger.services import events, journal
from ledger.services.import_sheets import SheetError
from ledger.services.journal import VoucherInput
from ledger.services.periods import lock_book
from ledger.services.reversal import mirrored_lines


@transaction.atomic
def undo_batch(
    *, batch: ImportBatch, reason: str, actor: Any, at: datetime, on: date | None = None
) -> list[Voucher]:
    """Reverse every voucher of a batch, all or none; both halves stay visible.

    Each reversal has the date of its voucher, so that no month keeps an effect; `on` gives one
    day for all where months are closed by now. Vouchers reversed before are left as they are.
    Raises SheetError without a reason or when undone already, VouchersRefusedError from the gate.
    """
    book = lock_book(batch.book)
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.undone_at is not None:
        raise SheetError(_("Impor ini sudah dibatalkan."))
    if not reason.strip():
        raise SheetError(_("Tulis alasan pembatalan."))
    vouchers = Voucher.objects.filter(
        batch=batch, reversed_by__isnull=True, reversal_of__isnull=True
    ).order_by("sequence")
    if vouchers.filter(period=Voucher.CLOSING).exists():
        raise SheetError(_("Jurnal penutup tahun dibalik dengan membuka kembali tahun bukunya."))
    reversals = journal.post_many(
        book=book,
        vouchers=[
            VoucherInput(
                date=on or voucher.date,
                narration=f"Pembalikan {voucher.code}: {voucher.narration}"[:200],
                lines=mirrored_lines(voucher),
                reference=voucher.reference,
                party=voucher.party,
                origin=Origin.REVERSAL,
                reversal_of=voucher,
                reason=reason.strip()[:200],
            )
            for voucher in vouchers
        ],
        actor=actor,
        at=at,
    )
    batch.undone_by, batch.undone_at, batch.undo_reason = actor, at, reason.strip()[:200]
    batch.save(update_fields=["undone_by", "undone_at", "undo_reason"])
    events.log(
        act="undo_import",
        subject=batch.file_name,
        actor=actor,
        at=at,
        book=book,
        vouchers=len(reversals),
        reason=reason.strip(),
    )
    return reversals
