"""What of a bank account meets, what does not, and the reconciliation at a day (kube.md R-19)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet, Sum

from enterprises.calculations.bank import likeness
from enterprises.models import BankAccount, BankLayout, BankLine
from enterprises.selectors.data import all_rows
from ledger.models import Book, Line
from ledger.selectors.balances import balances

STALE_DAYS = 35
"""R-19: a bank that was not compared for longer is a warning."""
SHOWN = 3
LAYOUT_FIELDS = (
    *("date_column", "date_order", "text_columns", "debit_column", "credit_column"),
    *("amount_column", "mark_column", "balance_column", "decimal"),
)


@dataclass(frozen=True)
class Layout:
    """A way to read a CSV: a preset, or the book's own (`key` is then its number)."""

    key: str
    name: str
    columns: Mapping[str, str]
    is_preset: bool


def layouts(book: Book) -> list[Layout]:
    """The book's own first, then the presets of common banks."""
    own = [
        Layout(str(o.pk), o.name, {f: getattr(o, f) for f in LAYOUT_FIELDS}, False)
        for o in BankLayout.objects.filter(book=book)
    ]
    presets = [
        Layout(row["key"], row["name"], {f: row[f] for f in LAYOUT_FIELDS}, True)
        for row in all_rows("bank_layouts.csv")
    ]
    return own + presets


def book_lines(bank: BankAccount, *, on: date | None = None) -> QuerySet[Line]:
    """Lines of the books, up to a day, that a statement must show: no openings, and not what was
    taken back by then: a voucher and its reversal never met the bank.
    """
    back = Q(voucher__reversed_by__isnull=False)
    if on is not None:
        back = Q(voucher__reversed_by__date__lte=on)
    undone = back | Q(voucher__reversal_of__date__gte=bank.starts_on)
    lines = Line.objects.filter(account=bank.account, date__gte=bank.starts_on)
    lines = lines if on is None else lines.filter(date__lte=on)
    return (
        lines.exclude(period=F("voucher__year") * 100)
        .exclude(undone)
        .select_related("voucher")
        .order_by("date", "voucher__sequence", "position")
    )


def open_book_lines(bank: BankAccount) -> list[Line]:
    """Lines of the books that no line of the bank meets."""
    return list(book_lines(bank).filter(bank_match__isnull=True))


def open_bank_lines(bank: BankAccount) -> list[BankLine]:
    """Lines of the bank that nothing in the books meets."""
    return list(bank.lines.filter(matches__isnull=True).order_by("date", "pk"))


@dataclass(frozen=True)
class Suggestion:
    """A line of the bank with what may be the same in the books, likeliest first."""

    line: BankLine
    candidates: list[Line]
    is_sure: bool = False
    """Exactly one candidate, which is nobody else's."""


def net(line: Line) -> int:
    """Above zero what came into the account."""
    return line.debit - line.credit


def suggestions(bank: BankAccount) -> list[Suggestion]:
    """Same amount and side, at most `match_days` apart; nearer days and like words first."""
    ours = open_book_lines(bank)
    found: list[tuple[BankLine, list[Line]]] = []
    for line in open_bank_lines(bank):
        fits = [
            item
            for item in ours
            if net(item) == line.amount and abs((item.date - line.date).days) <= bank.match_days
        ]
        fits.sort(key=lambda item, line=line: _distance(line, item))  # type: ignore[misc]
        found.append((line, fits))
    wanted: dict[int, int] = {}
    for _line, fits in found:
        for item in fits:
            wanted[item.pk] = wanted.get(item.pk, 0) + 1
    return [
        Suggestion(line, fits[:SHOWN], len(fits) == 1 and wanted[fits[0].pk] == 1)
        for line, fits in found
    ]


def _distance(bank: BankLine, item: Line) -> tuple[int, float]:
    words = f"{item.voucher.narration} {item.voucher.party} {item.voucher.reference} {item.memo}"
    return abs((item.date - bank.date).days), -likeness(bank.text, words)


@dataclass(frozen=True)
class Reconciliation:
    """The bank's balance led to the books' at a day; whole rupiah.

    bank + in_transit − outstanding − unrecorded + difference = book.
    """

    on: date
    bank_balance: int
    in_transit: Sequence[Line]
    outstanding: Sequence[Line]
    unrecorded: Sequence[BankLine]
    book_balance: int

    @property
    def expected(self) -> int:
        """What the books should hold, seen from the bank."""
        ours = sum(net(line) for line in (*self.in_transit, *self.outstanding))
        return self.bank_balance + ours - sum(line.amount for line in self.unrecorded)

    @property
    def difference(self) -> int:
        """Zero when every rupiah is explained."""
        return self.book_balance - self.expected


def reconciliation(bank: BankAccount, *, on: date) -> Reconciliation:
    """Lead the bank's balance to the books' at a day.

    What met its other half only after that day still counts as open on it.
    """
    ours = book_lines(bank, on=on).filter(
        Q(bank_match__isnull=True) | Q(bank_match__bank_line__date__gt=on)
    )
    theirs = bank.lines.filter(date__lte=on)
    late = theirs.filter(Q(matches__isnull=True) | Q(matches__line__date__gt=on)).distinct()
    open_lines = list(ours)
    return Reconciliation(
        on=on,
        bank_balance=bank_balance(bank, on=on),
        in_transit=[line for line in open_lines if line.debit],
        outstanding=[line for line in open_lines if line.credit],
        unrecorded=list(late.order_by("date", "pk")),
        book_balance=balances(bank.book, on=on).get(bank.account_id, 0),
    )


def bank_balance(bank: BankAccount, *, on: date) -> int:
    """What the bank says it holds: its last stated balance and the lines after it."""
    lines = bank.lines.filter(date__lte=on)
    stated = lines.filter(balance__isnull=False).order_by("-date", "-pk").first()
    if stated is None:
        moved: int = lines.aggregate(sum=Sum("amount"))["sum"] or 0
        return bank.start_balance + moved
    later = lines.filter(Q(date__gt=stated.date) | Q(date=stated.date, pk__gt=stated.pk))
    return (stated.balance or 0) + (later.aggregate(sum=Sum("amount"))["sum"] or 0)


def reconciled_until(bank: BankAccount) -> date | None:
    """The last day up to which every line of the bank is met; None before the first statement."""
    first_open = bank.lines.filter(matches__isnull=True).order_by("date").first()
    known = bank.lines.all()
    if first_open is not None:
        known = known.filter(date__lt=first_open.date)
    last = known.order_by("-date").first()
    return last.date if last else None


def is_stale(bank: BankAccount, *, today: date) -> bool:
    """R-19: not compared for more than 35 days, counted from the first day of its statements."""
    since = reconciled_until(bank) or bank.starts_on
    return (today - since).days > STALE_DAYS


def bank_accounts(book: Book) -> QuerySet[BankAccount]:
    """The bank accounts of a book with all that a list shows."""
    return BankAccount.objects.filter(book=book).select_related(
        "account", "book", "first_signatory", "second_signatory"
    )
