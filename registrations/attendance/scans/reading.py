"""From what was uploaded to pages: each a picture the right way up, with the code that was read on it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import zxingcpp
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from registrations.attendance.papers.codes import SheetCode, read_sheet_code
from registrations.attendance.scans.errors import ScanError
from registrations.attendance.scans.pdf_pages import pictures_of
from tournee.files.sniffing import sniff

MOST_PAGES = 60  # in one upload
_MOST_PIXELS = 60_000_000
_SIDE = 2400  # pixels: a signature is well seen, and a code of 18 mm read
_PICTURES = ("PNG", "JPEG", "WEBP", "GIF", "TIFF", "JPEG2000")


@dataclass(frozen=True, slots=True)
class PageRead:
    """One page: its picture as a JPEG, and what its code says; None where none could be read."""

    picture: UploadedFile
    code: SheetCode | None


def pages_of(uploads: Iterable[UploadedFile]) -> list[PageRead]:
    """Every page of these files, in order. Raises ScanError for what is no picture of a sheet, naming the file."""
    pages: list[PageRead] = []
    for upload in uploads:
        for number, content in enumerate(_pictures(upload), start=1):
            if len(pages) == MOST_PAGES:
                said = _("That is more than %(count)d pages. Send them in several times.") % {"count": MOST_PAGES}
                raise ScanError(said, code="too_many_pages", field="scans")
            pages.append(_page(content, upload, number))
    return pages


def _pictures(upload: UploadedFile) -> Iterator[bytes]:
    """The pictures that a file is, or holds."""
    upload.seek(0)
    kind = sniff(upload.file) if upload.file else None
    content = upload.read()
    if kind != "application/pdf":
        yield content
        return
    found = False
    for picture in pictures_of(content):
        found = True
        yield picture
    if not found:
        said = _(
            "%(file)s holds no scanned page that can be read. Scan the sheets as JPEG pictures, or as a PDF in colour "
            "or grey, and send that."
        )
        raise ScanError(said % {"file": upload.name}, code="no_scanned_page", field="scans")


def _page(content: bytes, upload: UploadedFile, number: int) -> PageRead:
    picture = _opened(content, upload)
    code, turned = _code_on(picture)
    upright = picture.rotate(turned, expand=True) if turned else picture
    upright.thumbnail((_SIDE, _SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=82)
    name = f"{(upload.name or 'sheet').rsplit('.', 1)[0]}-{number}.jpg"
    return PageRead(SimpleUploadedFile(name, out.getvalue(), "image/jpeg"), code)


def _opened(content: bytes, upload: UploadedFile) -> Image.Image:
    """The picture, upright as its camera held it. Raises ScanError."""
    try:
        with Image.open(io.BytesIO(content), formats=_PICTURES) as source:
            if source.width * source.height <= _MOST_PIXELS:
                return ImageOps.exif_transpose(source).convert("RGB")
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        pass
    said = _("%(file)s is no picture that can be read. Photograph the sheet, or scan it as JPEG or PDF.")
    raise ScanError(said % {"file": upload.name}, code="no_picture", field="scans")


def _code_on(picture: Image.Image) -> tuple[SheetCode | None, int]:
    """What the sheet's code says, and by how many degrees (counterclockwise) the picture is to be turned."""
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    for barcode in zxingcpp.read_barcodes(picture.convert("L"), formats=formats):
        if code := read_sheet_code(barcode.text):
            return code, round(barcode.orientation / 90) % 4 * 90
    return None, 0
