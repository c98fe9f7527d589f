"""Fonts and their glyphs: in the file, readable, never the box of a character that a font lacks."""

from __future__ import annotations

from collections.abc import Iterator

from tests.tournee.documents.reading.fault import Fault
from tests.tournee.documents.reading.reading import Reading

_NO_MEANING = frozenset(("", "\0", "\ufeff", "\ufffe", "\ufffd"))


def check_fonts(reading: Reading) -> Iterator[Fault]:
    """Every font that a page names is embedded, with the meanings of its codes."""
    reading.font_names  # noqa: B018  (reads the pages)
    for font in reading.fonts:
        if not font.embedded:
            yield Fault("font-embedded", None, f"{font.name} is not in the file")
        if font.problem:
            yield Fault("font-embedded", None, f"{font.name}: {font.problem}")
        if font.meanings is None:
            yield Fault("font-unicode", None, f"{font.name} does not say what its codes mean")


def check_glyphs(reading: Reading) -> Iterator[Fault]:
    """Every code that is shown has a glyph and a meaning."""
    reading.font_names  # noqa: B018
    for font in reading.fonts:
        for code, page in font.shown.items():
            meaning = (font.meanings or {}).get(code, "")
            missing = code == 0 if font.wide else font.glyphs is not None and not font.glyphs.get(code)
            if missing:
                yield Fault("glyph-missing", page, f"{font.name} has no glyph for {meaning!r}")
            if font.meanings is not None and (meaning in _NO_MEANING or "\ufffd" in meaning):
                yield Fault("glyph-unicode", page, f"{font.name} draws a glyph (code {code}) that means nothing")
