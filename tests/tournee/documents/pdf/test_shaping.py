"""Words read from right to left: seen as they are written by hand, and read back as they were typed."""

import pypdfium2
import pytest

from tests.tournee.documents.documents import document
from tests.tournee.documents.reading import Reading, check_pdf
from tournee.documents import pdf
from tournee.documents.blocks import Contents, Heading, Label, LabelGrid, Paragraph
from tournee.documents.pdf.lines import text_width, widths
from tournee.documents.pdf.runs import guarded
from tournee.documents.pdf.shaping import order_in_sight
from tournee.documents.tables import Column, Table

ARABIC, PERSIAN, HEBREW = "محمد بن عبد الرحمن", "علی\u200cرضا رضایی", "דוד בן־גוריון"
NAMES = (ARABIC, PERSIAN, HEBREW, f"Jean {ARABIC} Dupont", f"{HEBREW}, Société Exemple", "מרים (לוי) 12-34")
SIGNED = Table("Present", (Column("Name"), Column("", "signature")), [(name, None) for name in (*NAMES, "Anna Martin")])
BADGES = LabelGrid(tuple(Label(name, ("Scierie Exemple", name)) for name in NAMES), width=80, height=50)


def copied(data):
    """What a browser's reader copies from the first page."""
    with pypdfium2.PdfDocument(data) as paper:
        page = paper[0]
        text = page.get_textpage()
        found = text.get_text_range()
        text.close()
        page.close()
        return found


@pytest.mark.parametrize("block", [SIGNED, BADGES], ids=["sheet", "badges"])
def test_names_are_heard_as_they_were_typed(block):
    data = pdf.render(document(block))

    assert check_pdf(data) == []
    with Reading(data) as paper:
        assert [name for name in NAMES if name not in paper.text] == []
        assert {"NotoSansArabic-Regular", "NotoSansHebrew-Regular"} <= set(paper.font_names)


def test_names_are_copied_as_they_were_typed():
    text = copied(pdf.render(document(SIGNED)))

    assert [name for name in (ARABIC, PERSIAN, HEBREW, "Anna Martin") if name not in text] == []


def test_letters_are_seen_from_right_to_left_among_words_that_are_not():
    with Reading(pdf.render(document(Paragraph("Anna אבג Zoé")))) as paper:
        seen = sorted((letter.box[0], letter.text) for letter in paper.characters[0] if letter.text in "אבגAZ")

    assert "".join(letter for _x, letter in seen)[-5:] == "AגבאZ"


def test_a_line_ends_after_the_first_words_of_a_name_and_none_leaves_its_room():
    with Reading(pdf.render(document(LabelGrid((Label("עבד " * 20),), width=80, height=50)))) as paper:
        assert check_pdf(paper.data) == []
        assert " ".join(["עבד"] * 20) in paper.text
        assert len({round(letter.box[1]) for letter in paper.characters[0] if letter.text == "ע"}) > 1


def test_a_word_longer_than_its_line_is_cut_between_letters():
    data = pdf.render(document(Paragraph("ב" * 200)))

    assert check_pdf(data) == []
    with Reading(data) as paper:
        assert "ב" * 200 in paper.text


def test_letters_take_the_shape_that_their_neighbours_give_them():
    ((joined, face, actual, level),) = guarded("ععع", "sans")

    assert (face, actual, level) == ("arabic", "ععع", 1)
    assert len(set(joined)) == 3
    assert text_width(joined, face, 10) != text_width(joined[0], face, 10) * 3


def test_several_letters_may_be_one_and_marks_stand_on_theirs():
    ((ligature, *_rest),) = guarded("لا", "sans")
    ((marked, face, *_rest),) = guarded("מָ", "sans")

    assert len(ligature) == 1
    assert text_width(marked, face, 10) == text_width(marked[0], face, 10)


def test_strong_words_are_set_in_the_strong_face_of_their_script():
    assert [part.face for part in guarded(f"{ARABIC} {HEBREW}", "display")] == ["arabic-semibold", "hebrew-semibold"]


def test_brackets_turn_with_the_words_around_them():
    parts = list(guarded("(לוי)", "sans"))

    assert [part.text for part in parts[::2]] == [")", "("]
    assert "".join(part.actual for part in parts) == "(לוי)"


@pytest.mark.parametrize("words", [f"中山 {ARABIC}", f"{HEBREW} (ߊ) {HEBREW}", "بٌ", "2\u05c7 אב"])
def test_letters_outside_every_face_and_marks_alone_are_heard_among_those_that_are_not(words):
    with Reading(pdf.render(document(Paragraph(words)))) as paper:
        assert check_pdf(paper.data) == []
        assert words in paper.text


def test_no_private_character_is_taken_for_a_letter():
    stand_in = next(letter for letter in widths("arabic") if ord(letter) >= 0xF0000)

    assert [part.text for part in guarded(f"ع{stand_in}", "sans")][-1] == "?"


def test_a_heading_is_set_in_the_contents_too():
    data = pdf.render(document(Contents(), Heading(2, HEBREW), Paragraph("Said.")))

    assert check_pdf(data) == []
    with Reading(data) as paper:
        assert paper.text.count(HEBREW) == 2


def test_the_same_names_make_the_same_file():
    assert pdf.render(document(BADGES)) == pdf.render(document(BADGES))


@pytest.mark.parametrize(
    ("levels", "order"), [([0, 1, 0], [0, 1, 2]), ([1, 1, 2], [2, 1, 0]), ([0, 1, 2, 2, 1], [0, 4, 2, 3, 1])]
)
def test_parts_of_a_line_are_seen_in_the_order_of_their_levels(levels, order):
    assert order_in_sight(levels) == order
