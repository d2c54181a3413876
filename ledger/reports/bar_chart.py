"""A picture of bars: what came and went in each month, and what is left of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ledger.reports.chart_shapes import COLOURS, INK, PAPER, Series, Shape, box, marker, stripes
from ledger.reports.charts import LEFT, RIGHT, Chart


@dataclass(frozen=True)
class BarChart(Chart):
    """Amounts that belong to each place: bars side by side, told apart by their filling.

    `net` is what is left of them; it is drawn as a mark over (or under) the bars of its place.
    """

    net: Series | None = None
    is_line = False

    @property
    def every(self) -> tuple[Series, ...]:
        """The bars and what is left of them."""
        return (*self.series, self.net) if self.net else self.series

    @cached_property
    def bars(self) -> list[Shape]:
        """The outlines: the first series filled, the others striped or empty."""
        return [
            Shape(
                box(*self._box(number, i, value)),
                COLOURS[number],
                is_filled=number == 0,
                title=self.spoken(series, i),
            )
            for number, series in enumerate(self.series)
            for i, value in enumerate(series.values)
            if value
        ]

    @cached_property
    def stripes(self) -> list[Shape]:
        """The filling of the second series: lines across, so that it prints without colour."""
        if len(self.series) < 2:
            return []
        boxes = [self._box(1, i, value) for i, value in enumerate(self.series[1].values) if value]
        path = "".join(stripes(*each) for each in boxes)
        return [Shape(path, COLOURS[1], is_filled=False)] if path else []

    @cached_property
    def markers(self) -> list[Shape]:
        """What is left, as a mark on its place."""
        if self.net is None:
            return []
        return [
            Shape(
                marker(2, self.x(i), self.y(value)),
                INK,
                title=self.spoken(self.net, i),
                edge=PAPER,
            )
            for i, value in enumerate(self.net.values)
        ]

    def _box(self, number: int, index: int, value: int) -> tuple[int, int, int, int]:
        """x, y, width and height of a bar, which hangs below zero when it is negative."""
        room = (RIGHT - LEFT) // len(self.places)
        width = max(2, min(room * 3 // 4, 240) // len(self.series))
        x = self.x(index) - width * len(self.series) // 2 + width * number
        y = min(self.y(value), self.zero)
        return x, y, width, max(1, abs(self.y(value) - self.zero))

    def _sample(self, series: Series, x: int, y: int) -> Iterator[Shape]:
        if series is self.net:
            yield Shape(marker(2, x + 26, y), INK)
            return
        number = self.series.index(series)
        swatch = (x + 8, y - 16, 40, 32)
        yield Shape(box(*swatch), COLOURS[number], is_filled=number == 0)
        if number == 1:
            yield Shape(stripes(*swatch), COLOURS[number], is_filled=False)
