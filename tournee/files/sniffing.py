"""What a file really is, told from its bytes and never from its name or from what the browser says."""

from __future__ import annotations

import re
import zipfile
from typing import IO

from django.utils.translation import gettext as _

from tournee.files.errors import FileRefused

_SIGNATURES = [
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
]
_OPEN_XML = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/presentation.xml": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_SVG = re.compile(rb"<svg[\s>]", re.IGNORECASE)
_MACROS = ("vbaproject.bin", "basic/script-lc.xml")
# An honest office document has some hundred members; the list of a hostile one must not fill memory.
_MAX_MEMBERS = 20_000


def sniff(content: IO[bytes]) -> str | None:
    """The content type of `content` (seekable, left at its start), or None when it is nothing known here.

    Zip archives count as the office document they hold; an archive that cannot be read is nothing known.
    Raises FileRefused for a document with macros.
    """
    content.seek(0)
    head = content.read(4096)
    try:
        for signature, content_type in _SIGNATURES:
            if head.startswith(signature):
                return content_type
        if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
            return "image/webp"
        if head[4:8] == b"ftyp" and head[8:12] in {b"heic", b"heix", b"mif1", b"msf1", b"avif"}:
            return "image/heif"
        if head.startswith(b"PK\x03\x04"):
            return _office_document(content)
        return "image/svg+xml" if _SVG.search(head) else None
    finally:
        content.seek(0)


def _office_document(content: IO[bytes]) -> str | None:
    """The type of the office document in a zip archive; only its list of members is read, nothing is unpacked."""
    try:
        with zipfile.ZipFile(content) as archive:
            members = archive.infolist()
            if len(members) > _MAX_MEMBERS:
                return None
            names = {member.filename for member in members}
            if any(name.lower().endswith(_MACROS) for name in names):
                raise FileRefused(
                    _("This document contains macros, which are programs. Save it without macros and send it again."),
                    code="file_has_macros",
                )
            if "mimetype" in names:
                with archive.open("mimetype") as entry:
                    return entry.read(100).decode("ascii", "replace").strip()
            return next((found for member, found in _OPEN_XML.items() if member in names), None)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        return None
