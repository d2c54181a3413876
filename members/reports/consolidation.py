"""An institution's groups as one: a column each, their sum, eliminations, consolidated.

The institution's own budget book is left out: it keeps another kind of books. What its kitchen
or offices buy from a group is business with an outsider and stays.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.calculations.money import format_rupiah
from ledger.models import Book, Framework
from ledger.registry import Report, register_report
from ledger.reports.columns import (
    AmountColumn,
    layout_table,
    position_column,
    result_column,
)
from ledger.reports.layout import compute, net_reader
from ledger.reports.table import ReportTable, report_table
from ledger.selectors.counterparty import counterparty_balances, counterparty_results


def books_under(book: Book) -> list[Book]:
    """The KUBE books of the organizations that the book's institution raises."""
    return list(
        Book.objects.filter(
            organization__institution__book=book, framework=Framework.KUBE
        ).order_by("slug")
    )


def consolidated_balance_sheet(
    book: Book, *, start: date, end: date, **options: Any
) -> ReportTable:
    """Posisi keuangan gabungan at a day."""
    closing = bool(options.get("after_closing"))
    books = books_under(book)
    own = [position_column(b, b.slug, b.name, end, None, after_closing=closing) for b in books]
    eliminated = [
        _eliminated(b, "balance_sheet", counterparty_balances(b, books, on=end)) for b in books
    ]
    return _consolidated(
        book,
        "consolidated_balance_sheet",
        _("Laporan posisi keuangan gabungan"),
        (start, end),
        own,
        eliminated,
        ("assets", "liabilities", "equity"),
        is_at_date=True,
    )


def consolidated_income_statement(
    book: Book, *, start: date, end: date, **_options: Any
) -> ReportTable:
    """Laba rugi gabungan between two days."""
    books = books_under(book)
    own = [result_column(b, b.slug, b.name, start, end, None) for b in books]
    eliminated = [
        _eliminated(b, "income_statement", counterparty_results(b, books, start=start, end=end))
        for b in books
    ]
    return _consolidated(
        book,
        "consolidated_income_statement",
        _("Laporan laba rugi gabungan"),
        (start, end),
        own,
        eliminated,
        ("revenue", "net"),
    )


def _eliminated(book: Book, statement: str, against: dict[int, int]) -> AmountColumn:
    nets = {account_id: -net for account_id, net in against.items()}
    return AmountColumn("elimination", "", compute(book, statement, net_reader(nets)), nets)


def _sum(key: str, label: str, columns: list[AmountColumn]) -> AmountColumn:
    """The rows of several columns added up; all have the same layout."""
    rows = [
        replace(item, amount=None if item.amount is None else sum(_amounts(columns, position)))
        for position, item in enumerate(columns[0].rows)
    ]
    return AmountColumn(key, label, rows, {})


def _amounts(columns: list[AmountColumn], position: int) -> list[int]:
    return [column.rows[position].amount or 0 for column in columns]


def _consolidated(
    book: Book,
    name: str,
    title: str,
    days: tuple[date, date],
    own: list[AmountColumn],
    eliminated: list[AmountColumn],
    totals: tuple[str, ...],
    *,
    is_at_date: bool = False,
) -> ReportTable:
    start, end = days
    if not own:
        return report_table(book, name, title, start, end, columns=(), rows=())
    together = _sum("sum", _("Jumlah"), own)
    elimination = _sum("elimination", _("Eliminasi"), eliminated)
    main = _sum("amount", _("Gabungan"), [together, elimination])
    heads, rows = layout_table([*own, together, elimination, main], main=main)
    table = report_table(
        book,
        name,
        title,
        start,
        end,
        columns=heads,
        rows=rows,
        totals={key: main.amount(key) for key in totals},
        is_at_date=is_at_date,
    )
    return replace(table, notes=_unmatched(elimination, is_at_date=is_at_date))


def _unmatched(elimination: AmountColumn, *, is_at_date: bool) -> tuple[str, ...]:
    """A sentence when two books do not agree about what one owes the other."""
    gap = (
        elimination.amount("assets") - elimination.amount("liabilities_and_equity")
        if is_at_date
        else elimination.amount("net")
    )
    if not gap:
        return ()
    text = _("Catatan antar lembaga belum cocok; selisih Rp%(gap)s.")
    return (text % {"gap": format_rupiah(gap)},)


REPORTS: tuple[tuple[str, Any, Callable[..., ReportTable]], ...] = (
    (
        "consolidated_balance_sheet",
        gettext_lazy("Laporan posisi keuangan gabungan"),
        consolidated_balance_sheet,
    ),
    (
        "consolidated_income_statement",
        gettext_lazy("Laporan laba rugi gabungan"),
        consolidated_income_statement,
    ),
)


def register_all() -> None:
    """Offer the consolidated statements in the institution's book."""
    for name, title, build in REPORTS:
        register_report(
            Report(
                name=name,
                title=title,
                build=build,
                permission="members.view_consolidated",
                frameworks=frozenset({Framework.PANTI}),
                options=frozenset(
                    {"hide_zero", *(("after_closing",) if "balance" in name else ())}
                ),
            )
        )
