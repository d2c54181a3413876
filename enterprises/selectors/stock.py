"""What lies in stock: by item, on a day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, QuerySet, Sum
from django.utils.translation import gettext as _

from enterprises.models import Item, StockMovement, StockStart
from enterprises.models.stock import spoken
from enterprises.selectors.data import rows
from ledger.models import Account, Book, Line


@dataclass(frozen=True)
class Held:
    """Thousandths of the measure and whole rupiah."""

    quantity: int = 0
    value: int = 0

    @property
    def average(self) -> int:
        """Rupiah per measure, half up; zero for nothing."""
        if not self.quantity:
            return 0
        return (2000 * self.value + self.quantity) // (2 * self.quantity)

    @property
    def quantity_text(self) -> str:
        return spoken(self.quantity)


def stock_codes(framework: str) -> frozenset[str]:
    """Codes of the accounts that hold stock."""
    return frozenset(row["stock"] for row in rows("stock_accounts.csv", framework))


def account_row(book: Book, kind: str) -> dict[str, str]:
    """The usual accounts of a kind of item in the book's framework."""
    found = rows("stock_accounts.csv", book.framework)
    return next(row for row in found if row["kind"] == kind)


def keeps_stock(book: Book) -> bool:
    """Whether a book of this framework has stock at all."""
    return bool(rows("stock_accounts.csv", book.framework))


def stock_start(book: Book) -> StockStart | None:
    """From when the book keeps stock cards; None while it counts periodically."""
    return StockStart.objects.filter(book=book).first()


def stock_accounts(book: Book) -> QuerySet[Account]:
    """The accounts that hold stock."""
    return book.accounts.filter(code__in=stock_codes(book.framework)).order_by("code")


def purchase_accounts(book: Book) -> QuerySet[Account]:
    """The accounts that take what is bought where the book counts periodically."""
    codes = {row["purchase"] for row in rows("stock_accounts.csv", book.framework)} - {""}
    found = book.accounts.filter(is_heading=False, is_active=True)
    if book.framework == "kube":  # the whole group of materials, but the change in stock
        return found.filter(code__regex=r"^5[12]").exclude(
            code__in={row["cost"] for row in rows("stock_accounts.csv", "kube")}
        )
    return found.filter(code__in=codes)


def held(item: Item, *, on: date | None = None) -> Held:
    """What lies in stock of one item, at the end of a day or after everything recorded."""
    found = item.movements.all() if on is None else item.movements.filter(date__lte=on)
    sums = found.order_by().aggregate(quantity=Sum("quantity"), value=Sum("value"))
    return Held(sums["quantity"] or 0, sums["value"] or 0)


def held_of_book(book: Book, *, on: date) -> dict[int, Held]:
    """Item → what lies in stock at the end of a day; one query."""
    found = StockMovement.objects.filter(book=book, date__lte=on).order_by()
    sums = found.values_list("item").annotate(Sum("quantity"), Sum("value"))
    return {item: Held(quantity, value) for item, quantity, value in sums}


def last_issue(item: Item) -> date | None:
    """The day on which an item last left stock."""
    day: date | None = item.movements.filter(quantity__lt=0).aggregate(d=Max("date"))["d"]
    return day


def faults_of_stock(book: Book) -> list[str]:
    """Where stock cards and inventory accounts differ: for `check_books` and every close."""
    start = stock_start(book)
    if start is None:
        return []
    cards = dict(
        StockMovement.objects.filter(book=book)
        .order_by()
        .values_list("item__stock_account")
        .annotate(Sum("value"))
    )
    faults = []
    for account in stock_accounts(book):
        sums = Line.objects.filter(account=account).aggregate(d=Sum("debit"), c=Sum("credit"))
        balance = int(sums["d"] or 0) - int(sums["c"] or 0)
        if balance != cards.get(account.pk, 0):
            faults.append(
                _("Akun %(account)s bersaldo %(balance)s, kartu stoknya %(cards)s.")
                % {"account": account, "balance": balance, "cards": cards.get(account.pk, 0)}
            )
    return faults + _broken_chains(book)


def _broken_chains(book: Book) -> list[str]:
    faults = []
    sums: dict[int, tuple[int, int, int]] = {}
    for m in StockMovement.objects.filter(book=book).order_by("item", "sequence"):
        sequence, quantity, value = sums.get(m.item_id, (0, 0, 0))
        now = (sequence + 1, quantity + m.quantity, value + m.value)
        if (m.sequence, m.quantity_after, m.value_after) != now:
            faults.append(_("Kartu stok %(item)s tidak menyambung.") % {"item": m.item})
        sums[m.item_id] = now
    return faults
