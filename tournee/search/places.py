"""Where the workspace's search looks: each floor contributes the kinds of things it knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise

from tournee.accounts.models import User
from tournee.floors import Contribution
from tournee.texts.search import search_key

Words = Sequence[str]


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found: its name, a line that tells it from others of that name, and its page."""

    title: str
    detail: str
    url: str


@dataclass(frozen=True, slots=True)
class Place:
    """A kind of thing to look for, called `name`, shown under `label`.

    `find` is given who asks, the words (as `search_key` spells them, at least one) and how many at most to yield; it
    yields only what that person may open, the most likely first, in a constant number of queries.
    """

    name: str
    label: str | Promise
    find: Callable[[User, Words, int], Iterable[Found]]


search_places: Contribution[Place] = Contribution(
    "search_places", says="Kinds of things that the workspace's search finds (search)"
)


def words_of(text: str) -> list[str]:
    """The words to look for in what somebody typed; none where nothing in it can be looked for."""
    return search_key(text).split()


def holding(words: Words, *keys: str) -> Q:
    """The condition that each of the words stands in one of the columns `keys`, which hold normalised text."""
    condition = Q()
    for word in words:
        somewhere = Q()
        for key in keys:
            somewhere |= Q(**{f"{key}__contains": word})
        condition &= somewhere
    return condition


def holds(words: Words, *texts: str) -> bool:
    """Whether each of the words stands in the texts, for what has no column of normalised text."""
    key = search_key(*texts)
    return all(word in key for word in words)
