"""Documents made short, for tests."""

from __future__ import annotations

import datetime
from io import BytesIO
from typing import Any

from tournee.documents.blocks import Block, Picture
from tournee.documents.document import Document

DAY = datetime.date(2026, 11, 20)


def document(*blocks: Block, language: str = "en", **options: Any) -> Document:
    """A document of these blocks."""
    return Document(options.pop("title", "A title"), language, blocks, date=DAY, **options)


def picture(size: tuple[int, int] = (40, 20), kind: str = "PNG", **options: Any) -> Picture:
    """A red picture of that many pixels."""
    from PIL import Image

    out = BytesIO()
    Image.new("RGB", size, "red").save(out, kind)
    return Picture(out.getvalue(), **options)
