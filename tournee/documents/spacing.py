"""French keeps its tall punctuation on the line of the word it belongs to, however the space before it was typed."""

from __future__ import annotations

import re

from tournee.texts.typography import NARROW, NO_BREAK

_NUMBER = re.compile(r"(?<=\b[nN]°) (?=\d)")
_LOOSE = re.compile(r" (?=[;:!?%‰€»])|(?<=«) ")


def closed_up(text: str, language: str) -> str:
    """The text with no-break spaces where French typography wants them and plain ones stand; of other languages, only
    n° keeps its number, as firms are called in France.

    Words are the authors': no space is added where they typed none.
    """
    text = _NUMBER.sub(NO_BREAK, text) if "°" in text else text
    if not language.startswith("fr"):
        return text
    return _LOOSE.sub(_close_up, text)


def _close_up(space: re.Match[str]) -> str:
    """Wide before a colon and the euro, narrow elsewhere."""
    return NO_BREAK if space.string[space.end() : space.end() + 1] in {":", "€"} else NARROW
