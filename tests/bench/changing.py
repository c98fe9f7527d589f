"""As if the tour, the stop and a line of the list were changed before each request.

No page and no part of one is kept under the version asked for, and the page's own texts differ each time, so that what
is remembered for the same values (a line, a section) is not remembered for these. What does not change stays
remembered, as it does when somebody really edits a text: the drawing of the route, the partners, the other lines.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from itertools import count
from typing import Any

from django.core.signals import request_started

from events.catalogue import clock, in_full, stored, tour_page, views
from events.models import Tour

_changes = count(1)
_change = ContextVar("change", default=0)


def change_each_time() -> None:
    """Make it so in this process."""
    request_started.connect(lambda **_: _change.set(next(_changes)), weak=False)
    clock.version = stored.version = lambda tour: f"{tour.pk}-{_change.get()}"
    tour_page.tour_in_full = _renamed(in_full.tour_in_full)
    views.stop_in_full = _renamed(in_full.stop_in_full)
    stored._public_stops = _first_retitled(stored._public_stops)


def _renamed(read: Callable[..., Any]) -> Callable[..., Any]:
    """A tour or stop with a title it never had before."""

    def changed(*at: int | str) -> Tour | in_full.StopInFull:
        found = read(*at)
        named = found if isinstance(found, Tour) else found.stop
        named.title_fr = f"{named.title_fr} {_change.get():06}"
        return found

    return changed


def _first_retitled(read: Callable[[int], list[Any]]) -> Callable[[int], list[Any]]:
    """Rows of which the first has a title it never had before."""

    def changed(pk: int) -> list[Any]:
        first, *others = read(pk)
        return [first._replace(title_fr=f"{first.title_fr} {_change.get():06}"), *others]

    return changed
