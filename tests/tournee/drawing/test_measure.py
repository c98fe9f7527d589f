import json
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.tournee.drawing.scenes import TYPOGRAPHY
from tournee.drawing import fonts, measure
from tournee.drawing.palette import FONT_FILES
from tournee.drawing.scene import Face

FACES = get_args(Face)
LONG = "Établissements d’enseignement supérieur associés à l’étape de Saint-Dié-des-Vosges"


@pytest.mark.parametrize("face", FACES)
def test_the_shipped_widths_are_those_of_the_font_files(face):
    assert json.loads(fonts.WIDTHS_FILE.read_text())[face] == fonts.width_runs(face)


@pytest.mark.parametrize("text", ["", "Albert", TYPOGRAPHY, "« l’été »\u202f: ≥ 12,5\u202f% — Ÿ ✓ → №", LONG])
@pytest.mark.parametrize("face", FACES)
def test_text_is_as_wide_as_reportlab_finds_it(face, text):
    fonts.register()
    text = measure.drawable(text, face)

    assert measure.width(text, 13.5, face) == pytest.approx(stringWidth(text, FONT_FILES[face], 13.5))


def test_marks_are_composed_before_they_are_drawn():
    assert measure.drawable("e\u0301tape") == "étape"


def test_what_a_face_lacks_is_shown_as_missing_and_controls_go():
    assert measure.drawable("中\x00a\nb\u200e") == "?a b"


def test_narrow_no_break_spaces_are_drawable_in_every_face():
    assert all(measure.drawable(TYPOGRAPHY, face) == TYPOGRAPHY for face in FACES)


def test_text_that_fits_is_not_elided():
    assert measure.elide("Albert", measure.width("Albert", 14), 14) == "Albert"


def test_text_is_elided_after_a_whole_word():
    assert measure.elide("Trouver des profils techniques", 140, 14) == "Trouver des profils…"


def test_a_word_wider_than_its_room_is_cut():
    assert measure.elide("anticonstitutionnellement", 60, 14).startswith("antic")


def test_words_are_wrapped_into_lines_of_like_length():
    assert measure.wrap("Accéder à un laboratoire ou à une école", 210, 14) == [
        "Accéder à un laboratoire",
        "ou à une école",
    ]


def test_no_line_breaks_at_a_no_break_space():
    assert measure.wrap("Plus de 1\u202f234\u00a0€", 60, 14) == ["Plus de", "1\u202f234\u00a0€"]


def test_a_line_may_break_after_a_hyphen():
    assert measure.wrap("Saint-Dié-des-Vosges", 80, 14) == ["Saint-Dié-", "des-Vosges"]


def test_blank_text_is_one_empty_line():
    assert measure.wrap("  ", 100, 14) == [""]


@settings(deadline=None)  # time is no matter for a test
@given(text=st.text(max_size=80), room=st.floats(20, 300), lines=st.integers(1, 3))
def test_wrapped_text_never_leaves_its_room(text, room, lines):
    wrapped = measure.wrap(text, room, 14, lines=lines)

    assert 1 <= len(wrapped) <= lines
    assert all(measure.width(line, 14) <= room + 0.001 for line in wrapped)


@settings(deadline=None)  # time is no matter for a test
@given(text=st.text(alphabet="abc é-–/\u202f", max_size=60))
def test_wrapping_with_room_enough_loses_no_character(text):
    assert "".join("".join(measure.wrap(text, 60, 6, lines=99)).split()) == "".join(text.split())
