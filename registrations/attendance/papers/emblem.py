"""The emblem of the European Union, for co-funded sheets where no file of it was given.

Twelve stars of five points, each upright, as the hours on a clock: geometry and colours as annex IX of Regulation (EU)
2021/1060 and the interinstitutional style guide give them.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable
from functools import cache

from django.utils.translation import gettext as _

from tournee.documents.blocks import Picture
from tournee.documents.document import Funding, Logo

_HEIGHT = 480  # pixels; the flag is half as wide again
_BLUE, _YELLOW = (0, 51, 153), (255, 204, 0)
_WIDE = 22.0  # millimetres: its height is more than the centimetre that annex IX asks for
_INNER = 0.381966  # of a star's radius: where its points meet


def funders_of(entered: Iterable[Funding]) -> tuple[Funding, ...]:
    """Who pays for what is co-funded: as entered, each with an emblem; else the Union, with its mention."""
    found = tuple(dict.fromkeys(entered))
    union = Logo(Picture(emblem(), _WIDE), _("Emblem of the European Union"))
    if not found:
        return (Funding(_("Co-funded by the European Union"), union),)
    if any(one.emblem for one in found):
        return found
    return (Funding(found[0].mention, union), *found[1:])


@cache
def emblem() -> bytes:
    """The emblem as a PNG."""
    from PIL import Image, ImageDraw  # lazily: few sheets need it

    scale = 3  # drawn larger, so that its edges are smooth
    height = _HEIGHT * scale
    picture = Image.new("RGB", (height * 3 // 2, height), _BLUE)
    pen = ImageDraw.Draw(picture)
    for hour in range(12):
        turn = math.radians(30 * hour)
        x, y = height * 0.75 + height / 3 * math.sin(turn), height / 2 - height / 3 * math.cos(turn)
        pen.polygon(_star(x, y, height / 18), fill=_YELLOW)
    file = io.BytesIO()
    small = picture.resize((_HEIGHT * 3 // 2, _HEIGHT), Image.Resampling.LANCZOS)
    small.quantize(32).save(file, "PNG", optimize=True)
    return file.getvalue()


def _star(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * _INNER
        turn = math.radians(36 * corner)
        points.append((x + reach * math.sin(turn), y - reach * math.cos(turn)))
    return points
