"""Labels and badges on paper."""

from itertools import pairwise

import pytest

from tests.tournee.documents.documents import document
from tests.tournee.documents.reading import Reading, check_pdf
from tournee.documents import pdf
from tournee.documents.blocks import Heading, Label, LabelGrid, Paragraph
from tournee.documents.document import Cover

MM = 72 / 25.4


def labels(count, **options):
    return LabelGrid(tuple(Label(f"Xavier {number}", ("Imaginary works",)) for number in range(count)), **options)


def reading(*blocks, **options):
    return Reading(pdf.render(document(*blocks, **options)))


def starts(paper, page):
    """Left edge and top of each label's name on that page, in millimetres from the top left, as far as it is an X."""
    _left, _bottom, _right, top = paper.sheet(page)
    found = [one for one in paper.characters[page - 1] if one.text == "X"]
    return [(one.box[0] / MM, (top - one.box[3]) / MM) for one in found]


def test_labels_are_heard_in_order_name_first():
    label = Label("Awa Exemple", ("Director", "Imaginary works"), foot="Co-host", code="https://example.org/r/abc")
    with reading(LabelGrid((label, Label("Zoé")))) as paper:
        heard = [[paper.text_of(part).strip() for part in body.elements] for body in paper.elements("LBody")]
    assert heard == [["Awa Exemple", "Director", "Imaginary works", "Co-host", "QR code of Awa Exemple"], ["Zoé"]]


def test_labels_stand_at_their_millimetre():
    with reading(labels(6, columns=2, rows=3, width=100, height=90)) as paper:
        places = starts(paper, paper.page_count)
    lefts, tops = sorted({round(left, 1) for left, _top in places}), sorted({round(top, 1) for _left, top in places})
    assert len(places) == 6
    assert lefts[1] - lefts[0] == pytest.approx(100, abs=0.05)
    assert [below - above for above, below in pairwise(tops)] == pytest.approx([90, 90], abs=0.11)


def test_labels_already_used_are_left_blank():
    with reading(labels(8)) as fresh, reading(labels(5, skip=3)) as used:
        places = [(round(left, 1), round(top, 1)) for left, top in starts(fresh, fresh.page_count)]
        assert [(round(left, 1), round(top, 1)) for left, top in starts(used, used.page_count)] == places[3:]


def test_sheets_have_neither_header_nor_footer_and_what_follows_has_both():
    with reading(Heading(2, "Badges"), labels(9), Paragraph("After the labels."), header="A header") as paper:
        assert paper.page_count == 4
        assert [bool(paper.artifacts(page)) for page in (2, 3, 4)] == [False, False, True]


def test_labels_right_after_a_cover_leave_no_blank_page():
    with reading(labels(8), cover=Cover()) as paper:
        assert paper.page_count == 2


def test_labels_alone_begin_with_their_first_sheet_and_say_above_them_what_they_are():
    with reading(labels(9), title="Badges", kicker="Day one", notice="A draft.") as paper:
        assert check_pdf(paper.data) == []
        assert paper.page_count == 2
        assert paper.headings == [(1, "Badges")]
        assert [one.title for one in paper.bookmarks] == ["Badges"]
        assert paper.text.count("A draft.") == 1
        assert [paper.artifacts(page) for page in (1, 2)] == [[], ["A draft."]]
        assert len(starts(paper, 1)) == 8


def test_labels_that_fill_their_sheet_leave_the_title_to_the_file():
    with reading(labels(24, columns=3, rows=8, width=70, height=37), title="Badges") as paper:
        assert check_pdf(paper.data) == []
        assert paper.page_count == 1
        assert paper.headings == []


def test_a_notice_is_said_even_where_labels_fill_their_sheet():
    with reading(labels(24, columns=3, rows=8, width=70, height=37), notice="A draft.") as paper:
        assert paper.page_count == 2
        assert "A draft." in paper.text


