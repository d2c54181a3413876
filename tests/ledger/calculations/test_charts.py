"""Pictures say what the figures say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.calculations.charts import HEIGHT, WIDTH, bar_chart, line_chart, scale

AMOUNTS = st.integers(min_value=-(10**12), max_value=10**12)


@pytest.mark.parametrize(
    ("lowest", "highest", "ticks"),
    [
        (0, 40, [0, 10, 20, 30, 40]),
        (0, 29_107_500, [0, 10_000_000, 20_000_000, 30_000_000]),
        (-300_000, 700_000, [-500_000, 0, 500_000, 1_000_000]),
        (0, 0, [0]),
        (5, 7, [0, 2, 4, 6, 8]),
    ],
)
def test_ticks_are_round_and_enclose_the_range(lowest: int, highest: int, ticks: list[int]) -> None:
    assert scale(lowest, highest) == ticks


@given(values=st.lists(AMOUNTS, min_size=1, max_size=24))
def test_nothing_is_drawn_outside_the_picture(values: list[int]) -> None:
    labels = [str(i) for i in range(len(values))]

    line = line_chart(labels, values)
    bars = bar_chart(labels, [values, values])

    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in line.dots)
    assert all(
        b.x >= 0 and b.x + b.width <= WIDTH and b.y >= 0 and b.y + b.height <= HEIGHT
        for b in bars.bars
    )


def test_a_greater_amount_stands_higher_and_a_loss_hangs_below_zero() -> None:
    chart = bar_chart(["a", "b", "c"], [[100, 200, -50]])

    low, high, loss = chart.bars
    assert high.height == pytest.approx(2 * low.height, abs=0.2)
    assert low.y + low.height == pytest.approx(chart.zero, abs=0.1)
    assert loss.y == chart.zero


def test_a_chart_without_labels_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one label"):
        line_chart([], [])
