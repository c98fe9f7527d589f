"""A certificate on paper: one sheet, the route beside its title, the name as large as fits, what it attests below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from reportlab.graphics import renderPDF
from reportlab.pdfbase.pdfdoc import PDFResourceDictionary
from reportlab.platypus.flowables import Flowable

from tournee.documents import phrases
from tournee.documents.blocks import Certificate, KeyFigure, QRCode
from tournee.documents.inline import Words as InlineWords
from tournee.documents.pdf.closing import Beside
from tournee.documents.pdf.drawn import Drawn
from tournee.documents.pdf.page import Page
from tournee.documents.pdf.qr_code import paint_code
from tournee.documents.pdf.runs import tidy
from tournee.documents.pdf.structure import Element
from tournee.documents.pdf.styles import MM, PORTRAIT, Style, colour
from tournee.documents.pdf.table_lines import widest_word
from tournee.documents.pdf.text import Words
from tournee.documents.pdf.whole_sheet import Pen, WholeSheet, alone, fitted
from tournee.drawing.pdf import to_drawing
from tournee.drawing.scene import Scene

if TYPE_CHECKING:
    from tournee.documents.pdf.canvas import TaggedCanvas

_LEFT, _TOP, _FOOT = 56.0, 58.0, 46.0
_WIDE = PORTRAIT.width - 2 * _LEFT
_MAP = 236.0  # the width of the scene
_GAP = 24.0
_CODE = 27 * MM
_QUIET = 4.0  # what the code leaves blank around itself
_OVER = 20.0  # how far beyond its box what is drawn once may reach: a name at the edge of a map
_POINT = 5.0  # half of the road's height
_FIGURE = 138.0  # the width of what it amounts to, left of the details
_TITLE = Style("display", 33, 36, after=0, measure=1000, even=True)
_NUMBER = Style("sans-semibold", 9.6, 13, "muted", after=0, measure=1000)
_OPENING = Style(size=13, leading=19, after=0, measure=1000)
_NAME = Style("display", 40, 46, after=0, measure=1000, even=True)
_LINE = Style("sans-semibold", size=13, leading=18, after=0, measure=1000)
_VALUE = Style("display", 40, 44, "route", after=0, measure=1000)
_WHEN = Style(size=9.6, leading=13, colour="muted", after=0, measure=1000)
_WHAT = Style(size=12, leading=16.4, after=0, measure=1000)
_SMALL = Style(size=8.8, leading=12.2, after=0, measure=1000)
_NAME_SIZES = (40, 36, 32, 28, 24, 20, 16)
_SPARE = 24.0  # what each part is left by those before it, however many their words
_MOST_ATTESTED, _MOST_PAID = 110.0, 72.0  # the height of who attests, and of each who paid
_TIGHTER = (1.0, 0.9, 0.8, 0.7)  # of their size: what the details are set in where there are many


def flow(block: Certificate, page: Page) -> list[Flowable]:
    """The sheet."""
    return alone(CertificateSheet(block, page))


class CertificateSheet(WholeSheet[Certificate]):
    """One certificate on the whole of its sheet."""

    def draw(self) -> None:
        """From the title down, in order of reading; then what stands at the foot."""
        canvas: TaggedCanvas = self.canv
        with canvas.element(Element("Sect", language=self._other_language())) as whole:
            foot = _Foot(self.block, self.page, whole)
            low = foot.height(canvas) + 4 * _SPARE  # of who it is of
            y = self._draw_head(canvas, whole, low + 42 + 6 * _SPARE)
            _draw_road(canvas, y - 8)
            y = self._draw_name(canvas, whole, y - 42, low)
            self._draw_details(canvas, whole, y - 26, foot.height(canvas))
            foot.draw(canvas)

    def _draw_head(self, canvas: TaggedCanvas, whole: Element, lowest: float) -> float:
        """Notice, kicker, title and number, and the scene at their right; the height at which they end."""
        block, pen = self.block, Pen(canvas, self.height - _TOP)
        room = _WIDE - (_MAP + _GAP if block.scene else 0)
        self.write_notice(pen, "sheet-notice", whole, x=_LEFT, width=room, after=9)
        if block.kicker:
            kicker = self.paragraph(block.kicker, "kicker", whole)
            pen.write(kicker, _LEFT, room, after=10, low=lowest + 4 * _SPARE)
        title = self._heading(block.title, _TITLE, whole, room, self.level)
        pen.write(title, _LEFT, room, after=12, low=lowest + 2 * _SPARE)
        if block.number:
            pen.write(self.paragraph(block.number, _NUMBER, whole), _LEFT, room, low=lowest)
        if block.scene is None:
            return pen.y
        drawn = _drawn_once(block.scene, _MAP / block.scene.width, whole, self._name_of(block.scene))
        low = self.height - _TOP + 16 - drawn.height
        drawn.drawOn(canvas, _LEFT + _WIDE - _MAP, low)
        return min(pen.y, low)

    def _heading(self, text: str, style: Style, whole: Element, room: float, level: int) -> Words:
        """The title, or the name by which one finds a sheet among many, with its bookmark."""
        words = self.paragraph(text, _fitting(text, style, room), whole, f"H{level}")

        def begin(canvas: TaggedCanvas, height: float) -> None:
            place = f"certificate-{canvas.getPageNumber()}-{level}"
            canvas.place(place, height)
            canvas.addOutlineEntry(tidy(text), place, level - self.level)

        words.begin = begin
        return words

    def _other_language(self) -> str:
        """The language of its words where it is not the document’s."""
        return "" if self.block.language == self.page.language else self.block.language

    def _name_of(self, scene: Scene) -> str:
        """What the file calls the shapes of that scene: by the first sheet that shows it."""
        blocks = enumerate(self.page.document.blocks)
        return f"scene-{next((at for at, block in blocks if getattr(block, 'scene', None) is scene), 0)}"

    def _draw_name(self, canvas: TaggedCanvas, whole: Element, y: float, lowest: float) -> float:
        """Who it is of, and what is attested of them."""
        block, pen = self.block, Pen(canvas, y)
        below = lowest + (len(block.lines) + 1.5) * _SPARE
        pen.write(self.paragraph(block.opening, _OPENING, whole), _LEFT, _WIDE, after=6, low=below + 2 * _SPARE)
        pen.write(self._heading(block.name, _NAME, whole, _WIDE, self.level + 1), _LEFT, _WIDE, after=2, low=below)
        for line in block.lines:
            below -= _SPARE
            pen.write(self.paragraph(line, _LINE, whole), _LEFT, _WIDE, low=below)
        pen.y -= 10
        pen.write(self.paragraph(block.statement, _OPENING, whole), _LEFT, min(_WIDE, 440), low=lowest)
        return pen.y

    def _draw_details(self, canvas: TaggedCanvas, whole: Element, y: float, foot: float) -> None:
        """What it amounts to, and beside it the details, as tight as they must be to leave the foot its room."""
        block = self.block
        bottom = y
        if block.figure:
            bottom = self._draw_figure(canvas, block.figure, whole, y, foot)
        if not block.rows:
            return
        x = _LEFT + (_FIGURE + _GAP if block.figure else 0)
        room, high = _LEFT + _WIDE - x, y - foot - 18
        rows = next(
            (rows for size in _TIGHTER if (rows := self._rows(whole, size)) and _height(canvas, rows, room) <= high),
            None,
        ) or self._fewer(canvas, whole, room, max(high, y - bottom))
        pen = Pen(canvas, y - 4)
        for when, what in rows:
            pen.write(when, x, room, low=foot + _SPARE)
            pen.write(what, x, room, after=what.style.leading * 0.45, low=foot)

    def _draw_figure(self, canvas: TaggedCanvas, figure: KeyFigure, whole: Element, y: float, foot: float) -> float:
        pen = Pen(canvas, y)
        group = Element("LBody", Element("LI", Element("L", whole)))
        value = self.paragraph(figure.value, _fitting(figure.value, _VALUE, _FIGURE), group)
        pen.write(value, _LEFT, _FIGURE, after=2, low=foot + 2 * _SPARE)
        for words, style, low in (
            (figure.label, "figure-label", foot + _SPARE), (figure.note, "figure-note", foot),
        ):  # fmt: skip
            if words:
                pen.write(self.paragraph(words, style, group), _LEFT, _FIGURE, low=low)
        return pen.y

    def _rows(self, whole: Element, size: float, rows: Iterable[tuple[InlineWords, InlineWords]] = ()) -> list[_Row]:
        """The details set at that share of their size: a list to those who listen."""
        listed = Element("L", whole)
        when, what = (_scaled(style, size) for style in (_WHEN, _WHAT))
        set_rows = []
        for label, words in rows or self.block.rows:
            item = Element("LI", listed)
            first = self.page.paragraph(label, when, Element("Lbl", item))
            set_rows.append((first, self.page.paragraph(words, what, Element("LBody", item))))
        return set_rows

    def _fewer(self, canvas: TaggedCanvas, whole: Element, room: float, high: float) -> list[_Row]:
        """As many details as there is room for, and how many more there are."""
        rows = self.block.rows
        for count in range(len(rows) - 1, 0, -1):
            more = _("and %(count)d more") % {"count": len(rows) - count}
            shown = self._rows(whole, _TIGHTER[-1], [*rows[:count], ("…", more)])
            if _height(canvas, shown, room) <= high:
                return shown
        return self._rows(whole, _TIGHTER[-1], rows[:1])


_Row = tuple[Words, Words]


class _Foot:
    """What stands at the foot: who attests, the code to check it by, who paid."""

    def __init__(self, block: Certificate, page: Page, whole: Element) -> None:
        self.block = block
        check = block.check
        self.code = _draw_code(check, whole) if check else None
        self.check = page.paragraph(check.words, _SMALL, Element("P", whole)) if check else None
        self.attested = [page.paragraph(line, _SMALL, Element("P", whole)) for line in block.attested]
        self.fundings = [Beside(funding, page) for funding in block.fundings]
        self.whole = whole

    def height(self, canvas: TaggedCanvas) -> float:
        """How high above the sheet's edge it reaches."""
        paid = sum(fitted(one, canvas, _WIDE, _MOST_PAID)[1] + 8 for one in self.fundings)
        self.paid = _FOOT + paid
        attested = sum(words.wrap(_WIDE / 2 - _GAP)[1] for words in self.attested)
        return self.paid + max(_CODE if self.code else 0, min(attested, _MOST_ATTESTED)) + 12

    def draw(self, canvas: TaggedCanvas) -> None:
        """Who attests at the left, the code at the right with its words, the fundings below."""
        top = self.height(canvas) - 12
        with canvas.artifact():
            canvas.setStrokeColor(colour("coast"))
            canvas.setLineWidth(0.6)
            canvas.line(_LEFT, top + 12, _LEFT + _WIDE, top + 12)
        pen = Pen(canvas, top)
        for at, words in enumerate(self.attested, start=1):
            pen.write(words, _LEFT, _WIDE / 2 - _GAP, low=self.paid + _SMALL.leading * (len(self.attested) - at))
        if self.code and self.check:
            x, room = _LEFT + _WIDE / 2, _WIDE / 2 - _CODE - 12
            self.code.drawOn(canvas, x, top - _CODE + _QUIET)
            Pen(canvas, top).write(self.check, x + _CODE + 12, room, low=self.paid)
        pen.y = self.paid - 4
        for funding in self.fundings:
            with canvas.element(Element("Div", self.whole)):
                pen.write(funding, _LEFT, _WIDE, after=8, low=pen.y - _MOST_PAID)


