"""A document as one HTML file that needs nothing beside it: style sheets and typefaces are written into it."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from tournee.documents.document import Document
from tournee.documents.html import render
from tournee.documents.html.page import safe

_STATIC = Path(settings.BASE_DIR) / "tournee" / "web" / "static"
_SHEETS = (
    *("tokens", "base", "layout", "components/controls", "components/content"),
    *("components/tables", "components/drawing", "components/document", "utilities"),
)
_FONT = re.compile(r'url\("\.\./(fonts/[^"]+)"\)')


def standalone_page(document: Document) -> str:
    """The whole file; its policy is its own, so that pictures, styles and typefaces stand inside it."""
    context = {
        "language": document.language,
        "title": document.title,
        "styles": _styles(),
        "body": render(document, titled=True),
    }
    return render_to_string("tournee/documents/standalone.html", context)


@cache
def _styles() -> SafeString:
    sheets = "\n".join((_STATIC / "web" / f"{name}.css").read_text() for name in _SHEETS)
    return safe(_FONT.sub(_inside, sheets))


def _inside(font: re.Match[str]) -> str:
    """The typeface itself in place of its address."""
    return f'url("data:font/woff2;base64,{b64encode((_STATIC / font[1]).read_bytes()).decode()}")'
