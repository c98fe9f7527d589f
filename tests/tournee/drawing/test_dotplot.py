import pytest
from django.utils import translation

from tests.tournee.drawing.layout import texts, words
from tournee.drawing.charts.dotplot import DotPlot, DotRow
from tournee.drawing.measure import width
from tournee.drawing.scene import Circle, Line, walk


def chart(*rows: DotRow, **options) -> DotPlot:
    return DotPlot("A question", "What was answered.", rows, **options)


def dots(scene) -> list[Circle]:
    return [item for item in walk(scene.items) if isinstance(item, Circle)]


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def test_dots_stand_at_their_values_on_one_axis_from_nought():
    scene = chart(DotRow("a", 20), DotRow("b", 80)).scene(680)
    ticks = {text.text: text.x for text in texts(scene) if text.size == 13}
    first, second = dots(scene)

    assert first.x == pytest.approx(ticks["20"])
    assert second.x == pytest.approx(ticks["80"])


def test_two_dots_differ_in_form_and_bear_their_values_outside():
    scene = chart(DotRow("a", 41, 30), names=("2026", "2019")).scene(680)
    now, before = (next(text for text in texts(scene) if text.text == value) for value in ("41", "30"))
    legend, row = dots(scene)[:2], dots(scene)[2:]

    assert [dot.stroke for dot in legend] == [None, "muted"]
    assert before.x < min(dot.x for dot in row) < max(dot.x for dot in row) < now.x


def test_the_axis_begins_beside_the_names_unless_a_number_needs_the_room():
    far, near = (chart(DotRow("a", 80, low), names=("2026", "2019")).scene(680) for low in (50, 1))
    starts = [next(text.x for text in texts(scene) if text.text == "0") for scene in (far, near)]
    (number,) = (text for text in texts(near) if text.text == "1")

    assert starts[0] < starts[1]
    assert number.x - width(number.text, number.size) > max(text.x for text in texts(near) if text.text == "a")


def test_an_interval_is_drawn_tabled_and_explained():
    plot = chart(DotRow("a", 34, interval=(28, 42)), unit="%", interval_name="95% confidence interval")
    bars = [item for item in walk(plot.scene(680).items) if isinstance(item, Line) and item.stroke == "pine"]

    assert len(bars) == 3
    assert plot.table() == (("Item", "Value", "95% confidence interval"), [("a", "34%", "28% to 42%")])
    assert plot.note() == "Bars: 95% confidence interval"


def test_a_row_without_a_value_keeps_its_place():
    plot = chart(DotRow("a", None), DotRow("b", 3))

    assert plot.table()[1] == [("a", "–"), ("b", "3")]
    assert "–" in words(plot.scene(680))


def test_an_axis_that_does_not_start_at_nought_says_so():
    assert chart(DotRow("a", 71), DotRow("b", 79), from_zero=False).note() == "The axis starts at 70"


def test_an_axis_holds_what_is_below_nought():
    assert "−20" in words(chart(DotRow("a", -12), DotRow("b", 30)).scene(680))


@pytest.mark.parametrize(
    ("row", "options"),
    [
        (DotRow("a", float("nan")), {}),
        (DotRow("a", 3, interval=(4, 5)), {"interval_name": "i"}),
        (DotRow("a", None, interval=(4, 5)), {"interval_name": "i"}),
        (DotRow("a", 4, interval=(3, 5)), {}),
        (DotRow("a", 4, 5), {"names": ("2026", "")}),
    ],
    ids=["no number", "interval beside", "interval of nothing", "interval without name", "two dots, one name"],
)
def test_what_no_dot_can_show_is_refused(row, options):
    with pytest.raises(ValueError):  # noqa: PT011 -- the sentence differs from case to case
        chart(row, **options)
