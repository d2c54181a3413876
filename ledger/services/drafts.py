"""Keep a voucher in the making, and turn it into a posted one."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.models import Book, Draft, DraftState, Voucher
from ledger.services import events, journal
from ledger.services.journal import PostingError, VoucherInput


@transaction.atomic
def save_draft(*, book: Book, key: str, content: dict[str, Any], actor: Any, at: datetime) -> Draft:
    """Keep what was typed under its key; saving again replaces it.

    Raises PostingError when the draft was posted or discarded in the meantime.
    """
    draft = Draft.objects.select_for_update().filter(book=book, key=key).first()
    if draft is None:
        draft = Draft(book=book, key=key, made_by=actor, made_at=at)
    elif draft.state not in Draft.OPEN:
        raise PostingError(_("Draf ini sudah diajukan, dibukukan, atau dibuang."))
    draft.content, draft.changed_at = content, at
    draft.save()
    events.log(act="save_draft", subject=str(draft), actor=actor, at=at, book=book)
    return draft


@transaction.atomic
def record_voucher(*, book: Book, voucher: VoucherInput, actor: Any, at: datetime) -> Voucher:
    """Post a voucher; a draft under the same key becomes a posted one."""
    posted = journal.post(book=book, voucher=voucher, actor=actor, at=at)
    Draft.objects.filter(book=book, key=voucher.key, state__in=Draft.OPEN).update(
        state=DraftState.POSTED, voucher=posted, changed_at=at
    )
    return posted


@transaction.atomic
def discard_draft(*, draft: Draft, actor: Any, at: datetime) -> None:
    """Put a draft aside; its content stays on record. Raises PostingError when it was posted."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.state == DraftState.POSTED:
        raise PostingError(_("Draf ini sudah dibukukan; balik buktinya bila salah."))
    draft.state, draft.changed_at = DraftState.DISCARDED, at
    draft.save(update_fields=["state", "changed_at"])
    events.log(act="discard_draft", subject=str(draft), actor=actor, at=at, book=draft.book)
