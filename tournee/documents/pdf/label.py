"""One label on paper: a name as large as fits, what stands below it, a word at its foot, and a code to scan.

What must be seen from afar stands on a dark band across its top.
"""

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
from tournee.documents.pdf.styles import MM, Style, colour
from tournee.documents.pdf.table_lines import widest_line, widest_word
from tournee.documents.pdf.text import Words
from tournee.drawing.measure import wrap

if TYPE_CHECKING:
    from tournee.documents.pdf.canvas import TaggedCanvas

_NAME = Style("display", even=True, after=0, measure=1000)
_WHOLE_NAME = replace(_NAME, whole=True)
_LINE = Style(after=0, measure=1000)
_FOOT = Style("sans-semibold", colour="route", after=0, measure=1000)
_EVENT = Style("sans-semibold", 7, 9, after=0, measure=1000)
_NOTE = Style(size=7.5, leading=9.5, colour="muted", after=0, measure=1000)
_MARK = Style("sans-bold", 12, 14, "surface", after=0, align="centre", measure=1000)
_NAME_SIZES = [size / 2 for size in range(64, 17, -1)]  # points, from the largest
_LARGE = 1.75  # times those, on a large label
_LARGE_WIDTH = 100 * MM
_SMALL_NAME = 20.0  # points under which a third line is worth its room
_TINY_NAME = 13.0  # points under which a word of it is rather broken over lines
_BELOW_SIZES = (10.0, 9.0, 8.0)  # of what stands below the name, while none of it takes more than two lines
_LARGE_NOTE = 13.0  # on a label higher than wide
_BAND = 6.5 * MM
_SPACE = 0.35  # of the size: more than the blank that a line ends at
_WORTH_A_WHOLE_WORD = 0.7  # of the largest type that fits
_LINE_SIZES = (11.0, 10.0, 9.0, 8.0, 7.0)
_CODE = 22 * MM
_GAP = 2.5 * MM


@dataclass(slots=True)
class SetLabel:
    """A label whose words are set for a rectangle of that size: its parts, and the code's side, in points.

    `across` are notes that stand above the code, over the whole width: on a label higher than wide there is room.
    """

    label: Label
    size: tuple[float, float]
    margin: float
    setter: _Setter
    name: Words
    lines: list[Words]
    across: list[Words]
    low: list[Words]
    code: float

    @property
    def wide(self) -> float:
        """The width within the margin."""
        return self.size[0] - 2 * self.margin

    def lower_name_to(self, size: float) -> None:
        """The name in no larger type than that."""
        if self.name.style.size > size:
            style = replace(self.name.style, size=size, leading=size * 1.14)
            self.name = self.setter.page.paragraph(self.label.name, style, "P", self.setter.body)
            self.name.wrap(self.wide)

    def draw(self, canvas: TaggedCanvas) -> None:
        """Draw it at the origin: from the top down what is read from afar, from the bottom up the rest."""
        margin, y = self.margin, self.size[1] - self.margin
        if self.label.mark:
            y = self.size[1] - _draw_mark(canvas, self.setter, self.label.mark, self.size) - margin / 2
        y -= self.name.height
        self.name.drawOn(canvas, margin, y)
        y -= _GAP * 0.6
        for words in self.lines:
            y -= words.height
            words.drawOn(canvas, margin, y)
        low = _height(self.low)
        y = margin + max(self.code, low) + _GAP + _height(self.across)
        for words in self.across:
            y -= words.height
            words.drawOn(canvas, margin, y)
        y = margin + low
        for words in self.low:
            y -= words.height
            words.drawOn(canvas, margin, y)
        if self.code:
            alternative = _("QR code of %(name)s") % {"name": self.label.name}
            code = Drawn(self.code, self.code, alternative, paint_code(self.label.code, self.code), self.setter.body)
            code.drawOn(canvas, margin + self.wide - self.code, margin)


def set_label(label: Label, page: Page, body: Element, size: tuple[float, float]) -> SetLabel:
    """Its words set for a rectangle of that width and height, within a margin, as content below `body`."""
    margin = min(6 * MM, size[0] * 0.08, size[1] * 0.1)
    setter = _Setter(page, body)
    band = _BAND if label.mark else 0.0
    wide, high = size[0] - 2 * margin, size[1] - band - (1.5 if band else 2) * margin
    large, tall = size[0] > _LARGE_WIDTH, size[1] > size[0]
    low_notes = bool(label.notes) and not tall
    code = min(_CODE * (1.3 if large else 1), wide * 0.4, high * (0.45 if low_notes else 0.55)) if label.code else 0.0
    room = wide - (code + _GAP if code else 0)
    foot = setter.fit([label.foot], _FOOT, room, high * 0.2)
    if tall:
        across, notes = setter.fit(label.notes, _NOTE, wide, high * 0.3, largest=_LARGE_NOTE), []
        high -= _height(across) + _GAP
    else:
        across = []
        notes = setter.fit(label.notes, _NOTE, room, high * 0.22, largest=_NOTE.size * (1.3 if large else 1))
    event_size = _EVENT.size * (1.4 if large else 1)
    event = setter.fit([label.event], _EVENT, room, 2 * 1.26 * event_size, largest=event_size)
    low = [*notes, *event, *foot]
    name, lines = setter.fit_above(label, _Space(wide, high, code, _height(low), 1.5 if large else 1))
    return SetLabel(label, size, margin, setter, name, lines, across, low, code)


def set_alike(labels: Iterable[SetLabel]) -> None:
    """Names on one sheet in the size of the smallest of them, but for those so long that they would make all small."""
    labels = list(labels)
    readable = [one.name.style.size for one in labels if one.name.style.size >= _SMALL_NAME]
    for one in labels:
        one.lower_name_to(min(readable, default=one.name.style.size))


