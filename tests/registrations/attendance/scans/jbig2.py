"""A page packed as JBIG2, which copying machines write: nothing here makes it, but a fax of group 4 is a part of it."""

import io
import struct

import pikepdf
from PIL import Image, ImageChops

_PAGE, _REGION = 48, 38  # types of segments: page information, immediate generic region (ITU-T T.88, 7.3)
_HEIGHT_OF_STRIPS, _WHERE = 278, 273  # tags of TIFF


def with_jbig2_page(content: bytes, picture: Image.Image) -> bytes:
    """The PDF `content` with one page more."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        drawn = document.make_stream(
            _packed(picture), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=picture.width,
            Height=picture.height, BitsPerComponent=1, ColorSpace=pikepdf.Name.DeviceGray,
        )  # fmt: skip
        drawn.Filter = pikepdf.Name.JBIG2Decode
        page = document.add_blank_page(page_size=picture.size)
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=drawn))
        page.Contents = document.make_stream(b"%d 0 0 %d 0 0 cm /P Do" % picture.size)
        document.save(out)
    return out.getvalue()


def _packed(picture: Image.Image) -> bytes:
    size = struct.pack(">II", *picture.size)
    page = size + struct.pack(">IIBH", 0, 0, 0, 0)
    region = size + struct.pack(">IIBB", 0, 0, 0, 1)  # at the corner; packed as a fax (MMR)
    return _segment(0, _PAGE, page) + _segment(1, _REGION, region + _fax(picture))


def _segment(number: int, kind: int, data: bytes) -> bytes:
    return struct.pack(">IBBBI", number, kind, 0, 1, len(data)) + data


def _fax(picture: Image.Image) -> bytes:
    """The lines of that picture packed as group 4, black as 1."""
    out = io.BytesIO()
    black = ImageChops.invert(picture.convert("L")).convert("1")
    black.save(out, "TIFF", compression="group4", tiffinfo={_HEIGHT_OF_STRIPS: picture.height})
    with Image.open(out) as written:
        (start,) = written.tag_v2[_WHERE]
        (length,) = written.tag_v2[279]
    return out.getvalue()[start : start + length]
