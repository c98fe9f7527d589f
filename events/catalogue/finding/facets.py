"""What stops are narrowed by, and how many there are of each kind: time, month, region, territory, theme."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from events.catalogue.availability import Availability
from events.catalogue.stored import StoredStop, StoredTheme
from events.catalogue.words import TO_COME, Phase
from tournee.texts.languages import active_language

T = TypeVar("T")
# In the address, and in the order of the page. `Values` follows it.
NAMES = ("when", "month", "region", "territory", "theme")
_STILL_ON = frozenset({Phase.UPCOMING, Phase.TODAY})
_PLACES_LEFT = frozenset({Availability.OPEN, Availability.FEW})


class Value(NamedTuple):
    """One kind of stops within a facet: as the address has it, and its name in each language; "" says the code."""

    code: str
    name_fr: str = ""
    name_en: str = ""


Values = tuple[tuple[Value, ...], ...]
Chosen = Mapping[str, str]
UPCOMING, OPEN, PAST = Value("upcoming"), Value("open"), Value("past")
TIMES: Mapping[Value, str | Promise] = {
    UPCOMING: pgettext_lazy("stops", "To come"),
    OPEN: gettext_lazy("Open for registration"),
    PAST: pgettext_lazy("stops", "Past"),
}


@lru_cache(maxsize=1024)
def values_of(
    stop: StoredStop, phase: Phase, availability: Availability | None, takes: bool, themes: tuple[StoredTheme, ...]
) -> Values:
    """What the stop is in each facet, in the order of NAMES; the same object for the same stop.

    `takes`: whether it takes registrations at this moment, were there seats (see `windows`).
    """
    region = (Value(stop.region__code, *(stop.region__name or "",) * 2),) if stop.region__code else ()
    return (
        _times(phase, takes and availability in _PLACES_LEFT),
        _months(stop),
        region,
        _territory(stop),
        tuple({theme.slug: Value(theme.slug, theme.label_fr, theme.label_en) for theme in themes}.values()),
    )


def _times(phase: Phase, has_room: bool) -> tuple[Value, ...]:
    """Both to come and open, or either, or past; a cancelled stop is none of them, and is found among all."""
    if phase == Phase.HELD:
        return (PAST,)
    if phase not in TO_COME:
        return ()
    return (UPCOMING, OPEN) if phase in _STILL_ON and has_room else (UPCOMING,)


def _months(stop: StoredStop) -> tuple[Value, ...]:
    first = stop.starts_on or stop.month
    if first is None:
        return ()
    last = stop.ends_on or first
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return tuple(Value(f"{month // 12:04d}-{month % 12 + 1:02d}") for month in months)


def _territory(stop: StoredStop) -> tuple[Value, ...]:
    """Named as its page is: with its wave, since the same code is another place in the next."""
    if not stop.territory__code:
        return ()
    name = stop.territory__name or ""
    return (Value(f"ti-{stop.territory__vintage}-{stop.territory__code}", name, name),)


def name_of(facet: str, value: Value) -> str:
    """What `value` is called, in the active language."""
    if facet == "when":
        return str(TIMES[value])
    if facet == "month":
        year, month = value.code.split("-")
        said = date_format(datetime.date(int(year), int(month), 1), "F Y")
        return said[:1].upper() + said[1:]
    wanted, other = value.name_fr, value.name_en
    if active_language() == "en":
        wanted, other = other, wanted
    return wanted or other


@dataclass(frozen=True, slots=True)
class Sifted(Generic[T]):
    """What is left once it is narrowed.

    `chosen` holds the values that were asked for and are known, `unknown` the facets asked for one that is not. In
    `counts`, by facet, are the values there would be were that facet alone left open; `at_any_time` is how many stops
    there would be were only the time left open.
    """

    left: list[T]
    chosen: Mapping[str, Value]
    unknown: list[str]
    counts: Mapping[str, Mapping[Value, int]]
    at_any_time: int


def sift(things: Iterable[tuple[T, Values]], wanted: Chosen) -> Sifted[T]:
    """`things` narrowed to what is `wanted` (codes by facet), in one pass; a code that nothing has narrows nothing."""
    pairs = list(things)
    chosen = _known(pairs, wanted)
    places = [(NAMES.index(facet), value) for facet, value in chosen.items()]
    counts: list[dict[Value, int]] = [{} for _ in NAMES]
    left: list[T] = []
    at_any_time = 0
    for thing, values in pairs:
        failing = [place for place, value in places if value not in values[place]]
        if len(failing) > 1:
            continue
        if not failing:
            left.append(thing)
        for place in failing or range(len(NAMES)):
            counted = counts[place]
            for value in values[place]:
                counted[value] = counted.get(value, 0) + 1
        at_any_time += failing in ([], [0])
    unknown = [name for name in NAMES if wanted.get(name) and name not in chosen]
    return Sifted(left, chosen, unknown, dict(zip(NAMES, counts, strict=True)), at_any_time)


def _known(pairs: list[tuple[T, Values]], wanted: Chosen) -> dict[str, Value]:
    """The values asked for that some stop has; a time is known though nothing be left of it."""
    chosen = {}
    for place, name in enumerate(NAMES):
        code = wanted.get(name)
        known = TIMES if name == "when" else (value for _, values in pairs for value in values[place])
        value = next((value for value in known if value.code == code), None) if code else None
        if value is not None:
            chosen[name] = value
    return chosen
