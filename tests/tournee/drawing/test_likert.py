import pytest
from django.utils import translation

from tests.tournee.drawing.layout import rects, texts, words
from tournee.drawing.charts.likert import LikertChart, LikertItem
from tournee.drawing.scene import Line, walk

FIVE = ("not at all", "little", "neither nor", "rather", "very")
FOUR = ("not at all", "little", "rather", "very")


def chart(*items: LikertItem, levels: tuple[str, ...] = FIVE, **options) -> LikertChart:
    return LikertChart("A question", "What was answered.", levels, items, **options)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def axis_of(scene) -> float:
    return next(item.x1 for item in walk(scene.items) if isinstance(item, Line))


def segments(scene) -> list:
    return [rect for rect in rects(scene) if rect.title]


def test_the_axis_goes_through_the_middle_of_every_neutral_answer():
    scene = chart(LikertItem("a", (10, 20, 30, 20, 20)), LikertItem("b", (40, 20, 10, 20, 10))).scene(680)
    neutral = [rect for rect in segments(scene) if rect.fill == "likert-3"]

    assert [rect.x + (rect.width + 1) / 2 for rect in neutral] == [pytest.approx(axis_of(scene))] * 2


def test_without_a_neutral_answer_the_axis_parts_the_two_sides():
    scene = chart(LikertItem("a", (10, 20, 30, 40)), levels=FOUR).scene(680)
    above = next(rect for rect in segments(scene) if rect.fill == "likert-4")

    assert above.x == pytest.approx(axis_of(scene))


def test_segments_are_as_long_as_their_counts():
    scene = chart(LikertItem("a", (10, 20, 30, 20, 20))).scene(680)
    lengths = [rect.width + 1 for rect in segments(scene)]

    assert [length / lengths[0] for length in lengths] == pytest.approx([1, 2, 3, 2, 2])


@pytest.mark.parametrize("count", range(2, 8))
def test_every_level_of_a_scale_has_its_own_colour_and_its_name(count):
    levels = tuple(f"level {level}" for level in range(count))
    scene = chart(LikertItem("a", (50,) * count), levels=levels).scene(680)
    fills = [rect.fill for rect in segments(scene)]

    assert len(set(fills)) == count
    assert ("likert-3" in fills) == (count % 2 == 1)
    assert set(levels) <= set(words(scene))


def test_the_ends_of_the_scale_stand_in_words_at_both_sides_of_the_axis():
    scene = chart(LikertItem("a", (10, 20, 30, 20, 20))).scene(680)
    poles = [text for text in texts(scene) if text.fill == "muted" and text.text in {FIVE[0], FIVE[-1]}]

    assert [(text.text, text.x < axis_of(scene)) for text in poles] == [("not at all", True), ("very", False)]


def test_few_answers_are_drawn_in_counts_and_many_in_percent():
    few, many = chart(LikertItem("a", (1, 2, 3, 2, 1))), chart(LikertItem("a", (10, 20, 30, 20, 10)))

    assert few.table()[1] == [("a", "1", "2", "3", "2", "1", "9")]
    assert "In numbers of answers" in few.note()
    assert many.table()[1] == [("a", "11%", "22%", "33%", "22%", "11%", "90")]
    assert "In % of the answers" in many.note()


def test_the_caller_decides_between_counts_and_percent():
    assert chart(LikertItem("a", (1, 0, 0, 0, 1)), percent=True).table()[1][0][1] == "50%"
    assert chart(LikertItem("a", (100, 0, 0, 0, 100)), percent=False).table()[1][0][1] == "100"


def test_a_tiny_segment_has_no_number_inside_and_one_in_the_table():
    tiny = chart(LikertItem("a", (1, 0, 0, 500, 499)))

    assert "0" not in words(tiny.scene(680))
    assert tiny.table()[1] == [("a", "0%", "0%", "0%", "50%", "50%", "1,000")]


def test_different_samples_stand_beside_their_items_and_equal_ones_in_the_note():
    differing = chart(LikertItem("a", (10, 20, 30, 20, 20)), LikertItem("b", (10, 20, 30, 20, 10)))
    equal = chart(LikertItem("a", (10, 20, 30, 20, 20)), LikertItem("b", (20, 20, 30, 20, 10)))

    assert [word for word in words(differing.scene(680)) if word.startswith("n\u00a0=")] == [
        "n\u00a0=\u00a0100",
        "n\u00a0=\u00a090",
    ]
    assert not [word for word in words(equal.scene(680)) if word.startswith("n\u00a0=")]
    assert equal.note().startswith("n\u00a0=\u00a0100")


def test_those_who_gave_no_answer_are_stated_and_left_out_of_the_shares():
    asked = chart(LikertItem("a", (25, 25, 0, 25, 25), 100), LikertItem("b", (25, 25, 0, 25, 25), 3))

    assert asked.table()[0][-1] == "No answer"
    assert [row[1] for row in asked.table()[1]] == ["25%", "25%"]
    assert [row[-1] for row in asked.table()[1]] == ["100", "3"]
    assert "No answer: 3 to 100 an item" in asked.note()


def test_an_item_without_answers_says_so_and_has_no_share():
    asked = chart(LikertItem("a", (0, 0, 0, 0, 0)), LikertItem("b", (50, 0, 0, 0, 0)))

    assert "no answers yet" in words(asked.scene(680))
    assert asked.table()[1][0] == ("a", "–", "–", "–", "–", "–", "0")


@pytest.mark.parametrize(
    ("levels", "items"),
    [
        (("one",), ()),
        (tuple("12345678"), ()),
        (FIVE, (LikertItem("a", (1, 2)),)),
        (FIVE, (LikertItem("a", (1, 2, -3, 4, 5)),)),
        (FIVE, (LikertItem("a", (1, 2, 3, 4, 5), -1),)),
    ],
    ids=["one level", "eight levels", "too few counts", "a negative count", "a negative number without answer"],
)
def test_what_no_scale_can_show_is_refused(levels, items):
    with pytest.raises(ValueError):  # noqa: PT011 -- the sentence differs from case to case
        chart(*items, levels=levels)
