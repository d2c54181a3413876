"""Pictures of figures, computed to the last coordinate: templates/components/chart.html only draws.

Coordinates are whole numbers, so that no language writes a comma into them. Colours stand in the
drawing itself as attributes: the same SVG serves screen, printer and PDF without a style sheet.
Series differ by shape as well (marker, dashes, stripes), never by colour alone. The two kinds of
picture: line_chart.py, bar_chart.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from ledger.calculations.money import format_rupiah
from ledger.calculations.scale import Scale, scale_of
from ledger.reports.chart_shapes import (
    COLOURS,
    Place,
    Series,
    Shape,
    Text,
    Tick,
)

WIDTH = 960
LEFT, RIGHT = 104, 936
PLOT_HEIGHT = 320
LETTER = 20
"""Width of a letter at the size that phones need; what must not overlap is spaced by it."""
LINE = 48
"""Height of a line of letters at that size."""


@dataclass(frozen=True)
class DataRow:
    """A row of the table beside the picture."""

    place: Place
    values: tuple[int, ...]


@dataclass(frozen=True)
class Chart:
    """What both kinds of picture share: axes, legend, words for the ear, table.

    `name` is unique on a page; `head` names the places (`Bulan`).
    """

    name: str
    title: str
    head: str
    places: tuple[Place, ...]
    series: tuple[Series, ...]

    def __post_init__(self) -> None:
        if not self.places or not self.series or len(self.series) > len(COLOURS):
            raise ValueError("a picture has at least one place and one to three series")
        if any(len(series.values) != len(self.places) for series in self.every):
            raise ValueError("every series needs a value for every place")

    @property
    def every(self) -> tuple[Series, ...]:
        """All series of the table, drawn in whatever way."""
        return self.series

    @cached_property
    def scale(self) -> Scale:
        """The steps of the vertical axis."""
        return scale_of(value for series in self.every for value in series.values)

    @property
    def unit(self) -> str:
        """What the numbers on the axis count."""
        return {
            10**9: _("miliar rupiah"),
            10**6: _("juta rupiah"),
            10**3: _("ribu rupiah"),
            1: _("rupiah"),
        }[self.scale.unit]

    @property
    def caption(self) -> Text:
        """The unit, above the axis."""
        return Text(0, self.top - LINE * 2 // 3, self.unit, "start")

    @cached_property
    def ticks(self) -> list[Tick]:
        """The ruled lines."""
        return [
            Tick(self.y(value), format_rupiah(value // self.scale.unit), value == 0)
            for value in self.scale.ticks
        ]

    @property
    def width(self) -> int:
        """Of the whole drawing."""
        return WIDTH

    @property
    def height(self) -> int:
        """Of the whole drawing: legend, unit, plot, names of the places."""
        has_second_line = any(place.under for place in self.places)
        return self.bottom + (LINE * 7 // 4 if has_second_line else LINE)

    @property
    def left(self) -> int:
        """Where the plot begins."""
        return LEFT

    @property
    def right(self) -> int:
        """Where the plot ends."""
        return RIGHT

    @property
    def top(self) -> int:
        """Where the plot begins, below legend and unit."""
        return LINE * (self._legend_lines + 1) + LINE // 2

    @property
    def bottom(self) -> int:
        """Where the plot ends."""
        return self.top + PLOT_HEIGHT

    @cached_property
    def labels(self) -> list[Text]:
        """The names of the places, as many as fit beside each other."""
        widest = max(len(place.short) for place in self.places)
        room = (RIGHT - LEFT) // len(self.places)
        every = -(-(widest * LETTER + LETTER // 3) // max(room, 1))
        texts = []
        for i, place in enumerate(self.places):
            if i % every == 0:
                texts.append(Text(self.x(i), self.bottom + LINE * 3 // 4, place.short))
            if place.under:
                texts.append(Text(self.x(i), self.bottom + LINE * 3 // 2, place.under))
        return texts

    @property
    def heads(self) -> tuple[str, ...]:
        """The table's columns of amounts."""
        return tuple(series.name for series in self.every)

    @property
    def rows(self) -> list[DataRow]:
        """The table's rows."""
        return [
            DataRow(place, tuple(series.values[i] for series in self.every))
            for i, place in enumerate(self.places)
        ]

    @property
    def description(self) -> str:
        """The picture in words: for every series the lowest, the highest and the last value."""
        sentences = []
        for series in self.every:
            low, high = min(series.values), max(series.values)
            sentences.append(
                _(
                    "%(name)s: terendah %(low)s (%(low_place)s), tertinggi %(high)s "
                    "(%(high_place)s), terakhir %(last)s (%(last_place)s)."
                )
                % {
                    "name": series.name,
                    "low": format_rupiah(low),
                    "low_place": self.places[series.values.index(low)].name,
                    "high": format_rupiah(high),
                    "high_place": self.places[series.values.index(high)].name,
                    "last": format_rupiah(series.values[-1]),
                    "last_place": self.places[-1].name,
                }
            )
        return " ".join(sentences)

    @property
    def zero(self) -> int:
        """Where nothing is."""
        return self.y(0)

    def x(self, index: int) -> int:
        """The middle of a place."""
        count = len(self.places)
        return LEFT + (2 * index + 1) * (RIGHT - LEFT) // (2 * count)

    def y(self, value: int) -> int:
        """The height of an amount."""
        return self.scale.place(value, top=self.top, bottom=self.bottom)

    def spoken(self, series: Series, index: int) -> str:
        """What shows when one points at a value."""
        amount = format_rupiah(series.values[index])
        return f"{series.name}, {self.places[index].name}: {amount}"

    @cached_property
    def legend(self) -> list[tuple[list[Shape], Text]]:
        """Each series' shapes beside its name; none when there is only one."""
        entries = []
        for (column, line), series in zip(self._legend_places, self.every, strict=False):
            y = line * LINE + LINE // 2
            name = Text(column + 64, y + LINE // 4, series.name, "start")
            entries.append((list(self._sample(series, column, y)), name))
        return entries

    @cached_property
    def _legend_places(self) -> list[tuple[int, int]]:
        """(x, line) of every entry: beside each other while they fit."""
        if len(self.every) == 1:
            return []
        places, x, line = [], 0, 0
        for series in self.every:
            width = 96 + len(series.name) * LETTER
            if x and x + width > WIDTH:
                x, line = 0, line + 1
            places.append((x, line))
            x += width
        return places

    @property
    def _legend_lines(self) -> int:
        return self._legend_places[-1][1] + 1 if self._legend_places else 0

    def _sample(self, series: Series, x: int, y: int) -> Iterator[Shape]:
        raise NotImplementedError
