"""When a rule sends, and for which stops."""

from __future__ import annotations

import datetime

from django.db.models import QuerySet

from events.models import Stop
from registrations.models import Message

LATE = datetime.timedelta(hours=24)  # a worker that stood still for longer has missed its moment


def stops_of(message: Message) -> QuerySet[Stop]:
    """The public stops with a date that the rule is of; those cancelled or postponed are none."""
    stops = Stop.objects.filter(tour=message.tour_id, state=Stop.State.PUBLISHED, starts_on__isnull=False)
    stops = stops.filter(pk=message.stop_id) if message.stop_id else stops
    return stops.select_related("tour").order_by("starts_on", "pk")


def moment_at(message: Message, stop: Stop) -> datetime.datetime | None:
    """The moment at which the rule sends for that stop, by the stop's own clock; None for a message that is no rule.

    Days before count from the first day, days after from the last.
    """
    if message.days is None or message.at is None or stop.starts_on is None:
        return None
    day = stop.starts_on if message.days <= 0 else (stop.ends_on or stop.starts_on)
    return datetime.datetime.combine(day + datetime.timedelta(days=message.days), message.at, stop.zone)
