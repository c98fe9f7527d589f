import re
from typing import Any

import pytest
from django.utils.translation import gettext_lazy

from tests.tournee.documents.documents import document, picture
from tournee.documents import html, pdf
from tournee.documents.blocks import (
    BulletList,
    Figure,
    Heading,
    KeyFigure,
    Label,
    LabelGrid,
    OrderedList,
    Paragraph,
    Picture,
    Together,
)
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
    with pytest.raises(ValueError, match="do not fit on their sheet"):
        LabelGrid(LABELS, **options)


@pytest.mark.parametrize("skip", [-1, 8])
def test_a_sheet_is_never_skipped_whole(skip: int):
    with pytest.raises(ValueError, match=re.escape("Skip fewer labels")):
        LabelGrid(LABELS, skip=skip)


@pytest.mark.parametrize("options", [{"columns": 0}, {"rows": -1}, {"width": 0}])
def test_a_sheet_has_labels_of_some_size(options: dict[str, Any]):
    with pytest.raises(ValueError, match="at least one column"):
        LabelGrid(LABELS, **options)


@pytest.mark.parametrize("level", [1, 7])
def test_a_heading_is_of_a_level_below_the_title(level: Any):
    with pytest.raises(ValueError, match="level 2 to 6"):
        Heading(level, "a")


def test_a_manner_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(ValueError, match="body, lead, small; not 'big'"):
        Paragraph("a", "big")  # type: ignore[arg-type]


def test_a_key_figure_is_written_out():
    with pytest.raises(TypeError, match="is written out"):
        KeyFigure(70, "find it hard to hire")  # type: ignore[arg-type]


def test_only_png_and_jpeg_are_pictures():
    with pytest.raises(ValueError, match="PNG or JPEG"):
        Picture(b"GIF89a")


def test_a_figure_of_anything_else_is_refused():
    with pytest.raises(ValueError, match="a chart, a scene or a picture; not 'x'"):
        Figure("x")  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", [BulletList, OrderedList])
def test_a_list_without_items_is_nothing_in_both_faces(kind: type[BulletList | OrderedList]):
    empty = document(kind(()))

    assert "<ul" not in html.render(empty)
    assert "<ol" not in html.render(empty)
    assert pdf.render(empty) == pdf.render(document())


def test_words_without_the_comma_of_their_tuple_say_so():
    with pytest.raises(TypeError, match="with its comma"):
        runs(Strong("a"))  # type: ignore[arg-type]


def test_words_may_wait_for_their_language():
    assert [type(run) for run in runs(gettext_lazy("Page"))] == [str]


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
