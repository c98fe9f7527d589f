"""From what was uploaded to pages: each a picture the right way up, with the code that was read on it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import IO

import zxingcpp
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps, ImageSequence

from registrations.attendance.papers.codes import SheetCode, read_sheet_code
from registrations.attendance.scans.blank import is_bare, is_blank
from registrations.attendance.scans.errors import ScanError, too_long
from registrations.attendance.scans.pdf_pages import MOST_PAGES, SECONDS, SIDE, pages_drawn, turn_to_draw
from tournee.files.kinds import FileKind
from tournee.files.pictures import UNREADABLE, PreparedPicture, prepare_pixels
from tournee.files.sniffing import sniff

_MOST_PIXELS = 60_000_000
_PICTURES = ("PNG", "JPEG", "WEBP", "GIF", "TIFF", "JPEG2000")
_SKEWED = 2  # degrees from which a page is set straight


@dataclass(frozen=True, slots=True)
class PageRead:
    """One page: its picture ready to be kept, what its code says (None where none could be read), and whether there is
    anything on it; `bare`, not even paper."""

    picture: PreparedPicture
    code: SheetCode | None
    written: bool
    bare: bool = False


@dataclass(frozen=True, slots=True)
class PagesRead:
    """The pages of an upload in their order, and how many were blank and are left out."""

    pages: list[PageRead]
    blank: int


def read_pages(uploads: Sequence[UploadedFile], kind: FileKind) -> PagesRead:
    """Every page of these files, to be kept as `kind`. Raises ScanError for what holds no sheet, naming the file.

    A blank page is left out of a file of several; alone in its file it was meant, unless it is bare.
    """
    pages: list[PageRead] = []
    seen = 0
    with turn_to_draw() if any(map(_is_pdf, uploads)) else nullcontext():
        until = time.monotonic() + SECONDS
        for upload in uploads:
            found = []
            for page in _pages_of(upload, until, kind):
                seen += 1
                if seen > MOST_PAGES:
                    said = _("That is more than %(count)d pages. Send them in several times.") % {"count": MOST_PAGES}
                    raise ScanError(said, code="too_many_pages", field="scans")
                found.append(page)
            pages += [page for page in found if page and (page.written or len(found) == 1)]
    if all(page.bare for page in pages):
        raise ScanError(_nothing_written(pages), code="blank", field="scans")
    pages = [page for page in pages if not page.bare]
    return PagesRead(pages, seen - len(pages))


def _nothing_written(bare: Sequence[PageRead]) -> str:
    if bare:
        return _("Every page is blank: nothing was kept. Did the sheets lie the right way round in the scanner?")
    return _(
        "Only blank pages. Did the sheets lie the right way round in the scanner? If something is written on them, "
        "send each page as a file of its own."
    )


def _pages_of(upload: UploadedFile, until: float, kind: FileKind) -> Iterator[PageRead | None]:
    """The pages of one file; None for a blank one that is not its first. Raises ScanError, too late as well."""
    stem = (upload.name or "sheet").rsplit(".", 1)[0]
    pictures = pages_drawn(upload, until) if _is_pdf(upload) else _opened(upload)
    for number, picture in enumerate(pictures, start=1):
        if time.monotonic() > until:
            raise too_long(upload.name)
        yield _page(picture, f"{stem}-{number}", kind, alone=number == 1)


def _is_pdf(upload: UploadedFile) -> bool:
    return upload.file is not None and sniff(upload.file) == "application/pdf"


def _opened(upload: UploadedFile) -> Iterator[Image.Image]:
    """The picture, or each page of a TIFF, upright as its camera held it. Raises ScanError."""
    upload.seek(0)
    try:
        with Image.open(upload, formats=_PICTURES) as source:
            for frame in ImageSequence.Iterator(source) if source.format == "TIFF" else (source,):
                yield _upright(frame)
    except (*UNREADABLE, Image.DecompressionBombError, Image.DecompressionBombWarning):
        said = _("%(file)s is no picture that can be read. Photograph the sheet, or scan it as JPEG or PDF.")
        raise ScanError(said % {"file": upload.name}, code="no_picture", field="scans") from None


def _upright(frame: Image.Image) -> Image.Image:
    """The pixels, a large JPEG's at a fraction of its size. Raises ValueError where they are too many."""
    if frame.width * frame.height > _MOST_PIXELS:
        raise ValueError("too many pixels")
    if isinstance(frame, ImageFile.ImageFile):
        frame.draft("RGB", (SIDE, SIDE))
    return ImageOps.exif_transpose(frame).convert("RGB")


def turn(kept: IO[bytes], degrees: int, name: str, kind: FileKind) -> PreparedPicture:
    """A picture that was kept, turned by that much (counterclockwise), to be kept in its place."""
    with Image.open(kept) as source:
        return prepare_pixels(source.convert("RGB").rotate(degrees, expand=True), name, kind)


def code_on(kept: IO[bytes]) -> SheetCode | None:
    """What the code says on a picture that was kept."""
    with Image.open(kept) as source:
        source.draft("L", source.size)  # a JPEG without its colours, at twice the speed
        return _code_on(source)[0]


def _page(picture: Image.Image, name: str, kind: FileKind, *, alone: bool) -> PageRead | None:
    """The page upright; None for a blank one, unless it may be `alone` in its file."""
    code, turned = _code_on(picture)
    written = code is not None or not is_blank(picture)
    if not (written or alone):
        return None
    bare = not written and is_bare(picture)
    picture.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    if turned:
        picture = picture.rotate(turned, Image.Resampling.BILINEAR, expand=True, fillcolor="white")
    return PageRead(prepare_pixels(picture, name, kind), code, written, bare)


def _code_on(picture: Image.Image) -> tuple[SheetCode | None, int]:
    """What the sheet's code says, and by how many degrees (counterclockwise) the picture is to be turned."""
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    for barcode in zxingcpp.read_barcodes(picture.convert("L"), formats=formats):
        if code := read_sheet_code(barcode.text):
            square = round(barcode.orientation / 90) * 90
            askew = abs(barcode.orientation - square) >= _SKEWED
            return code, (barcode.orientation if askew else square) % 360
    return None, 0
