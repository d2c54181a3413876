"""What customers owe: claim by claim, by age, always equal to the books.

A claim of a sale is what the matched payments and the returns leave of it. Where the books say
less (somebody recorded a payment as a plain voucher), the oldest claims are taken to be paid; where
they say more, the rest is a claim without a sale.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Sum

from enterprises.models import (
    DownPayment,
    DownPaymentUse,
    PaymentMatch,
    Sale,
    SaleReturn,
)
from enterprises.selectors.data import rows, trade_code
from ledger.models import Account, Book, Line, Subsidiary
from ledger.selectors.balances import subsidiary_balances


@dataclass(frozen=True)
class Claim:
    """A part of what a customer owes; `sale` is None for what no sale stands behind."""

    customer: Subsidiary
    sale: Sale | None
    since: date
    due_on: date
    amount: int

    def days_late(self, on: date) -> int:
        """Days past due; zero or less while it is not due."""
        return (on - self.due_on).days


@dataclass(frozen=True)
class AgedCustomer:
    """What one customer owes, by bucket of `ageing.csv`; whole rupiah."""

    customer: Subsidiary
    buckets: tuple[int, ...]

    @property
    def total(self) -> int:
        """Everything together: the balance of his subsidiary account."""
        return sum(self.buckets)


def standing(prefix: str, on: date) -> Q:
    """Rows whose voucher stands on a day: posted by then and not reversed by then."""
    at = f"{prefix}__" if prefix else ""
    return Q(**{f"{at}voucher__date__lte": on}) & (
        Q(**{f"{at}voucher__reversed_by__isnull": True})
        | Q(**{f"{at}voucher__reversed_by__date__gt": on})
    )


def in_force(prefix: str = "") -> Q:
    """Rows whose voucher nobody reversed."""
    at = f"{prefix}__" if prefix else ""
    return Q(**{f"{at}voucher__reversed_by__isnull": True})


def customers(book: Book) -> QuerySet[Subsidiary]:
    """The customers of a book, active ones, by name."""
    return (
        Subsidiary.objects.filter(book=book, account__control="customer", is_active=True)
        .select_related("account", "buyer__membership")
        .order_by("name")
    )


def receivable_account(book: Book, *, is_member: bool) -> Account:
    """The control account of claims on members or on others."""
    code = trade_code(book.framework, "receivable", is_member=is_member)
    account: Account = book.accounts.get(code=code)
    return account


def open_amounts(sales: QuerySet[Sale], on: date) -> dict[int, int]:
    """Sale id → what is still claimed on a day; only sales with something left."""
    matched = dict(
        PaymentMatch.objects.filter(standing("payment", on), sale__in=sales)
        .values_list("sale")
        .annotate(Sum("amount"))
    )
    returned = dict(
        SaleReturn.objects.filter(standing("", on), sale__in=sales)
        .values_list("sale")
        .annotate(Sum("claim"))
    )
    left = {
        pk: claim - matched.get(pk, 0) - returned.get(pk, 0)
        for pk, claim in sales.values_list("pk", "claim")
    }
    return {pk: amount for pk, amount in left.items() if amount > 0}


def claims(book: Book, *, on: date, customer: Subsidiary | None = None) -> list[Claim]:
    """All claims of a day, the oldest first; they add up to the receivables in the books."""
    sold = Sale.objects.filter(standing("", on), book=book, claim__gt=0)
    wanted = Subsidiary.objects.filter(book=book, account__control="customer").order_by("name")
    if customer is not None:
        sold, wanted = sold.filter(customer=customer), wanted.filter(pk=customer.pk)
    left = open_amounts(sold, on)
    found: dict[int, list[Claim]] = defaultdict(list)
    for sale in sold.filter(pk__in=left).select_related("voucher", "customer", "channel"):
        assert sale.customer is not None, "a claim is on somebody"  # noqa: S101
        day = sale.voucher.date
        claim = Claim(sale.customer, sale, day, sale.due_on or day, left[sale.pk])
        found[sale.customer.pk].append(claim)
    balances = subsidiary_balances(book, on=on)
    more = [
        person.pk
        for person in wanted
        if balances.get(person.pk, 0) > sum(claim.amount for claim in found[person.pk])
    ]
    debits = _other_debits(more, on) if more else {}
    answer: list[Claim] = []
    for person in wanted:
        ordered = sorted(found[person.pk], key=lambda c: (c.due_on, c.since, c.sale and c.sale.pk))
        balance = balances.get(person.pk, 0)
        answer += _as_booked(person, ordered, balance, on, debits.get(person.pk, []))
    return answer


def _as_booked(
    customer: Subsidiary, found: list[Claim], balance: int, on: date, debits: list[tuple[date, int]]
) -> list[Claim]:
    """Claims that add up to the balance of the customer's account."""
    paid = sum(claim.amount for claim in found) - balance
    if paid <= 0:
        return _without_sale(customer, -paid, debits) + found
    answer: list[Claim] = []
    for claim in found:
        part = min(paid, claim.amount)
        paid -= part
        if claim.amount > part:
            answer.append(
                Claim(customer, claim.sale, claim.since, claim.due_on, claim.amount - part)
            )
    if paid:  # paid more than was ever owed: it lies in his favour
        answer.append(Claim(customer, None, on, on, -paid))
    return answer