def _draw_code(check: QRCode, whole: Element) -> Drawn:
    alternative = phrases.code_alternative(check.words, check.alternative)
    return Drawn(_CODE, _CODE, alternative, paint_code(check.data, _CODE), whole)


def _draw_road(canvas: TaggedCanvas, y: float) -> None:
    """The road across the sheet: a dotted line with a point where it begins and one where it has come to."""

    def paint() -> None:
        canvas.setStrokeColor(colour("route"))
        canvas.setLineWidth(1.8)
        canvas.setLineCap(1)
        canvas.setDash(0.1, 5)
        canvas.line(10, _POINT, _WIDE - 10, _POINT)
        canvas.setDash()
        canvas.circle(_POINT, _POINT, 3.4, stroke=1, fill=0)
        canvas.setFillColor(colour("route"))
        canvas.circle(_WIDE - _POINT, _POINT, 4.6, stroke=0, fill=1)

    with canvas.artifact():
        canvas.saveState()
        canvas.translate(_LEFT, y - _POINT)
        _stamp(canvas, "road", (_WIDE, 2 * _POINT), paint)
        canvas.restoreState()


def _drawn_once(scene: Scene, scale: float, parent: Element, name: str) -> Drawn:
    """The scene as a figure, whose shapes the file holds once under that name."""
    width, height = scene.width * scale, scene.height * scale

    def paint(canvas: TaggedCanvas) -> None:
        _stamp(canvas, name, (width, height), lambda: renderPDF.draw(to_drawing(scene, width=width), canvas, 0, 0))

    return Drawn(width, height, scene.description, paint, parent)


