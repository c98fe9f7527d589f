import pytest

from tests.tournee.documents.documents import document, picture
from tests.tournee.documents.reading import Reading, check_pdf
from tournee.documents import pdf
from tournee.documents.blocks import (
    BulletList,
    Callout,
    Contents,
    Figure,
    Heading,
    Item,
    OrderedList,
    PageBreak,
    Paragraph,
    Together,
)
from tournee.documents.document import Cover, Funding, Logo, Provenance
from tournee.documents.inline import Link
from tournee.documents.pdf.styles import PORTRAIT
from tournee.documents.tables import Column, Table
from tournee.drawing.charts.bars import BarChart
from tournee.drawing.scene import Circle, Scene

SENTENCE = "A sentence that says little, and says it at some length. "
SCENE = Scene(200, 100, "A dot", "One dot in the middle.", (Circle(100, 50, 20, fill="route"),))


def reading(*blocks, **options):
    return Reading(pdf.render(document(*blocks, **options)))


def page_of(paper, words):
    """The page on which words are heard."""
    for number, page in enumerate(paper.contents, start=1):
        if words in "".join(mark.text for mark in page.marks):
            return number
    raise AssertionError(f"{words!r} is nowhere")


def lines_on(paper, page):
    """How many lines stand between header and footer."""
    bottoms = {round(one.box[1], 1) for one in paper.characters[page - 1]}
    return sum(PORTRAIT.bottom - 5 < bottom < PORTRAIT.height - PORTRAIT.top for bottom in bottoms)


def filler(lines):
    return tuple(Paragraph("Filler.") for _ in range(lines))


@pytest.mark.parametrize("count", range(24, 34))
@pytest.mark.parametrize("follower", [Paragraph(SENTENCE * 12), Figure(SCENE), BulletList(("an item",) * 4)])
def test_a_heading_is_never_alone_at_the_foot_of_a_page(count, follower):
    with reading(*filler(count), Heading(2, "Lonely"), Heading(3, "Below"), follower) as paper:
        words = {"Paragraph": "says little", "Figure": "", "BulletList": "an item"}[type(follower).__name__]
        assert page_of(paper, "Lonely") == page_of(paper, "Below")
        if words:
            assert page_of(paper, words) == page_of(paper, "Below")
        else:
            assert paper.page_count == page_of(paper, "Below")


@pytest.mark.parametrize("count", range(22, 32))
def test_two_lines_at_least_stand_on_either_side_of_a_page_end(count):
    with reading(*filler(count), Paragraph(SENTENCE * 4)) as paper:
        title_and_date = 2
        assert lines_on(paper, 1) - title_and_date - count != 1
        assert paper.page_count == 1 or lines_on(paper, 2) != 1


def test_a_divided_paragraph_stays_one_element():
    with reading(*filler(28), Paragraph(SENTENCE * 20)) as paper:
        assert paper.page_count == 2
        assert sum("says little" in paper.text_of(one) for one in paper.elements("P")) == 1


@pytest.mark.parametrize("count", range(18, 30, 2))
def test_a_figure_stays_with_its_caption_and_its_note(count):
    chart = BarChart("Obstacles", "Hiring first.", (("Hiring", 70), ("Time", 58)), unit="%", n=148)
    with reading(*filler(count), Figure(chart)) as paper:
        assert page_of(paper, "Obstacles") == page_of(paper, "148")


def test_a_chart_is_told_with_its_figures():
    chart = BarChart("Obstacles", "Hiring first.", (("Hiring", 70), ("Time", 58)), unit="%", n=148, source="a survey")
    with reading(Figure(chart)) as paper:
        (told,) = paper.alternatives
        assert all(part in told for part in ("Obstacles", "Hiring", "70%", "58%", "148", "a survey"))


def test_a_picture_taller_than_a_page_is_made_smaller():
    tall = Figure(picture((100, 4000), width=150), alternative="A tall red picture.", anchor="tall")
    data = pdf.render(document(tall, Paragraph((Link("the picture", "#tall"),))))
    assert check_pdf(data) == []


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_pictures_of_both_kinds_are_shown_with_their_alternative(kind):
    with reading(Figure(picture(kind=kind), "Red.", alternative="A red picture.")) as paper:
        assert paper.alternatives == ["A red picture."]


