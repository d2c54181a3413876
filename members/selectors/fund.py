"""The register of a pooled fund: what members gave, what it gave, for whom, by which decision."""

from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from django.db.models import F, Sum

from ledger.calculations.periods import OPENING
from ledger.models import Line
from members.models import FundContribution, FundUse, SavingsProduct
from members.selectors.savings_floor import LowDay, lowest


@dataclass(frozen=True)
class FundRow:
    """One line of the fund; whole rupiah. `use` is set where the fund gave something."""

    date: date
    line: Line
    who: str
    purpose: str
    decision: str
    given: int
    taken: int
    balance: int
    use: FundUse | None
    is_reversed: bool


def fund_rows(product: SavingsProduct, *, until: date | None = None) -> list[FundRow]:
    """Everything on the fund's account, oldest first; three queries."""
    lines = list(
        Line.objects.filter(account=product.account_id)
        .select_related("voucher", "voucher__reversed_by", "voucher__fund_use")
        .order_by("date", "voucher__sequence", "position")
    )
    givers: dict[int, list[str]] = {}
    given = FundContribution.objects.filter(product=product).values_list(
        "voucher_id", "membership__number", "membership__person__name"
    )
    for voucher, number, name in given.order_by("membership__number"):
        givers.setdefault(voucher, []).append(f"{number} {name}")
    balances = accumulate(int(line.credit - line.debit) for line in lines)
    rows = [
        _row(line, balance, givers.get(line.voucher_id, []))
        for line, balance in zip(lines, balances, strict=True)
    ]
    return [row for row in rows if until is None or row.date <= until]


def _row(line: Line, balance: int, givers: list[str]) -> FundRow:
    voucher = line.voucher
    use: FundUse | None = getattr(voucher, "fund_use", None)
    who = use.recipient if use else voucher.party
    if givers:
        who = givers[0] if len(givers) == 1 else f"{givers[0]} + {len(givers) - 1}"
    return FundRow(
        date=line.date,
        line=line,
        who="" if voucher.period == OPENING else who,
        purpose=voucher.narration,
        decision=use.decision if use else "",
        given=int(line.credit),
        taken=int(line.debit),
        balance=balance,
        use=use,
        is_reversed=hasattr(voucher, "reversed_by"),
    )


def fund_low(product: SavingsProduct, *, since: date) -> LowDay:
    """What the fund can give on a day without a later day going below zero."""
    return lowest(fund_days(product), since=since)


def fund_days(product: SavingsProduct) -> dict[date, int]:
    """Day → credit minus debit on the fund's account, of everything posted; one query."""
    rows = (
        Line.objects.filter(account=product.account_id)
        .order_by()
        .values_list("date")
        .annotate(net=Sum(F("credit") - F("debit")))
    )
    return {day: int(net) for day, net in rows}
