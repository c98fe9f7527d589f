"""The pages of a scanned PDF as pictures: a scanner writes one picture a page, which is taken out as it is.

No page is drawn: a PDF that was written by a program, and not by a scanner, holds no such pictures and is refused.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator

from PIL import Image

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_NUMBER = {name: re.compile(rb"/" + name + rb"\s+(-?\d+)(?!\s+\d+\s+R)") for name in (
    b"Width", b"Height", b"Columns", b"K", b"BitsPerComponent", b"Length", b"Predictor",
)}  # fmt: skip
_HEAD = 4000  # bytes before a stream in which its dictionary stands
_SMALLEST = 600  # pixels: what is smaller is a logo
_MOST_BYTES = 60_000_000  # of one picture, unpacked


def pictures_of(data: bytes) -> Iterator[bytes]:
    """The pictures of a PDF's pages in their order in the file, as JPEG, JPEG 2000, TIFF or PNG files."""
    for found in _STREAM.finditer(data):
        head = data[max(found.start() - _HEAD, 0) : found.start()]
        head = head[head.rfind(b" obj") + 4 :]
        if b"/Image" not in head or b"/ImageMask true" in head or _smaller(head):
            continue
        content = data[found.end() : _end(data, found.end(), head)]
        if picture := _picture(head, content):
            yield picture


def _smaller(head: bytes) -> bool:
    return max(_value(head, b"Width", 0), _value(head, b"Height", 0)) < _SMALLEST


def _end(data: bytes, start: int, head: bytes) -> int:
    length = _value(head, b"Length", 0)
    if length and data[start + length : start + length + 12].lstrip().startswith(b"endstream"):
        return start + length
    end = data.find(b"endstream", start)
    return end if end >= 0 else len(data)


def _picture(head: bytes, content: bytes) -> bytes | None:
    """The picture as a file of its own; None for what is packed in a way that nothing here reads."""
    if b"/DCTDecode" in head or b"/JPXDecode" in head:
        return _unpacked(content) if b"/FlateDecode" in head else content
    if b"/CCITTFaxDecode" in head and _value(head, b"K", 0) < 0:
        return _fax(head, content)
    if b"/FlateDecode" in head and _value(head, b"Predictor", 1) == 1:
        return _raw(head, _unpacked(content))
    return None


def _unpacked(content: bytes) -> bytes | None:
    try:
        return zlib.decompressobj().decompress(content, _MOST_BYTES)
    except zlib.error:
        return None


def _fax(head: bytes, content: bytes) -> bytes:
    """A Group 4 fax as a TIFF file (TIFF 6.0, compression 4), which Pillow reads."""
    width, height = _value(head, b"Columns", _value(head, b"Width", 1728)), _value(head, b"Height", 0)
    dark = 1 if b"/BlackIs1 true" in head else 0
    start = 8 + 2 + 8 * 12 + 4  # of the content: after the header and its eight entries
    tags = (
        (256, 4, width), (257, 4, height), (258, 3, 1), (259, 3, 4), (262, 3, dark), (273, 4, start),
        (278, 4, height), (279, 4, len(content)),
    )  # fmt: skip
    entries = b"".join(
        tag.to_bytes(2, "little") + kind.to_bytes(2, "little") + (1).to_bytes(4, "little") + value.to_bytes(4, "little")
        for tag, kind, value in tags
    )
    return (b"II*\0" + (8).to_bytes(4, "little") + len(tags).to_bytes(2, "little") + entries + bytes(4)) + content


def _raw(head: bytes, pixels: bytes | None) -> bytes | None:
    """Plain pixels as a PNG file: eight bits, grey or coloured, or one bit."""
    width, height = _value(head, b"Width", 0), _value(head, b"Height", 0)
    bits = _value(head, b"BitsPerComponent", 8)
    if pixels is None or not width or not height:
        return None
    channels = len(pixels) // (width * height)
    mode = "1" if bits == 1 else {1: "L", 3: "RGB"}.get(channels, "")
    needed = (width + 7) // 8 * height if bits == 1 else width * height * channels
    if not mode or bits not in (1, 8) or len(pixels) < needed:
        return None
    out = io.BytesIO()
    Image.frombytes(mode, (width, height), pixels[:needed]).save(out, "PNG")
    return out.getvalue()


def _value(head: bytes, name: bytes, default: int) -> int:
    found = _NUMBER[name].search(head)
    return int(found[1]) if found else default
