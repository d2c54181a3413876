"""What a book asks of its papers: the newest rule, or the defaults where none was set."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet

from ledger.models import Book, PaperRule


@dataclass(frozen=True)
class PaperRules:
    """Whole rupiah: a meterai above `meterai_above`, a paper from `paper_from` on."""

    meterai_above: int
    meterai_source: str
    paper_from: int = 0


def paper_rules(book: Book) -> PaperRules:
    """The rule that holds now; until one is set every voucher needs a paper."""
    row = book.paper_rules.order_by("-id").first()
    if row is None:
        return PaperRules(settings.LUMBUNG_METERAI_LIMIT, settings.LUMBUNG_METERAI_SOURCE)
    return PaperRules(row.meterai_above, row.meterai_source, row.paper_from)


def rule_history(book: Book) -> QuerySet[PaperRule]:
    """Every rule that was set, newest first."""
    return book.paper_rules.select_related("set_by__person").order_by("-id")
