"""Print a passbook on from its next free line, turn to a new book, print again what jammed."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.services import events
from ledger.services.periods import lock_book
from members.models import Membership, Passbook, PassbookPrint
from members.selectors.passbook import (
    BROUGHT,
    PassbookRow,
    current_passbook,
    passbook_rows,
    unprinted,
)


class PassbookError(ValueError):
    """A passbook could not be printed or opened; the text says what to do."""


@transaction.atomic
def open_passbook(
    *,
    membership: Membership,
    lines_per_page: int,
    pages: int,
    on: date,
    actor: Any,
    at: datetime,
) -> Passbook:
    """Begin a paper book; the balance of the one before is carried over.

    Raises PassbookError for a size that no book has, and while the book in use has room.
    """
    lock_book(membership.organization.book)
    if not (5 <= lines_per_page <= 60 and 1 <= pages <= 200):
        raise PassbookError(_("Sebuah buku punya 5–60 baris sehalaman dan 1–200 halaman."))
    before = current_passbook(membership)
    carried, sequence = 0, 0
    if before is not None:
        rows = passbook_rows([membership])[membership.pk]
        _check_full(before, [row.sequence for row in unprinted(before, rows)])
        sequence = before.last_sequence
        carried = next((r.balance for r in reversed(rows) if r.sequence <= sequence), 0)
    made = Passbook.objects.create(
        membership=membership,
        number=before.number + 1 if before else 1,
        lines_per_page=lines_per_page,
        pages=pages,
        last_sequence=sequence,
        carried=carried,
        opened_on=on,
    )
    _log("open_passbook", made, actor, at)
    return made


@transaction.atomic
def print_on(*, passbook: Passbook, on: date, actor: Any, at: datetime) -> PassbookPrint:
    """Put everything that is not printed yet on the next free lines, as far as the book has room.

    The first line of a book after the first is the balance carried over. A voucher's lines stay
    together. Raises PassbookError when nothing is new, and when the book is full.
    """
    lock_book(passbook.membership.organization.book)
    passbook = Passbook.objects.select_related("membership__organization__book").get(pk=passbook.pk)
    if passbook != current_passbook(passbook.membership):
        raise PassbookError(_("Buku ini sudah penuh; cetak pada buku yang terbaru."))
    new = unprinted(passbook, passbook_rows([passbook.membership])[passbook.membership_id])
    rows = [_kept(row) for row in new]
    sequences = [row.sequence for row in new]
    if passbook.number > 1 and passbook.printed == 0:
        rows.insert(0, _brought(passbook, on))
        sequences.insert(0, passbook.last_sequence)
    if not new:
        raise PassbookError(_("Belum ada mutasi baru; buku sudah tercetak sampai yang terakhir."))
    taken = _fitting(sequences, passbook.room)
    if not taken:
        raise PassbookError(_("Buku ini penuh. Buka buku baru; saldonya dipindahkan."))
    made = PassbookPrint.objects.create(
        passbook=passbook,
        first=passbook.printed,
        rows=rows[:taken],
        printed_by=actor,
        printed_at=at,
    )
    passbook.printed += taken
    passbook.last_sequence = sequences[taken - 1]
    passbook.save(update_fields=["printed", "last_sequence"])
    _log("print_passbook", passbook, actor, at, first=made.first + 1, lines=taken)
    return made


def _check_full(passbook: Passbook, sequences: list[int]) -> None:
    """Raise unless no further line, or not the next voucher as a whole, has room."""
    if passbook.room and (not sequences or _fitting(sequences, passbook.room)):
        raise PassbookError(
            _("Buku ke-%(number)s masih punya %(room)s baris. Penuhi dahulu.")
            % {"number": passbook.number, "room": passbook.room}
        )


def _fitting(sequences: list[int], room: int) -> int:
    """How many lines fit without parting the lines of one voucher."""
    taken = min(len(sequences), room)
    while 0 < taken < len(sequences) and sequences[taken] == sequences[taken - 1]:
        taken -= 1
    return taken


def _kept(row: PassbookRow) -> dict[str, Any]:
    return {
        "day": row.day.isoformat(),
        "code": row.code,
        "voucher": row.voucher,
        "debit": row.debit,
        "credit": row.credit,
        "balance": row.balance,
    }


def _brought(passbook: Passbook, on: date) -> dict[str, Any]:
    return {
        "day": on.isoformat(),
        "code": BROUGHT,
        "voucher": "",
        "debit": 0,
        "credit": 0,
        "balance": passbook.carried,
    }


def _log(act: str, passbook: Passbook, actor: Any, at: datetime, **detail: Any) -> None:
    membership = passbook.membership
    events.log(
        act=act,
        subject=f"{membership.number} / {passbook.number}",
        actor=actor,
        at=at,
        book=membership.organization.book,
        **detail,
    )