def _stamp(canvas: TaggedCanvas, name: str, size: tuple[float, float], paint: Callable[[], object]) -> None:
    """What `paint` draws in a box of that size at the origin, or a little beyond; held once, however often shown."""
    if not canvas.hasForm(name):
        canvas.beginForm(name, -_OVER, -_OVER, size[0] + _OVER, size[1] + _OVER)
        paint()
        states = canvas._extgstate.getState() or {}  # noqa: SLF001 (theirs forgets them)
        resources = PDFResourceDictionary(ExtGState=states)
        resources.basicFonts()
        canvas.endForm(Resources=resources)
    canvas.doForm(name)


def _scaled(style: Style, size: float) -> Style:
    return replace(style, size=style.size * size, leading=style.leading * size, after=0, measure=1000)


def _fitting(text: str, style: Style, room: float) -> Style:
    """The style, smaller where a word or a name of many lines wants it."""
    for size in _NAME_SIZES:
        share = min(1.0, size / style.size)
        look = replace(style, size=style.size * share, leading=style.leading * share)
        if widest_word(text, look) <= room and len(text) * look.size * 0.5 <= 2.2 * room:
            return look
    return look


def _height(canvas: TaggedCanvas, rows: Sequence[_Row], room: float) -> float:
    """What these details take."""
    return sum(
        when.wrapOn(canvas, room, 0)[1] + what.wrapOn(canvas, room, 0)[1] + what.style.leading * 0.45
        for when, what in rows
    )
