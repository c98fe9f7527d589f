"""A scene as a reportlab drawing, in the light colours and the embedded fonts. Import it lazily: reportlab is large."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from reportlab.graphics import renderPDF, shapes
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import FILL_EVEN_ODD, Canvas

from tournee.drawing import fonts, measure
from tournee.drawing.palette import FONT_FILES, LIGHT
from tournee.drawing.scene import Circle, Group, Item, Line, Path, Rect, Role, Scene, Text

_COLOURS = {role: HexColor(colour) for role, colour in LIGHT.items()}
_CAPS = {"butt": 0, "round": 1}


def to_drawing(scene: Scene, *, width: float | None = None) -> shapes.Drawing:
    """The scene as a flowable, one unit a point, or scaled to that width in points.

    Links, labels and titles have no place in a drawing: put `scene.description` in the figure's alternative text.
    """
    fonts.register()
    scale = width / scene.width if width else 1
    # Text must not be mirrored, so y is turned item by item rather than by the group's transform.
    sheet = shapes.Group(transform=(scale, 0, 0, scale, 0, 0))
    if scene.background:
        sheet.add(_rect(Rect(0, 0, scene.width, scene.height, fill=scene.background), scene.height))
    for item in scene.items:
        _add(sheet, item, scene.height)
    return shapes.Drawing(scene.width * scale, scene.height * scale, sheet)


def to_pdf(scene: Scene, *, language: str = "fr") -> bytes:
    """A PDF file of one page of the scene's size, with its title; the same bytes for the same scene."""
    drawing = to_drawing(scene)
    file = BytesIO()
    canvas = Canvas(file, pagesize=(scene.width, scene.height), lang=language, invariant=True)
    canvas.setTitle(scene.title)
    canvas.setSubject(scene.description)
    renderPDF.draw(drawing, canvas, 0, 0)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _add(sheet: shapes.Group, item: Item, height: float) -> None:
    if isinstance(item, Group):
        for part in item.items:
            _add(sheet, part, height)
        return
    if isinstance(item, Text) and item.halo:
        sheet.add(_halo(item, item.halo, height))
    sheet.add(_MAKERS[type(item)](item, height))


def _colour(role: Role | None) -> HexColor | None:
    return _COLOURS.get(role) if role else None


def _paint(item: Rect | Circle | Path | Line) -> dict[str, object]:
    """The properties of reportlab shapes that say how they look."""
    look: dict[str, object] = {
        "strokeColor": _colour(item.stroke),
        "strokeWidth": item.stroke_width,
        "strokeDashArray": list(item.dash) or None,
        "strokeLineCap": _CAPS[item.cap],
        "strokeLineJoin": 1,
        "strokeOpacity": item.opacity,
    }
    if not isinstance(item, Line):
        look |= {"fillColor": _colour(item.fill), "fillOpacity": item.opacity}
    return look


def _rect(rect: Rect, height: float) -> shapes.Rect:
    y = height - rect.y - rect.height
    return shapes.Rect(rect.x, y, rect.width, rect.height, rx=rect.radius, ry=rect.radius, **_paint(rect))


def _circle(circle: Circle, height: float) -> shapes.Circle:
    return shapes.Circle(circle.x, height - circle.y, circle.r, **_paint(circle))


def _line(line: Line, height: float) -> shapes.Line:
    return shapes.Line(line.x1, height - line.y1, line.x2, height - line.y2, **_paint(line))


def _path(path: Path, height: float) -> shapes.Path:
    drawn = shapes.Path(fillMode=FILL_EVEN_ODD, **_paint(path))
    steps = {"M": drawn.moveTo, "L": drawn.lineTo, "C": drawn.curveTo, "Z": drawn.closePath}
    for letter, *numbers in path.commands:
        steps[letter](*[height - value if index % 2 else value for index, value in enumerate(numbers)])
    return drawn


def _text(text: Text, height: float) -> shapes.String:
    colour = _colour(text.fill)
    if colour and text.opacity != 1:
        colour = colour.clone(alpha=text.opacity)
    return shapes.String(
        text.x,
        height - text.y,
        measure.drawable(text.text, text.face),
        fontName=FONT_FILES[text.face],
        fontSize=text.size,
        fillColor=colour,
        textAnchor=text.anchor,
    )


def _halo(text: Text, role: Role, height: float) -> shapes.Rect:
    """A soft ground behind the text: drawing its outline first would make a reader meet the words twice."""
    room = measure.width(text.text, text.size, text.face)
    left = text.x - {"start": 0, "middle": room / 2, "end": room}[text.anchor]
    ground = Rect(left - 2, text.y - text.size * 0.8, room + 4, text.size * 1.05, fill=role, radius=3, opacity=0.75)
    return _rect(ground, height)


_MAKERS: dict[type, Callable[..., shapes.Shape]] = {
    Rect: _rect,
    Circle: _circle,
    Line: _line,
    Path: _path,
    Text: _text,
}
