"""Rows of a table drawn: words as content of their cells, rules as artifacts."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reportlab.platypus.flowables import Flowable

from tournee.documents.pdf.lines import Run, text_width
from tournee.documents.pdf.styles import Style, colour
from tournee.documents.pdf.table_faces import PAD_ABOVE, PAD_BELOW
from tournee.documents.pdf.table_grid import RowKind
from tournee.documents.pdf.table_rows import Band, SetCell, SetRow
from tournee.documents.pdf.table_tags import Tags
from tournee.documents.pdf.table_widths import Columns
from tournee.documents.tables import Kind
from tournee.drawing.scene import Role

if TYPE_CHECKING:
    from tournee.documents.pdf.canvas import TaggedCanvas
    from tournee.documents.pdf.tagged_text import TaggedText

_HAIR, _FINE, _STRONG = 0.5, 0.6, 1.0
_BELOW: dict[RowKind, tuple[Role, float]] = {"header": ("ink", _STRONG), "total": ("ink", _STRONG)}
_ABOVE: dict[RowKind, tuple[Role, float]] = {"subtotal": ("muted", _FINE), "total": ("ink", _STRONG)}

Rule = tuple[float, float, float, float]


class RowDrawing:
    """Draws rows from a height downwards on a canvas; `end` writes what is pending, and the rules."""

    def __init__(self, canvas: TaggedCanvas, tags: Tags, columns: Columns, kinds: list[Kind]) -> None:
        self.canvas = canvas
        self.tags = tags
        self.columns = columns
        self.kinds = kinds
        self.text: TaggedText | None = None
        self.rules: dict[tuple[Role, float], list[Rule]] = {}

    def bands(self, bands: list[Band], top: float) -> float:
        """The bands one below the other; the height at which they end."""
        for band in bands:
            heights = [row.height for row in band.rows]
            for at, row in enumerate(band.rows):
                self._row(row, top, heights[at:])
                top -= row.height
        return top

    def end(self) -> None:
        """Nothing more comes on this page."""
        self._end_text()
        for (role, wide), rules in self.rules.items():
            with self.canvas.artifact():
                self.canvas.setStrokeColor(colour(role))
                self.canvas.setLineWidth(wide)
                self.canvas.lines(rules)

    def _row(self, row: SetRow, top: float, heights: list[float]) -> None:
        """A row whose top is there; `heights` are its own and those of the rows bound below it."""
        marked = self.canvas.marked
        if not marked:
            self.tags.make_row(row.grid)
        heads = row.grid.kind in {"above", "header"}
        for cell in row.cells:
            high = heights[0] if cell.grid.rows == 1 else sum(heights[: cell.grid.rows])
            if not marked and cell.grid.element is not None:
                cell.grid.element.place(self.canvas.current)  # empty cells too, in their order
            first = top - (high - cell.height if heads else 0) - PAD_ABOVE
            if cell.flowable is not None:
                self._flowable(cell.flowable, cell, first)
            elif cell.lines:
                self._lines(cell, first)
            self._rules_of_cell(cell, row, top, top - high)
        if row.grid.kind in _ABOVE:
            self._rule(*_ABOVE[row.grid.kind], (0, top, self.columns.width, top))

    def _lines(self, cell: SetCell, top: float) -> None:
        """Plain lines, straight into the text object of the rows."""
        if self.text is None:
            self.text = self.canvas.begin_words(0, 0)
        style, text, element = cell.style, self.text, cell.grid.content or self.canvas.current
        run = _run(style)
        y = top - (style.leading - style.size) / 2 - style.size * 0.77
        for line in cell.lines:
            x = cell.x
            if style.align != "left":
                free = cell.width - text_width(line.rstrip(" "), style.face, style.size)
                x += free if style.align == "right" else free / 2
            text.setTextOrigin(round(x, 2), round(y, 2))
            text.words(run, line, element)
            y -= style.leading

    def _flowable(self, words: Flowable, cell: SetCell, top: float) -> None:
        """Words that carry more than text, which draw themselves inside their cell."""
        self._end_text()
        y = top - (cell.height - PAD_ABOVE - PAD_BELOW)
        if cell.grid.element is None or self.canvas.marked:
            words.drawOn(self.canvas, cell.x, y)
            return
        with self.canvas.element(cell.grid.element):
            words.drawOn(self.canvas, cell.x, y)

    def _end_text(self) -> None:
        if self.text is not None:
            self.text.close()
            self.canvas.drawText(self.text)
            self.text = None

    def _rules_of_cell(self, cell: SetCell, row: SetRow, top: float, bottom: float) -> None:
        """The rule below a cell, over half the gutters beside it, and those beside the room to sign."""
        last = cell.grid.column + cell.grid.columns == len(self.kinds)
        left = cell.x - (self.columns.gutter / 2 if cell.grid.column else 0)
        right = cell.x + cell.width + (0 if last else self.columns.gutter / 2)
        kind = row.grid.kind
        if kind == "above":
            if cell.grid.words:
                self._rule("muted", _FINE, (cell.x, bottom, cell.x + cell.width, bottom))
        elif not row.goes_on:
            self._rule(*_BELOW.get(kind, ("rule", _HAIR)), (left, bottom, right, bottom))
        if kind == "body" and self.kinds[cell.grid.column] == "signature":
            for x in (left, right):
                self._rule("rule", _HAIR, (x, top, x, bottom))

    def _rule(self, role: Role, wide: float, rule: Rule) -> None:
        """Remember a rule; one that goes on from the last is joined to it."""
        rules = self.rules.setdefault((role, wide), [])
        if rules and rules[-1][1] == rules[-1][3] == rule[1] == rule[3] and abs(rules[-1][2] - rule[0]) < 0.01:
            rules[-1] = (rules[-1][0], rule[1], rule[2], rule[3])
        else:
            rules.append(rule)


@cache
def _run(style: Style) -> Run:
    """The look of a style, for plain lines."""
    return Run("", style.face, style.size, style.colour)
