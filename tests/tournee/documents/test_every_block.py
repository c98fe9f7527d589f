"""Every kind of block in both faces: accessible on paper, and the same words in the same order on the screen."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import is_dataclass, replace
from functools import cache
from importlib import import_module
from inspect import isabstract
from pkgutil import iter_modules
from typing import get_args

import pytest
from django.utils.translation import override

from tests.tournee.documents.reading import Reading, check_pdf, check_rendering, faults_of
from tests.tournee.documents.reading.html_face import HtmlReading
from tests.tournee.documents.reading.tags import Element
from tournee.documents import html, pdf
from tournee.documents.blocks import Block, Figure, Heading, Paragraph, Picture
from tournee.documents.document import Document
from tournee.documents.sample import sample_document
from tournee.drawing import charts as drawn
from tournee.drawing.charts.bars import BarChart
from tournee.drawing.charts.caption import Chart
from tournee.drawing.scene import Scene

KINDS = get_args(Block)
LANGUAGES = ("fr", "en")
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
both_languages = pytest.mark.parametrize("language", LANGUAGES)

_SIGN = re.compile(r"\W|\d+\.?|[a-z][.)]")
_PAGE_NUMBER = re.compile(r"\s*\d+$")


@cache
def samples(kind: type, language: str) -> tuple[Block, ...]:
    """The blocks of that kind in the sample document; of the figures, those that are no charts (tested below)."""
    blocks = [block for block in sample_document(language).every_block() if isinstance(block, kind)]
    return tuple(
        block for block in blocks if not isinstance(block, Figure) or isinstance(block.subject, Scene | Picture)
    )


@cache
def charts(language: str) -> tuple[Chart, ...]:
    """One chart of every kind."""
    figures = [block for block in sample_document(language).every_block() if isinstance(block, Figure)]
    return tuple(block.subject for block in figures if not isinstance(block.subject, Scene | Picture))


def document_of(language: str, *blocks: Block, title: str = "Œuvre « à part »") -> Document:
    """A document of these blocks with something around them, and headings for what they link to."""
    whole = sample_document(language)
    own = {getattr(part, "anchor", "") for block in blocks for part in getattr(block, "blocks", (block,))}
    places = [Heading(2, f"Part {anchor}", anchor=anchor) for anchor in whole.anchors() if anchor not in own]
    around = (Heading(2, "Before"), Paragraph("Before."), *blocks, Paragraph("After."), *places)
    return Document(title, language, around, date=whole.date)


@cache
def on_paper(kind: type, language: str) -> bytes:
    return pdf.render(document_of(language, *samples(kind, language)))


@cache
def on_screen(kind: type, language: str) -> HtmlReading:
    return screen(document_of(language, *samples(kind, language)))


def screen(document: Document) -> HtmlReading:
    return HtmlReading(html.render(document, titled=True))


def squeezed(text: str) -> str:
    """The letters of a text without blanks and what is not seen: faces part words by lines, boxes or spaces."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(letter for letter in composed if unicodedata.category(letter)[0] not in "CZ")


def spaced(text: str) -> str:
    """The text with plain spaces for no-break ones, as which PDF writers keep U+00A0."""
    return text.replace("\u00a0", " ")


def said(paper: Reading, element: Element) -> str:
    """What is heard of an element, without what a screen does not write: the signs of lists, the numbers of pages."""
    whole = paper.text_of(element)
    if element.instead or element.alternative or (element.role == "Lbl" and _SIGN.fullmatch(whole.strip())):
        return "" if element.role == "Lbl" else whole
    if element.role == "TOCI":
        return _PAGE_NUMBER.sub("", whole)
    return "".join(said(paper, part) if isinstance(part, Element) else paper.words(part) for part in element.below)


@every_kind
def test_the_sample_document_holds_every_kind_of_block(kind):
    assert samples(kind, "fr"), f"write a {kind.__name__} into the sample document"


@every_kind
@both_languages
def test_each_kind_of_block_is_accessible_on_paper(kind, language):
    assert check_pdf(on_paper(kind, language)) == []


@every_kind
@both_languages
def test_both_faces_say_the_same_in_the_same_order(kind, language):
    with Reading(on_paper(kind, language)) as paper:
        assert squeezed(said(paper, paper.tree)) == squeezed(on_screen(kind, language).text)


