"""What the blocks of one document ask while they are rendered: words as HTML, ids, levels, notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from tournee.documents.blocks import Block, Picture, file_of
from tournee.documents.document import Document
from tournee.documents.html.escaping import escape
from tournee.documents.html.words import written_words
from tournee.documents.inline import Words
from tournee.documents.spacing import closed_up
from tournee.texts.languages import language_code


class Page:
    """One document on its way into a page. Ids of its own begin with `document-`; anchors are kept as they are."""

    def __init__(self, document: Document, offset: int, picture_url: Callable[[Picture], str]) -> None:
        self.document = document
        self.language = language_code(document.language)
        self.picture_url = picture_url
        self.notes: list[tuple[int, Words]] = []  # met, and not yet set
        self.headings = [
            (heading, heading.anchor or f"document-part-{number}")
            for number, heading in enumerate(document.headings(), start=1)
        ]
        self.level = 1 + offset  # of the heading that one reads under
        self._offset = offset
        self._counted: Counter[str] = Counter()

    def blocks(self, blocks: Iterable[Block]) -> SafeString:
        """The blocks one after the other."""
        return joined(rendered(block, self) for block in blocks)

    def words(self, words: Words, *, bare: bool = False) -> SafeString:
        """The words as HTML; `bare` leaves out links and footnotes, where they may not stand (a link, a name)."""
        if isinstance(words, str):
            return safe(escape(closed_up(words, self.language)))
        return safe(written_words(words, self.language, self.note, bare=bare))

    def element(self, tag: str, words: Words, css: str = "") -> SafeString:
        """The words in an element, or nothing where there are none."""
        if not words:
            return SafeString()
        name = format_html(' class="{}"', css) if css else ""
        return format_html("<{0}{1}>{2}</{0}>", safe(tag), name, self.words(words))

    def counted(self, kind: str) -> int:
        """The next number of that kind, from 1."""
        self._counted[kind] += 1
        return self._counted[kind]

    def new_id(self, kind: str) -> str:
        """An id that nothing else on the page has."""
        return f"document-{kind}-{self.counted(kind)}"

    def heading_tag(self, level: int) -> SafeString:
        """The element of a heading at that level of the document, which one then reads under."""
        self.level = min(level + self._offset, 6)
        return safe(f"h{self.level}")

    def note(self, words: Words) -> int:
        """Keep a footnote until it is set; its number."""
        number = self.counted("note")
        self.notes.append((number, words))
        return number

    def notes_to_set(self) -> list[tuple[int, Words]]:
        """The footnotes met since the last ones were set."""
        notes, self.notes = self.notes, []
        return notes


def rendered(block: Block, page: Page) -> SafeString:
    """The block, by `render` in the file named after its class."""
    return _renderer(type(block).__name__)(block, page)


@cache
def _renderer(kind: str) -> Callable[[Block, Page], SafeString]:
    found: Callable[[Block, Page], SafeString] = import_module(f"tournee.documents.html.{file_of(kind)}").render
    return found


def joined(parts: Iterable[str]) -> SafeString:
    """Finished HTML, put together."""
    return safe("".join(parts))


def safe(html: str) -> SafeString:
    """HTML that was written here: from text that `escape` or `format_html` escaped, or from none that users wrote."""
    return mark_safe(html)  # noqa: S308 -- its callers write HTML piece by piece, as tables of 10,000 rows need it
