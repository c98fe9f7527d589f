from itertools import pairwise

import pytest
from django.utils import translation

from tests.tournee.drawing.layout import extent, texts
from tournee.drawing.charts.bars import BarChart
from tournee.drawing.pdf import to_pdf
from tournee.drawing.scene import Line, Rect, Scene, walk

LONG = (
    "Financer la première étape, avant toute preuve de marché, quand aucune banque ne suit et que la trésorerie manque"
)
WIDTHS = [280, 344, 479, 480, 680, 900]


def chart(*rows: tuple[str, float], **options) -> BarChart:
    return BarChart("A question", "What was answered.", rows, **options)


def bars(scene: Scene) -> list[Rect]:
    return [item for item in walk(scene.items) if isinstance(item, Rect)]


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def test_bars_are_as_long_as_their_values():
    short, long = bars(chart(("a", 20), ("b", 80)).scene(680))

    assert long.width == pytest.approx(4 * short.width)


def test_every_value_is_written_beside_its_bar():
    assert [text.text for text in texts(chart(("a", 20), ("b", 1234)).scene(680))] == ["a", "20", "b", "1,234"]


@pytest.mark.parametrize("captioned", [False, True])
@pytest.mark.parametrize("scene_width", WIDTHS)
@pytest.mark.parametrize(
    "rows",
    [
        (("a", 1),),
        ((LONG, 100), ("b", 99999.5), ("c", 0)),
        (("W" * 90, 3), ("x", 3)),
        tuple((f"Stop {number}, Saint-Dié-des-Vosges", number) for number in range(40)),
    ],
    ids=["one row", "long label", "one long word", "forty rows"],
)
def test_nothing_leaves_the_picture(rows, scene_width, captioned):
    scene = chart(*rows, unit="%", n=149, source=LONG * 2).scene(scene_width, captioned=captioned)

    assert all(left >= 0 and right <= scene.width for left, right in map(extent, texts(scene)))
    assert all(bar.x >= 0 and bar.x + bar.width <= scene.width for bar in bars(scene))
    assert all(0 < text.y <= scene.height for text in texts(scene))


@pytest.mark.parametrize("scene_width", WIDTHS)
def test_no_line_crosses_a_label(scene_width):
    scene = chart((LONG, 100), ("Vendre à l’étranger", 3), ("Rien", 0)).scene(scene_width)
    lines = [item for item in walk(scene.items) if isinstance(item, Line)]

    assert not [
        (line, text)
        for line in lines
        for text in texts(scene)
        if extent(text)[0] <= line.x1 <= extent(text)[1] and line.y1 < text.y and line.y2 > text.y - text.size
    ]


def test_rows_do_not_overlap():
    tops = [text.y for text in texts(chart(*((LONG, 5) for _row in range(5))).scene(680)) if text.anchor == "end"]

    assert len(tops) >= 5
    assert all(below - above >= 18 for above, below in pairwise(tops))


def test_a_narrow_picture_puts_labels_above_their_bars():
    (bar,) = bars(chart(("Trouver des profils", 3)).scene(344))
    label = texts(chart(("Trouver des profils", 3)).scene(344))[0]

    assert label.y < bar.y
    assert label.x == bar.x


def test_a_zero_has_a_value_and_no_bar():
    scene = chart(("a", 0), ("b", 3)).scene(680)

    assert len(bars(scene)) == 1
    assert "0" in [text.text for text in texts(scene)]


def test_zeros_only_are_no_division_by_zero():
    assert bars(chart(("a", 0), ("b", 0)).scene(680)) == []


def test_equal_values_give_equal_bars():
    assert len({bar.width for bar in bars(chart(("a", 3), ("b", 3)).scene(680))}) == 1


def test_a_tiny_value_is_still_seen():
    assert min(bar.width for bar in bars(chart(("a", 1), ("b", 1e9)).scene(680))) == 1


def test_shares_are_drawn_against_the_whole():
    (half,) = bars(chart(("a", 50), maximum=100).scene(680))
    (full,) = bars(chart(("a", 50)).scene(680))

    assert half.width == pytest.approx(full.width / 2)


def test_a_highlight_differs_in_colour_and_in_weight():
    scene = chart(("a", 1), ("b", 2), highlight=frozenset({"b"})).scene(680)

    assert [bar.fill for bar in bars(scene)] == ["pine", "route"]
    assert [text.face for text in texts(scene) if text.anchor == "end"] == ["sans", "sans-bold"]


def test_no_rows_say_so():
    assert [text.text for text in texts(chart().scene(680))] == ["No figures yet."]


def test_an_elided_label_keeps_its_whole_text_in_a_title_and_in_the_table():
    long = chart((LONG * 2, 1))

    assert any(getattr(item, "title", "") == LONG * 2 for item in walk(long.scene(344).items))
    assert long.table()[1] == [(LONG * 2, "1")]


def test_one_decimal_is_given_to_all_values_or_to_none():
    assert [cells[1] for cells in chart(("a", 2), ("b", 2.5)).table()[1]] == ["2.0", "2.5"]
    assert [cells[1] for cells in chart(("a", 2.0), ("b", 3)).table()[1]] == ["2", "3"]


def test_the_note_gives_sample_unit_and_source():
    note = chart(("a", 1), n=1490, unit="companies", source="questionnaire, question B3").note()

    assert note.replace("\u00a0", " ") == "n = 1,490 · Unit: companies · Source: questionnaire, question B3"


def test_a_note_leaves_out_what_is_not_known():
    assert chart(("a", 1), unit="%").note() == ""


def test_a_captioned_picture_carries_its_title_and_its_note():
    written = [text.text for text in texts(chart(("a", 1), n=12, source="survey").scene(680, captioned=True))]

    assert written[0] == "A question"
    assert "Source: survey" in written[-1]


@pytest.mark.parametrize("value", [-1, float("nan"), float("inf")])
def test_what_no_bar_can_show_is_refused(value):
    with pytest.raises(ValueError, match="cannot show"):
        chart(("a", value))


def test_a_chart_prints():
    assert to_pdf(chart((LONG, 1), ("b", 0)).scene(480, captioned=True)).startswith(b"%PDF")
