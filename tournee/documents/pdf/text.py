"""Words on the page: the flowable that sets them in lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reportlab.platypus.flowables import Flowable

from tournee.documents.pdf.lines import Line, Run, break_lines, text_width
from tournee.documents.pdf.shaping import order_in_sight
from tournee.documents.pdf.styles import Style, colour

if TYPE_CHECKING:
    from tournee.documents.pdf.canvas import TaggedCanvas
    from tournee.documents.pdf.structure import Element
    from tournee.documents.pdf.tagged_text import TaggedText

_UNDERLINE = 0.45
_LABEL_GAP = 5.5  # between a list's mark and its words
_FEW_LINES = 3  # a paragraph of so few lines is not divided
_COMPANY = 2  # lines that stay together at a page's foot and head


class Words(Flowable):
    """Runs set in lines. `element` is what they are; None leaves that to where they are drawn.

    `label` stands before the first line, in the indent (a list's mark), as content of its own element. `begin` is
    called with the canvas and the height of the first line's top when they are drawn.
    Divided at a page's end, the parts stay one element.
    """

    def __init__(
        self,
        runs: Sequence[Run],
        style: Style,
        element: Element | None = None,
        *,
        label: Run | None = None,
        begin: Callable[[TaggedCanvas, float], None] | None = None,
    ) -> None:
        super().__init__()
        self.runs = runs
        self.style = style
        self.element = element
        self.label = label
        self.begin = begin
        self.leads = style.leads
        self.lines: tuple[Line, ...] = ()
        self._turns = any(run.level for run in runs)
        self._broken_for = -1.0

    def getSpaceBefore(self) -> float:  # noqa: N802 (theirs)
        """The space above."""
        return self.style.before

    def getSpaceAfter(self) -> float:  # noqa: N802 (theirs)
        """The space below."""
        return self.style.after

    def wrap(self, width: float, height: float = 0) -> tuple[float, float]:
        """Break the lines for that room; the width and height they take."""
        if width != self._broken_for:
            style = self.style
            room = max(min(width - style.indent, style.measure), 1)
            self.lines = break_lines(self.runs, room, even=style.even, whole=style.whole, joined=style.joined)
            self._broken_for = width
        self.width = width
        self.height = len(self.lines) * self.style.leading
        return width, self.height

    def least(self, width: float) -> float:
        """The height without which it cannot begin: what stands above it must not be alone at the foot of a page."""
        self.wrap(width)
        lines = len(self.lines)
        return (lines if lines <= _FEW_LINES else _COMPANY) * self.style.leading

    def split(self, width: float, height: float) -> list[Flowable]:
        """In two, with company for the lines on either side; nothing where that cannot be."""
        self.wrap(width)
        fit = min(int((height + 0.01) / self.style.leading), len(self.lines) - _COMPANY)
        if fit < _COMPANY or len(self.lines) <= _FEW_LINES:
            return []
        return [self._part(self.lines[:fit], first=True), self._part(self.lines[fit:], first=False)]

    def _part(self, lines: tuple[Line, ...], *, first: bool) -> Words:
        part = Words(self.runs, self.style, self.element)
        if first:
            part.label, part.begin = self.label, self.begin
        part.lines, part._broken_for = lines, self._broken_for
        return part

    def draw(self) -> None:
        """Write the lines, the marks under links, and the links."""
        if not self.lines:
            return
        canvas: TaggedCanvas = self.canv
        if self.begin:
            self.begin(canvas, self.height)
        style = self.style
        own = self.element or canvas.current
        y = self.height - (style.leading - style.size) / 2 - style.size * 0.77
        text = canvas.begin_words(0, y)
        links: list[_Stretch] = []
        if self.label is not None:
            self._draw_label(self.label, text, y, links)
        for line in self.lines:
            text.setTextOrigin(self._start(line), y)
            self._draw_line(line, text, y, own, links)
            y -= style.leading
        text.close()
        canvas.drawText(text)
        if links:
            self._link(canvas, links)

    def _draw_line(self, line: Line, text: TaggedText, y: float, own: Element, links: list[_Stretch]) -> None:
        """Write one line, with a blank at its end where words would run together, and note the links on it."""
        x, last = self._start(line), len(line.parts) - 1
        lefts = _lefts(line, x) if self._turns else None
        for place, (run, words) in enumerate(line.parts):
            if lefts:
                x = lefts[place]
                text.setTextOrigin(x, y)
            if run.name and not self.canv.marked:
                self.canv.place(run.name, y + self.style.size)
            blank = " " if place == last and line.spaced else ""
            if words or blank:
                text.words(run, words, run.element or own, blank=blank)
            if run.href or place < last:
                end = x + text_width(words, run.face, run.size)
                if run.href:
                    _stretch(links, _Stretch(run, x, end, y))
                x = end

    def _draw_label(self, label: Run, text: TaggedText, y: float, links: list[_Stretch]) -> None:
        """Write what stands before the first line, against its beginning."""
        right = self.style.indent - _LABEL_GAP
        left = right - text_width(label.text, label.face, label.size)
        text.setTextOrigin(left, y)
        text.words(label, label.text + " ", label.element or self.canv.current)
        if label.name:
            self.canv.place(label.name, y + label.size)
        if label.href:
            links.append(_Stretch(label, left, right, y))

    def _start(self, line: Line) -> float:
        """The x at which a line begins."""
        if self.style.align == "left":
            return self.style.indent
        free = self.width - self.style.indent - line.width
        return self.style.indent + (free if self.style.align == "right" else free / 2)

    def _link(self, canvas: TaggedCanvas, links: list[_Stretch]) -> None:
        """Underline the links, as they must not be told by their colour alone, and make them lead somewhere."""
        if not canvas.marked:
            for run, x1, x2, y in links:
                low, high = y + run.rise - 0.25 * run.size, y + run.rise + 0.85 * run.size
                canvas.link(run.link or canvas.current, run.href, (x1, low, x2, high), run.contents)
        underlined = [link for link in links if link.run.underlined]
        if underlined:
            with canvas.artifact():
                canvas.setLineWidth(_UNDERLINE)
                for run, x1, x2, y in underlined:
                    canvas.setStrokeColor(colour(run.colour))
                    canvas.line(x1, y - 1.7, x2, y - 1.7)


def _lefts(line: Line, x: float) -> list[float]:
    """Where each part of a line that begins at x stands, in order of reading: some are read from right to left."""
    lefts = [0.0] * len(line.parts)
    for place in order_in_sight([run.level for run, _words in line.parts]):
        run, words = line.parts[place]
        lefts[place] = x
        x += text_width(words, run.face, run.size)
    return lefts


class _Stretch(NamedTuple):
    """What a link covers of one line."""

    run: Run
    left: float
    right: float
    y: float


def _stretch(links: list[_Stretch], new: _Stretch) -> None:
    """Add what a link covers; runs of one link that follow each other on a line are covered at once."""
    if links and links[-1].run.link is new.run.link and links[-1].y == new.y and new.run.link is not None:
        links[-1] = _Stretch(links[-1].run, links[-1].left, new.right, new.y)
    else:
        links.append(new)
