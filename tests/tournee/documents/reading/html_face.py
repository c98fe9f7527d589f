"""The HTML face as its readers meet it, in the terms of `Reading`, so that both can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from lxml import html
from lxml.html import HtmlElement

from tests.tournee.documents.reading.heard import CellReading

_SCOPES = {
    "col": "Column",
    "colgroup": "Column",
    "row": "Row",
    "rowgroup": "Row",
}
_INLINE = frozenset(("a", "b", "cite", "code", "em", "i", "q", "small", "span", "strong", "sub", "sup", "time"))
_NOT_HEARD = frozenset(("svg", "details", "script", "style"))


class HtmlReading:
    """A document's HTML opened for reading; what only a screen has (a chart's figures, ways back) stands apart."""

    def __init__(self, markup: str) -> None:
        self.root: HtmlElement = html.fragment_fromstring(markup, create_parent="div")

    @cached_property
    def text(self) -> str:
        """All that is heard, in order: words, and what is said instead of pictures."""
        return "".join(_heard(self.root))

    @property
    def headings(self) -> list[tuple[int, str]]:
        """Level and words of every heading, but for those that name a callout."""
        found = [one for one in self.root.iter("h1", "h2", "h3", "h4", "h5", "h6") if one.getparent().tag != "aside"]
        return [(int(one.tag[1]), words_of(one)) for one in found]

    @property
    def lists(self) -> list[int]:
        """How many items each list has, facts among them; contents, notes and lines to fill in are none on paper."""
        found = [one for one in self.root.iter("ul", "ol", "dl") if not _is_apparatus(one)]
        return [len(one.findall("dt" if one.tag == "dl" else "li")) for one in found]

    @property
    def tables(self) -> list[list[list[CellReading]]]:
        """Every table of the document, row by row, without those that give a chart's figures."""
        tables = [one for one in self.root.iter("table") if not _within(one, "details")]
        return [[[_cell(cell) for cell in row.iter("td", "th")] for row in table.iter("tr")] for table in tables]

    @property
    def figures_of_charts(self) -> list[list[str]]:
        """The figures that each chart gives as a table, cell by cell."""
        return [[words_of(cell) for cell in table.iter("td", "th")] for table in self.root.xpath(".//details//table")]

    @property
    def alternatives(self) -> list[str]:
        """What is said instead of each picture; signs in the cells of tables are part of these."""
        found = [one for one in self.root.iter() if isinstance(one.tag, str) and _is_picture(one)]
        return [_alternative(one) for one in found if not _within(one, "td")]

    @property
    def links(self) -> list[tuple[str, str]]:
        """The words and the address of every link but the ways back from notes."""
        return [(words_of(one), one.get("href")) for one in self.root.iter("a") if one.get("role") != "doc-backlink"]

    @property
    def languages(self) -> list[tuple[str, str]]:
        """The words in another language than what stands around them."""
        found = self.root.xpath(".//*[@lang and ancestor::*/@lang and @lang != ancestor::*[@lang][1]/@lang]")
        return [(one.get("lang"), words_of(one)) for one in found]


def _heard(element: HtmlElement) -> Iterator[str]:
    apart = "" if element.tag in _INLINE else "\n"
    yield apart
    if element.tag == "nav" and element.get("aria-label"):
        yield f"{element.get('aria-label')}\n"
    if _is_picture(element):
        yield _alternative(element)
    elif isinstance(element.tag, str) and element.tag not in _NOT_HEARD and element.get("role") != "doc-backlink":
        yield element.text or ""
        for child in element:
            yield from _heard(child)
            yield child.tail or ""
    yield apart


def _is_picture(element: HtmlElement) -> bool:
    """Whether an alternative is heard instead; a chart drawn for wide and for narrow columns is heard once."""
    narrow = "drawing-narrow" in element.get("class", "")
    return not narrow and (element.tag == "img" or element.get("role") == "img")


def words_of(element: HtmlElement) -> str:
    """The words in an element, on one line; no-break spaces stay what they are."""
    return one_line("".join(_heard(element)))


def one_line(text: str) -> str:
    """The text with each stretch of blanks and line ends as one space."""
    return re.sub(r"[ \t\n]+", " ", text).strip(" ")


def _is_apparatus(found: HtmlElement) -> bool:
    """Whether a list is one of contents or notes, which have roles of their own on paper, or of lines to fill in."""
    to_fill_in = found.tag == "dl" and _within(found, "li")
    return to_fill_in or _within(found, "nav") or "document-notes" in found.get("class", "")


def _within(element: HtmlElement, tag: str) -> bool:
    return any(above.tag == tag for above in element.iterancestors())


def _cell(cell: HtmlElement) -> CellReading:
    return CellReading(
        role=cell.tag.upper(),
        text=words_of(cell),
        scope=_SCOPES.get(cell.get("scope", ""), ""),
        columns=int(cell.get("colspan", 1)),
        rows=int(cell.get("rowspan", 1)),
    )


def _alternative(picture: HtmlElement) -> str:
    if picture.tag == "img":
        return str(picture.get("alt"))
    described = picture.find("{*}desc") if picture.get("aria-label") is None else None
    if described is None:
        described = picture.find("desc")
    return one_line(picture.get("aria-label") or (described.text if described is not None else "") or "")
