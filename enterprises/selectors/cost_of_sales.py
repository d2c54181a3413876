"""What the goods sold have cost: opening stock + what came in − closing stock."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from enterprises.models import StockCount
from enterprises.selectors.data import rows, sales_codes
from enterprises.selectors.stock import stock_accounts
from ledger.models import Account, Book, Line
from ledger.selectors.balances import movements, result_movements


@dataclass(frozen=True)
class CostOfSales:
    """A period in whole rupiah; `cost` = opening + came_in − closing = member + non_member."""

    opening: int
    came_in: int
    closing: int
    member: int
    non_member: int

    @property
    def cost(self) -> int:
        """What the goods sold and used have cost."""
        return self.member + self.non_member


def cost_accounts(book: Book) -> list[Account]:
    """Every account that takes purchases, the change in stock, or the cost of what was sold."""
    data = rows("stock_accounts.csv", book.framework)
    codes = {row[name] for row in data for name in ("cost", "cost_member")}
    found = [a for a in book.accounts.all() if a.code in codes]
    if book.framework == "kube":  # the whole group of materials
        found += [
            a
            for a in book.accounts.filter(code__regex=r"^5[12]", is_heading=False)
            if a.code not in codes
        ]
    return found


def cost_of_sales(book: Book, *, start: date, end: date) -> CostOfSales:
    """The cost of goods of a period, from the posted lines (year-end closings left out)."""
    moved = movements(book, start=start, end=end)
    results = result_movements(book, start=start, end=end)
    stock = [moved[a.pk] for a in stock_accounts(book) if a.pk in moved]
    opening = sum(m.opening for m in stock)
    closing = sum(m.balance for m in stock)
    members = {row["cost_member"] for row in rows("stock_accounts.csv", book.framework)}
    others = {row["cost"] for row in rows("stock_accounts.csv", book.framework)}
    sums = {"member": 0, "non_member": 0}
    for account in cost_accounts(book):
        if account.pk in results:
            is_member = account.code in members and account.code not in others
            net = results[account.pk].debit - results[account.pk].credit
            sums["member" if is_member else "non_member"] += net
    cost = sum(sums.values())
    return CostOfSales(opening, cost + closing - opening, closing, **sums)


def cost_split(book: Book, *, until: date) -> tuple[int, int]:
    """Sales to members and to others since the last count, in whole rupiah, as weights."""
    last = StockCount.objects.filter(
        book=book, counted_on__lt=until, voucher__reversed_by__isnull=True
    ).first()
    since = last.counted_on + timedelta(days=1) if last else book.opened_on
    parties = sales_codes(book.framework)
    sums = {"member": 0, "non_member": 0}
    lines = Line.objects.filter(
        book=book,
        account__code__in=parties,
        date__range=(since, until),
        voucher__period__range=(1, 12),
    ).order_by()
    for code, debit, credit in lines.values_list("account__code").annotate(
        Sum("debit"), Sum("credit")
    ):
        party = "member" if parties[code] == "member" else "non_member"
        sums[party] += credit - debit
    return max(sums["member"], 0), max(sums["non_member"], 0)
