"""Open, answer, return and close remarks. They stand beside the books and never touch them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.models import (
    Book,
    Remark,
    RemarkAct,
    RemarkEntry,
    RemarkKind,
    RemarkState,
    SampleItem,
    Voucher,
)
from ledger.services import events
from ledger.services.periods import lock_book


class RemarkError(ValueError):
    """A remark was refused. `field` tells where."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, kw_only=True)
class About:
    """What a remark is about: a voucher (perhaps found in a sample), or a row of a report."""

    voucher: Voucher | None = None
    item: SampleItem | None = None
    report: str = ""
    report_title: str = ""
    row: str = ""
    start: date | None = None
    end: date | None = None


@transaction.atomic
def open_remark(
    *,
    book: Book,
    about: About,
    kind: str,
    text: str,
    due_on: date | None,
    actor: Any,
    at: datetime,
) -> Remark:
    """Open a remark. A finding has a day until which it is answered; a note may have none.

    Raises RemarkError without words, for a day that is past, and for a finding without a day.
    """
    book = lock_book(book)
    if due_on is None and kind == RemarkKind.FINDING:
        raise RemarkError(_("Isi sampai kapan temuan ini dijawab."), field="due_on")
    _check_day(due_on, at)
    words = _words(text)
    last = Remark.objects.filter(book=book).aggregate(last=Max("number"))["last"] or 0
    remark = Remark.objects.create(
        book=book,
        number=last + 1,
        kind=RemarkKind(kind),
        voucher=about.voucher,
        item=about.item,
        report=about.report,
        report_title=about.report_title[:120],
        row=about.row[:200],
        start=about.start,
        end=about.end,
        opened_by=actor,
        opened_at=at,
    )
    _add(remark, [], RemarkAct.OPENED, RemarkState.OPEN, words, due_on, actor, at)
    return remark


@transaction.atomic
def answer_remark(*, remark: Remark, text: str, actor: Any, at: datetime) -> RemarkEntry:
    """The treasurer answers. Raises RemarkError without words, and once it is closed."""
    entries = _lock(remark)
    if entries[-1].state == RemarkState.CLOSED:
        raise RemarkError(_("Temuan ini sudah selesai; tidak perlu dijawab lagi."))
    due_on = entries[-1].due_on
    return _add(
        remark, entries, RemarkAct.ANSWERED, RemarkState.ANSWERED, _words(text), due_on, actor, at
    )


@transaction.atomic
def return_remark(
    *, remark: Remark, text: str, due_on: date | None, actor: Any, at: datetime
) -> RemarkEntry:
    """Send it back to the treasurer, also one that was closed. No day keeps the old one.

    Raises RemarkError without words, for a day that is past, and while it is still unanswered.
    """
    entries = _lock(remark)
    if entries[-1].state == RemarkState.OPEN:
        raise RemarkError(_("Temuan ini masih menunggu jawaban bendahara."))
    _check_day(due_on, at)
    return _add(
        remark, entries, RemarkAct.RETURNED, RemarkState.OPEN, _words(text),
        due_on or entries[-1].due_on, actor, at,
    )  # fmt: skip


@transaction.atomic
def close_remark(*, remark: Remark, text: str, actor: Any, at: datetime) -> RemarkEntry:
    """The checker closes it with his reason.

    Raises RemarkError without words, the second time, and for whoever answered it himself.
    """
    entries = _lock(remark)
    if entries[-1].state == RemarkState.CLOSED:
        raise RemarkError(_("Temuan ini sudah selesai."))
    if any(e.act == RemarkAct.ANSWERED and e.made_by_id == actor.pk for e in entries):
        raise RemarkError(_("Yang menjawab tidak dapat menutup temuannya sendiri."))
    due_on = entries[-1].due_on
    return _add(
        remark, entries, RemarkAct.CLOSED, RemarkState.CLOSED, _words(text), due_on, actor, at
    )


@transaction.atomic
def move_due(
    *, remark: Remark, text: str, due_on: date | None, actor: Any, at: datetime
) -> RemarkEntry:
    """Give another day. Raises RemarkError without words or day, for a past day, once closed."""
    entries = _lock(remark)
    if entries[-1].state == RemarkState.CLOSED:
        raise RemarkError(_("Temuan ini sudah selesai."))
    if due_on is None:
        raise RemarkError(_("Isi batas waktu yang baru."), field="due_on")
    _check_day(due_on, at)
    return _add(
        remark, entries, RemarkAct.MOVED, entries[-1].state, _words(text), due_on, actor, at
    )


def _lock(remark: Remark) -> list[RemarkEntry]:
    """What was said so far, while nobody else can add to it."""
    lock_book(remark.book)
    return list(remark.entries.order_by("position"))


def _words(text: str) -> str:
    if not text.strip():
        raise RemarkError(_("Tulis dahulu isinya."), field="text")
    return text.strip()


def _check_day(due_on: date | None, at: datetime) -> None:
    if due_on is not None and due_on < timezone.localdate(at):
        raise RemarkError(_("Batas waktu tidak boleh sebelum hari ini."), field="due_on")


def _add(
    remark: Remark,
    entries: Sequence[RemarkEntry],
    act: RemarkAct,
    state: str,
    text: str,
    due_on: date | None,
    actor: Any,
    at: datetime,
) -> RemarkEntry:
    entry = RemarkEntry.objects.create(
        remark=remark,
        position=len(entries) + 1,
        act=act,
        state=state,
        text=text,
        due_on=due_on,
        made_by=actor,
        made_at=at,
    )
    events.log(
        act=f"remark_{act.value}",
        subject=f"{remark} · {remark.about}",
        actor=actor,
        at=at,
        book=remark.book,
        explanation=text[:200],
        due_on=due_on,
    )
    return entry
