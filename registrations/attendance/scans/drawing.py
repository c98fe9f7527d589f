"""A program of its own: it draws the pages of a PDF, which may be hostile, and knows nothing of the rest.

`pdf_pages` runs this file with `python -I`, without an environment, the PDF as its input. It limits itself before it
looks at it, then writes each page as a header and its pixels, one after the other, and says by its exit code why it
stopped. Only the standard library and PDFium are loaded.
"""

from __future__ import annotations

import resource
import struct
import sys
from contextlib import closing, suppress
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

HEADER = struct.Struct(">III")  # of a page: width and height in pixels, bytes a line; then its lines, in RGB
LARGEST_PAGE = 14_400.0  # points, five metres: a PDF cannot well hold more (ISO 32000-1, annex C)
_PASSWORD = 4  # FPDF_ERR_PASSWORD


class Stopped(IntEnum):
    """Why not all pages were drawn, as an exit code; Python's own are 1 and 2."""

    LOCKED = 40
    DAMAGED = 41
    TOO_MANY = 42
    HUGE = 43


def main(most_pages: int, side: int, seconds: int, memory: int) -> None:
    """Draw what comes in to what goes out, no side longer than `side` pixels; `memory` in bytes, processor `seconds`.

    Raises SystemExit with one of `Stopped`.
    """
    import pypdfium2  # lazily: whoever runs this file reads the names above without it

    _limit(seconds, memory)
    try:
        with pypdfium2.PdfDocument(sys.stdin.buffer.read()) as document:
            document.init_forms()  # else nothing is drawn of what was typed or signed in a form's fields
            _require_few(len(document), most_pages)
            for number in range(len(document)):
                _draw(document, number, side)
    except pypdfium2.PdfiumError as error:
        raise SystemExit(Stopped.LOCKED if error.err_code == _PASSWORD else Stopped.DAMAGED) from error


def _limit(seconds: int, memory: int) -> None:
    """Take from this process what drawing does not need: for good, as the hard limits go too.

    What is open already stays so; no further file, and no connection, can be opened.
    """
    limits = (
        (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_NOFILE, 0), (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, memory),
    )  # fmt: skip
    for which, most in limits:
        with suppress(ValueError, OSError):  # macOS knows some of them by name only
            resource.setrlimit(which, (most, most))


def _require_few(pages: int, most: int) -> None:
    if not 0 < pages <= most:
        raise SystemExit(Stopped.TOO_MANY if pages else Stopped.DAMAGED)


def _draw(document: PdfDocument, number: int, side: int) -> None:
    """Write that page; it is forgotten before the next one is looked at."""
    with closing(document[number]) as page:
        width, height = page.get_size()
        if not (0 < width <= LARGEST_PAGE and 0 < height <= LARGEST_PAGE):
            raise SystemExit(Stopped.HUGE)
        with closing(page.render(scale=side / max(width, height), rev_byteorder=True)) as bitmap:
            pixels = bytes(bitmap.buffer)
            if not pixels.strip(b"\xff\0"):
                _require_pictures(page)
            sys.stdout.buffer.write(HEADER.pack(bitmap.width, bitmap.height, bitmap.stride))
            sys.stdout.buffer.write(pixels)
            sys.stdout.buffer.flush()


def _require_pictures(page: PdfPage) -> None:
    """Of a page that came out white: its picture is white too, and not one that could not be unpacked."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE  # lazily: as above

    for picture in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]):
        picture.get_bitmap()  # raises PdfiumError


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
