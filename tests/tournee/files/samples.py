"""Bytes of pictures and documents to send."""

import io
import struct
import zipfile
import zlib

from PIL import Image

SVG = b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def picture_bytes(
    *, size: tuple[int, int] = (40, 30), mode: str = "RGB", form: str = "PNG", **options: object
) -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    colours = {"RGB": (184, 57, 31), "RGBA": (0, 0, 0, 0), "CMYK": (0, 200, 200, 0)}
    image = Image.new(mode, size, colours[mode])
    image.save(out, form, **options)  # type: ignore[arg-type]
    return out.getvalue()


def photograph_bytes() -> bytes:
    """A picture with so many colours that JPEG is much the smaller."""
    out = io.BytesIO()
    noise = Image.effect_noise((300, 200), 90)
    Image.merge("RGB", (noise, noise.rotate(90), noise.rotate(180))).save(out, "PNG")
    return out.getvalue()


def bomb_bytes(side: int = 30_000) -> bytes:
    """A PNG of a few kilobytes that claims to be `side` × `side` pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(10_000)))
        + chunk(b"IEND", b"")
    )


def office_bytes(*members: str) -> bytes:
    """A zip archive with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for member in members:
            archive.writestr(member, "<x/>")
    return out.getvalue()
