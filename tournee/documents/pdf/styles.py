"""The house style on paper: a printed road-book. Everything that decides how a document looks is here, in points."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from reportlab.lib.colors import HexColor

from tournee.drawing.palette import LIGHT
from tournee.drawing.scene import Face, Role

Align: TypeAlias = Literal["left", "centre", "right"]
MM = 72 / 25.4

MEASURE = 408.0  # lines of about 80 characters; figures and tables take the whole width


@dataclass(frozen=True, slots=True)
class Style:
    """How words are set. `before` and `after` are the space around; `measure` is the longest line.

    `even` makes lines of like length; `whole` ends none at a hyphen, `joined` none at one between short words; `leads`
    keeps the words with what follows them.
    """

    face: Face = "sans"
    size: float = 10.2
    leading: float = 14.8
    colour: Role = "ink"
    before: float = 0
    after: float = 7
    align: Align = "left"
    indent: float = 0
    measure: float = MEASURE
    even: bool = False
    whole: bool = False
    joined: bool = False
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page: its size and its margins, then how far from its edges header and footer run.

    All of it is set `scale` times as large: what is read from the back of a room is the same page, seen nearer.
    """

    width: float
    height: float
    left: float = 59
    right: float = 59
    top: float = 80
    bottom: float = 68
    header: float = 50  # from the page's top to the header's baseline
    footer: float = 38  # from the page's foot to the footer's baseline
    scale: float = 1

    @property
    def text_width(self) -> float:
        """The room between the margins."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> float:
        """The room between header and footer."""
        return self.height - self.top - self.bottom


PORTRAIT = Sheet(210 * MM, 297 * MM)
LANDSCAPE = Sheet(297 * MM, 210 * MM, top=72, bottom=60)
# 16:9, 960 by 540 points: words of 10.2 points are read at 24.1.
SLIDE = Sheet(960 / 2.36, 540 / 2.36, left=20, right=20, top=38, bottom=26, header=24, footer=8, scale=2.36)

STYLES: dict[str, Style] = {
    "body": Style(),
    "lead": Style(size=12.4, leading=17.8, after=11, measure=430),
    "small": Style(size=8.8, leading=12.4, colour="muted", after=6),
    "title": Style("display", 27, 31.5, after=7, measure=460, even=True, joined=True, leads=True),
    "signed": Style(size=8.8, leading=12.4, colour="muted", after=16),
    "kicker": Style("sans-semibold", 9.6, 13, "route", after=9, leads=True),
    "h2": Style("display", 19.5, 23.5, before=22, after=8, measure=460, even=True, joined=True, leads=True),
    "h3": Style("display", 14.6, 18.5, before=16, after=5, measure=440, even=True, joined=True, leads=True),
    "h4": Style("sans-bold", 11, 15, before=12, after=3.5, leads=True),
    "h5": Style("sans-semibold", 10.2, 14.2, before=10, after=3, leads=True),
    "h6": Style("sans-semibold", 10.2, 14.2, "muted", before=9, after=2.5, leads=True),
    "item": Style(after=3),
    "caption": Style("sans-semibold", 10.2, 14, before=13, after=6, measure=480, leads=True),
    "note": Style(size=8.4, leading=11.8, colour="muted", before=3, after=13, measure=480),
    "quote": Style("serif-italic", 14.4, 20.5, after=5, measure=420, leads=True),
    "attribution": Style(size=8.8, leading=12.4, colour="muted", after=0, measure=420),
    "callout-title": Style("sans-bold", 10.6, 14.8, after=3, leads=True),
    "footnote": Style(size=8.6, leading=12, after=3),
    "contents-title": Style("display", 19.5, 23.5, before=22, after=8, leads=True),
    "contents": Style(size=10.2, leading=15.2, after=0, measure=1000),
    "contents-first": Style("sans-semibold", 10.2, 15.2, before=7, after=0, measure=1000),
    "cell": Style(size=9.3, leading=12.4, after=0, measure=1000),
    "cell-number": Style(size=9.3, leading=12.4, after=0, align="right", measure=1000),
    "cell-strong": Style("sans-semibold", 9.3, 12.4, after=0, measure=1000),
    "cell-strong-number": Style("sans-semibold", 9.3, 12.4, after=0, align="right", measure=1000),
    "cell-head": Style("sans-semibold", 8.8, 11.4, after=0, measure=1000),
    "cell-head-number": Style("sans-semibold", 8.8, 11.4, after=0, align="right", measure=1000),
    "cell-head-centre": Style("sans-semibold", 8.8, 11.4, after=0, align="centre", measure=1000),
    "cell-tick": Style(size=13, leading=12.4, after=0, align="centre", measure=1000),
    "cell-group": Style("sans-semibold", 9.3, 12.4, "pine", after=0, measure=1000),
    "cell-empty": Style("sans-italic", 9.3, 12.4, "muted", after=0, measure=1000),
    "fact-label": Style(size=9.3, leading=14.8, colour="muted", after=0, measure=1000),
    "fact": Style(after=0),
    "figure-note": Style(size=8.2, leading=11, colour="muted", after=0, measure=1000),
    "figure-value": Style("display", 25, 28, after=2, measure=1000),
    "figure-label": Style(size=9, leading=12, after=0, measure=1000),
    "running": Style(size=8.2, leading=11, colour="muted", after=0, measure=1000),
    "notice": Style("sans-semibold", 8.8, 12.4, "route", after=18),
    "provenance": Style(size=8.4, leading=11.8, colour="muted", after=2, measure=1000),
    "sheet-title": Style("sans-semibold", 8.8, 11.4, after=0, measure=1000),
    "sheet-notice": Style("sans-semibold", 8.2, 11.4, "route", after=0, measure=1000),
    "cover-title": Style("display", 37, 42, after=12, measure=440, even=True, joined=True),
    "cover-subtitle": Style("serif-italic", 16, 22.5, after=10, measure=420, even=True),
    "cover-lead": Style(size=15, leading=21.5, after=2, measure=460),
    "cover-line": Style(size=10.6, leading=15.4, after=0, measure=420),
}


@cache
def colour(role: Role) -> HexColor:
    """A role's colour on paper."""
    return HexColor(LIGHT[role])


# What emphasis and weight do to a face; a face without its own is left as it is.
_STRONG: dict[Face, Face] = {
    "sans": "sans-bold",
    "sans-semibold": "sans-bold",
    "sans-italic": "sans-bold-italic",
    "serif": "sans-bold",
    "serif-italic": "sans-bold-italic",
}
_EMPHASIS: dict[Face, Face] = {
    "sans": "sans-italic",
    "sans-semibold": "sans-bold-italic",
    "sans-bold": "sans-bold-italic",
    "serif": "serif-italic",
    "serif-italic": "serif",
    "display": "serif-italic",
}


def strong(face: Face) -> Face:
    """The face for words that weigh more among words of that one."""
    return _STRONG.get(face, face)


def emphasised(face: Face) -> Face:
    """The face for stressed words among words of that one."""
    return _EMPHASIS.get(face, face)