def _other_debits(customers: list[int], on: date) -> dict[int, list[tuple[date, int]]]:
    """Customer → day and amount of what raised his account without a sale, the newest first."""
    found: dict[int, list[tuple[date, int]]] = defaultdict(list)
    lines = Line.objects.filter(
        subsidiary__in=customers, debit__gt=0, date__lte=on, voucher__sale__isnull=True
    ).order_by("-date", "-pk")
    for customer, day, debit in lines.values_list("subsidiary", "date", "debit"):
        found[customer].append((day, int(debit)))
    return found


def _without_sale(customer: Subsidiary, amount: int, debits: list[tuple[date, int]]) -> list[Claim]:
    """What no sale stands behind, by the newest postings that could have made it."""
    answer: list[Claim] = []
    for day, debit in debits:
        if amount <= 0:
            break
        part = min(amount, debit)
        amount -= part
        answer.append(Claim(customer, None, day, day, part))
    return answer[::-1]


def ageing(book: Book, *, on: date) -> list[AgedCustomer]:
    """What every customer owes, by age; largest first."""
    starts = [int(row["from"] or -(10**6)) for row in rows("ageing.csv", book.framework)]
    sums: dict[int, list[int]] = {}
    people: dict[int, Subsidiary] = {}
    for claim in claims(book, on=on):
        late = claim.days_late(on)
        place = max(i for i, first in enumerate(starts) if late >= first or i == 0)
        sums.setdefault(claim.customer.pk, [0] * len(starts))[place] += claim.amount
        people[claim.customer.pk] = claim.customer
    aged = [AgedCustomer(people[pk], tuple(buckets)) for pk, buckets in sums.items()]
    return sorted(aged, key=lambda a: (-a.total, a.customer.name))


def advances(customer: Subsidiary) -> list[tuple[DownPayment, int]]:
    """Down payments of a customer that nobody reversed, with what is left of each; oldest first."""
    found = DownPayment.objects.filter(in_force(), customer=customer).select_related("voucher")
    used = dict(
        DownPaymentUse.objects.filter(in_force(), down_payment__in=found)
        .values_list("down_payment")
        .annotate(Sum("amount"))
    )
    ordered = found.order_by("voucher__date", "voucher__sequence")
    left = [(paid, paid.amount - used.get(paid.pk, 0)) for paid in ordered]
    return [(paid, amount) for paid, amount in left if amount > 0]


def advance_of(customer: Subsidiary) -> int:
    """What a customer has paid in advance and not used, whole rupiah."""
    return sum(amount for _paid, amount in advances(customer))
