"""What planning itself says of who is told."""

from __future__ import annotations

from events.planning.telling import readers
from events.planning.telling.told import told_of_a_change


def register() -> None:
    """Called once, when the app is ready."""
    by = "events.planning.telling"
    told_of_a_change.add(readers.readers_of_the_page, by=by, order=10)
    told_of_a_change.add(readers.followers_of_calendars, by=by, order=20)
    told_of_a_change.add(readers.tasks_that_move, by=by, order=200)
