"""What holds of every chart, whatever its names and figures."""

import subprocess
import sys

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tournee.drawing import layout
from tournee.drawing.charts.bars import BarChart
from tournee.drawing.charts.caption import Chart
from tournee.drawing.charts.columns import ColumnChart
from tournee.drawing.charts.dotplot import DotPlot, DotRow
from tournee.drawing.charts.heatmap import HeatMap, Withheld
from tournee.drawing.charts.histogram import Histogram, histogram_of
from tournee.drawing.charts.likert import LikertChart, LikertItem
from tournee.drawing.charts.line import LineChart
from tournee.drawing.pdf import to_pdf
from tournee.drawing.samples import charts
from tournee.drawing.scene import walk
from tournee.drawing.svg import to_svg

KINDS = ["bars", "columns", "dotplot", "heatmap", "histogram", "likert", "line"]
WIDTHS = [280, 344, 479, 480, 680, 900]
UNITS = st.sampled_from(["", "%", "€", "companies"])
LABELS = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="abcdefgéMW -’", min_size=1, max_size=140),
    st.sampled_from(["2026", "Trouver des profils techniques", "Hauts-de-France", "W" * 60, ""]),
)
VALUES = st.one_of(
    st.integers(0, 20), st.integers(0, 10**9), st.floats(0, 1e6, allow_nan=False), st.sampled_from([0, 0.1, 100])
)
SIGNED = st.one_of(VALUES, st.floats(-1000, 1000, allow_nan=False))


@st.composite
def any_chart(draw: st.DrawFn) -> Chart:
    return MAKERS[draw(st.sampled_from(sorted(MAKERS)))](draw)


def _rows(draw: st.DrawFn) -> tuple[tuple[str, float], ...]:
    return tuple(draw(st.lists(st.tuples(LABELS, VALUES), max_size=40)))


def _bars(draw: st.DrawFn) -> Chart:
    return BarChart("t", "d", _rows(draw), unit=draw(UNITS))


def _columns(draw: st.DrawFn) -> Chart:
    rows = _rows(draw)
    return ColumnChart("t", "d", rows, unit=draw(UNITS), highlight=frozenset(label for label, _value in rows[3:4]))


def _histogram(draw: st.DrawFn) -> Chart:
    values = draw(st.lists(SIGNED, max_size=60))
    return histogram_of("t", "d", values, unit=draw(UNITS), axis_name=draw(LABELS), whole=draw(st.booleans()))


def _likert(draw: st.DrawFn) -> Chart:
    levels = draw(st.lists(LABELS, min_size=2, max_size=7))
    counts = st.lists(st.integers(0, 900), min_size=len(levels), max_size=len(levels)).map(tuple)
    items = draw(st.lists(st.builds(LikertItem, LABELS, counts, st.integers(0, 9)), max_size=8))
    return LikertChart("t", "d", tuple(levels), tuple(items), percent=draw(st.sampled_from([None, True, False])))


def _line(draw: st.DrawFn) -> Chart:
    years = sorted(draw(st.sets(st.integers(1990, 2040), min_size=1, max_size=12)))
    values = st.lists(st.one_of(st.none(), SIGNED), min_size=len(years), max_size=len(years)).map(tuple)
    series = draw(st.lists(st.tuples(LABELS, values), max_size=5))
    return LineChart("t", "d", tuple(years), tuple(series), unit=draw(UNITS), from_zero=draw(st.booleans()))


def _heatmap(draw: st.DrawFn) -> Chart:
    columns = draw(st.lists(LABELS, min_size=1, max_size=14))
    cell = st.one_of(VALUES, st.none(), st.just(Withheld.FEW))
    cells = st.lists(cell, min_size=len(columns), max_size=len(columns)).map(tuple)
    return HeatMap(
        "t", "d", tuple(columns), tuple(draw(st.lists(st.tuples(LABELS, cells), max_size=8))), unit=draw(UNITS)
    )


def _dotplot(draw: st.DrawFn) -> Chart:
    rows = []
    for label, value, other in draw(st.lists(st.tuples(LABELS, SIGNED, st.one_of(st.none(), SIGNED)), max_size=12)):
        spread = draw(st.one_of(st.none(), st.floats(0, 50)))
        rows.append(DotRow(label, value, other, None if spread is None else (value - spread, value + spread)))
    names = (draw(LABELS) + "a", draw(LABELS) + "b")
    return DotPlot(
        "t", "d", tuple(rows), names=names, interval_name="i", unit=draw(UNITS), from_zero=draw(st.booleans())
    )


