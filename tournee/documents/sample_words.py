"""The two languages of the sample, side by side, with the spaces French typography wants."""

from __future__ import annotations

import re
from collections.abc import Callable

from tournee.texts.typography import NARROW, NO_BREAK

Say = Callable[[str, str], str]

_BEFORE = re.compile(r" (?=[;!?»%])")
_AFTER = re.compile(r"(?<=«) ")


def saying(language: str) -> Say:
    """What picks the words of that language: `say("Oui", "Yes")`."""
    return (lambda french, _english: _spaced(french)) if language == "fr" else (lambda _french, english: english)


def _spaced(french: str) -> str:
    return _AFTER.sub(NARROW, _BEFORE.sub(NARROW, french)).replace(" :", f"{NO_BREAK}:")
