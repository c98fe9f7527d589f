"""Run inside the product (`python -m tests.e2e.journey.prepare TOWN`): a confirmed stop with all that it needs.

It has two sessions of few seats and the representative's organisation as its co-host. Prints where it is, as JSON.
"""

from __future__ import annotations

import datetime
import json
import sys
from typing import Any

import django
from django.utils import translation

SEATS = (2, 3)
DAYS_AHEAD = 20


def main() -> None:
    """Prepare, and print."""
    django.setup()
    json.dump(_stop(sys.argv[1]), sys.stdout)


def _stop(town: str) -> dict[str, object]:
    from django.utils import timezone

    from events.models import Membership, Tour
    from events.planning.operations import add_partner, add_session, add_stop, confirm_stop
    from events.reference.queries import town_named
    from tests.e2e.prepare import PEOPLE
    from tournee.models import User

    manager = User.objects.get(email=PEOPLE["manager"])
    host = Membership.objects.get(user__email=PEOPLE["representative"]).organisation
    assert host is not None
    tour, day = Tour.objects.get(slug="prochaine"), timezone.localdate() + datetime.timedelta(days=DAYS_AHEAD)
    values = {
        "town": town_named(town), "starts_on": day, "venue": "Halle aux Grains", "address": "1 place du Marché",
        "title_fr": "Innover à huit", "title_en": "Innovating with eight people",
    }  # fmt: skip
    stop = confirm_stop(add_stop(tour, values, actor=manager), actor=manager)
    add_partner(stop, host, {"role": "co_host"}, actor=manager)
    sessions = []
    for title, hour, seats in (("Atelier", 9, SEATS[0]), ("Visite", 14, SEATS[1])):
        starts_at = datetime.datetime.combine(day, datetime.time(hour), stop.zone)
        hours = {"starts_at": starts_at, "ends_at": starts_at + datetime.timedelta(hours=2)}
        titles = {"title_fr": title, "title_en": f"{title} (en)"}
        sessions.append(add_session(stop, {**titles, **hours, "capacity": seats}, actor=manager).pk)
    return {"tour": tour.slug, "stop": stop.slug, "place": stop.place, "sessions": sessions, "host": _both(host)}


def _both(host: Any) -> dict[str, str]:
    """The name of an organisation in each language."""
    names = {}
    for language in ("fr", "en"):
        with translation.override(language):
            names[language] = str(host.name)
    return names


if __name__ == "__main__":
    main()
