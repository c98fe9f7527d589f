"""Looking in every place at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tournee.accounts.models import User
from tournee.search.places import Found, Place, search_places, words_of

SHOWN = 8
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind; `more` says that there is more than is shown."""

    place: Place
    found: Sequence[Found]
    more: bool


def search(user: User, text: str, *, at_most: int = SHOWN) -> list[Group]:
    """What holds every word of `text`, by kind, of what `user` may open; kinds in which nothing was found are left out.

    As many queries whatever is found; none when `text` holds nothing that can be looked for.
    """
    words = words_of(text[:LONGEST])
    if not words:
        return []
    groups = []
    for place in search_places:
        found = list(place.find(user, words, at_most + 1))
        if found:
            groups.append(Group(place, found[:at_most], len(found) > at_most))
    return groups
