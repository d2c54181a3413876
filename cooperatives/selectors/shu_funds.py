"""The funds that the SHU feeds: what they hold, received and gave."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Sum

from cooperatives.models import ShuFundUse, ShuPoolKind
from cooperatives.selectors.data import rows
from ledger.models import Account, Book, Line


@dataclass(frozen=True)
class Fund:
    """A fund with its account and what it holds, whole rupiah."""

    pool: str
    account: Account
    balance: int

    @property
    def label(self) -> str:
        """Its name in the reader's language."""
        return str(ShuPoolKind(self.pool).label)


@dataclass(frozen=True)
class FundRow:
    """One movement of a fund, with the balance after it; `use` tells for whom it was."""

    line: Line
    change: int
    balance: int
    use: ShuFundUse | None


def fund_account(book: Book, pool: str) -> Account:
    """The account of a fund."""
    code = next(row["account"] for row in rows("shu_pools.csv") if row["pool"] == pool)
    return book.accounts.get(code=code)


def funds(book: Book, held: dict[int, int]) -> list[Fund]:
    """The funds of a book, with `held` (account → debit minus credit); the reserve is none."""
    codes = {r["account"]: r["pool"] for r in rows("shu_pools.csv") if r["pool"] != "cadangan"}
    found = book.accounts.filter(code__in=codes).order_by("code")
    return [Fund(codes[a.code], a, -held.get(a.pk, 0)) for a in found]


def fund_rows(book: Book, account: Account) -> list[FundRow]:
    """Every movement of a fund in the order of the days."""
    uses = {use.voucher_id: use for use in ShuFundUse.objects.filter(book=book)}
    balance, found = 0, []
    lines = Line.objects.filter(account=account).select_related("voucher__reversed_by")
    for line in lines.order_by("date", "voucher__sequence", "position"):
        change = line.credit - line.debit
        balance += change
        found.append(FundRow(line, change, balance, uses.get(line.voucher_id)))
    return found


def fund_low(account: Account, *, since: date) -> int:
    """The least that a fund holds at the end of a day from `since` on."""
    net = F("credit") - F("debit")
    lines = Line.objects.filter(account=account)
    held = int(lines.filter(date__lte=since).aggregate(s=Sum(net))["s"] or 0)
    low = held
    later = lines.filter(date__gt=since).order_by("date").values_list("date").annotate(s=Sum(net))
    for _day, change in later:
        held += int(change)
        low = min(low, held)
    return low
