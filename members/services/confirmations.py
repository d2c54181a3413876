"""Write letters of confirmation for a day, and record what comes back."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.services import events
from ledger.services.periods import lock_book
from members.models import BalanceConfirmation, ConfirmationState, Organization
from members.selectors.confirmations import held_on


class ConfirmationError(ValueError):
    """Letters could not be written or answered; the text says what to do. `field`: where."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def issue_confirmations(
    *, organization: Organization, on: date, today: date, actor: Any, at: datetime
) -> int:
    """Write a letter to everybody with savings or a loan on a day; returns how many are new.

    Run again it adds whom it missed; letters that were sent stay as they are. Raises
    ConfirmationError for a day that is not over, before the book began, or without balances.
    """
    book = lock_book(organization.book)
    if on >= today:
        raise ConfirmationError(_("Tanggal itu belum lewat; saldonya masih berubah."), field="on")
    if on < book.opened_on:
        raise ConfirmationError(_("Pembukuan lembaga ini mulai sesudah tanggal itu."), field="on")
    held = held_on(organization, on)
    if not held:
        raise ConfirmationError(_("Tidak ada anggota yang mempunyai saldo pada tanggal itu."))
    known = set(
        BalanceConfirmation.objects.filter(
            membership__organization=organization, on=on
        ).values_list("membership_id", flat=True)
    )
    made = BalanceConfirmation.objects.bulk_create(
        [
            BalanceConfirmation(
                membership_id=member,
                on=on,
                rows={"savings": rows.savings, "loans": rows.loans},
                savings=sum(amount for _label, amount in rows.savings),
                loans=sum(amount for _label, amount in rows.loans),
                sent_by=actor,
                sent_at=at,
            )
            for member, rows in held.items()
            if member not in known
        ],
        batch_size=500,
    )
    events.log(
        act="issue_confirmations",
        subject=on.isoformat(),
        actor=actor,
        at=at,
        book=book,
        count=len(made),
    )
    return len(made)


@transaction.atomic
def record_answer(
    *,
    confirmation: BalanceConfirmation,
    state: str,
    returned_on: date,
    note: str,
    today: date,
    actor: Any,
    at: datetime,
) -> BalanceConfirmation:
    """Record what the member answered; a wrong record is recorded anew, the log keeps both.

    Raises ConfirmationError for a day outside the time since the balances, and for disagreement
    without saying what differs.
    """
    book = lock_book(confirmation.membership.organization.book)
    confirmation = BalanceConfirmation.objects.select_related("membership").get(pk=confirmation.pk)
    if state not in (ConfirmationState.AGREED, ConfirmationState.DISAGREED):
        raise ConfirmationError(_("Pilih setuju atau tidak setuju."), field="state")
    if not confirmation.on <= returned_on <= today:
        raise ConfirmationError(
            _("Tanggal kembali di antara tanggal saldo dan hari ini."), field="returned_on"
        )
    if state == ConfirmationState.DISAGREED and not note.strip():
        raise ConfirmationError(_("Tulis saldo mana yang berbeda menurut anggota."), field="note")
    before = confirmation.state
    confirmation.state, confirmation.returned_on = state, returned_on
    confirmation.note = note.strip()[:200]
    confirmation.save(update_fields=["state", "returned_on", "note"])
    events.log(
        act="answer_confirmation",
        subject=f"{confirmation.membership.number} {confirmation.on.isoformat()}",
        actor=actor,
        at=at,
        book=book,
        before=before,
        state=state,
        note=confirmation.note,
    )
    return confirmation
