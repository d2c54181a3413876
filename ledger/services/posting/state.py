"""What the gate must know of a book before it writes: one lock and one query."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from ledger.models import FIRST_SEAL, Book, Unit, Voucher, VoucherKind

KEYS_AT_ONCE = 500

# SQLite's query; PostgreSQL has the same in lumbung_gate_state (ledger/integrity).
# What is filled in is our own constants and whole numbers; what people typed goes as a parameter.
STATE = (
    "SELECT b.slug, b.opened_on, b.closed_on, b.cash_policy, b.ledger_id,"
    " u.id, u.code, u.engine_unit_id,"
    " (SELECT MAX(year) FROM ledger_period p WHERE p.book_id = b.id),"
    " (SELECT MIN(a.amount) FROM ledger_approvalband a JOIN ledger_approvalpolicy p"
    " ON p.id = a.policy_id WHERE p.mode = 'bands' AND p.id ="
    " (SELECT MAX(n.id) FROM ledger_approvalpolicy n WHERE n.book_id = b.id)),"
    " (SELECT group_concat(p.year * 100 + p.month) FROM ledger_period p"
    " WHERE p.book_id = b.id AND p.state = 'open'),"
    " v.sequence, v.seal, (SELECT COALESCE(MAX(id), 0) FROM ledger_voucher), {}"
    " FROM ledger_book b"
    " LEFT JOIN ledger_unit u ON u.book_id = b.id AND u.code = 'UMUM'"
    " LEFT JOIN ledger_voucher v ON v.book_id = b.id AND v.sequence ="
    " (SELECT MAX(s.sequence) FROM ledger_voucher s WHERE s.book_id = b.id)"
    " WHERE b.id = %s"
)
NUMBER = (
    "(SELECT MAX(number) FROM ledger_voucher n"
    " WHERE n.book_id = b.id AND n.kind = '{}' AND n.year = {})"
)
KNOWN = "(SELECT group_concat(k.id) FROM ledger_voucher k WHERE k.book_id = b.id AND k.key IN ({}))"


@dataclass(frozen=True)
class DefaultUnit:
    """The unit of a line that names none."""

    pk: int
    code: str
    engine_unit_id: UUID


@dataclass(frozen=True)
class BookState:
    """A locked book as it stands now. Periods are codes (year × 100 + period).

    From `approval_from` rupiah on a voucher needs an approver (None: none does). `numbers` holds
    the last number of each (kind, year); `ids` are free ids for new vouchers. `cash` answers
    `cash_by_day` for an (account, since) that was asked for, on PostgreSQL.
    """

    slug: str
    opened_on: date
    closed_on: date | None
    cash_policy: str
    ledger_id: UUID
    default_unit: DefaultUnit
    last_year: int | None
    approval_from: int | None
    open_periods: frozenset[int]
    sequence: int
    head: str
    numbers: dict[tuple[str, int], int]
    ids: Sequence[int]
    known: frozenset[int]
    cash: Mapping[tuple[int, date], tuple[int, dict[date, int]]]


def lock_and_read(
    book: Book,
    *,
    years: Iterable[int],
    keys: Sequence[str],
    count: int,
    cash_since: Mapping[int, date],
) -> BookState:
    """Take the book's row lock and read its state as of that moment.

    `years` are those in which vouchers will be numbered, `keys` those whose vouchers may stand
    already, `count` the number of ids wanted, `cash_since` the cash accounts that are drawn on
    and the first day of it. Raises Book.DoesNotExist, Unit.DoesNotExist.
    """
    years = sorted(set(years))
    series = [(kind, year) for year in years for kind in VoucherKind.values]
    asked = list(keys[:KEYS_AT_ONCE])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT * FROM lumbung_gate_state(%s, %s::text[], %s::int[], %s,"
                " %s::bigint[], %s::date[])",
                [book.pk, asked, years, count, [*cash_since], [*cash_since.values()]],
            )
        else:  # BEGIN IMMEDIATE holds the only write lock there is
            cursor.execute(_state_sql(series, asked), [*asked, book.pk])
        row = cursor.fetchone()
    if row is None:
        raise Book.DoesNotExist
    slug, opened, closed, policy, ledger, unit, unit_code, engine_unit = row[:8]
    last_year, approval_from, periods, sequence, head, ids, known = row[8:15]
    numbers, cash = row[15:] if connection.vendor == "postgresql" else (row[15:], None)
    if unit is None:
        raise Unit.DoesNotExist
    return BookState(
        slug=slug,
        opened_on=_day(opened),
        closed_on=closed and _day(closed),
        cash_policy=policy,
        ledger_id=_uuid(ledger),
        default_unit=DefaultUnit(unit, unit_code, _uuid(engine_unit)),
        last_year=last_year,
        approval_from=approval_from,
        open_periods=frozenset(map(int, periods.split(","))) if periods else frozenset(),
        sequence=sequence or 0,
        head=head or FIRST_SEAL,
        numbers={key: number or 0 for key, number in zip(series, numbers, strict=True)},
        ids=ids if isinstance(ids, list) else range(ids + 1, ids + 1 + count),
        known=frozenset(map(int, known.split(","))) if known else frozenset(),
        cash={
            (int(account), cash_since[int(account)]): _by_day(total, days or {})
            for account, (total, days) in json.loads(cash or "{}").items()
        },
    )


def _by_day(total: int, days: Mapping[str, int]) -> tuple[int, dict[date, int]]:
    """What was held before the first of the days, and the change of each."""
    changes = {date.fromisoformat(day): int(change) for day, change in days.items()}
    return int(total) - sum(changes.values()), changes


def _state_sql(series: list[tuple[str, int]], keys: Sequence[str]) -> str:
    """SQLite's query for one book; its values are the keys and the book's id."""
    known = KNOWN.format(", ".join(["%s"] * len(keys))) if keys else "NULL"
    numbers = [NUMBER.format(kind, int(year)) for kind, year in series]
    return STATE.format(", ".join([known, *numbers]))


def standing_by_key(book: Book, state: BookState, keys: Sequence[str]) -> dict[str, Voucher]:
    """Key → the voucher that stands under it already."""
    found = list(Voucher.objects.filter(pk__in=state.known)) if state.known else []
    for start in range(KEYS_AT_ONCE, len(keys), KEYS_AT_ONCE):
        found += book.vouchers.filter(key__in=keys[start : start + KEYS_AT_ONCE])
    return {str(voucher.key): voucher for voucher in found}


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _uuid(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)
