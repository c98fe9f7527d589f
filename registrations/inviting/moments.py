"""When a stop takes place, as an invitation says it: the day with its name, and the hours."""

from __future__ import annotations

from django.db.models import Max, Min

from events.catalogue.words import when
from events.models import Session, Stop
from tournee.texts.typography import format_date, format_time_range


def moment_of(stop: Stop) -> str:
    """“Wednesday 18 June 2031, 14:00–16:30”, in the active language; of several days the days alone. One query."""
    if stop.starts_on is None or (stop.ends_on and stop.ends_on != stop.starts_on):
        return when(stop, year=True)
    day = format_date(stop.starts_on)
    planned = Session.objects.filter(stop=stop, state=Session.State.PLANNED)
    hours = planned.aggregate(first=Min("starts_at"), last=Max("ends_at"))
    if hours["first"] is None:
        return day
    return f"{day}, {format_time_range(hours['first'], hours['last'], zone=stop.zone)}"