def _height(words: Iterable[Words]) -> float:
    return sum(one.height for one in words)


def _draw_mark(canvas: TaggedCanvas, setter: _Setter, text: str, size: tuple[float, float]) -> float:
    """The dark band across the top with what must be seen from afar; its height."""
    with canvas.artifact("Background"):
        canvas.setFillColor(colour("ink"))
        canvas.rect(0, size[1] - _BAND, size[0], _BAND, stroke=0, fill=1)
    (words,) = setter.fit([text], _MARK, size[0] * 0.9, _BAND, largest=_MARK.size)
    words.drawOn(canvas, size[0] * 0.05, size[1] - _BAND + (_BAND - words.height) / 2)
    return _BAND


@dataclass(frozen=True, slots=True)
class _Space:
    """The room of a label within its margin, in points: of its code, of what stands low, and how much larger it is."""

    wide: float
    high: float
    code: float
    low: float
    larger: float

    @property
    def beside(self) -> float:
        """The width beside the code."""
        return self.wide - (self.code + _GAP if self.code else 0)

    def above_low(self, lines: float) -> float:
        """The height that remains for the name above lines that stand beside the code."""
        return self.high - max(self.code, lines + self.low + (_GAP / 2 if lines and self.low else 0)) - _GAP

    def above_code(self, lines: float) -> float:
        """The same above lines that stand above the code too."""
        return self.high - max(self.code, self.low) - lines - 1.6 * _GAP


@dataclass(frozen=True, slots=True)
class _Setter:
    """Sets the texts of one label as large as they fit, as paragraphs below `body`."""

    page: Page
    body: Element

    def fit_above(self, label: Label, space: _Space) -> tuple[Words, list[Words]]:
        """The name, and what stands below it: beside the code or above, of one size on all labels that have the room.

        Two lines are worth more than smaller type, unless they leave the name too little.
        """
        found: list[tuple[Words, list[Words]]] = []
        for size in _BELOW_SIZES:
            below = [
                (name, lines)
                for wide, left in ((space.beside, space.above_low), (space.wide, space.above_code))
                if (lines := self._below(label.lines, size * space.larger, wide)) is not None
                and (name := self._whole_name(label.name, space.wide, left(sum(words.height for words in lines))))
            ]
            if below:
                best = max(below, key=lambda one: one[0].style.size)
                if best[0].style.size >= _SMALL_NAME:
                    return best
                found.append(best)
        if found:
            return max(found, key=lambda one: one[0].style.size)
        lines = self.fit(label.lines, _LINE, space.beside, space.high * 0.2)
        return self.fit_name(label.name, space.wide, space.above_low(sum(words.height for words in lines))), lines

    def _below(self, texts: Iterable[str], size: float, width: float) -> list[Words] | None:
        """The texts at that size, or None where one takes more than two lines."""
        look = replace(_LINE, size=size, leading=size * 1.26)
        words = [self.page.paragraph(text, look, "P", self.body) for text in texts if text]
        return None if any(each.wrap(width)[1] > 2 * look.leading + 0.01 for each in words) else words

    def fit_name(self, text: str, width: float, height: float) -> Words:
        """The name as large as it fits; shortened where even the smallest type is too large."""
        return self._whole_name(text, width, height) or self._shortened_name(text, width, height)

    def _whole_name(self, text: str, width: float, height: float) -> Words | None:
        """The name in one line or two, in the largest type whose words are not broken; in three where that is small.

        Somewhat smaller type is worth it where Dupond-Exemple would be parted at its hyphen.
        """
        parted = self._largest(text, _NAME, width, height)
        if parted is None or parted.style.size < _SMALL_NAME:
            parted = self._largest(text, _NAME, width, height, lines=3) or parted
            if parted is None or parted.style.size < _TINY_NAME:
                parted = self._largest(text, _NAME, width, height, lines=3, broken=True) or parted
            return parted
        least = parted.style.size * _WORTH_A_WHOLE_WORD
        return self._largest(text, _WHOLE_NAME, width, height, least) or parted

    def _shortened_name(self, text: str, width: float, height: float) -> Words:
        style = replace(_NAME, size=_NAME_SIZES[-1], leading=_NAME_SIZES[-1] * 1.14)
        return self._shorten(text, style, width, lines=max(1, int(height / style.leading)))

    def _largest(
        self,
        text: str,
        name: Style,
        width: float,
        height: float,
        least: float = 0,
        *,
        lines: int = 2,
        broken: bool = False,
    ) -> Words | None:
        """The text in so many lines of the largest type of at least that size, or None where none is small enough.

        A word may be `broken` over lines where it would be tiny on one.
        """
        words = text.split() if name.whole else [text]
        word = 0.0 if broken else max((_widest(word, name) for word in words), default=0) / name.size
        line = widest_line(text, name) / name.size
        larger = _LARGE if width > _LARGE_WIDTH * 0.85 else 1.0
        for size in (each * larger for each in _NAME_SIZES):
            leading = size * 1.14
            count = min(lines, int((height + 0.01) / leading))
            if size < least or not count or size * word > width or size * (line - (count - 1) * _SPACE) > count * width:
                continue  # the words would not fit, however they were set
            set_words = self.page.paragraph(text, replace(name, size=size, leading=leading), "P", self.body)
            if set_words.wrap(width)[1] <= count * leading + 0.01:
                return set_words
        return None

    def fit(
        self, texts: Iterable[str], style: Style, width: float, height: float, *, largest: float = _LINE_SIZES[0]
    ) -> list[Words]:
        """The texts in the largest type in which they fit; in the smallest, each in one line, and as many as fit."""
        texts = [text for text in texts if text]
        for size in (largest, *(size for size in _LINE_SIZES if size < largest)):
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
