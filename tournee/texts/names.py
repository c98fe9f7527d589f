"""People's names as one text."""

from __future__ import annotations

from tournee.texts.search import search_key


def whole_name(first: str, last: str) -> str:
    """“Marie Durand” of a first name and a name; “Durand Marie” has both already, “Martin” beside “Martin” has not."""
    first, last = " ".join(first.split()), " ".join(last.split())
    known, words = search_key(first).split(), search_key(last).split()
    both = len(words) > len(known) and known in (words[: len(known)], words[-len(known) :])
    return last if both else " ".join(filter(None, (first, last)))
