"""What runs on every page: header, notice and footer, drawn as artifacts."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tournee.documents.pdf.canvas import Artifact, TaggedCanvas
from tournee.documents.pdf.coded import draw_code, draw_funders
from tournee.documents.pdf.page import Page
from tournee.documents.pdf.runs import tidy
from tournee.documents.pdf.styles import STYLES, colour
from tournee.drawing.measure import drawable, elide, width
from tournee.drawing.palette import FONT_FILES
from tournee.drawing.scene import Face, Role

_SIZE = STYLES["running"].size
_GAP = 18.0  # between what stands at the left and at the right
_HAIRLINE = 0.5


def draw_header(canvas: TaggedCanvas, page: Page, *, first: bool) -> None:
    """The document's name and the part one is reading; the first page, which opens with the title, says neither."""
    document, sheet = page.document, page.sheet
    beside = draw_code(canvas, page, page.part) if page.part else 0.0
    indent = draw_funders(canvas, page, page.part) if page.part else 0.0
    left = document.header or ("" if first else document.title)
    y = sheet.height - sheet.header
    notice = "" if first else document.notice
    room = page.width - beside - indent
    _write(canvas, page, notice, y + 15, "Header", room=room, indent=indent, face="sans-semibold", role="route")
    if left:
        name = "" if first else canvas.running
        half = (page.width - beside) * 0.5
        right = _width(name, half)
        _write(canvas, page, left, y, "Header", room=room - right - _GAP, indent=indent)
        _write(canvas, page, name, y, "Header", right=True, room=half, beside=beside)
        _hairline(canvas, page, y - 7.5, beside)


def draw_footer(canvas: TaggedCanvas, page: Page, sheet_number: int) -> None:
    """What the document says on each page, and which page of how many it is."""
    part = page.part
    number = part.pages if part else sheet_number
    _hairline(canvas, page, page.sheet.footer + 13)
    words = part.block.footer or page.document.footer if part else page.document.footer
    _write(canvas, page, words, page.sheet.footer, "Footer", room=page.width - 100)
    with canvas.artifact("Footer"):
        canvas.later(lambda: _draw_number(canvas, page, number, part.pages if part else canvas.pages))


def _draw_number(canvas: TaggedCanvas, page: Page, number: int, last: int) -> None:
    words = _("Page %(page)s of %(pages)s") % {"page": number, "pages": last}
    _write(canvas, page, words, page.sheet.footer, "Footer", right=True, room=100)


def _width(text: str, room: float) -> float:
    """What a line of it takes of that room."""
    return min(width(drawable(tidy(text)), _SIZE), room)


def _write(
    canvas: TaggedCanvas,
    page: Page,
    text: str,
    y: float,
    kind: Artifact,
    *,
    room: float,
    right: bool = False,
    beside: float = 0,
    indent: float = 0,
    face: Face = "sans",
    role: Role = "muted",
) -> None:
    """One line between the margins, `indent` from the left, `beside` what stands at the right, elided to the room."""
    if not text:
        return
    line = elide(drawable(tidy(text), face), room, _SIZE, face)
    x = page.sheet.width - page.sheet.right - beside - width(line, _SIZE, face) if right else page.sheet.left + indent
    with canvas.artifact(kind):
        canvas.setFont(FONT_FILES[face], _SIZE)
        canvas.setFillColor(colour(role))
        canvas.drawString(x, y, line)


def _hairline(canvas: TaggedCanvas, page: Page, y: float, beside: float = 0) -> None:
    with canvas.artifact():
        canvas.setStrokeColor(colour("rule"))
        canvas.setLineWidth(_HAIRLINE)
        canvas.line(page.sheet.left, y, page.sheet.width - page.sheet.right - beside, y)
