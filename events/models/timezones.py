"""The time zones a tour may run in (metropolitan France, Great Britain, overseas France), and a day by their clocks."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext_lazy as _

TIME_ZONES = [
    ("Europe/Paris", _("Metropolitan France (Paris)")),
    ("Europe/London", _("Great Britain (London)")),
    ("America/Guadeloupe", _("Guadeloupe")),
    ("America/Martinique", _("Martinique")),
    ("America/Cayenne", _("French Guiana (Cayenne)")),
    ("Indian/Reunion", _("La Réunion")),
    ("Indian/Mayotte", _("Mayotte")),
    ("America/Miquelon", _("Saint-Pierre-et-Miquelon")),
    ("Pacific/Noumea", _("New Caledonia (Nouméa)")),
    ("Pacific/Tahiti", _("French Polynesia (Tahiti)")),
]


def day_bounds(day: datetime.date, zone: datetime.tzinfo) -> tuple[datetime.datetime, datetime.datetime]:
    """When a day begins and when it is over (aware, in UTC), by the clock of a place in that zone."""
    begins, over = (
        datetime.datetime.combine(one, datetime.time(), zone).astimezone(datetime.UTC)
        for one in (day, day + datetime.timedelta(days=1))
    )
    return begins, over