MAKERS = {
    "bars": _bars, "columns": _columns, "histogram": _histogram, "likert": _likert, "line": _line,
    "heatmap": _heatmap, "dotplot": _dotplot,
}  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(chart=any_chart(), width=st.integers(280, 900), language=st.sampled_from(["fr", "en"]))
def test_nothing_leaves_the_picture_and_no_text_lies_over_another_or_under_a_line(chart, width, language):
    with translation.override(language):
        scene = chart.scene(width)

    assert layout.outside(scene) == []
    assert layout.overlapping(scene) == []
    assert layout.crossed(scene) == []


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize("captioned", [False, True])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", sorted(charts()))
def test_the_samples_lie_well(name, width, captioned):
    scene = charts()[name].scene(width, captioned=captioned)

    assert layout.outside(scene) == []
    assert layout.overlapping(scene) == []
    assert layout.crossed(scene) == []


@pytest.mark.parametrize("name", sorted(charts()))
def test_a_sample_is_drawn_alike_twice_and_prints(name):
    scene = charts()[name].scene(680, captioned=True)

    assert to_svg(scene, id_prefix="x") == to_svg(charts()[name].scene(680, captioned=True), id_prefix="x")
    assert to_pdf(scene).startswith(b"%PDF")


@pytest.mark.parametrize("name", KINDS)
def test_all_figures_are_in_the_table_and_the_note_ends_with_the_source(name):
    chart = charts()[name]
    header, rows = chart.table()

    assert rows
    assert all(len(row) == len(header) and all(row) for row in rows)
    assert chart.note().endswith("Source: made-up figures")


@pytest.mark.parametrize("name", KINDS)
def test_the_text_alternative_tells_kind_title_description_figures_and_source(name):
    chart = charts()[name]
    said = chart.alternative()
    _header, rows = chart.table()

    assert chart.title in said
    assert chart.description in said
    assert all(cell in said for row in rows for cell in row)
    assert said.endswith("Source: made-up figures.")


def test_a_text_alternative_reads_like_sentences():
    chart = BarChart("Who came?", "Mostly firms.", (("Firms", 70), ("Schools", 3.5)), unit="%", n=148, source="survey")

    assert chart.alternative().replace("\u00a0", " ") == (
        "Bar chart: Who came? Mostly firms. Firms: 70.0%; Schools: 3.5%. n = 148. Source: survey."
    )


def test_a_text_alternative_names_the_column_of_each_figure():
    chart = LineChart("Two", "Up.", (2019, 2026), (("Firms", (1, 2)), ("Schools", (None, 4))))

    assert "2019 – Firms: 1, Schools: –; 2026 – Firms: 2, Schools: 4." in chart.alternative().replace("\u00a0", " ")


def test_a_long_text_alternative_says_how_many_rows_it_leaves_to_the_table():
    said = ColumnChart("Many", "Even.", tuple((f"row {row}", row) for row in range(40))).alternative()

    assert "The first 12 of 40 rows. row 0: 0; " in said
    assert "row 11: 11. The table beside the picture gives the other 28 rows." in said
    assert "row 12" not in said


def test_a_text_alternative_does_not_withhold_a_single_row():
    said = ColumnChart("Many", "Even.", tuple((f"row {row}", row) for row in range(13))).alternative()

    assert "row 12: 12" in said
    assert "The first" not in said


EMPTY = [
    BarChart("t", "d", ()),
    ColumnChart("t", "d", ()),
    DotPlot("t", "d", ()),
    HeatMap("t", "d", ("a",), ()),
    HeatMap("t", "d", (), (("a", ()),)),
    Histogram("t", "d", (), ()),
    LikertChart("t", "d", ("no", "yes"), ()),
    LineChart("t", "d", (), ()),
    LineChart("t", "d", (2019,), (("a", (None,)),)),
]


@pytest.mark.parametrize("chart", EMPTY, ids=lambda chart: type(chart).__name__)
def test_without_figures_a_chart_says_so_and_has_no_rows(chart):
    assert layout.words(chart.scene(344)) == ["No figures yet."]
    assert chart.table()[1] == []
    assert "No figures yet." in chart.alternative()


def test_no_chart_loads_reportlab():
    program = (
        "import sys, tournee.drawing.samples, tournee.drawing.figure;"
        "sys.exit(any(name.startswith('reportlab') for name in sys.modules))"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize("name", sorted(charts()))
def test_a_chart_has_no_colour_by_which_alone_a_series_is_told(name):
    """Each mark of one role has a form, a dash, a number or a place of its own: here, no two series share a form."""
    paths = {(item.stroke, item.dash) for item in walk(charts()[name].scene(680).items) if getattr(item, "dash", None)}

    assert len({dash for _role, dash in paths}) == len(paths)
