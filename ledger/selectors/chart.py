"""A book's chart of accounts, kept in memory for as long as no account changes.

Statements need every account of a book, and accounts hardly ever change. Triggers give a book a
new `ChartVersion` whenever one does, by whatever hand and process; each call asks for the version
(one row by its key) and loads the accounts only when it is another one.
"""

from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from django.db import connection
from django.db.models import F

from ledger.models import Account, Book, Kind

BOOKS_KEPT = 500


@dataclass(frozen=True, eq=False)
class Chart:
    """The accounts of a book in the order of their codes, headings included. Only to be read."""

    accounts: tuple[Account, ...]

    @cached_property
    def revenue(self) -> frozenset[int]:
        """Ids of the revenue accounts."""
        return frozenset(a.pk for a in self.accounts if a.kind == Kind.REVENUE)

    @cached_property
    def expense(self) -> frozenset[int]:
        """Ids of the expense accounts."""
        return frozenset(a.pk for a in self.accounts if a.kind == Kind.EXPENSE)


_kept: OrderedDict[tuple[str, int], tuple[int, Chart]] = OrderedDict()
_lock = Lock()


def chart_of(book: Book) -> Chart:
    """Return the book's chart as the database has it now.

    Ask after reading balances: an account that came in between is then in the chart already.
    """
    key = (str(connection.settings_dict["NAME"]), book.pk)
    kept = _kept.get(key)
    if kept is not None and kept[0] == _version(book):
        return kept[1]
    accounts = list(
        Account.objects.filter(book=book)
        .order_by("code")
        .annotate(version=F("book__chart_version__version"))
    )
    chart = Chart(tuple(accounts))
    version = accounts[0].version if accounts else None
    if version is not None:  # of the same moment as the accounts, for both came in one query
        with _lock:
            _kept[key] = (version, chart)
            _kept.move_to_end(key)
            while len(_kept) > BOOKS_KEPT:
                _kept.popitem(last=False)
    return chart


def _version(book: Book) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT version FROM ledger_chartversion WHERE book_id = %s", [book.pk])
        row = cursor.fetchone()
    return row[0] if row else None
