"""The points of an evening page: one a line of a text in each language, each known by its number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from registrations.models import EveningPage
from tournee.texts.languages import active_language

MOST_POINTS = 5


@dataclass(frozen=True, slots=True)
class Point:
    """A point as it is shown; `language` is "fr" or "en" where that is not the reader's own, else ""."""

    text: str
    language: str


def places_of(text: str) -> list[str]:
    """The points of a text by their number, "" where that one is not written in this language.

    Of more lines than there are points none has a number to keep: those that are empty are passed over.
    """
    lines = [" ".join(line.split()) for line in text.rstrip().splitlines()]
    return lines if len(lines) <= MOST_POINTS else [line for line in lines if line]


def points_of(page: EveningPage) -> list[Point]:
    """Each point in the active language, in its place; one that is written in the other alone in that one."""
    wanted = active_language()
    return [
        Point(own or theirs, "" if own else _other(wanted))
        for own, theirs in _side_by_side(page, wanted)
        if own or theirs
    ]


def written_only_in(page: EveningPage, language: str) -> int:
    """How many points are written in that language and not in the other."""
    return sum(bool(own and not theirs) for own, theirs in _side_by_side(page, language))


def _side_by_side(page: EveningPage, language: str) -> Iterator[tuple[str, str]]:
    """Each point in that language and in the other."""
    own, theirs = (places_of(getattr(page, f"points_{one}")) for one in (language, _other(language)))
    return zip_longest(own, theirs, fillvalue="")


def _other(language: str) -> str:
    return "en" if language == "fr" else "fr"
