"""What people write and import: whatever the words, however long the table, both faces stand."""

from __future__ import annotations

import datetime
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from tests.tournee.documents.reading import Reading, check_pdf, faults_of
from tests.tournee.documents.test_every_block import screen, squeezed
from tournee.documents import pdf
from tournee.documents.blocks import (
    Block,
    BulletList,
    Callout,
    Certificate,
    Contents,
    Facts,
    Figure,
    Funding,
    Heading,
    Item,
    KeyFigure,
    KeyFigures,
    Label,
    LabelGrid,
    OrderedList,
    PageBreak,
    Paragraph,
    Poster,
    PullQuote,
    QRCode,
    Signatory,
    SignatureBlock,
    Together,
)
from tournee.documents.document import Document, Provenance
from tournee.documents.inline import Emphasis, Footnote, InLanguage, Link, Quotation, Strong
from tournee.documents.tables import Cell, Column, HeaderSpan, RowGroup, Table
from tournee.drawing.charts.bars import BarChart

DAY = datetime.date(2026, 11, 20)
NASTY = (
    "",
    " ",
    "<b>&amp;</b> &lt; ]]> <para>",
    "x" * 300,
    "Donaudampfschifffahrtsgesellschaftskapitän" * 8,
    "👩‍👩‍👧 😀 🇫🇷",
    "שלום עולם 123",
    "مرحبا",
    "日本語の長い文章" * 12,
    "e\u0301e\u0327\u0301 a\u0300" * 20,
    "\x00\x07\x0b\x1f a\u0085b",
    "soft\u00adhyphen zero\u200bwidth \ufeff\u2028line\u2029end",
    r"(paren\theses)) Tj ET EMC %PDF",
    "{{ braces }} {% tag %} %(name)s %s",
    "« œuvre »\u202f: 1\u202f234\u00a0€ … ’ ‑ – — №",
    "𝒞𝓊𝓇𝓈𝒾𝓋𝑒",
    "ﬁ ﬂ ﬃ İı ß ẞ",
)
texts = st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
seen = texts.map(lambda text: f"T {text}")  # titles and headings must hold something that is seen


def made_of(*blocks: Block, **said: str) -> Document:
    return Document("A hard document", "en", blocks, date=DAY, **said)


def everywhere(word: str) -> Document:
    """A document with that word in every place that takes words."""
    inline = ("a ", Strong(word), Emphasis(word), Quotation(word), InLanguage(word, "de"), Footnote(word))
    linked = (Link(f"to {word}", "https://example.org/a?b=c&d=é", word), Link(f"here {word}", "#there"))
    rows = ((word, word, 1234.5), (Cell(word, columns=2), None))
    columns = (Column(word), Column(f"b {word}"), Column("c", "number", unit="%"))
    chart = BarChart(f"t {word}", f"d {word}", ((f"r {word}", 3), ("s", 2)), n=5, source=word)
    blocks: tuple[Block, ...] = (
        Contents(),
        Heading(2, f"H {word}", anchor="there"),
        Paragraph(inline, "lead"),
        Paragraph(linked),
        Paragraph(word, "small"),
        BulletList((word, Item(word, OrderedList((word, "end"))))),
        Facts(((f"l {word}", word), ("second", word))),
        KeyFigures((KeyFigure("70%", f"k {word}", word), KeyFigure("1", word), KeyFigure("2", "two"))),
        Table(f"c {word}", columns, rows, source=word),
        Table(
            "g", columns, groups=(RowGroup(f"g {word}", rows),), above=(HeaderSpan(f"a {word}", 2), HeaderSpan("", 1))
        ),
        Figure(chart, f"f {word}"),
        PullQuote(f"q {word}", word),
        Callout(f"c {word}", (Paragraph(word), BulletList((word,))), "warning"),
        SignatureBlock((Signatory(f"s {word}", word), Signatory("other")), place=word),
        QRCode("https://example.org/", f"w {word}"),
        LabelGrid((Label(f"n {word}", (word, "line"), foot=word, code="https://example.org/"), Label("other"))),
    )
    provenance = Provenance(f"p {word}", data=word)
    return Document(
        f"T {word}", "en", blocks, date=DAY, author=word, header=word, footer=word, notice=word, provenance=provenance
    )


@pytest.mark.parametrize("word", NASTY)
def test_no_word_breaks_any_place_of_a_document(word):
    document = everywhere(word)

    assert [str(fault) for fault in check_pdf(pdf.render(document))] == []
    assert screen(document).headings


