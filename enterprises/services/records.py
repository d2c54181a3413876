"""Keeping, changing and voiding what a group records beside its money."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enterprises.models.records import Record
from enterprises.selectors.record_kinds import RecordKind
from ledger.models import Book, Voucher
from ledger.services import events


class RecordError(ValueError):
    """A record was refused; the text says what to do. `field`: where."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def keep_record(
    *,
    kind: RecordKind,
    book: Book,
    values: Mapping[str, Any],
    actor: Any,
    at: datetime,
    record: Record | None = None,
    vouchers: Sequence[Voucher] = (),
) -> Record:
    """Keep a new record, or change one that stands; the event log keeps what stood before.

    Raises RecordError for a void one, for vouchers of another book, and for what the model
    refuses.
    """
    if record is not None and record.is_void:
        raise RecordError(_("Catatan ini sudah dibatalkan; buat yang baru."))
    if any(voucher.book_id != book.pk for voucher in vouchers):
        raise RecordError(_("Bukti itu milik lembaga lain."), field="voucher_codes")
    before = _plain(kind, record) if record else None
    one: Any = record or kind.model(book=book, made_by=actor, made_at=at)
    for name in kind.form_fields:
        setattr(one, name, values[name])
    try:
        one.full_clean(exclude=["made_by"])
    except ValidationError as error:
        field, texts = next(iter(error.message_dict.items()))
        sentence = _sentence(texts[0])
        raise RecordError(sentence, field="" if field == "__all__" else field) from None
    one.save()
    if kind.is_costed:
        one.vouchers.set(vouchers)
    detail = {"after": _plain(kind, one)} | ({"before": before} if before else {})
    events.log(
        act="change_record" if record else "keep_record",
        subject=f"{kind.slug} {one}"[:120],
        actor=actor,
        at=at,
        book=book,
        **detail,
    )
    kept: Record = one
    return kept


def _sentence(text: str) -> str:
    """A sentence that says what to do, for the rules that the database holds."""
    known = {
        "activity_done_after_it_began": _("Selesai tidak boleh sebelum tanggalnya."),
        "trial_sells_what_it_offers": _("Yang terjual tidak boleh lebih dari yang ditawarkan."),
        "trial_has_a_price": _("Harga harus di atas nol."),
        "contract_has_a_price": _("Harga harus di atas nol."),
        "contract_ends_after_start": _("Tanggal akhir tidak boleh sebelum mulai."),
        "partnership_ends_after_start": _("Tanggal akhir tidak boleh sebelum mulai."),
        "placement_ends_after_start": _("Tanggal akhir tidak boleh sebelum mulai."),
        "apprenticeship_ends_after_start": _("Tanggal akhir tidak boleh sebelum mulai."),
        "adoption_checked_after_transfer": _("Pemeriksaan tidak boleh sebelum diserahkan."),
        "adoption_has_its_day": _("Isi pemakaian dan tanggal pemeriksaannya bersama-sama."),
        "inventory_of_something": _("Jumlah barang harus di atas nol."),
        "inventory_code_of_book": _("Kode barang ini sudah dipakai."),
        "visit_before_to_100": _("Nilai antara 0 dan 100."),
        "visit_after_to_100": _("Nilai antara 0 dan 100."),
    }
    return next((words for name, words in known.items() if name in text), text)


def _plain(kind: RecordKind, record: Any) -> dict[str, str]:
    return {name: str(getattr(record, name) or "") for name in kind.form_fields}


@transaction.atomic
def void_record(*, kind: RecordKind, record: Any, reason: str, actor: Any, at: datetime) -> None:
    """Take a record out of lists and prints, with the reason; it stays on record."""
    if not reason.strip():
        raise RecordError(_("Tulis alasannya."), field="reason")
    if record.is_void:
        return
    record.void_reason = reason.strip()[:200]
    record.save(update_fields=["void_reason"])
    events.log(
        act="void_record",
        subject=f"{kind.slug} {record}"[:120],
        actor=actor,
        at=at,
        book=record.book,
        reason=record.void_reason,
    )
