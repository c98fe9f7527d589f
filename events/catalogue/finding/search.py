"""Looking through every public stop: by words, near a commune, narrowed by facets. The page and the API ask here."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from events.catalogue.clock import public_tours
from events.catalogue.finding.entries import Entry, shelf
from events.catalogue.finding.facets import Chosen, Sifted, sift
from events.models import Territory, Tour
from events.reference.queries import distance_km


@dataclass(frozen=True, slots=True)
class Found:
    """A stop that was found; `km` is how far it is as the crow flies from the commune asked about, None if unknown."""

    entry: Entry
    km: float | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, in order: from the nearest where a commune was named, else along the calendar.

    `tours` are those that the stops may be of, by key; `sifted` tells what else they could be narrowed to.
    """

    tours: Mapping[int, Tour]
    found: Sequence[Found]
    sifted: Sifted[Entry]


class Stops:
    """The public stops of all public tours at `now`. One query, and five more where something changed."""

    def __init__(self, now: datetime.datetime) -> None:
        self._tours = {tour.pk: tour for tour in public_tours()}
        self._entries = shelf.of(list(self._tours.values()), now)

    def __len__(self) -> int:
        return len(self._entries)

    def holding(self, words: Sequence[str]) -> list[Entry]:
        """Those in whose texts each of the `words` stands; all where there are none."""
        if not words:
            return self._entries
        return [entry for entry in self._entries if all(word in entry.key for word in words)]

    def find(self, *, words: Sequence[str] = (), near: Territory | None = None, wanted: Chosen) -> Finding:
        """Those that hold the `words`, narrowed to what is `wanted`, the nearest to `near` first. No query."""
        sifted = sift([(entry, entry.values) for entry in self.holding(words)], wanted)
        found = _by_distance(sifted.left, near) if near else [Found(entry) for entry in _in_order(sifted.left)]
        return Finding(self._tours, found, sifted)


def _in_order(entries: Sequence[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.order)


def _by_distance(entries: Sequence[Entry], near: Territory) -> list[Found]:
    """From the nearest; those of which nobody knows where they are last, along the calendar."""
    if near.latitude is None or near.longitude is None:
        return [Found(entry) for entry in _in_order(entries)]
    placed, nowhere = [], []
    for entry in entries:
        if entry.stop.latitude is None or entry.stop.longitude is None:
            nowhere.append(entry)
        else:
            km = distance_km(near.latitude, near.longitude, entry.stop.latitude, entry.stop.longitude)
            placed.append((km, entry.order, entry))
    placed.sort(key=lambda one: one[:2])
    return [Found(entry, km) for km, _order, entry in placed] + [Found(entry) for entry in _in_order(nowhere)]
