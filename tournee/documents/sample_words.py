"""The two languages of the sample, side by side, with the spaces French typography wants."""

from __future__ import annotations

from collections.abc import Callable

from tournee.documents.spacing import closed_up

Say = Callable[[str, str], str]


def saying(language: str) -> Say:
    """What picks the words of that language: `say("Oui", "Yes")`."""
    if language == "fr":
        return lambda french, _english: closed_up(french, "fr")
    return lambda _french, english: english