@pytest.mark.parametrize("word", ["x" * 300, "W" * 30 + " " + "Wo " * 150, NASTY[4] + NASTY[10]])
def test_a_sheet_of_its_own_holds_whatever_is_written_on_it_smaller(word):
    code = QRCode("https://example.org/", f"w {word}")
    paid = (Funding(f"m {word}"), Funding(word))
    certificate = Certificate(
        f"t {word}", f"n {word}", opening=word, statement=word, kicker=word, number="7", lines=(word, word),
        figure=KeyFigure("3 h", word, word), rows=((word, word), (word, word)), attested=(word, word), check=code,
        fundings=paid,
    )  # fmt: skip
    notes = (word, word)
    poster = Poster(f"t {word}", kicker=word, lines=notes, code=code.data, words=word, notes=notes, fundings=paid)

    assert [str(fault) for fault in check_pdf(pdf.render(made_of(certificate, poster, notice=word)))] == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first=texts, second=texts, third=texts)
def test_whatever_is_written_is_read_back_from_both_faces(first, second, third):
    blocks = (
        Paragraph((first, Strong(second), " ", Emphasis(third))),
        BulletList((first, Item(f"i {second}", BulletList((third,))))),
        Facts(((f"l {first}", f"v {second}"),)),
        Table("c", (Column("a"), Column("b")), ((f"r {first}", second), (third, first))),
    )
    document = made_of(*blocks)
    read = screen(document)
    with Reading(pdf.render(document)) as paper:
        table = [[squeezed(cell.text) for cell in row] for row in paper.tables[0]]

        assert faults_of(paper) == []
        assert table == [["a", "b"], [squeezed(f"r{first}"), squeezed(second)], [squeezed(third), squeezed(first)]]
        assert table == [[squeezed(cell.text) for cell in row] for row in read.tables[0]]
        assert squeezed(first + second + third) in squeezed(paper.text)
        assert squeezed(first + second + third) in squeezed(read.text)


def test_a_sign_beyond_the_basic_plane_is_never_read_as_others():
    paper = pdf.render(made_of(Paragraph("Locked \U0001f512 door")))

    with PdfDocument(paper) as plain, Reading(paper) as heard:
        assert "Locked ? door" in plain[0].get_textpage().get_text_bounded()
        assert "Locked \U0001f512 door" in heard.text


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(title=seen, heading=seen, contents=texts)
def test_whatever_a_heading_says_is_its_bookmark(title, heading, contents):
    blocks = (Heading(2, heading, anchor="there"), Paragraph((Link("on", "#there", contents),)))
    with Reading(pdf.render(Document(title, "en", blocks, date=DAY))) as paper:
        assert faults_of(paper) == []
        assert [squeezed(one.title) for one in paper.bookmarks] == [squeezed(title), squeezed(heading)]
        assert squeezed(paper.links[0].contents) in {squeezed(contents), "on"}


def test_words_at_the_ends_of_lines_are_heard_apart():
    words = " ".join(f"word{number}" for number in range(900))
    document = made_of(Paragraph(words), Paragraph((Emphasis(words), " ", Link(words, "https://example.org/"))))
    with Reading(pdf.render(document)) as paper:
        heard = [inside for role, inside in paper.nested()[1] if role == "P"]

    assert heard[-2:] == [words, f"{words} {words}"]


@pytest.mark.parametrize("signs", ["-", "/", "—", "’", "\u00a0"])
def test_lines_that_end_otherwise_than_with_a_space_gain_none(signs):
    words = signs.join(["compound"] * 80)
    with Reading(pdf.render(made_of(Paragraph(words)))) as paper:
        assert " ".join(inside for role, inside in paper.nested()[1][-1:]) == words.replace("\u00a0", " ")


def test_a_long_table_repeats_its_header_for_those_who_look_only():
    columns = (Column("Name", width=2), Column("Day", "date"), Column("Came", "tick"), Column("Sign", "signature"))
    rows = [(f"Person {number} of a name that may take two lines", DAY, None, None) for number in range(400)]
    with Reading(pdf.render(made_of(Table("People", columns, rows, row_height=9)))) as paper:
        assert faults_of(paper) == []
        assert paper.page_count > 10
        (table,) = paper.tables
        assert [row[0].role for row in table] == ["TH"] * 401
        assert [row[0].text for row in table[1:]] == [row[0] for row in rows]
        assert any("Sign" in words for words in paper.artifacts(5))


