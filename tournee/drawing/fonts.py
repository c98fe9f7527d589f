"""The shipped fonts for reportlab, registered once, and the table of widths that spares pages from loading reportlab.

Source Sans 3, Source Serif 4 and, for the scripts they lack, Noto Sans are shipped unmodified under the OFL (licences
beside the files in `fonts/`). After changing a font file, write the table anew: `python -m tournee.drawing.fonts`.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from pathlib import Path

from reportlab import rl_config
from reportlab.graphics import shapes
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, TTFontFile

from tournee.drawing.measure import SCRIPTS
from tournee.drawing.palette import ALL_FILES, FONT_FILES
from tournee.drawing.scene import Face, Script

FOLDER = Path(__file__).parent / "fonts"
WIDTHS_FILE = FOLDER / "widths.json"


@cache
def register() -> None:
    """Make every shipped face known to reportlab under its file's name, and the sans face its default everywhere.

    Without the two defaults an unembedded Helvetica slips into documents that never ask for it.
    """
    for name in FONT_FILES.values():
        pdfmetrics.registerFont(TTFont(name, str(FOLDER / f"{name}.ttf")))
    sans = FONT_FILES["sans"]
    pdfmetrics.registerFontFamily(
        sans,
        normal=sans,
        bold=FONT_FILES["sans-bold"],
        italic=FONT_FILES["sans-italic"],
        boldItalic=FONT_FILES["sans-bold-italic"],
    )
    rl_config.canvas_basefontname = sans
    shapes.STATE_DEFAULTS["fontName"] = sans


def width_runs(face: Face | Script) -> list[list[int]]:
    """The advance widths in a font file, in thousandths of the size, as runs [first code point, width, width, …]."""
    widths: dict[int, int] = TTFontFile(str(FOLDER / f"{ALL_FILES[face]}.ttf")).charWidths
    runs: list[list[int]] = []
    for before, code in pairwise([-2, *sorted(widths)]):
        if code != before + 1:
            runs.append([code])
        runs[-1].append(round(widths[code]))
    return runs


def write_widths() -> None:
    """Write the table of widths that `measure` reads, one line a face."""
    lines = [
        f"{json.dumps(face)}: {json.dumps(width_runs(face), separators=(',', ':'))}" for face in (*FONT_FILES, *SCRIPTS)
    ]
    WIDTHS_FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    write_widths()
