"""Pictures in a page: their address, size and alternative; the lists of logos."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tournee.documents.blocks import Picture
from tournee.documents.document import Logo
from tournee.documents.html.page import Page

_PIXELS_A_MILLIMETRE = 96 / 25.4


def data_uri(picture: Picture) -> str:
    """The picture itself as its address."""
    kind = "jpeg" if picture.data.startswith(b"\xff\xd8") else "png"
    return f"data:image/{kind};base64,{b64encode(picture.data).decode()}"


def image(picture: Picture, alternative: str, page: Page) -> SafeString:
    """The picture at the width it wants, or the room there is; its place is kept while it loads."""
    from PIL import Image  # lazily: few pages hold a picture

    with Image.open(BytesIO(picture.data)) as opened:
        wide, high = opened.size
    width = picture.width * _PIXELS_A_MILLIMETRE
    return format_html(
        '<img src="{}" alt="{}" width="{}" height="{}">',
        *(page.picture_url(picture), alternative, round(width), max(round(width * high / wide), 1)),
    )


def logos(shown: tuple[Logo, ...], page: Page) -> SafeString:
    """The partners' logos as a list, or nothing."""
    if not shown:
        return SafeString()
    items = format_html_join("", "<li>{}</li>", ((image(logo.picture, logo.name, page),) for logo in shown))
    return format_html('<ul class="document-logos">{}</ul>', items)
