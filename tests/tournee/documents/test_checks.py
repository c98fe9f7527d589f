"""What a document refuses to be."""

import re
from typing import Any

import pytest

from tests.tournee.documents.documents import DAY, document, picture
from tournee.documents.blocks import BulletList, Figure, Heading, Item, Notes, Paragraph, Together
from tournee.documents.document import Cover, Document, Funding, Provenance
from tournee.documents.inline import Footnote, Link, Strong
from tournee.documents.tables import Column, RowGroup, Table
from tournee.drawing.charts.bars import BarChart

COLUMNS = (Column("a"), Column("b"))
NOWHERE = (Strong(("see ", Link("x", "#nowhere"))),)


def refuses(message: str):
    return pytest.raises(ValueError, match=re.escape(message))


@pytest.mark.parametrize("title", ["", "  "])
def test_it_has_a_title(title):
    with refuses("A document needs a title."):
        document(title=title)


def test_headings_skip_no_level():
    document(Heading(2, "a"), Heading(3, "b"), Heading(4, "c"), Heading(2, "d"))

    with refuses("“b” skips from level 2 to 4."):
        document(Heading(2, "a"), Together((Heading(4, "b"),)))
    with refuses("“a” skips from level 1 to 3."):
        document(Heading(3, "a"))


def test_an_anchor_is_given_once():
    chart = BarChart("a", "b", (("c", 1),))
    with refuses("Anchors given twice: here."):
        document(Heading(2, "a", anchor="here"), Together((Figure(chart, anchor="here"),)))


@pytest.mark.parametrize("anchor", ["two words", "1st", "é", '"', "document-note-1"])
def test_an_anchor_is_a_word_of_its_own(anchor):
    with refuses("is no anchor"):
        document(Table("x", COLUMNS, anchor=anchor))


def test_a_link_within_leads_to_an_anchor_that_is_there():
    document(Heading(2, "a", anchor="here"), Paragraph((Link("x", "#here"),)))

    with refuses("Nothing here has the anchor 'nowhere'."):
        document(Paragraph((Link("x", "#nowhere"),)))


@pytest.mark.parametrize(
    "block",
    [
        Paragraph(NOWHERE),
        Heading(2, NOWHERE),
        BulletList(("a", Item("b", BulletList((NOWHERE,))))),
        Paragraph(("a", Footnote(NOWHERE))),
        Table(NOWHERE, COLUMNS),
        Table("x", (Column(NOWHERE), Column("b"))),
        Table("x", COLUMNS, (("a", NOWHERE),)),
        Table("x", COLUMNS, [["a", NOWHERE]]),
        Table("x", COLUMNS, groups=(RowGroup(NOWHERE, (("a", "b"),)),)),
        Figure(BarChart("a", "b", (("c", 1),)), NOWHERE),
        Figure(picture(), source=NOWHERE, alternative="x"),
        Together((Notes(), Paragraph(NOWHERE))),
    ],
)
def test_links_are_found_wherever_words_stand(block):
    with refuses("Nothing here has the anchor"):
        document(block)


@pytest.mark.parametrize(
    "options",
    [
        {"cover": Cover(subtitle=NOWHERE)},
        {"funding": (Funding(NOWHERE),)},
        {"provenance": Provenance("us", terms=NOWHERE)},
    ],
)
def test_links_are_found_outside_of_the_blocks_too(options):
    with refuses("Nothing here has the anchor"):
        document(**options)


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "JAVASCRIPT:x", "/stops/", "data:text/html,x", "", " https://x"]
)
def test_a_link_leads_to_an_address_of_a_known_kind(href):
    with refuses("links to https:, mailto: or tel: addresses"):
        document(Paragraph((Link("x", href),)))


@pytest.mark.parametrize("inner", [Link("y", "https://example.org"), Footnote("y"), Strong((Footnote("y"),))])
def test_a_link_holds_no_other(inner):
    with refuses("holds another link or a footnote"):
        document(Paragraph((Link(("x", inner), "https://example.org"),)))


def test_one_block_without_the_comma_of_its_tuple_says_so():
    with pytest.raises(TypeError, match="one alone with its comma"):
        Document("A title", "en", Paragraph("a"), date=DAY)  # type: ignore[arg-type]


@pytest.mark.parametrize("other", ["words", None, Strong("words")])
def test_what_is_no_block_is_refused_wherever_it_stands(other: Any):
    for blocks in ((other,), (Together((other,)),)):
        with pytest.raises(TypeError, match="is no block: words, for one, stand in a Paragraph"):
            document(*blocks)
