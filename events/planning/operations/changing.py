"""What every change of a tour or of anything in it goes through: one transaction, and none once it is archived."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.db import transaction

from events.models import Tour
from events.planning.errors import TourArchived
from events.team.rules import tour_id_of

T = TypeVar("T")
P = ParamSpec("P")
R = TypeVar("R")


def changes_a_tour(operation: Callable[Concatenate[T, P], R]) -> Callable[Concatenate[T, P], R]:
    """Declare that `operation` changes its first argument: a tour, or what belongs to one (a stop, a session…).

    It runs in one transaction; raises TourArchived, before anything else, where that tour is archived.
    """

    @wraps(operation)
    def change(thing: T, *args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic():
            require_open(thing)
            return operation(thing, *args, **kwargs)

    change.changes_a_tour = True  # type: ignore[attr-defined]
    return change


def require_open(thing: Any) -> None:
    """Raise TourArchived where the tour that `thing` is or belongs to is archived, as the database has it now."""
    if Tour.objects.filter(pk=tour_id_of(thing), state=Tour.State.ARCHIVED).exists():
        raise TourArchived
