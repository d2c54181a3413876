"""What must not have changed: everything in every book."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import Sum

from ledger.models import AccountBalance, Book, Draft, Event, Line, Period, ReopenRequest, Voucher


def state() -> dict[str, Any]:
    """Vouchers, lines, balances, seals, calendar, drafts and events of all books."""
    amounts = {"debit": Sum("debit"), "credit": Sum("credit")}
    return {
        "seals": list(Voucher.objects.order_by("pk").values_list("pk", "seal")),
        "lines": (Line.objects.count(), Line.objects.aggregate(**amounts)),
        "balances": AccountBalance.objects.aggregate(**amounts),
        "periods": list(Period.objects.order_by("pk").values_list("pk", "state")),
        "requests": list(ReopenRequest.objects.order_by("pk").values()),
        "drafts": list(Draft.objects.order_by("pk").values()),
        "events": Event.objects.count(),
        "books": list(Book.objects.order_by("pk").values()),
    }


@contextmanager
def unchanged() -> Iterator[None]:
    """Assert that nothing in any book differs afterwards."""
    before = state()
    yield
    assert state() == before
