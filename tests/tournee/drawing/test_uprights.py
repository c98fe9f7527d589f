"""Columns and histograms."""

import pytest
from django.utils import translation

from tests.tournee.drawing.layout import rects, texts, words
from tournee.drawing.charts.columns import ColumnChart
from tournee.drawing.charts.histogram import Histogram, histogram_of
from tournee.drawing.scene import Line, walk

MONTHS = tuple((f"{month:02d}/{year}", 1000 * month) for year in (2024, 2025, 2026) for month in range(1, 13))


def columns(*rows: tuple[str, float], **options) -> ColumnChart:
    return ColumnChart("A question", "What was answered.", rows, **options)


def histogram(edges, counts, **options) -> Histogram:
    return Histogram("A question", "What was answered.", edges, counts, **options)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def test_columns_are_as_tall_as_their_values_and_stand_on_one_line():
    short, tall = rects(columns(("a", 20), ("b", 80)).scene(680))

    assert tall.height == pytest.approx(4 * short.height)
    assert tall.y + tall.height == short.y + short.height


def test_few_columns_bear_their_values_and_need_no_axis():
    assert words(columns(("a", 20), ("b", 1234)).scene(680)) == ["20", "1,234", "a", "b"]


def test_many_columns_have_an_axis_with_round_values_instead():
    written = words(columns(*MONTHS).scene(344))

    assert written[:4] == ["0", "5,000", "10,000", "15,000"]
    assert "7,000" not in written


def test_labels_that_would_touch_are_thinned_evenly():
    labels = [word for word in words(columns(*MONTHS).scene(344)) if word.endswith("/")]

    assert 4 <= len(labels) < 36


def test_long_labels_are_wrapped_under_their_columns():
    written = words(columns(("under 10 employees", 1), ("10 to 49 employees", 2)).scene(280))

    assert "under 10" in " ".join(written)
    assert not [word for word in written if word.endswith("…")]


def test_a_highlighted_column_differs_in_colour_and_its_label_in_weight_and_is_never_left_out():
    scene = columns(*MONTHS, highlight=frozenset({"06/2025"})).scene(344)
    bold = [text.text for text in texts(scene) if text.face == "sans-bold"]

    assert [rect.fill for rect in rects(scene)].count("route") == 1
    assert bold == ["06/", "2025"]


def test_a_zero_has_a_value_and_no_column():
    scene = columns(("a", 0), ("b", 0)).scene(680)

    assert rects(scene) == []
    assert words(scene)[:2] == ["0", "0"]


@pytest.mark.parametrize("value", [-1, float("nan"), float("inf")])
def test_what_no_column_can_show_is_refused(value):
    with pytest.raises(ValueError, match="cannot show"):
        columns(("a", value))


def test_values_are_counted_into_round_classes():
    chart = histogram_of("t", "d", [1, 2, 12, 19, 20, 39, 40])

    assert chart.edges == (0, 10, 20, 30, 40)
    assert chart.counts == (2, 2, 1, 2)
    assert (chart.n, chart.median) == (7, 19)


def test_classes_of_counted_things_have_whole_edges():
    assert histogram_of("t", "d", [0, 1, 1, 2], whole=True).edges == (0, 1, 2)


def test_a_single_value_has_a_class():
    assert sum(histogram_of("t", "d", [7]).counts) == 1


def test_a_class_is_named_by_what_it_holds():
    assert [row[0] for row in histogram((0, 50, 100), (1, 2), unit="%").table()[1]] == [
        "0% to under 50%",
        "50% to 100%",
    ]


def test_the_sample_is_the_sum_of_the_classes_unless_told():
    assert histogram((0, 1, 2), (3, 4)).note() == "n\u00a0=\u00a07"
    assert histogram((0, 1, 2), (3, 4), n=9).note() == "n\u00a0=\u00a09"


def test_the_median_stands_at_its_place_and_in_the_note():
    chart = histogram((0, 10, 20), (5, 5), median=7.5)
    scene = chart.scene(680)
    (mark,) = [item for item in walk(scene.items) if isinstance(item, Line) and item.dash]
    first, second = rects(scene)

    assert mark.x1 == pytest.approx(first.x + 0.75 * (second.x - first.x), abs=1)
    assert "Median: 7.5" in words(scene)
    assert "Median: 7.5" in chart.note()


@pytest.mark.parametrize(
    ("edges", "counts", "median"),
    [
        ((0, 1, 2), (1,), None),
        ((0, 2, 1), (1, 1), None),
        ((0, 1, 5), (1, 1), None),
        ((0, 1, 2), (1, -1), None),
        ((0, float("nan"), 2), (1, 1), None),
        ((0, 1, 2), (1, 1), 3),
        ((), (), 3),
    ],
    ids=["too few", "falling", "unequal", "negative", "no number", "median outside", "median of nothing"],
)
def test_what_no_histogram_can_show_is_refused(edges, counts, median):
    with pytest.raises(ValueError):  # noqa: PT011 -- the sentence differs from case to case
        histogram(edges, counts, median=median)
