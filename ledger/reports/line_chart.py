"""A picture of lines: what stood at the end of each month."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ledger.calculations.money import format_rupiah
from ledger.reports.chart_shapes import COLOURS, DASHES, Series, Shape, Text, marker
from ledger.reports.charts import LINE, RIGHT, Chart


@dataclass(frozen=True)
class LineChart(Chart):
    """Amounts that stand at the end of each place: one line per series, told apart by marker."""

    is_line = True

    @cached_property
    def lines(self) -> list[Shape]:
        """The lines, the last series first so that the first lies on top."""
        drawn = []
        for number, series in reversed(list(enumerate(self.series))):
            points = [f"{self.x(i)} {self.y(value)}" for i, value in enumerate(series.values)]
            path = "M" + "L".join(points)
            drawn.append(Shape(path, COLOURS[number], is_filled=False, dashes=DASHES[number]))
        return drawn

    @property
    def area(self) -> str:
        """The ground between zero and the first series, only when it is alone."""
        if len(self.series) > 1:
            return ""
        points = [f"{self.x(i)} {self.y(value)}" for i, value in enumerate(self.series[0].values)]
        last = self.x(len(self.places) - 1)
        return f"M{self.x(0)} {self.zero}L{'L'.join(points)}L{last} {self.zero}Z"

    @cached_property
    def markers(self) -> list[Shape]:
        """A mark on every value."""
        return [
            Shape(
                marker(number, self.x(i), self.y(value)),
                COLOURS[number],
                is_filled=number != 1,
                title=self.spoken(series, i),
            )
            for number, series in enumerate(self.series)
            for i, value in enumerate(series.values)
        ]

    @property
    def last(self) -> Text | None:
        """The newest amount in full beside its mark, when one series is alone."""
        if len(self.series) > 1:
            return None
        value = self.series[0].values[-1]
        y = self.y(value)
        falls = len(self.places) > 1 and self.series[0].values[-2] > value
        below = y + LINE * 5 // 4 if y + LINE * 3 // 2 < self.bottom else y - LINE // 2
        at = below if falls and value > 0 and below > y else max(y - LINE // 2, LINE)
        return Text(RIGHT, at, format_rupiah(value), "end")

    def _sample(self, series: Series, x: int, y: int) -> Iterator[Shape]:
        number = self.series.index(series)
        yield Shape(
            f"M{x} {y}L{x + 52} {y}", COLOURS[number], is_filled=False, dashes=DASHES[number]
        )
        yield Shape(marker(number, x + 26, y), COLOURS[number], is_filled=number != 1)