def test_a_long_address_stays_within_its_page():
    address = "https://example.org/" + "abcdefghij" * 20
    data = pdf.render(document(Paragraph((Link(address, address),)), Heading(2, "x" * 200), BulletList(("y" * 300,))))
    assert check_pdf(data) == []


def test_blocks_kept_together_go_to_the_next_page_together():
    together = Together((Paragraph("First of them."), *(Paragraph(SENTENCE) for _ in range(8)), Paragraph("Last.")))
    with reading(*filler(26), together) as paper:
        assert page_of(paper, "First of them") == page_of(paper, "Last.") == 2


def test_blocks_kept_together_that_no_page_can_hold_are_divided():
    together = Together(tuple(Paragraph(SENTENCE * 3) for _ in range(40)))
    with reading(Paragraph("Before."), together, Paragraph("After.")) as paper:
        assert paper.page_count > 2


def test_one_block_kept_together_that_no_page_can_hold_is_divided():
    data = pdf.render(document(Paragraph("Before."), Together((Together((Paragraph(SENTENCE * 300),)),))))
    assert check_pdf(data) == []
    with Reading(data) as paper:
        assert paper.page_count > 2


def test_a_callout_taller_than_a_page_is_divided_and_stays_one():
    callout = Callout("Mind this", tuple(Paragraph(SENTENCE * 6) for _ in range(20)), "warning")
    data = pdf.render(document(*filler(5), callout))
    assert check_pdf(data) == []
    with Reading(data) as paper:
        assert paper.page_count > 1
        assert len(list(paper.elements("Sect"))) == 1


def test_lists_are_nested_with_their_marks():
    below = OrderedList(("a", "b"), start=9)
    with reading(BulletList(("one", Item("two", below)))) as paper:
        assert paper.lists == [2, 2]
        assert [paper.text_of(one).strip() for one in paper.elements("Lbl")] == ["•", "•", "9.", "10."]
        inner = list(paper.elements("L"))[1]
        assert inner.parent.role == "LBody"


def test_an_item_without_words_still_has_its_body():
    assert check_pdf(pdf.render(document(BulletList(("", "two")), OrderedList(("",))))) == []


def test_page_breaks_make_no_empty_page():
    with reading(Paragraph("One."), PageBreak(), PageBreak(), Paragraph("Two."), PageBreak()) as paper:
        assert paper.page_count == 2


def test_contents_give_the_pages_of_the_headings_and_lead_there():
    parts = [block for n in range(1, 6) for block in (PageBreak(), Heading(2, f"Part {n}"), Heading(3, "Deeper"))]
    with reading(Contents(2), *parts, cover=Cover()) as paper:
        entries = [link for link in paper.links if link.within == "Reference"]
        assert [entry.text for entry in entries] == [f"Part {n} {n + 2}" for n in range(1, 6)]
        assert [entry.target for entry in entries] == [f"#page {n + 2}" for n in range(1, 6)]


def test_contents_without_headings_are_nothing():
    with reading(Contents(), Paragraph("Alone.")) as paper:
        assert not list(paper.elements("TOC"))


def test_each_page_says_which_it_is_of_how_many_and_the_cover_counts():
    with reading(Paragraph("One."), PageBreak(), Paragraph("Two."), cover=Cover(), footer="Foot") as paper:
        assert paper.artifacts(1) == []
        assert paper.artifacts(3)[-2:] == ["Foot", "Page 3 of 3"]


def test_headings_are_bookmarks():
    blocks = (Heading(2, "One"), Heading(3, "Deeper"), PageBreak(), Heading(2, "Two"))
    with reading(*blocks) as paper:
        found = [(mark.depth, mark.title, mark.page) for mark in paper.bookmarks]
        assert found == [(1, "A title", 1), (1, "One", 1), (2, "Deeper", 1), (1, "Two", 2)]


