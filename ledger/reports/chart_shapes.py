"""What pictures are made of: places, series, letters and paths in whole coordinates."""

from dataclasses import dataclass

LEAF, GOLD, INK, PAPER = "#2c6a3a", "#77520c", "#1f2620", "#fffdf7"
COLOURS = (LEAF, GOLD, INK)
DASHES = ("", "18 10", "4 9")


@dataclass(frozen=True)
class Place:
    """A place on the horizontal axis: `short` over `under` there, `name` in the table.

    `url` is where the table's row leads to.
    """

    short: str
    name: str
    under: str = ""
    url: str = ""


@dataclass(frozen=True)
class Series:
    """What is drawn: its name, and whole rupiah for every place."""

    name: str
    values: tuple[int, ...]


@dataclass(frozen=True)
class Text:
    """Letters in the drawing; `anchor` is start, middle or end."""

    x: int
    y: int
    text: str
    anchor: str = "middle"


@dataclass(frozen=True)
class Tick:
    """A ruled line with its amount."""

    y: int
    label: str
    is_zero: bool


@dataclass(frozen=True)
class Shape:
    """A path. `title` is what shows when one points at it."""

    path: str
    colour: str
    is_filled: bool = True
    dashes: str = ""
    title: str = ""
    edge: str = ""

    @property
    def stroke(self) -> str:
        """The colour of its outline."""
        return self.edge or self.colour


def marker(number: int, x: int, y: int) -> str:
    """A disc, a square or a diamond around a point."""
    if number == 0:
        return f"M{x - 9} {y}a9 9 0 1 0 18 0a9 9 0 1 0 -18 0Z"
    if number == 1:
        return f"M{x - 8} {y - 8}h16v16h-16Z"
    return f"M{x} {y - 12}l12 12l-12 12l-12 -12Z"


def box(x: int, y: int, width: int, height: int) -> str:
    """A bar."""
    return f"M{x} {y}h{width}v{height}h{-width}Z"


def stripes(x: int, y: int, width: int, height: int) -> str:
    """Lines across a bar, on the same heights in every bar."""
    first = -(-(y + 1) // 9) * 9
    return "".join(f"M{x} {line}h{width}" for line in range(first, y + height, 9))
