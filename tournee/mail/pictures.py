"""Pictures that a message shows: drawn when it is composed, and named by the HTML as `cid:`."""

from __future__ import annotations

import io
from collections.abc import Iterable
from email.mime.image import MIMEImage
from urllib.parse import urlsplit

from django.conf import settings

from tournee.mail.models import OutboxPart

# The content of such a part is the address that the code holds: writing it costs nothing while somebody waits.
QR_CODE = "image/png; drawn=qr-code"
_SCALE, _QUIET = 5, 4  # pixels a module, and modules of white around, as ISO/IEC 18004 wants them


def content_id(filename: str) -> str:
    """What the HTML of a message names that picture by, after `cid:` (RFC 2392)."""
    return f"{filename}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}"


def drawn(address: str, filename: str) -> MIMEImage:
    """A QR code of `address` as a picture within the message; the same bytes each time."""
    import segno  # lazily: only what sends messages draws

    written = io.BytesIO()
    segno.make(address, micro=False, error="m").save(written, kind="png", scale=_SCALE, border=_QUIET)
    picture = MIMEImage(written.getvalue(), "png", name=filename)
    picture["Content-ID"] = f"<{content_id(filename)}>"
    picture["Content-Disposition"] = f'inline; filename="{filename}"'
    return picture


def with_pictures(html: str, parts: Iterable[OutboxPart]) -> str:
    """The HTML of a message as a browser shows it: each picture of its own within, where a mail program looks it up."""
    for part in parts:
        if part.content_type == QR_CODE:
            picture = drawn(bytes(part.content).decode("utf-8"), part.filename)
            data = "".join(str(picture.get_payload()).split())
            html = html.replace(f"cid:{content_id(part.filename)}", f"data:{picture.get_content_type()};base64,{data}")
    return html
