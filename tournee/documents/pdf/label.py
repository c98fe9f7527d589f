"""One label on paper: a name as large as fits, what stands below it, a word at its foot, and a code to scan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from tournee.documents.blocks import Label
from tournee.documents.pdf.drawn import Drawn
from tournee.documents.pdf.page import Page
from tournee.documents.pdf.qr_code import paint_code
from tournee.documents.pdf.structure import Element
from tournee.documents.pdf.styles import MM, Style
from tournee.documents.pdf.table_lines import widest_line, widest_word
from tournee.documents.pdf.text import Words
from tournee.drawing.measure import wrap

if TYPE_CHECKING:
    from tournee.documents.pdf.canvas import TaggedCanvas

_NAME = Style("display", even=True, after=0, measure=1000)
_WHOLE_NAME = replace(_NAME, whole=True)
_LINE = Style(after=0, measure=1000)
_FOOT = Style("sans-semibold", colour="route", after=0, measure=1000)
_NAME_SIZES = [size / 2 for size in range(64, 17, -1)]  # points, from the largest
_WORTH_A_WHOLE_WORD = 0.7  # of the largest type that fits
_LINE_SIZES = (11.0, 10.0, 9.0, 8.0, 7.0)
_CODE = 22 * MM
_GAP = 2.5 * MM


def draw_label(canvas: TaggedCanvas, label: Label, page: Page, body: Element, size: tuple[float, float]) -> None:
    """Draw it in a rectangle of that width and height at the origin, within a margin, as content below `body`."""
    margin = min(6 * MM, size[0] * 0.08, size[1] * 0.1)
    wide, high = size[0] - 2 * margin, size[1] - 2 * margin
    code = min(_CODE, wide * 0.4, high * 0.55) if label.code else 0.0
    room = wide - (code + _GAP if code else 0)
    setter = _Setter(page, body)
    foot = setter.fit([label.foot] if label.foot else [], _FOOT, room, high * 0.2)
    lines = setter.fit(label.lines, _LINE, room, high * 0.42)
    below = max(code, sum(words.height for words in (*lines, *foot)) + (_GAP if lines and foot else 0))
    name = setter.fit_name(label.name, wide, high - below - _GAP)
    y = margin + high - name.height
    name.drawOn(canvas, margin, y)
    y -= _GAP * 0.6
    for words in lines:
        y -= words.height
        words.drawOn(canvas, margin, y)
    for words in foot:
        words.drawOn(canvas, margin, margin)
    if code:
        alternative = _("QR code of %(name)s") % {"name": label.name}
        Drawn(code, code, alternative, paint_code(label.code, code), body).drawOn(canvas, margin + wide - code, margin)


@dataclass(frozen=True, slots=True)
class _Setter:
    """Sets the texts of one label as large as they fit, as paragraphs below `body`."""

    page: Page
    body: Element

    def fit_name(self, text: str, width: float, height: float) -> Words:
        """The name in one line or two, in the largest type whose words are not broken.

        Somewhat smaller type is worth it where Dupond-Exemple would be parted at its hyphen.
        """
        parted = self._largest(text, _NAME, width, height)
        if parted:
            least = parted.style.size * _WORTH_A_WHOLE_WORD
            return self._largest(text, _WHOLE_NAME, width, height, least) or parted
        style = replace(_NAME, size=_NAME_SIZES[-1], leading=_NAME_SIZES[-1] * 1.14)
        return self._shorten(text, style, width, lines=max(1, int(height / style.leading)))

    def _largest(self, text: str, name: Style, width: float, height: float, least: float = 0) -> Words | None:
        """The text in one line or two of the largest type of at least that size, or None where none is small enough."""
        words = text.split() if name.whole else [text]
        for size in _NAME_SIZES:
            style = replace(name, size=size, leading=size * 1.14)
            if size < least or max((_widest(word, style) for word in words), default=0) > width:
                continue
            set_words = self.page.paragraph(text, style, "P", self.body)
            if set_words.wrap(width)[1] <= min(height, 2 * style.leading) + 0.01:
                return set_words
        return None

    def fit(self, texts: Iterable[str], style: Style, width: float, height: float) -> list[Words]:
        """The texts in the largest type in which they fit; in the smallest, each in one line, and as many as fit."""
        texts = [text for text in texts if text]
        for size in _LINE_SIZES:
            look = replace(style, size=size, leading=size * 1.26)
            words = [self.page.paragraph(text, look, "P", self.body) for text in texts]
            if sum(each.wrap(width)[1] for each in words) <= height:
                return words
        count = max(1, int(height / look.leading))
        kept = texts if len(texts) <= count else [*texts[: count - 1], " ".join(texts[count - 1 :])]
        return [self._shorten(text, look, width, lines=1) for text in kept]

    def _shorten(self, text: str, style: Style, width: float, *, lines: int) -> Words:
        """What fits of a text in so many lines; those who listen hear all of it."""
        short = " ".join(wrap(text, width * 0.98, style.size, style.face, lines=lines))
        element = Element("P", self.body, actual="" if short == text else text)
        words = self.page.paragraph(short, style, element)
        words.wrap(width)
        return words


def _widest(words: str, style: Style) -> float:
    """The widest piece that no line of that style ends inside of."""
    return widest_line(words, style) if style.whole else widest_word(words, style)
