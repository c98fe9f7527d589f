"""The public stops of a tour as they are stored, read once for its pages, their keys and their list."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, NamedTuple, Protocol, cast
from zoneinfo import ZoneInfo

from django.core.cache import cache

from events.models import Stop, Theme
from tournee.database.asked import Asked

_KEPT_SECONDS = 24 * 60 * 60


def remembered(name: str, make: Callable[[], Any]) -> Any:
    """What is kept under `name`, made if it is not; `name` must change with all that it depends on (see `version`)."""
    found = cache.get(name)
    if found is None:
        found = make()
        cache.set(name, found, _KEPT_SECONDS)
    return found


def of_edition(tour: Edition, name: str, make: Callable[[], Any]) -> Any:
    """What is kept of `tour` in its present state under `name`; taken from the shelf once a request."""
    at_hand: dict[str, Any] = getattr(tour, "at_hand", {})
    if name not in at_hand:
        at_hand[name] = remembered(f"{name}:{version(tour)}", make)
    return at_hand[name]


class Edition(Protocol):
    """A tour in one of its states: the whole of it, or what its address told."""

    @property
    def pk(self) -> int: ...
    @property
    def slug(self) -> str: ...
    @property
    def public_version(self) -> int: ...
    @property
    def changed_at(self) -> datetime.datetime: ...


def version(tour: Edition) -> str:
    """What tells this state of the tour from any other; the moment is in it because a restored backup counts anew."""
    return f"{tour.pk}-{tour.public_version}-{tour.changed_at.timestamp()}"


class StoredStop(NamedTuple):
    """The columns of a stop that its line needs: making forty whole models would take longer than all the rest."""

    pk: int
    slug: str
    number: int | None
    state: str
    title_fr: str
    title_en: str
    place: str
    latitude: float | None
    longitude: float | None
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    month: datetime.date | None
    time_zone: str
    region__name: str | None
    region__code: str | None
    previous_starts_on: datetime.date | None = None
    territory__vintage: str | None = None
    territory__code: str | None = None
    territory__name: str | None = None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def phase(self, at: datetime.datetime) -> Stop.Phase:
        """By the model's own rule."""
        return Stop.phase(cast("Stop", self), at)

    def is_over(self, at: datetime.datetime) -> bool:
        """Held, or called off for a day that has passed."""
        phase = self.phase(at)
        if phase != Stop.Phase.CANCELLED:
            return phase == Stop.Phase.HELD
        last = self.last_day
        return last is not None and last < at.astimezone(self.zone).date()

    @property
    def last_day(self) -> datetime.date | None:
        """Its last day, or the one it was announced for before it lost its date."""
        return self.ends_on or self.starts_on or self.previous_starts_on

    def title(self, language: str) -> str:
        """The subject in `language`, or in the other one."""
        wanted, other = (self.title_en, self.title_fr) if language == "en" else (self.title_fr, self.title_en)
        return wanted or other


_public_stops = Asked(
    StoredStop,
    lambda tour: (
        Stop.objects.filter(tour=tour, published_at__isnull=False)
        .along_the_route()
        .values_list(*StoredStop.__annotations__)
    ),
    int,
)


def stored_stops(tour: Edition) -> list[StoredStop]:
    """The public stops of `tour` in order of date. One query, or none: they are kept by the tour's version."""
    found: list[StoredStop] = of_edition(tour, "stored-stops", lambda: _public_stops(tour.pk))
    return found


class StoredTheme(NamedTuple):
    """A theme of a stop: its own, or one of a session there."""

    stop: int
    slug: str
    label_fr: str
    label_en: str


_THEME = ("slug", "label_fr", "label_en")
_public_themes = Asked(
    StoredTheme,
    lambda tour: (
        Theme.objects.filter(stops__tour=tour, stops__published_at__isnull=False)
        .order_by()
        .values_list("stops", *_THEME)
        .union(
            Theme.objects.filter(sessions__stop__tour=tour, sessions__stop__published_at__isnull=False)
            .order_by()
            .values_list("sessions__stop", *_THEME)
        )
    ),
    int,
)


def stored_themes(tour: Edition) -> list[StoredTheme]:
    """The themes of the public stops of `tour` and of their sessions. One query, or none, as with the stops."""
    found: list[StoredTheme] = of_edition(tour, "stored-themes", lambda: _public_themes(tour.pk))
    return found
