"""A text object that marks what its words are."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from tournee.documents.pdf.lines import Run
from tournee.documents.pdf.shaping import in_sight
from tournee.documents.pdf.structure import Element
from tournee.documents.pdf.styles import colour
from tournee.drawing.palette import ALL_FILES


class TaggedText(PDFTextObject):
    """reportlab's text object; with `begin`, words are content of the element given with them.

    `begin` gives the operator that begins content of an element; EMC at its end is written here.
    """

    def __init__(
        self,
        canvas: Canvas,
        x: float = 0,
        y: float = 0,
        direction: str | None = None,
        *,
        begin: Callable[[Element], str] | None = None,
    ) -> None:
        super().__init__(canvas, x, y, direction=direction)
        self._begin = begin
        self._element: Element | None = None
        self._look: tuple[object, ...] = ()

    def setTextOrigin(self, x: float, y: float) -> None:  # noqa: N802 (theirs)
        """Go on from there; a place where nothing was written is forgotten. (Theirs spends longer on the numbers.)"""
        place = f"1 0 0 1 {x:.2f} {y:.2f} Tm"
        if self._code[-1].endswith("Tm"):
            self._code[-1] = place
        else:
            self._code.append(place)
        self._x0 = self._x = x
        self._y0 = self._y = y

    def setRise(self, rise: float) -> None:  # noqa: N802 (theirs)
        """Go on that much above the line. (Theirs fails where what it writes begins with a raised glyph.)"""
        self._rise = rise
        self._code.append(f"{rise:.2f} Ts")

    def words(self, run: Run, text: str, element: Element, *, blank: str = "") -> None:
        """Write on from where the last words ended, as content of that element.

        A blank, which only parts them from the next line, stays at the right whichever way they are read.
        """
        if self._begin and element is not self._element:
            if self._element is not None:
                self._code.append("EMC")
            self._element = element
            self._code.append(self._begin(element))
        look = (run.face, run.size, run.colour, run.rise)
        if look != self._look:
            self._change(look, run)
        if run.level:
            text = in_sight(text, run.face, run.level)
        self._code.append(self._formatText(text + blank))

    def _change(self, look: tuple[object, ...], run: Run) -> None:
        before = self._look or (None, None, None, 0)
        if look[:2] != before[:2]:
            self._setFont(ALL_FILES[run.face], run.size)
        if run.colour != before[2]:
            self.setFillColor(colour(run.colour))
        if run.rise != before[3]:
            self._code.append(f"{run.rise:g} Ts")
        self._look = look

    def close(self) -> None:
        """End what is open."""
        if self._element is not None:
            self._code.append("EMC")
            self._element = None
