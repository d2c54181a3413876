"""Set what a book asks of its papers."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ledger.models import Book, PaperRule
from ledger.services import events
from ledger.services.periods import lock_book


class PaperRuleError(ValueError):
    """A rule was refused; `field` tells where."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def set_paper_rule(
    *,
    book: Book,
    meterai_above: int,
    meterai_source: str,
    paper_from: int,
    reason: str,
    actor: Any,
    at: datetime,
) -> PaperRule:
    """Decide from now on; earlier rules stay on record. Amounts in whole rupiah.

    Raises PaperRuleError without a reason or a source, and for amounts below zero.
    """
    if not meterai_source.strip():
        raise PaperRuleError(_("Tulis dasar aturannya."), field="meterai_source")
    if not reason.strip():
        raise PaperRuleError(_("Tulis alasannya."), field="reason")
    if meterai_above < 0 or paper_from < 0:
        raise PaperRuleError(_("Jumlah tidak boleh di bawah nol."))
    lock_book(book)
    rule = PaperRule.objects.create(
        book=book,
        meterai_above=meterai_above,
        meterai_source=meterai_source.strip()[:120],
        paper_from=paper_from,
        reason=reason.strip()[:200],
        set_by=actor,
        set_at=at,
    )
    events.log(
        act="set_paper_rule",
        subject=book.slug,
        actor=actor,
        at=at,
        book=book,
        meterai_above=meterai_above,
        meterai_source=rule.meterai_source,
        paper_from=paper_from,
        reason=rule.reason,
    )
    return rule
