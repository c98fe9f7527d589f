from itertools import pairwise

import pytest
from django.utils import translation

from tests.tournee.drawing.layout import texts, words
from tournee.drawing.charts.line import LineChart
from tournee.drawing.scene import Circle, Path, walk

YEARS = (2016, 2017, 2019, 2026)


def chart(*series: tuple[str, tuple[float | None, ...]], years: tuple[int, ...] = YEARS, **options) -> LineChart:
    return LineChart("A question", "What was answered.", years, series, **options)


def lines(scene) -> list[Path]:
    return [item for item in walk(scene.items) if isinstance(item, Path) and not item.fill]


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def test_years_stand_at_their_true_distance():
    (path,) = lines(chart(("a", (1, 2, 3, 4))).scene(680))
    xs = [command[1] for command in path.commands]

    assert (xs[3] - xs[2]) / (xs[1] - xs[0]) == pytest.approx(7)


def test_a_missing_edition_breaks_the_line():
    paths = lines(chart(("a", (1, 2, None, 4, 5)), years=(2015, 2016, 2017, 2018, 2019)).scene(680))

    assert [len(path.commands) for path in paths] == [2, 2]


def test_an_edition_between_two_gaps_keeps_its_mark():
    scene = chart(("a", (None, 2, None, None))).scene(680)

    assert lines(scene) == []
    assert len([item for item in walk(scene.items) if isinstance(item, Circle)]) == 1


def test_the_values_of_a_single_line_are_written_at_its_points():
    assert words(chart(("a", (10, 25, 17, 30))).scene(680))[:4] == ["10", "25", "17", "30"]


def test_several_lines_have_their_names_and_last_values_at_their_ends():
    scene = chart(("Firms", (1, 2, 3, 40)), ("Schools", (9, 8, 7, 6))).scene(680)
    ends = {text.text for text in texts(scene) if text.x > 560}

    assert {"Firms", "40", "Schools", "6"} <= ends


@pytest.mark.parametrize(("name", "width"), [("Firms", 344), ("Companies of every kind " * 6, 680)])
def test_where_names_find_no_room_at_the_ends_a_legend_stands_above(name, width):
    scene = chart((name, (1, 2, 3, 40)), ("Schools", (9, 8, 7, 6))).scene(width)

    assert next(text for text in texts(scene) if text.text == "Schools").y < 80


def test_lines_that_end_together_have_names_that_do_not_touch():
    scene = chart(*((f"line {index}", (1, 1, 1, 1)) for index in range(5))).scene(680)
    tops = sorted(text.y for text in texts(scene) if text.text.startswith("line"))

    assert min(below - above for above, below in pairwise(tops)) >= 16


def test_every_line_has_its_own_dash_and_its_own_mark():
    scene = chart(*((f"line {index}", (index, 2, 3, index)) for index in range(5))).scene(344)

    assert len({path.dash for path in lines(scene)}) == 5


def test_the_axis_starts_at_nought_unless_told_and_then_the_note_says_so():
    values = ("a", (81, 84, 79, 91))

    assert "axis" not in chart(values).note()
    assert chart(values, from_zero=False, unit="%").note() == "The axis starts at 75%"


def test_the_first_and_the_last_year_are_always_written():
    written = words(chart(("a", (1,) * 30), years=tuple(range(1997, 2027))).scene(280))

    assert {"1997", "2026"} <= set(written)


@pytest.mark.parametrize(
    ("years", "series"),
    [
        ((2017, 2016), [("a", (1, 2))]),
        ((2016, 2017), [("a", (1,))]),
        ((2016,), [("a", (float("nan"),))]),
        ((2016,), [(str(index), (1,)) for index in range(6)]),
    ],
    ids=["falling years", "a value too few", "no number", "six lines"],
)
def test_what_no_line_can_show_is_refused(years, series):
    with pytest.raises(ValueError):  # noqa: PT011 -- the sentence differs from case to case
        chart(*series, years=years)
