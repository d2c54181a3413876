"""Templates of vouchers: keep one, repeat it every month, and post only what somebody confirms."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.calculations.money import format_rupiah
from ledger.calculations.recurrence import next_monthly
from ledger.models import Book, Voucher, VoucherTemplate
from ledger.readers.paper import ReadPaper
from ledger.services import events
from ledger.services.journal import PostingError, VoucherInput
from ledger.services.submission import Submission, submit

LEFT_OUT = ("date", "key", "reference")
"""What belongs to one voucher alone and does not travel into a template."""


class TemplateError(ValueError):
    """A template was refused; `field` tells where."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def content_of(voucher: Voucher) -> dict[str, str]:
    """A posted voucher as the page *Catat bukti* would send it."""
    lines = list(voucher.lines.all())
    content = {"narration": voucher.narration, "party": voucher.party}
    if len({line.unit_id for line in lines}) == 1:
        content["unit"] = str(lines[0].unit_id)
    count = str(len(lines))
    content |= {"lines-TOTAL_FORMS": count, "lines-INITIAL_FORMS": "0"}
    for number, line in enumerate(lines):
        content |= {
            f"lines-{number}-account": str(line.account_id),
            f"lines-{number}-subsidiary": str(line.subsidiary_id or ""),
            f"lines-{number}-debit": format_rupiah(line.debit) if line.debit else "",
            f"lines-{number}-credit": format_rupiah(line.credit) if line.credit else "",
            f"lines-{number}-memo": line.memo,
        }
    return content


@transaction.atomic
def save_template(
    *,
    book: Book,
    name: str,
    content: Mapping[str, Any],
    day: int | None,
    today: date,
    actor: Any,
    at: datetime,
    template: VoucherTemplate | None = None,
) -> VoucherTemplate:
    """Keep a template, or change one; `day` (1 to 31) makes it due every month from today on.

    A change of the day moves only the next date. Raises TemplateError for a name that is taken.
    """
    others = book.templates.filter(name__iexact=name.strip())
    others = others.exclude(pk=template.pk) if template else others
    if others.exists():
        raise TemplateError(_("Nama ini sudah dipakai. Pakai nama lain."), field="name")
    if template is None:
        template = VoucherTemplate(book=book, made_by=actor, made_at=at)
    if day != template.day:
        template.next_on = None if day is None else next_monthly(day, today - date.resolution)
    template.name, template.day = name.strip(), day
    template.content = {k: str(v) for k, v in content.items() if k not in LEFT_OUT}
    template.save()
    events.log(act="save_template", subject=template.name, actor=actor, at=at, book=book, day=day)
    return template


@transaction.atomic
def post_template(
    *,
    template: VoucherTemplate,
    voucher: VoucherInput,
    actor: Any,
    at: datetime,
    answers: Collection[str] = (),
    attachments: Sequence[ReadPaper] = (),
) -> Submission:
    """Hand in what a template became under somebody's eyes, and move it to its next date.

    It is posted, or waits where the book's policy wants another officer. A monthly one has one key
    for each due date: confirming it twice books it once. Raises PostingError.
    """
    template = VoucherTemplate.objects.select_for_update().get(pk=template.pk)
    if not template.is_active:
        raise PostingError(_("Templat ini sudah dihentikan."))
    handed_in = submit(
        book=template.book,
        voucher=voucher,
        actor=actor,
        at=at,
        answers=answers,
        attachments=attachments,
    )
    if template.next_on is not None and voucher.key == due_key(template):
        template.next_on = next_monthly(template.day or 1, template.next_on)
        template.save(update_fields=["next_on"])
    events.log(
        act="post_template",
        subject=template.name,
        actor=actor,
        at=at,
        book=template.book,
        voucher=handed_in.voucher.code if handed_in.voucher else "",
    )
    return handed_in


def due_key(template: VoucherTemplate) -> str:
    """The key of the occurrence that is due next."""
    return f"templat-{template.pk}-{template.next_on:%Y-%m-%d}"


@transaction.atomic
def set_template_active(
    *, template: VoucherTemplate, is_active: bool, actor: Any, at: datetime
) -> None:
    """Stop a template, or take it up again; what was booked with it stays."""
    template.is_active = is_active
    template.save(update_fields=["is_active"])
    events.log(
        act="set_template_active",
        subject=template.name,
        actor=actor,
        at=at,
        book=template.book,
        is_active=is_active,
    )
