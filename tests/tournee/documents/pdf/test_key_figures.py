"""Key figures on paper."""

import pytest

from tests.tournee.documents.documents import document
from tests.tournee.documents.reading import Reading, check_pdf
from tournee.documents import pdf
from tournee.documents.blocks import KeyFigure, KeyFigures


def figures(count, label="firms answered"):
    return KeyFigures(tuple(KeyFigure(str(number), label, "n = 148") for number in range(1, count + 1)))


def reading(*blocks, **options):
    return Reading(pdf.render(document(*blocks, **options)))


def values(paper):
    """Left edge and foot of each figure, which is the largest text under the title."""
    large = [one for one in paper.characters[0] if one.text.isdigit() and one.box[3] - one.box[1] > 20]
    return [(round(one.box[0]), round(one.box[1])) for one in large if one.box[1] < 700]


def test_each_figure_is_heard_before_what_it_counts_and_its_sample():
    with reading(
        KeyFigures((KeyFigure("70 %", "find it hard to hire", "n = 148"), KeyFigure("149", "answered")))
    ) as paper:
        heard = [
            [paper.text_of(words).strip() for body in item.elements for words in body.elements]
            for item in paper.elements("LI")
        ]
    assert heard == [["70 %", "find it hard to hire", "n = 148"], ["149", "answered"]]


@pytest.mark.parametrize(("count", "rows"), [(1, [1]), (4, [4]), (5, [3, 2]), (7, [4, 3]), (9, [3, 3, 3])])
def test_at_most_four_stand_side_by_side_in_rows_of_like_length(count, rows):
    with reading(figures(count)) as paper:
        feet = [foot for _left, foot in values(paper)]
    assert [feet.count(foot) for foot in dict.fromkeys(feet)] == rows


def test_figures_of_all_rows_stand_in_the_same_columns():
    with reading(figures(8)) as paper:
        lefts = [left for left, _foot in values(paper)]
    assert lefts[:4] == lefts[4:]


@pytest.mark.parametrize("label", ["words that go on " * 12, "x" * 120])
def test_captions_never_touch(label):
    assert check_pdf(pdf.render(document(figures(4, label)))) == []


def test_a_figure_too_wide_for_its_column_is_set_smaller():
    block = KeyFigures((KeyFigure("12 345 678 901 €", "in all"), *(KeyFigure("1", "one"),) * 3))
    data = pdf.render(document(block))
    assert check_pdf(data) == []
    with Reading(data) as paper:
        (height,) = [one.box[3] - one.box[1] for one in paper.characters[0] if one.text == "€"]
    assert height < 26


def test_no_figures_leave_nothing():
    with reading(KeyFigures(())) as paper:
        assert paper.lists == []
