"""Close a year into period 13, and reopen it by reversing the closing voucher."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.calculations.periods import CLOSING, MONTHS
from ledger.integrity import guards
from ledger.models import Account, Book, Kind, Origin, Period, PeriodState, ReopenRequest, Voucher
from ledger.selectors.balances import result_by_account_unit
from ledger.selectors.seals import seal_head
from ledger.services import events, journal, periods
from ledger.services.journal import LineInput, VoucherInput
from ledger.services.periods import PeriodError
from ledger.services.reversal import mirrored_lines

RESULT_KINDS = (Kind.REVENUE, Kind.EXPENSE)


@transaction.atomic
def close_year(
    *, book: Book, year: int, actor: Any, at: datetime, checks: Callable[[Book], list[str]]
) -> Voucher | None:
    """Move every result account into the current result, in period 13, on 31 December.

    All months must be closed and the earlier year closed too. Returns the closing voucher, or
    None for a year without result. Raises PeriodError.
    """
    guards.require()
    book = periods.lock_book(book)
    closing = book.periods.filter(year=year, month=CLOSING).first()
    if closing is None:
        raise PeriodError(_("Tahun buku %(year)s belum dibuka.") % {"year": year})
    if not closing.is_open:
        raise PeriodError(_("Tahun buku %(year)s sudah ditutup.") % {"year": year})
    waiting = book.periods.filter(year=year, month__in=MONTHS, state=PeriodState.OPEN)
    if first := waiting.order_by("month").first():
        raise PeriodError(_("Tutup dahulu bulan %(period)s.") % {"period": first.label})
    earlier = book.periods.filter(year__lt=year, month=CLOSING, state=PeriodState.OPEN).first()
    if earlier is not None:
        raise PeriodError(_("Tutup dahulu tahun buku %(year)s.") % {"year": earlier.year})
    if faults := checks(book):
        raise PeriodError(
            _("Pemeriksaan menemukan kesalahan, tahun belum ditutup: %(fault)s")
            % {"fault": faults[0]}
        )
    voucher = _post_closing_voucher(book, year, actor, at)
    closing.state = PeriodState.CLOSED
    closing.save(update_fields=["state"])
    sequence, head = seal_head(book)
    events.log(
        act="close_year",
        subject=str(year),
        actor=actor,
        at=at,
        book=book,
        voucher=voucher.code if voucher else None,
        sequence=sequence,
        seal=head,
    )
    return voucher


def _post_closing_voucher(book: Book, year: int, actor: Any, at: datetime) -> Voucher | None:
    accounts = {a.pk: a for a in book.accounts.filter(kind__in=RESULT_KINDS)}
    units = {u.pk: u for u in book.units.all()}
    target = Account.objects.get(book=book, purpose="current_result")
    result_of_unit: dict[int, int] = {}
    lines = []
    for (account_id, unit_id), balance in result_by_account_unit(book, year).items():
        if not balance:
            continue
        lines.append(
            LineInput(
                account=accounts[account_id],
                debit=max(-balance, 0),
                credit=max(balance, 0),
                unit=units[unit_id],
            )
        )
        result_of_unit[unit_id] = result_of_unit.get(unit_id, 0) + balance
    for unit_id, balance in sorted(result_of_unit.items()):
        if balance:
            lines.append(
                LineInput(
                    account=target,
                    debit=max(balance, 0),
                    credit=max(-balance, 0),
                    unit=units[unit_id],
                )
            )
    if not lines:
        return None
    return journal.post(
        book=book,
        voucher=VoucherInput(
            date=date(year, 12, 31),
            narration=f"Jurnal penutup tahun buku {year}",
            lines=lines,
            origin=Origin.CLOSING,
            is_closing=True,
        ),
        actor=actor,
        at=at,
    )


@transaction.atomic
def reopen_year(*, request: ReopenRequest, actor: Any, at: datetime) -> Period:
    """A second officer agrees to reopen period 13: the closing voucher is reversed in it."""
    if request.period.month != CLOSING:
        raise PeriodError(_("Permintaan ini bukan tentang tahun buku."))
    period = periods.reopen_period(request=request, actor=actor, at=at)
    closing = (
        Voucher.objects.filter(
            book=period.book,
            year=period.year,
            period=CLOSING,
            reversal_of__isnull=True,
            reversed_by__isnull=True,
        )
        .select_related("book")
        .first()
    )
    if closing is not None:
        journal.post(
            book=period.book,
            voucher=VoucherInput(
                date=closing.date,
                narration=f"Pembalikan {closing.code}: {closing.narration}"[:200],
                lines=mirrored_lines(closing),
                origin=Origin.REVERSAL,
                is_closing=True,
                reversal_of=closing,
                reason=request.reason,
            ),
            actor=actor,
            at=at,
        )
    return period
