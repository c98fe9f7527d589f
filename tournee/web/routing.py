"""Addresses tried by their first part: `/tours/…` is not compared with the two hundred routes of the workspace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from django.urls import ResolverMatch, URLPattern, URLResolver
from django.urls.resolvers import RoutePattern

Entry = URLPattern | URLResolver
_VARIABLE = frozenset("<(\\[")


class _Remembering(URLResolver):
    """Remembers where the addresses asked for last led: at a door each tap goes to the same one.

    What is remembered reaches no request: the resolver above makes of it what the request is given.
    """

    def __init__(self, pattern: RoutePattern, entries: list[Entry]) -> None:
        super().__init__(pattern, entries)
        self._led = lru_cache(maxsize=256)(super().resolve)

    def resolve(self, path: str) -> ResolverMatch:
        return self._led(path)


class _FirstPart(RoutePattern):
    """Lets pass what begins with `part`, and takes nothing away: the routes below say it themselves."""

    def __init__(self, part: str) -> None:
        super().__init__("")
        self._part = part

    def match(self, path: str) -> tuple[str, tuple[Any, ...], dict[str, Any]] | None:
        return (path, (), {}) if path.startswith(self._part) else None


def by_first_part(entries: Iterable[Entry]) -> list[Entry]:
    """The same addresses, those with the same first part under one resolver, each in the order given.

    What is included below "" is taken apart; a route that does not begin with a fixed part stays on its own, before
    the others.
    """
    groups: dict[str, list[Entry]] = {}
    others: list[Entry] = []
    for entry in _flat(entries):
        part, slash, _rest = str(entry.pattern).removeprefix("^").partition("/")
        if slash and not _VARIABLE & set(part):
            groups.setdefault(f"{part}/", []).append(entry)
        else:
            others.append(entry)
    return [*others, *(_Remembering(_FirstPart(part), group) for part, group in groups.items())]


def _flat(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Every entry, with those of a bare `include()` in its place."""
    for entry in entries:
        if isinstance(entry, URLResolver) and not (str(entry.pattern) or entry.namespace or entry.default_kwargs):
            yield from _flat(entry.url_patterns)
        else:
            yield entry
