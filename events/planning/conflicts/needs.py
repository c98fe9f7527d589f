"""The rule `conflicts` of the control room."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from events.planning.attention.needs import Need, Urgency, Watched, urgency_in
from events.planning.conflicts.finding import PRESSING, conflicts_in
from events.planning.conflicts.found import Level
from events.planning.conflicts.queries import known_to_team, read_around


def conflicts_ahead(watched: Watched, days: int) -> Iterator[Need]:
    """Each conflict of the next `days` days, but for what is only good to know: that waits on the conflicts' page."""
    until = watched.today + datetime.timedelta(days=days)
    known = known_to_team(watched.tour)
    read = read_around(
        watched.tour, watched.today, reveals=known, stops=watched.stops, sessions=watched.sessions, until=until
    )
    for found in conflicts_in(read, PRESSING):
        left = (found.day - watched.today).days
        if found.level != Level.KNOW and left <= days:
            # What cannot be done gets dearer to change with every day that passes.
            urgency = min(urgency_in(left), Urgency.SOON if found.level == Level.IMPOSSIBLE else Urgency.LATER)
            yield Need(found.key, found.sentence, found.action, urgency, found.stop, person=found.stop.lead_id)
