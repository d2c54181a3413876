"""Set the rule of approval of a book."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.models import ApprovalBand, ApprovalLevel, ApprovalMode, ApprovalPolicy, Book
from ledger.services import events
from ledger.services.periods import lock_book
from ledger.services.posting.inputs import ApprovalError


@transaction.atomic
def set_policy(
    *,
    book: Book,
    mode: str,
    bands: Mapping[int, str],
    actor: Any,
    at: datetime,
    decision: str = "",
) -> ApprovalPolicy:
    """Decide from now on who approves what; earlier rules stay on record.

    `bands` maps the amount from which (whole rupiah) to an `ApprovalLevel`. What waits already
    keeps waiting for whom it was handed to. Raises ApprovalError for bands that make no sense.
    """
    if mode != ApprovalMode.OFF and not bands:
        raise ApprovalError(_("Isi sedikitnya satu jumlah, mulai berapa perlu persetujuan."))
    if any(amount < 0 or level not in ApprovalLevel.values for amount, level in bands.items()):
        raise ApprovalError(_("Jenjang persetujuan tidak dikenal."))
    if mode == ApprovalMode.SMALL and set(bands.values()) - {ApprovalLevel.OFFICER.value}:
        raise ApprovalError(_("Dalam kelompok kecil setiap pengurus lain dapat menyetujui."))
    lock_book(book)
    policy = ApprovalPolicy.objects.create(
        book=book, mode=mode, decision=decision.strip()[:120], set_by=actor, set_at=at
    )
    kept = bands if mode != ApprovalMode.OFF else {}
    ApprovalBand.objects.bulk_create(
        ApprovalBand(policy=policy, amount=amount, level=level)
        for amount, level in sorted(kept.items())
    )
    events.log(
        act="set_approval",
        subject=policy.get_mode_display(),
        actor=actor,
        at=at,
        book=book,
        bands={str(amount): str(level) for amount, level in kept.items()},
        decision=policy.decision,
    )
    return policy
