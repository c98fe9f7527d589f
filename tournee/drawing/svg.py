"""A scene as SVG: for a page, coloured by the style sheet through classes; or alone, with its colours inside."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe

from tournee.drawing import measure
from tournee.drawing.palette import LIGHT
from tournee.drawing.scene import Circle, Face, Group, Item, Line, Path, Rect, Role, Scene, Text, number, walk

# XML 1.0 has no place for these, escaped or not.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SANS = "'Source Sans 3', system-ui, sans-serif"
_SERIF = "'Source Serif 4', Georgia, serif"
_FONT_ATTRIBUTES: dict[Face, str] = {
    "sans": "",
    "sans-italic": ' font-style="italic"',
    "sans-semibold": ' font-weight="600"',
    "sans-bold": ' font-weight="700"',
    "sans-bold-italic": ' font-weight="700" font-style="italic"',
    "serif": f' font-family="{_SERIF}"',
    "serif-italic": f' font-family="{_SERIF}" font-style="italic"',
    "display": ' font-family="\'Source Serif 4 Display\', Georgia, serif" font-weight="600"',
}


def to_svg(scene: Scene, *, id_prefix: str, standalone: bool = False, css: str = "") -> SafeString:
    """The scene as one `<svg>` element, the same text for the same scene.

    `id_prefix` must be unique on the page: it makes the ids that tie title and description to the picture. `css` adds
    classes to the element. `standalone` writes colours, fonts and size into the file, for a download or a message.
    A picture holding links or labelled groups is a group to assistive technology; any other is one image.
    """
    writer = _Writer(standalone)
    prefix = _clean(id_prefix)
    parts = any(isinstance(item, Group) and (item.href or item.label) for item in walk(scene.items))
    width, height = number(scene.width), number(scene.height)
    frame = f' width="{width}" height="{height}" font-family="{_SANS}"' if standalone else ""
    writer.out.append(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{_clean(f"drawing {css}".strip())}"'
        f' viewBox="0 0 {width} {height}"{frame} role="{"group" if parts else "img"}"'
        f' aria-labelledby="{prefix}-title" aria-describedby="{prefix}-desc"'
        f' stroke-linejoin="round"><title id="{prefix}-title">{_clean(scene.title)}</title>'
        f'<desc id="{prefix}-desc">{_clean(scene.description)}</desc>'
    )
    if scene.background:
        writer.item(Rect(0, 0, scene.width, scene.height, fill=scene.background))
    for item in scene.items:
        writer.item(item)
    writer.out.append("</svg>")
    return mark_safe("".join(writer.out))  # noqa: S308 -- every text and attribute above went through _clean


def _clean(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text))


class _Writer:
    """Appends the text of items to `out`; the one difference between a page and a file is how paint is written."""

    __slots__ = ("out", "standalone")

    def __init__(self, standalone: bool) -> None:
        self.out: list[str] = []
        self.standalone = standalone

    def item(self, item: Item) -> None:
        _WRITERS[type(item)](self, item)

    def paint(self, fill: Role | None, stroke: Role | None, css: str, extra: str = "") -> str:
        """The class and colour attributes of one element, with a leading space."""
        if self.standalone:
            shown = f' fill="{_hex(fill)}"' + (f' stroke="{_hex(stroke)}"' if stroke else "")
            return f' class="{_clean(css)}"{shown}' if css else shown
        classes = [f"fill-{fill}"] if fill else []
        if stroke:
            classes.append(f"stroke-{stroke}")
        if extra:
            classes.append(extra)
        if css:
            classes.append(_clean(css))
        none = "" if fill else ' fill="none"'
        return f' class="{" ".join(classes)}"{none}' if classes else none

    def shape(self, tag: str, geometry: str, shape: Rect | Circle | Path | Line, fill: Role | None) -> None:
        paint = self.paint(fill, shape.stroke, shape.css)
        if shape.stroke:
            paint += _stroke(shape.stroke_width, shape.dash, shape.cap)
        if shape.opacity != 1:
            paint += f' opacity="{shape.opacity:g}"'
        self.out.append(f"<{tag} {geometry}{paint}{_ending(tag, shape.title)}")

    def rect(self, rect: Rect) -> None:
        radius = f' rx="{number(rect.radius)}"' if rect.radius else ""
        geometry = (
            f'x="{number(rect.x)}" y="{number(rect.y)}" width="{number(rect.width)}" height="{number(rect.height)}"'
        )
        self.shape("rect", geometry + radius, rect, rect.fill)

    def circle(self, circle: Circle) -> None:
        geometry = f'cx="{number(circle.x)}" cy="{number(circle.y)}" r="{number(circle.r)}"'
        self.shape("circle", geometry, circle, circle.fill)

    def line(self, line: Line) -> None:
        geometry = f'x1="{number(line.x1)}" y1="{number(line.y1)}" x2="{number(line.x2)}" y2="{number(line.y2)}"'
        self.shape("line", geometry, line, None)

    def path(self, path: Path) -> None:
        geometry = f'd="{path.notation}"' + (' fill-rule="evenodd"' if path.fill else "")
        self.shape("path", geometry, path, path.fill)

    def text(self, text: Text) -> None:
        attributes = f'x="{number(text.x)}" y="{number(text.y)}" font-size="{number(text.size)}"'
        if text.anchor != "start":
            attributes += f' text-anchor="{text.anchor}"'
        if self.standalone:
            # Where the fonts are not installed, another one is fitted into the room that the layout gave.
            room = number(measure.width(text.text, text.size, text.face))
            attributes += f'{_FONT_ATTRIBUTES[text.face]} textLength="{room}" lengthAdjust="spacingAndGlyphs"'
        if text.halo:
            attributes += ' paint-order="stroke" stroke-width="3"'
        if text.opacity != 1:
            attributes += f' opacity="{text.opacity:g}"'
        attributes += self.paint(text.fill, text.halo, text.css, "" if text.face == "sans" else f"font-{text.face}")
        self.out.append(f"<text {attributes}>{_title(text.title)}{_clean(text.text)}</text>")

    def group(self, group: Group) -> None:
        tag = "a" if group.href else "g"
        attributes = f' href="{_clean(group.href)}"' if group.href else ""
        if group.css:
            attributes += f' class="{_clean(group.css)}"'
        if group.label:
            attributes += ("" if group.href else ' role="img"') + f' aria-label="{_clean(group.label)}"'
        self.out.append(f"<{tag}{attributes}>{_title(group.title)}")
        for item in group.items:
            self.item(item)
        self.out.append(f"</{tag}>")


def _hex(role: Role | None) -> str:
    return LIGHT.get(role, "none") if role else "none"


def _title(title: str) -> str:
    return f"<title>{_clean(title)}</title>" if title else ""


def _ending(tag: str, title: str) -> str:
    return f">{_title(title)}</{tag}>" if title else "/>"


def _stroke(width: float, dash: Sequence[float], cap: str) -> str:
    attributes = "" if width == 1 else f' stroke-width="{number(width)}"'
    if dash:
        attributes += f' stroke-dasharray="{" ".join(map(number, dash))}"'
    if cap != "butt":
        attributes += f' stroke-linecap="{cap}"'
    return attributes


_WRITERS: dict[type, Callable[..., None]] = {
    Rect: _Writer.rect,
    Circle: _Writer.circle,
    Line: _Writer.line,
    Path: _Writer.path,
    Text: _Writer.text,
    Group: _Writer.group,
}
