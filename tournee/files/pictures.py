"""Pictures are decoded and written anew: what is kept holds pixels and nothing else."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass, field
from typing import IO

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from tournee.files.errors import FileRefused, too_large
from tournee.files.kinds import FileKind
from tournee.files.naming import safe_name
from tournee.files.sniffing import sniff

_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
# What Pillow raises for broken or hostile content, by its decoders' own code; what is too large comes by other names.
UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, struct.error)


@dataclass(frozen=True, slots=True)
class PreparedPicture:
    """A picture ready to be kept: its bytes, their type, its size in pixels, and narrower copies by width."""

    name: str
    content_type: str
    content: bytes
    width: int
    height: int
    copies: dict[int, bytes] = field(default_factory=dict)


def prepare_picture(upload: UploadedFile, kind: FileKind) -> PreparedPicture:
    """`upload` written anew as PNG or JPEG, turned upright, without any metadata, within the limits of `kind`.

    PNG keeps drawings sharp and transparent, JPEG keeps photographs small; both are read by every mail program and PDF
    reader, which is why WebP comes in and does not go out. Of an animation the first picture is kept.
    Raises FileRefused.
    """
    if upload.size is not None and upload.size > kind.max_bytes:
        raise too_large(upload.size, kind.max_bytes)
    content = upload.file or io.BytesIO()
    _require_accepted(sniff(content), kind)
    picture = _decoded(content, kind)
    content_type, encoded = _encoded(picture)
    copies = {width: _narrower(picture, width, content_type) for width in kind.widths if width < picture.width}
    return PreparedPicture(
        safe_name(upload.name, content_type), content_type, encoded, picture.width, picture.height, copies
    )


def prepare_pixels(picture: Image.Image, name: str, kind: FileKind) -> PreparedPicture:
    """`picture`, in RGB and drawn or decoded here, as a JPEG called `name`: no side longer than `kind` allows.

    Much quicker than `prepare_picture`, which tries PNG too: for pages by the dozen.
    """
    bare = _pixels_only(picture)
    bare.thumbnail((kind.max_side, kind.max_side), Image.Resampling.LANCZOS)
    copies = {width: _narrower(bare, width, "image/jpeg") for width in kind.widths if width < bare.width}
    content = _written(bare, "image/jpeg")
    return PreparedPicture(safe_name(name, "image/jpeg"), "image/jpeg", content, bare.width, bare.height, copies)


def _require_accepted(content_type: str | None, kind: FileKind) -> None:
    if content_type in kind.accepts:
        return
    if content_type == "image/svg+xml":
        message = _("SVG files are not accepted: they can hold scripts. Export the picture as PNG and send that.")
    elif content_type == "image/heif":
        message = _("HEIC and AVIF pictures are not accepted. Export the picture as JPEG and send that.")
    else:
        message = _("This file is no picture that can be read, whatever its name. Send a PNG, JPEG, WebP or GIF file.")
    raise FileRefused(message, code="not_a_picture")


def _decoded(content: IO[bytes], kind: FileKind) -> Image.Image:
    """The picture, upright, in RGB or RGBA, no side longer than the kind allows; dimensions are checked first."""
    box = (kind.max_side, kind.max_side)
    try:
        with Image.open(content, formats=_FORMATS) as source:
            if source.width * source.height > kind.max_pixels:
                raise _too_many_pixels(kind)
            source.draft("RGB", box)  # a large JPEG is decoded at a fraction of its size
            picture = ImageOps.exif_transpose(source)
            transparent = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
            picture = picture.convert("RGBA" if transparent else "RGB")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise _too_many_pixels(kind) from bomb
    except UNREADABLE as error:
        raise FileRefused(
            _("This picture is damaged and cannot be read. Open it, save it again as PNG and send that."),
            code="picture_damaged",
        ) from error
    picture.thumbnail(box, Image.Resampling.LANCZOS)
    return _pixels_only(picture)


def _too_many_pixels(kind: FileKind) -> FileRefused:
    return FileRefused(
        _("This picture has too many pixels: the limit is %(limit)d million. Make it smaller and send it again.")
        % {"limit": kind.max_pixels // 1_000_000},
        code="too_many_pixels",
    )


def _pixels_only(picture: Image.Image) -> Image.Image:
    """A copy without EXIF, GPS, comments, colour profile or anything else a file may carry beside its pixels."""
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    return bare


def _encoded(picture: Image.Image) -> tuple[str, bytes]:
    """(content type, bytes): PNG, unless the picture is opaque and JPEG takes less than half of that."""
    png = _written(picture, "image/png")
    if picture.mode == "RGB":
        jpeg = _written(picture, "image/jpeg")
        if len(jpeg) * 2 < len(png):
            return "image/jpeg", jpeg
    return "image/png", png


def _narrower(picture: Image.Image, width: int, content_type: str) -> bytes:
    height = max(1, round(picture.height * width / picture.width))
    return _written(picture.resize((width, height), Image.Resampling.LANCZOS), content_type)


def _written(picture: Image.Image, content_type: str) -> bytes:
    out = io.BytesIO()
    if content_type == "image/jpeg":
        picture.save(out, "JPEG", quality=85, optimize=True, progressive=True)
    else:
        picture.save(out, "PNG", optimize=True)
    return out.getvalue()