def test_groups_and_spans_hold_over_the_ends_of_pages():
    columns = (Column("Room"), Column("Theme", width=2), Column("Here", "number"))
    rows = [
        row for number in range(60) for row in ((Cell(f"Room {number}", rows=2), "Trades", 3), ("Training " * 9, 4))
    ]
    groups = tuple(RowGroup(f"Day {day}", rows, ("All", "", 420)) for day in range(3))
    document = made_of(Table("Sessions", columns, groups=groups, total=("All", "", 1260)))
    with Reading(pdf.render(document)) as paper:
        assert faults_of(paper) == []
        assert [[cell.spaced() for cell in row] for row in screen(document).tables[0]] == paper.tables[0]


def test_a_cell_longer_than_a_page_goes_on_on_the_next():
    words = " ".join(f"word{number}" for number in range(1500))
    document = made_of(Table("Long", (Column("a"), Column("b", width=3)), (("x", words), ("y", "short"))))
    with Reading(pdf.render(document)) as paper:
        assert faults_of(paper) == []
        assert [[cell.text for cell in row] for row in paper.tables[0][1:]] == [["x", words], ["y", "short"]]


@pytest.mark.parametrize("count", [1, 8, 14])
def test_columns_of_long_words_stay_within_theirs(count):
    rows = [tuple("Rechtsschutzversicherungsgesellschaften" for _column in range(count)) for _row in range(4)]
    document = made_of(Table("Wide", tuple(Column(f"Überschriftenlänge {n}") for n in range(count)), rows))

    assert check_pdf(pdf.render(document)) == []


def deep(levels: int, kind: type) -> BulletList | OrderedList:
    inner: BulletList | OrderedList | None = None
    for level in range(levels, 0, -1):
        inner = kind(
            (
                f"level {level} with words enough to fill more than one line of the page, and more of them",
                Item(f"below {level}", inner),
            )
        )
    assert inner
    return inner


@pytest.mark.parametrize("kind", [BulletList, OrderedList])
def test_lists_in_lists_stay_on_the_page(kind):
    document = made_of(*[Paragraph("Words. " * 30)] * 12, deep(7, kind))
    with Reading(pdf.render(document)) as paper:
        assert faults_of(paper) == []
        assert paper.lists == screen(document).lists == [2] * 7


@pytest.mark.parametrize("place", range(0, 42, 3))
def test_a_heading_is_never_left_alone_at_the_foot_of_a_page(place):
    blocks = (*[Paragraph("A line.")] * place, Heading(2, "Head"), Heading(3, "Below"), Paragraph("Text. " * 90))
    with Reading(pdf.render(made_of(*blocks))) as paper:
        *_others, head, below, text = paper.tree.elements
        pages = [next(one.contents()).page for one in (head, below, text)]

    assert len(set(pages)) == 1


def test_a_document_of_nothing_but_its_title_stands():
    assert check_pdf(pdf.render(made_of())) == []


def test_page_breaks_in_a_row_make_no_fault():
    assert check_pdf(pdf.render(made_of(PageBreak(), PageBreak(), Paragraph("End."), PageBreak()))) == []


def test_a_landscape_sheet_with_all_running_words_stands():
    people = Table("People", tuple(Column(f"Column {n}") for n in range(9)), [tuple(f"{n}" for n in range(9))] * 80)
    document = Document(
        "Turned", "fr", (Heading(2, "A"), people, Together((Heading(3, "B"), Paragraph("b")))),
        date=DAY, landscape=True, header="En-tête " * 30, footer="Pied " * 40, notice="Document fictif. " * 12,
    )  # fmt: skip
    with Reading(pdf.render(document)) as paper:
        assert faults_of(paper) == []
        assert paper.sheet(1)[2] > paper.sheet(1)[3]


def test_languages_of_parts_are_said():
    document = made_of(Paragraph(("They say ", InLanguage("savoir-faire", "fr"), ".")))
    with Reading(pdf.render(document)) as paper:
        assert paper.language.startswith("en")
        assert paper.languages == [("fr", "savoir-faire")]


def test_every_french_and_english_sign_is_drawn_by_a_font():
    signs = "œŒ«»’‘“”…€–—àâäçéèêëîïôöùûüÿÀÂÇÉÈÊËÎÏÔÙÛÜŸæÆ£§°•†‡‰№½×÷−≤≥≠→☐☑✓\u202f\u00a0\u2011"
    with Reading(pdf.render(made_of(Paragraph(signs), Heading(2, signs), Paragraph((Strong(signs),))))) as paper:
        drawn = "".join(mark.text for page in paper.contents for mark in page.marks)

    assert [unicodedata.name(sign) for sign in signs.replace("\u00a0", "") if sign not in drawn] == []
