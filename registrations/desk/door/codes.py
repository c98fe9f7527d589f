"""Whose ticket it is: read from what was typed or scanned, or from a photograph."""

from __future__ import annotations

import re
from typing import IO

from events.models import Stop
from registrations.booking.links import ticket_named_by
from registrations.models import Attendee
from registrations.models.registration import CODE_LENGTH

LARGEST_PICTURE = 15 * 1024 * 1024  # bytes: telephones make pictures of 3 to 12 MB
_MOST_PIXELS = 60_000_000
_SIDE = 1600  # pixels: a code held before a telephone is read well below that, and quickly
_LINK = re.compile(r"/t/([^/\s?#]{20,200})")
_CODE = re.compile(rf"[0-9A-Za-z]{{{CODE_LENGTH}}}")


def is_link(text: str) -> bool:
    """Whether that is a ticket's address, as a scanner types it."""
    return _LINK.search(text) is not None


def attendee_with(text: str, stop: Stop) -> Attendee | None:
    """Whose ticket's code or address it is; None for a forged one. They may be of another stop, by an address only.

    A code is short enough to be guessed, an address is not.
    """
    people = Attendee.objects.filter(person__erased_at=None)
    if link := _LINK.search(text):
        named = ticket_named_by(link[1])
        return people.filter(public_id=named.public_id).first() if named else None
    code = text.strip().upper()
    return people.filter(stop=stop, code=code).first() if _CODE.fullmatch(code) else None


def read_picture(file: IO[bytes]) -> str:
    """What the first code on a photograph says; "" where none can be read, or where it is no picture."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # lazily: few telephones send photographs
    from zxingcpp import read_barcodes  # lazily: the same

    try:
        with Image.open(file, formats=["JPEG", "PNG", "WEBP"]) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return ""
            picture.draft("L", (_SIDE, _SIDE))  # a JPEG is decoded at that size at once
            plain = ImageOps.exif_transpose(picture).convert("L")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ""
    smaller = plain.copy()
    smaller.thumbnail((_SIDE, _SIDE))
    for tried in (smaller, plain):
        for found in read_barcodes(tried):
            if found.text:
                return str(found.text)
    return ""
