"""Every public stop as the search looks at it, kept in the process for as long as its tour stays the same.

Two thousand stops are looked through for each search. They are read anew, in five queries, for those tours alone that
changed, or for all once it is another day anywhere, or registration opens or closes: what a stop is depends on it.
"""

from __future__ import annotations

import datetime
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Q

from events.catalogue.availability import Availability, of_stop
from events.catalogue.finding.facets import Values, values_of
from events.catalogue.finding.windows import ALWAYS, Window, next_moment, windows_of
from events.catalogue.stored import Edition, StoredStop, StoredTheme, version
from events.catalogue.words import TO_COME, Phase
from events.models import Partnership, Session, Stop, Theme
from events.models.timezones import TIME_ZONES
from tournee.texts.search import search_key

_ZONES = [ZoneInfo(name) for name, _label in TIME_ZONES]
_TEXTS = ("summary_fr", "summary_en", "venue")
_FAR = datetime.date.max.toordinal()


class Carrier(NamedTuple):
    """An organisation that carries a stop, or a session there, in a role: the stop is found by its name."""

    role: str
    slug: str
    name_fr: str
    name_en: str
    acronym: str

    @property
    def key(self) -> str:
        """What words are looked for in."""
        return search_key(self.name_fr, self.name_en, self.acronym)


@dataclass(frozen=True)
class Entry:
    """A public stop of the tour `tour` (its key). `texts` is all that a word may be found in, beside its `carriers`."""

    tour: int
    stop: StoredStop
    phase: Phase
    availability: Availability | None
    window: Window
    values: Values
    texts: tuple[str, ...]
    carriers: tuple[Carrier, ...]

    @cached_property
    def key(self) -> str:
        """What words are looked for in."""
        return " ".join([self._told, *(carrier.key for carrier in self.carriers)])

    @cached_property
    def _told(self) -> str:
        return search_key(*self.texts)

    def named_by(self, words: Sequence[str]) -> list[Carrier]:
        """The carriers by whose names alone it holds some of the `words`: nothing else of it tells why it was found."""
        missing = [word for word in words if word not in self._told]
        return [carrier for carrier in self.carriers if any(word in carrier.key for word in missing)]

    @cached_property
    def order(self) -> tuple[int, int, int]:
        """Along the calendar: first what is to come, the soonest before the others, then the rest, the latest first."""
        first = self.stop.starts_on or self.stop.month
        day = first.toordinal() if first else _FAR
        if self.phase in TO_COME:
            return 0, day, self.stop.pk
        return 1, -day if first else 0, self.stop.pk


class _Shelf:
    """The entries by tour, with the state that each was read in. Replaced whole: threads share it."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[str, list[Entry]]] = {}
        self._until = math.inf

    def of(self, tours: Sequence[Edition], now: datetime.datetime) -> list[Entry]:
        """The entries of `tours` at `now`; what is kept of other tours is let go."""
        days = ",".join(str(now.astimezone(zone).toordinal()) for zone in _ZONES)
        states = {tour.pk: f"{version(tour)} {days}" for tour in tours}
        still = now.timestamp() < self._until
        kept = {pk: found for pk, found in self._kept.items() if still and found[0] == states.get(pk)}
        if missing := [pk for pk in states if pk not in kept]:
            windows = windows_of(missing)
            read = _read(missing, windows, now)
            kept |= {pk: (states[pk], read[pk]) for pk in missing}
            until = next_moment(windows, now) or math.inf
            self._kept, self._until = kept, min(self._until, until) if still else until
        return [entry for pk in states for entry in kept[pk][1]]

    def clear(self) -> None:
        """Forget everything."""
        self._kept, self._until = {}, math.inf


shelf = _Shelf()


def _read(tours: Sequence[int], windows: Mapping[int, Window], now: datetime.datetime) -> defaultdict[int, list[Entry]]:
    """The entries of these tours, by tour. Four queries."""
    columns = StoredStop.__annotations__
    rows = Stop.objects.public().filter(tour__in=tours).order_by().values_list("tour_id", *_TEXTS, *columns)
    themes = themes_of(tours)
    sessions = _sessions(tours)
    carriers = _carriers(tours)
    found: defaultdict[int, list[Entry]] = defaultdict(list)
    for tour, *row in rows:
        stop = StoredStop(*row[len(_TEXTS) :])
        phase, said, seats = stop.phase(now), sessions[stop.pk].said, sessions[stop.pk].seats
        availability = of_stop(seats)
        its_themes = tuple(themes[stop.pk])
        names = [label for theme in its_themes for label in (theme.label_fr, theme.label_en)]
        titles = (stop.place, stop.title_fr, stop.title_en, stop.region__name or "", stop.territory__name or "")
        texts = (*titles, *names, *row[: len(_TEXTS)], *said)
        window = windows.get(stop.pk, ALWAYS)
        values = values_of(stop, phase, availability, window.is_open(now), its_themes)
        found[tour].append(Entry(tour, stop, phase, availability, window, values, texts, tuple(carriers[stop.pk])))
    return found


def themes_of(tours: Iterable[int]) -> defaultdict[int, list[StoredTheme]]:
    """The themes of the public stops of these tours and of their sessions, by stop. One query."""
    label = ("slug", "label_fr", "label_en")
    stops = Theme.objects.filter(stops__tour__in=tours).order_by().values_list("stops", *label)
    sessions = Theme.objects.filter(sessions__stop__tour__in=tours).order_by().values_list("sessions__stop", *label)
    found: defaultdict[int, list[StoredTheme]] = defaultdict(list)
    for row in stops.union(sessions):
        found[row[0]].append(StoredTheme(*row))
    return found


def _carriers(tours: Iterable[int]) -> defaultdict[int, list[Carrier]]:
    """Who carries the stops of these tours and their sessions, each once, by stop. One query."""
    at = Q(stop__tour__in=tours) | Q(session__stop__tour__in=tours)
    about = (f"organisation__{name}" for name in ("slug", "name_fr", "name_en", "acronym"))
    rows = Partnership.objects.filter(at).order_by("position", "pk")
    found: defaultdict[int, list[Carrier]] = defaultdict(list)
    for stop, session_stop, *carrier in rows.values_list("stop_id", "session__stop_id", "role", *about):
        known, one = found[stop or session_stop], Carrier(*carrier)
        if one.slug not in {other.slug for other in known}:
            known.append(one)
    return found


class _Programme:
    """What the sessions of a stop tell: their titles, and the seats of those that are planned."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.seats: list[tuple[int | None, int]] = []


def _sessions(tours: Iterable[int]) -> defaultdict[int, _Programme]:
    planned = Session.objects.filter(stop__tour__in=tours, state=Session.State.PLANNED).order_by()
    found: defaultdict[int, _Programme] = defaultdict(_Programme)
    for stop, *said, capacity, taken in planned.values_list(
        "stop_id", "title_fr", "title_en", "summary_fr", "summary_en", "capacity", "seats_taken"
    ):
        found[stop].said += said
        found[stop].seats.append((capacity, taken))
    return found
