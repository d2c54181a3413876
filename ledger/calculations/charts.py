"""Geometry of small charts: where a figure lies in a picture. Integers in, coordinates out."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 78, 8, 12, 26
STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Tick:
    """A line across the picture with its amount."""

    amount: int
    y: float


@dataclass(frozen=True)
class Bar:
    """A bar of one series in one group."""

    series: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Chart:
    """A picture of series over the same labels. Coordinates in a WIDTH × HEIGHT box."""

    labels: tuple[tuple[str, float], ...]
    ticks: tuple[Tick, ...]
    zero: float
    line: str = ""
    dots: tuple[tuple[float, float], ...] = ()
    bars: tuple[Bar, ...] = ()


def scale(lowest: int, highest: int, count: int = 4) -> list[int]:
    """Round amounts that enclose the range, about `count` steps apart; zero is one of them."""
    low, high = min(lowest, 0), max(highest, 0)
    wanted = max((high - low) / count, 1)
    power = 1
    while power * 10 <= wanted:
        power *= 10
    step = next((s * power for s in STEPS if s * power >= wanted), 10 * power)
    first = -((step - 1 - low) // step)
    ticks = [first * step]
    while ticks[-1] < high:
        ticks.append(ticks[-1] + step)
    return ticks


def _frame(values: Sequence[int], labels: Sequence[str]) -> tuple[list[int], float, float]:
    if not labels:
        raise ValueError("a chart needs at least one label")
    ticks = scale(min(values, default=0), max(values, default=0))
    if len(ticks) == 1:
        ticks.append(ticks[0] + 1)
    room = HEIGHT - TOP - BOTTOM
    slot = (WIDTH - LEFT - RIGHT) / len(labels)
    return ticks, room / (ticks[-1] - ticks[0]), slot


def line_chart(labels: Sequence[str], values: Sequence[int]) -> Chart:
    """One series as a line with a dot at each label."""
    ticks, unit, slot = _frame(values, labels)

    def y(amount: int) -> float:
        return round(TOP + (ticks[-1] - amount) * unit, 1)

    dots = tuple((round(LEFT + slot * (i + 0.5), 1), y(value)) for i, value in enumerate(values))
    return Chart(
        labels=tuple((label, round(LEFT + slot * (i + 0.5), 1)) for i, label in enumerate(labels)),
        ticks=tuple(Tick(amount, y(amount)) for amount in ticks),
        zero=y(0),
        line=" ".join(f"{x},{dot}" for x, dot in dots),
        dots=dots,
    )


def bar_chart(labels: Sequence[str], series: Sequence[Sequence[int]]) -> Chart:
    """Several series side by side; a negative amount hangs below zero."""
    ticks, unit, slot = _frame([value for values in series for value in values], labels)

    def y(amount: int) -> float:
        return round(TOP + (ticks[-1] - amount) * unit, 1)

    width = slot * 0.72 / max(len(series), 1)
    bars = tuple(
        Bar(
            series=number,
            x=round(LEFT + slot * (i + 0.14) + width * number, 1),
            y=min(y(value), y(0)),
            width=round(width * 0.92, 1),
            height=round(abs(y(value) - y(0)), 1),
        )
        for number, values in enumerate(series)
        for i, value in enumerate(values)
    )
    return Chart(
        labels=tuple((label, round(LEFT + slot * (i + 0.5), 1)) for i, label in enumerate(labels)),
        ticks=tuple(Tick(amount, y(amount)) for amount in ticks),
        zero=y(0),
        bars=bars,
    )
