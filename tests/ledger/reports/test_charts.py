"""Pictures: geometry, shapes, words for the ear, and one drawing for screen and paper."""

import io
import re
from typing import Any

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from ledger.reports.bar_chart import BarChart
from ledger.reports.chart_shapes import Place, Series
from ledger.reports.charts import RIGHT, WIDTH, Chart
from ledger.reports.line_chart import LineChart

AMOUNTS = st.lists(st.integers(-(10**15), 10**15), min_size=1, max_size=36)
NUMBER = re.compile(r"-?\d+")


def places(count: int) -> tuple[Place, ...]:
    return tuple(Place(f"B{i}", f"Bulan {i}") for i in range(count))


def line(*series: list[int]) -> LineChart:
    names = ("Kas", "Bank", "Simpanan")
    made = tuple(Series(name, tuple(v)) for name, v in zip(names, series, strict=False))
    return LineChart("kas", "Kas & bank", "Bulan", places(len(series[0])), made)


def bars(income: list[int], cost: list[int]) -> BarChart:
    result = tuple(i - c for i, c in zip(income, cost, strict=True))
    return BarChart(
        name="hasil",
        title="Hasil",
        head="Bulan",
        places=places(len(income)),
        series=(Series("Pendapatan", tuple(income)), Series("Beban", tuple(cost))),
        net=Series("Hasil", result),
    )


def drawing(chart: Chart) -> str:
    return render_to_string("components/chart_svg.html", {"chart": chart})


def test_the_axis_names_round_steps_in_its_unit() -> None:
    chart = line([0, 29_107_500])

    assert [tick.label for tick in chart.ticks] == ["0", "10", "20", "30"]
    assert chart.caption.text == "juta rupiah"
    assert chart.ticks[0].is_zero


def test_a_loss_stands_below_zero_and_its_step_in_brackets() -> None:
    chart = bars([0, 6_000], [4_000, 1_000])

    assert [tick.label for tick in chart.ticks] == ["(4)", "(2)", "0", "2", "4", "6"]
    assert chart.y(-4_000) > chart.zero > chart.y(6_000)


def test_a_negative_bar_hangs_from_zero() -> None:
    chart = bars([-2_000], [1_000])

    negative, positive = (NUMBER.findall(bar.path) for bar in chart.bars)
    assert int(negative[1]) == chart.zero
    assert int(positive[1]) + int(positive[3]) == chart.zero


@given(values=AMOUNTS)
def test_every_mark_lies_inside_the_plot(values: list[int]) -> None:
    for chart in (line(values), bars(values, values[::-1])):
        for i, value in enumerate(values):
            assert chart.left < chart.x(i) < RIGHT <= WIDTH
            assert chart.top <= chart.y(value) <= chart.bottom < chart.height


def test_series_differ_in_shape_and_not_only_in_colour() -> None:
    lines = line([1, 2], [2, 1], [3, 3])
    columns = bars([1], [1])

    assert len({shape.dashes for shape in lines.lines}) == 3
    assert len({shape.path[8:] for shape in lines.markers[::2]}) == 3
    assert [bar.is_filled for bar in columns.bars] == [True, False]
    assert columns.stripes


def test_the_legend_breaks_its_line_when_names_are_long() -> None:
    names = ("Simpanan wajib anggota koperasi", "Simpanan sukarela anggota")
    series = tuple(Series(name, (1,)) for name in names)

    chart = LineChart("simpanan", "Simpanan", "Bulan", places(1), series)

    (_, first), (_, second) = chart.legend
    assert first.y < second.y < chart.top


def test_one_series_needs_no_legend_and_tells_its_last_amount() -> None:
    chart = line([500_000, 1_250_000])

    assert chart.legend == []
    assert chart.last is not None
    assert chart.last.text == "1.250.000"
    assert line([1], [2]).last is None


def test_crowded_names_are_thinned_out() -> None:
    assert len(line([0] * 12).labels) == 12
    assert len(line([0] * 36).labels) < 20


def test_the_table_has_the_figures_of_the_picture_and_of_what_is_left() -> None:
    chart = bars([10, 20], [15, 5])

    assert chart.heads == ("Pendapatan", "Beban", "Hasil")
    assert [(row.place.name, row.values) for row in chart.rows] == [
        ("Bulan 0", (10, 15, -5)),
        ("Bulan 1", (20, 5, 15)),
    ]


def test_the_description_says_lowest_highest_and_last() -> None:
    assert line([3000, -1000, 2000]).description == (
        "Kas: terendah (1.000) (Bulan 1), tertinggi 3.000 (Bulan 0), terakhir 2.000 (Bulan 2)."
    )


@pytest.mark.parametrize(
    "series", [(), (Series("a", (1,)),) * 4, (Series("a", (1, 2)),)], ids=["none", "4", "uneven"]
)
def test_what_cannot_be_drawn_is_refused(series: tuple[Series, ...]) -> None:
    with pytest.raises(ValueError, match=r"a picture|every series"):
        LineChart("x", "x", "x", places(1), series)


@pytest.mark.parametrize("chart", [line([1, -5]), bars([0, 7], [3, 0]), bars([0], [0])])
def test_the_drawing_needs_no_style_and_speaks(chart: Chart) -> None:
    root = etree.fromstring(drawing(chart).strip())

    assert root.get("role") == "img"
    titles = [root.find(f".//*[@id='{name}']").text for name in root.get("aria-labelledby").split()]
    assert titles == [chart.title, chart.description]
    assert not root.xpath("//@style")
    assert not root.xpath("//*[local-name()='style' or local-name()='script' or @href]")
    numbers = root.xpath("//@d | //@x | //@y | //@viewBox")
    assert all(re.fullmatch(r"[MLHVZhvlaz\d \-]+", text) for text in numbers)


def test_the_same_drawing_is_read_by_the_pdf_library() -> None:
    from reportlab.graphics import renderPDF
    from svglib.svglib import svg2rlg

    chart = bars([0, 7_000], [3_000, 0])

    found = svg2rlg(io.BytesIO(drawing(chart).strip().encode()))

    assert found.width * chart.height == pytest.approx(found.height * WIDTH)
    assert renderPDF.drawToString(found).startswith(b"%PDF")


def test_the_component_has_its_table_beside_it_and_leads_on() -> None:
    place = Place("Jan", "Jan 2025", url="/ke-laporan/")
    chart = LineChart("kas", "Kas", "Bulan", (place,), (Series("Kas", (-1_500,)),))

    page: Any = html.fragment_fromstring(
        render_to_string("components/chart.html", {"chart": chart, "words": "Kas turun."})
    )

    assert page.findtext("figcaption") == "Kas turun."
    cells = [cell.text_content().strip() for cell in page.find(".//details").iter("th", "td")]
    assert cells == ["Bulan", "Kas", "Jan 2025", "(1.500)"]
    assert page.find(".//details//a").get("href") == "/ke-laporan/"
