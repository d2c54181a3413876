"""The amount columns of a statement: this period, another one, each unit, the budget.

A column is one set of balances laid out by the same rows; a statement is its columns side by
side. Everything that differs between columns is in here, so that the statements stay simple.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ledger.models import Book, Kind, Side, Unit
from ledger.reports.layout import (
    CURRENT_RESULT,
    ComputedRow,
    compute,
    holders_of_result,
    net_reader,
)
from ledger.reports.table import Cell, Column, Row
from ledger.selectors.balances import balances, result_movements
from ledger.selectors.budget import planned
from ledger.selectors.chart import Chart, chart_of
from ledger.selectors.prior_result import prior_result

RESULT = (Kind.REVENUE, Kind.EXPENSE)


@dataclass(frozen=True)
class Options:
    """What a reader may ask of a statement beyond its dates."""

    after_closing: bool = False
    unit: str | None = None
    by_unit: bool = False
    compare: tuple[date, date] | None = None
    budget: bool = False

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> "Options":
        """The options among whatever a command or a form passes on."""
        names = {f.name for f in fields(cls)}
        return cls(**{name: value for name, value in given.items() if name in names})


@dataclass(frozen=True)
class AmountColumn:
    """A labelled column: its rows as computed, and debit minus credit by account id."""

    key: str
    label: str
    rows: list[ComputedRow]
    nets: dict[int, int]
    chart: Chart | None = None

    def amount(self, key: str) -> int:
        """The amount of a row; KeyError when the layout lacks it."""
        for item in self.rows:
            if item.row.key == key and item.amount is not None:
                return item.amount
        raise KeyError(key)


def unclosed_result(chart: Chart, nets: Mapping[int, int]) -> int:
    """Revenue minus expense that no closing voucher has moved yet (credit positive)."""
    return -sum(net for pk, net in nets.items() if pk in chart.revenue or pk in chart.expense)


def units_of(book: Book, options: Options) -> list[Unit] | None:
    """The units a reader chose; None for all of them."""
    return list(book.units.filter(code=options.unit)) if options.unit else None


def position_column(
    book: Book, key: str, label: str, on: date, units: list[Unit] | None, *, after_closing: bool
) -> AmountColumn:
    """Balances at a day in the rows of the balance sheet."""
    nets = balances(book, on=on, units=units, after_closing=after_closing)
    chart = chart_of(book)
    result = unclosed_result(chart, nets)
    before = prior_result(
        book,
        on=on,
        nets=nets,
        chart=chart,
        holders=holders_of_result(book.framework),
        units=units,
        after_closing=after_closing,
    )
    rows = compute(
        book,
        "balance_sheet",
        net_reader(nets),
        current_result=result,
        prior_result=before,
        chart=chart,
    )
    return AmountColumn(key, label, rows, nets, chart)


def result_column(
    book: Book, key: str, label: str, start: date, end: date, units: list[Unit] | None
) -> AmountColumn:
    """Movements between two days in the rows of the income statement."""
    moved = result_movements(book, start=start, end=end, units=units)
    nets = {account_id: movement.change for account_id, movement in moved.items()}
    chart = chart_of(book)
    rows = compute(book, "income_statement", net_reader(nets), chart=chart)
    return AmountColumn(key, label, rows, nets, chart)


def budget_column(book: Book, start: date, end: date, units: list[Unit] | None) -> AmountColumn:
    """The budget in the rows of the income statement."""
    plan = planned(book, start=start, end=end, units=units)
    nets = {
        a.pk: plan[a.pk] if a.side == Side.DEBIT else -plan[a.pk]
        for a in book.accounts.filter(pk__in=plan)
    }
    rows = compute(book, "income_statement", net_reader(nets))
    return AmountColumn("budget", _("Anggaran"), rows, nets)


def by_unit(
    book: Book, main: AmountColumn, make: Callable[[str, str, list[Unit]], AmountColumn]
) -> list[AmountColumn]:
    """One column per unit and, last, their sum: the whole book."""
    units = [make(unit.code, unit.label, [unit]) for unit in book.units.order_by("code")]
    used = [column for column in units if any(column.nets.values())]
    return [*used, main]


def day_label(start: date, end: date, *, at_date: bool) -> str:
    """How a column of dates is headed."""
    last = end.strftime("%d/%m/%Y")
    return last if at_date else f"{start:%d/%m/%Y} – {last}"


def layout_table(
    columns: Sequence[AmountColumn], *, main: AmountColumn, budget: AmountColumn | None = None
) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """Lay amount columns side by side; `main` is what `amount` means to a program.

    With a budget the columns are budget, actual, what is left, and percent reached.
    """
    heads = [Column("name", _("Uraian"))]
    if budget is not None:
        heads += [
            Column("budget", budget.label, True),
            Column("amount", _("Realisasi"), True),
            Column("left", _("Selisih"), True),
            Column("percent", _("Capaian"), True),
        ]
    else:
        heads += [
            Column("amount" if column is main else column.key, column.label, True)
            for column in columns
        ]
    rows = []
    amounts = list(zip(*([item.amount for item in column.rows] for column in columns), strict=True))
    for position, item in enumerate(main.rows):
        cells: list[Cell]
        one = item.accounts[0].code if len(item.accounts) == 1 else None
        target = ("account", one) if one else None
        if CURRENT_RESULT in item.row.accounts:  # a result that no voucher holds yet
            target = ("report", "income_statement")
        if budget is not None:
            cells = _budget_cells(item.amount, budget.rows[position].amount, target)
        else:
            cells = [Cell(amount, target) for amount in amounts[position]]
        rows.append(
            Row(
                cells=(Cell(item.label, target), *cells),
                style=item.row.style,
                level=1 if item.row.style == "line" else 0,
                data=_data(item, main, columns, position, budget),
            )
        )
    return tuple(heads), tuple(rows)


def _budget_cells(
    actual: int | None, plan: int | None, target: tuple[str, str] | None
) -> list[Cell]:
    if actual is None or plan is None:
        return [Cell(None)] * 4
    percent = f"{actual * 100 / plan:.1f} %".replace(".", ",") if plan else ""
    if not plan and actual:
        percent = _("tanpa rencana")
    return [Cell(plan), Cell(actual, target), Cell(plan - actual), Cell(percent)]


def _data(
    item: ComputedRow,
    main: AmountColumn,
    columns: Sequence[AmountColumn],
    position: int,
    budget: AmountColumn | None,
) -> dict[str, object] | None:
    if item.amount is None:
        return None
    data: dict[str, object] = {
        "code": item.code,
        "key": item.row.key,
        "name": item.label,
        "amount": item.amount,
        "style": item.row.style,
        "accounts": {a.code: main.nets.get(a.id, 0) for a in item.accounts},
    }
    if len(columns) > 1:
        data |= {c.key: c.rows[position].amount for c in columns if c is not main}
    if budget is not None:
        data["budget"] = budget.rows[position].amount
    return data
