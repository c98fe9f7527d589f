"""Run inside the product (`python -m tests.e2e.journey.days TOUR STOP DAY`): the days pass, for one stop.

Its dates come nearer by as many days as bring it to DAY days from today (0 is today, -1 yesterday). Nobody is told,
since nobody changed anything: it is the calendar that has moved on.
"""

from __future__ import annotations

import datetime
import sys

import django


def main() -> None:
    """Let the days pass."""
    django.setup()
    from django.db import transaction
    from django.utils import timezone

    from events.models import Stop
    from events.planning.operations.public import readers_see_a_change
    from events.planning.operations.shifting import move_sessions_along

    tour, slug, days = sys.argv[1:]
    with transaction.atomic():
        stop = Stop.objects.get(tour__slug=tour, slug=slug)
        before, stop.starts_on = stop.starts_on, timezone.localdate() + datetime.timedelta(days=int(days))
        stop.ends_on = stop.starts_on
        if before and stop.previous_starts_on:
            stop.previous_starts_on += stop.starts_on - before
        stop.save(update_fields=["starts_on", "ends_on", "previous_starts_on"])
        move_sessions_along(stop, {"starts_on": (before, stop.starts_on)})
        readers_see_a_change(stop.tour_id)


if __name__ == "__main__":
    main()