@every_kind
@both_languages
def test_both_faces_have_the_same_structure(kind, language):
    read = on_screen(kind, language)
    with Reading(on_paper(kind, language)) as paper:
        assert [(level, spaced(words)) for level, words in read.headings] == paper.headings
        assert [[[cell.spaced() for cell in row] for row in table] for table in read.tables] == paper.tables
        assert [spaced(words) for words in read.alternatives] == [spaced(words) for words in paper.alternatives]
        assert read.languages == paper.languages
        assert read.lists == paper.lists


@every_kind
@both_languages
def test_both_faces_have_the_same_links(kind, language):
    with Reading(on_paper(kind, language)) as paper:
        links = [link for link in paper.links if link.within != "Lbl"]  # a note's number leads back to its mark
        there = [(_PAGE_NUMBER.sub("", link.text) or link.text, link.target.split()[0]) for link in links]

    assert there == [
        (words, "#page" if href.startswith("#") else href) for words, href in on_screen(kind, language).links
    ]


@both_languages
def test_the_sample_document_is_accessible_and_always_the_same(language):
    assert check_rendering(lambda: pdf.render(sample_document(language))) == []


@both_languages
def test_cover_and_closing_say_the_same_in_both_faces(language):
    whole = sample_document(language)
    charts_apart = [one for one in whole.blocks if not (isinstance(one, Figure) and one.subject in charts(language))]
    document = replace(whole, blocks=tuple(charts_apart))
    read = screen(document)
    with Reading(pdf.render(document)) as paper:
        heard, shown = squeezed(said(paper, paper.tree)), squeezed(read.text)

        assert heard.replace(":", "") == shown.replace(":", "")  # a label's colon may be left to the style sheet
        assert paper.alternatives == read.alternatives


@both_languages
def test_running_words_are_seen_on_each_page_and_heard_on_none(language):
    document = sample_document(language)
    with Reading(pdf.render(document)) as paper:
        pages = [
            page for page in range(1, paper.page_count + 1) if len(paper.artifacts(page)) > 1
        ]  # not covers, nor sheets of their own

        assert len(pages) >= paper.page_count - 4
        for page in pages:
            words = [spaced(one) for one in paper.artifacts(page)]
            if any(one in ("feuille 1", "sheet 1") for one in words):
                assert re.findall(r"\d+", words[-1]) == ["1", "1"]  # of a part whose pages are counted by themselves
                continue
            assert {spaced(one) for one in (document.header, document.footer, document.notice)} <= set(words)
            assert re.findall(r"\d+", words[-1]) == [str(page), str(paper.page_count)]
        assert document.header not in paper.text


@both_languages
def test_bookmarks_are_the_headings(language):
    with Reading(pdf.render(sample_document(language))) as paper:
        assert [(one.title) for one in paper.bookmarks] == [words for _level, words in paper.headings]


def kinds_of_chart() -> set[type]:
    """Every class that draws a chart."""
    modules = [import_module(f"{drawn.__name__}.{module.name}") for module in iter_modules(drawn.__path__)]
    classes = {one for module in modules for one in vars(module).values() if isinstance(one, type)}
    made = {one for one in classes if is_dataclass(one) and not isabstract(one)}
    return {one for one in made if {"scene", "table", "alternative"} <= set(dir(one))}


def test_the_sample_document_holds_every_kind_of_chart():
    assert {type(chart) for chart in charts("fr")} == kinds_of_chart()


@both_languages
@pytest.mark.parametrize("number", range(7))
@pytest.mark.parametrize("width", [60, 95, None])
def test_a_chart_is_accessible_on_paper_at_any_width(language, number, width):
    assert check_pdf(pdf.render(document_of(language, Figure(charts(language)[number], width=width)))) == []


@both_languages
def test_a_long_chart_says_all_its_figures_on_paper_where_no_table_stands_beside_it(language):
    chart = BarChart("Firms", "By place.", tuple((f"place {number}", number) for number in range(40)))
    with override(language), Reading(pdf.render(document_of(language, Figure(chart)))) as paper:
        (heard,) = paper.alternatives
        assert [name for name, value in chart.rows if f"{name}" not in heard] == []
        assert spaced(heard) == spaced(chart.alternative(whole=True)) != spaced(chart.alternative())


@both_languages
@pytest.mark.parametrize("number", range(7))
def test_a_chart_says_its_figures_in_both_faces(language, number):
    chart = charts(language)[number]
    document = document_of(language, Figure(chart))
    (figures,) = screen(document).figures_of_charts
    with override(language), Reading(pdf.render(document)) as paper:
        assert paper.alternatives == [chart.alternative()]
        assert [cell for cell in figures[len(chart.table()[0]) :] if cell not in paper.alternatives[0]] == []
        assert faults_of(paper) == []
