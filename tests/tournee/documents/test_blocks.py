import re
from typing import Any

import pytest

from tests.tournee.documents.documents import document, picture
from tournee.documents.blocks import Figure, Heading, Label, LabelGrid, Paragraph, Together
from tournee.documents.inline import Emphasis, Footnote, Link, Strong, plain, runs, walk_runs
from tournee.drawing.charts.bars import BarChart
from tournee.drawing.scene import Circle, Scene

LABELS = (Label("Agathe"),)


@pytest.mark.parametrize("alternative", ["", "  "])
def test_a_picture_needs_a_text_alternative(alternative: str):
    with pytest.raises(ValueError, match="needs a text alternative"):
        Figure(picture(), "A caption is none", alternative=alternative)


def test_a_chart_and_a_scene_give_their_own():
    Figure(BarChart("a", "b", (("c", 1),)))
    Figure(Scene(9, 9, "a", "b", (Circle(1, 1, 1),)))


@pytest.mark.parametrize("options", [{"columns": 3, "width": 71}, {"rows": 5, "height": 60}])
def test_labels_fit_a_sheet(options: dict[str, Any]):
    with pytest.raises(ValueError, match="do not fit on an A4 sheet"):
        LabelGrid(LABELS, **options)


@pytest.mark.parametrize("skip", [-1, 8])
def test_a_sheet_is_never_skipped_whole(skip: int):
    with pytest.raises(ValueError, match=re.escape("Skip fewer labels")):
        LabelGrid(LABELS, skip=skip)


def test_blocks_held_together_are_read_where_they_stand():
    inner = (Heading(3, "b"), Paragraph("c"))
    read = document(Heading(2, "a"), Together((*inner, Together((Heading(4, "d"),)))), Heading(2, "e"))

    assert [heading.words for heading in read.headings()] == ["a", "b", "d", "e"]
    assert len(list(read.every_block())) == 7


def test_anchors_are_those_of_headings_tables_and_figures():
    read = document(
        Heading(2, "a", anchor="one"), Figure(BarChart("a", "b", (("c", 1),)), anchor="two"), Heading(2, "b")
    )

    assert read.anchors() == ["one", "two"]


def test_words_are_runs_whether_plain_or_not():
    assert runs("a") == ("a",)
    assert runs(("a", Strong("b"))) == ("a", Strong("b"))


def test_plain_words_leave_footnotes_out():
    assert plain(("a ", Strong(("b ", Emphasis("c"))), Footnote("d"), Link(" e", "#e"))) == "a b c e"


def test_runs_are_walked_outer_before_inner_and_not_into_footnotes():
    inner = Emphasis("c")
    outer = Strong(("b", inner))
    note = Footnote((Strong("d"),))

    assert list(walk_runs(("a", outer, note))) == ["a", outer, "b", inner, "c", note]
