"""The tour or stop an address names: it is asked for on every request, kept page or not, and so quickly."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from django.db import InterfaceError, OperationalError, connection

from events.calendars.queries import public_tour
from events.models import Tour
from tournee.database.asked import Asked

Found = TypeVar("Found")


class _Columns(NamedTuple):
    """What is asked of a tour on every request."""

    pk: int
    slug: str
    public_version: int
    changed_at: datetime.datetime


class PresentTour(_Columns):
    """A public tour: what tells it, as it is now, from any other tour and from any other state of it."""

    @cached_property
    def at_hand(self) -> dict[str, Any]:
        """What was read of it while this request is answered (see `stored.of_edition`)."""
        return {}


class StopAddress(NamedTuple):
    """A stop's address on a public tour. Whether there is such a stop is asked once in a state of the tour."""

    tour: PresentTour
    slug: str


_TOUR = Asked(
    PresentTour,
    lambda tour: Tour.objects.exclude(state=Tour.State.DRAFT).filter(slug=tour).values_list(*_Columns.__annotations__),
    str,
)


def tour_at(tour: str) -> PresentTour:
    """The public tour at this slug, or that was there once; Http404 if none. One query for a present slug."""
    if found := _asked_first(_TOUR, tour):
        return found[0]
    moved = public_tour(tour)
    return PresentTour(moved.pk, moved.slug, moved.public_version, moved.changed_at)


def stop_at(tour: str, stop: str) -> StopAddress:
    """The address of a stop on the public tour at this slug; Http404 if there is no such tour. One query if it is."""
    return StopAddress(tour_at(tour), stop)


def _asked_first(query: Asked[Found], value: str) -> list[Found]:
    """The answer to the first query of a request, which shows by itself whether the connection still stands.

    Django would ask the database for nothing before it (CONN_HEALTH_CHECKS), which takes as long as the answer. Here
    a connection that broke since the last request is replaced, and the query asked again.
    """
    if connection.in_atomic_block:
        return query(value)
    connection.health_check_done = True  # type: ignore[attr-defined]  # the stubs do not know of it
    try:
        return query(value)
    except (OperationalError, InterfaceError):
        connection.close()
        return query(value)