def test_the_part_one_is_reading_runs_above_the_pages_it_goes_on_to():
    blocks = (Heading(2, "A long part"), Paragraph(SENTENCE * 200), PageBreak(), Heading(2, "Next"), Paragraph("End."))
    with reading(*blocks) as paper:
        assert "A long part" in paper.artifacts(2)
        assert "A long part" not in paper.artifacts(1)
        assert not {"A long part", "Next"} & set(paper.artifacts(paper.page_count))


def test_the_notice_runs_on_every_page_and_is_heard_once():
    with reading(Paragraph("One."), PageBreak(), Paragraph("Two."), notice="A draft") as paper:
        assert [paper.artifacts(page).count("A draft") for page in (1, 2)] == [0, 1]
        assert paper.text.count("A draft") == 1


def test_a_cover_is_heard_in_order_from_its_kicker_to_its_logos():
    logo = Logo(picture(), "The partner")
    cover = Cover("A kicker", "A subtitle", ("A line",), SCENE, (logo,))
    data = pdf.render(document(Paragraph("Inside."), cover=cover, author="An author"))
    assert check_pdf(data) == []
    with Reading(data) as paper:
        heard = paper.text
        said = ["A kicker", "A title", "A subtitle", "One dot", "A line", "An author", "The partner", "Inside."]
        assert [heard.index(words) for words in said] == sorted(heard.index(words) for words in said)


@pytest.mark.parametrize("length", [10, 40, 200])
def test_a_cover_holds_titles_of_any_length_beside_its_scene(length):
    cover = Cover("A kicker", SENTENCE * 3, (SENTENCE,) * 6, SCENE)
    data = pdf.render(document(Paragraph("Inside."), cover=cover, title="Title " * length))
    assert check_pdf(data) == []
    with Reading(data) as paper:
        assert paper.alternatives == ["One dot in the middle."]


def test_the_end_says_who_paid_and_where_it_comes_from():
    funding = Funding("Paid by a fund.", Logo(picture(), "The emblem"))
    provenance = Provenance("Somebody", "A survey", terms=(Link("a licence", "https://example.org/"),))
    data = pdf.render(document(Paragraph("Inside."), funding=(funding,), provenance=provenance))
    assert check_pdf(data) == []
    with Reading(data) as paper:
        assert "Paid by a fund." in paper.text
        assert paper.text.index("The emblem") < paper.text.index("Paid by") < paper.text.index("Somebody")
        assert "a licence" in [link.text for link in paper.links]


@pytest.mark.parametrize("count", range(26, 34))
def test_the_end_finds_room_whatever_is_left_of_the_page(count):
    provenance = Provenance("Somebody", "A survey", terms="Free", fingerprint="0" * 64)
    data = pdf.render(document(*filler(count), provenance=provenance))
    assert check_pdf(data) == []


def test_a_sheet_may_be_turned():
    with reading(Paragraph(SENTENCE * 9), landscape=True) as paper:
        left, bottom, right, top = paper.sheet(1)
        assert right - left > top - bottom


def test_the_title_of_long_words_and_an_overlong_header_stay_within_the_page():
    long = {"title": "x" * 120, "header": "y" * 300, "footer": "z" * 300, "notice": "w" * 300}
    data = pdf.render(document(Paragraph("One."), PageBreak(), Paragraph("Two."), **long))
    assert check_pdf(data) == []


@pytest.mark.parametrize("rows", [25, 27])
def test_what_closes_the_document_never_stands_on_a_page_alone(rows):
    table = Table("Rows", (Column("Name"),), [(f"Row {number}",) for number in range(1, rows + 1)])
    with reading(table, provenance=Provenance("Somebody", "A survey", terms="Free")) as paper:
        assert page_of(paper, f"Row {rows}") == page_of(paper, "Somebody") == paper.page_count


def test_a_last_paragraph_goes_with_what_closes_the_document():
    with reading(*filler(28), Paragraph("The last."), provenance=Provenance("Somebody", "A survey")) as paper:
        assert page_of(paper, "The last.") == page_of(paper, "Somebody") == 2