def test_labels_among_other_blocks_follow_the_opening():
    with reading(labels(8), Paragraph("After."), title="Badges") as paper:
        assert paper.page_count == 3
        assert paper.headings == [(1, "Badges")]


def test_a_name_is_parted_between_its_words_rather_than_at_a_hyphen():
    with reading(LabelGrid((Label("Agathe Dupond-Exemple"),)), title="B") as paper:
        (mark,) = (mark for page in paper.contents for mark in page.marks if "Dupond-Exemple" in mark.text)
        assert mark.text == "Agathe Dupond-Exemple"
        hyphen, letter = (one.box for one in paper.characters[0] if one.text in {"-", "x"})
        assert letter[0] > hyphen[2]  # further right: on the same line


def test_labels_stay_upright_in_a_document_that_lies():
    with reading(labels(3), landscape=True) as paper:
        _left, _bottom, right, top = paper.sheet(1)
        assert (round(right / MM), round(top / MM)) == (210, 297)


@pytest.mark.parametrize("size", [(2, 4, 90, 62), (3, 8, 63.5, 33.9), (5, 13, 38.1, 21.2)])
@pytest.mark.parametrize(
    "label",
    [
        Label("Jean-Baptiste-Emmanuel de La Très-Longue-Particule"),
        Label("x" * 200, ("y" * 300,) * 14, foot="z" * 100, code="https://example.org/" + "q" * 80),
        Label(
            "Awa Exemple",
            ("Director of what is made and repaired in the whole region",) * 3,
            foot="Co-host",
        ),
        Label("漢字", ("🎉",)),
    ],
    ids=lambda label: label.name[:6] if isinstance(label, Label) else str(label),
)
def test_whatever_a_label_holds_stays_on_it(label, size):
    columns, rows, width, height = size
    data = pdf.render(document(LabelGrid((label,) * 3, columns=columns, rows=rows, width=width, height=height)))
    assert check_pdf(data) == []
    with Reading(data) as paper:
        left = (210 - columns * width) / 2 * MM
        for index in range(3):
            edges = left + index % columns * width * MM, left + (index % columns + 1) * width * MM
            own = [one for one in paper.characters[0] if edges[0] <= one.box[0] < edges[1]]
            assert own
            assert all(one.box[2] <= edges[1] for one in own)


def test_a_name_that_had_to_be_cut_is_heard_whole():
    with reading(LabelGrid((Label("x" * 200),))) as paper:
        assert "x" * 200 in paper.text


def test_two_hundred_badges_fill_their_sheets():
    with reading(labels(200)) as paper:
        assert paper.page_count == 25
        assert paper.lists == [200]


def test_a_word_of_eighty_letters_is_broken_rather_than_tiny_or_cut():
    label = Label("A" + "nticonstitutionnellement" * 3 + "Fin", ("Imaginary works",), code="https://example.org/t/x")
    with reading(LabelGrid((label,), columns=1, rows=1, width=105, height=148, paper=(105, 148))) as paper:
        name = [one for one in paper.characters[0] if one.text in "Aticoslmn"]
        assert "Fin" in paper.text.replace("\n", "")
        assert max(one.box[3] - one.box[1] for one in name) > 20


def test_firms_are_of_one_size_where_two_lines_hold_them():
    firms = (
        "Works no 9",
        "Imaginary works of Saint-Omer and its land (Example)",
        "Imaginary transports no 969 (Example)",
    )
    cards = tuple(Label("Xavier Example", (firm,), notes=("9 h Talk",), code="https://example.org/t") for firm in firms)
    with reading(LabelGrid(cards, columns=2, rows=5, width=80, height=50)) as paper:
        sizes = {round(one.box[3] - one.box[1], 1) for one in paper.characters[0] if one.text == "W"}
        brackets = {round(one.box[3] - one.box[1], 1) for one in paper.characters[0] if one.text == "("}
    assert len(sizes) == len(brackets) == 1
