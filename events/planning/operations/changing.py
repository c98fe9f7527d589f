"""What every change of a tour or of anything in it goes through: one transaction, and none once it is archived."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.db import transaction

from events.models import Session, Stop, Tour
from events.planning.errors import TourArchived
from events.team.rules import tour_id_of

T = TypeVar("T")
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(slots=True)
class _Held:
    """A tour known to be open, and the stops whose sessions this transaction holds, or which it made itself."""

    tour: int
    stops: set[int] = field(default_factory=set)


_held: ContextVar[_Held | None] = ContextVar("held", default=None)


@contextmanager
def many_changes(tour: Tour) -> Iterator[None]:
    """Many operations upon `tour` in one transaction, as an import makes them.

    That the tour is open is asked once, and a stop's sessions are taken once. Raises TourArchived.
    """
    with transaction.atomic():
        require_open(tour)
        before = _held.set(_Held(tour.pk))
        try:
            yield
        finally:
            _held.reset(before)


def changes_a_tour(operation: Callable[Concatenate[T, P], R]) -> Callable[Concatenate[T, P], R]:
    """Declare that `operation` changes its first argument: a tour, or what belongs to one (a stop, a session…).

    It runs in one transaction; raises TourArchived, before anything else, where that tour is archived. A change of a
    stop or of a session holds the stop's sessions from the beginning, in the order in which booking takes them:
    otherwise each would wait for what the other holds, and one of them would be thrown out.
    """

    @wraps(operation)
    def change(thing: T, *args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic():
            held = _held.get()
            if held is None or held.tour != tour_id_of(thing):
                held = None
            stop = thing.pk if isinstance(thing, Stop) else thing.stop_id if isinstance(thing, Session) else None
            if stop is not None and not (held and stop in held.stops):
                sessions_held(stop)
            if held is None:
                require_open(thing)
            done = operation(thing, *args, **kwargs)
            if held and stop is not None:
                held.stops.add(stop)
            elif held and isinstance(done, Stop):
                held.stops.add(done.pk)  # a new one: nobody else can know it yet
            return done

    return change


def sessions_held(stop_id: int) -> list[Session]:
    """The stop's sessions as they are now, locked in the order of their ids until the transaction ends.

    Before the tour's row, which both planning and booking touch last (`readers_see_a_change`). What merely refers to a
    session, such as a check-in, is not held up.
    """
    return list(Session.objects.select_for_update(no_key=True).filter(stop_id=stop_id).order_by("pk"))


def require_open(thing: Any) -> None:
    """Raise TourArchived where the tour that `thing` is or belongs to is archived, as the database has it now."""
    if Tour.objects.filter(pk=tour_id_of(thing), state=Tour.State.ARCHIVED).exists():
        raise TourArchived
