"""How a stop fills: people registered beside what is aimed at, and beside other stops as far from their day."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Count, F, Q

from events.models import Stop
from registrations.models import Attendee, Registration

ENOUGH = 3  # other stops: fewer say nothing of what is usual


@dataclass(frozen=True, slots=True)
class Filling:
    """People registered for a stop, `left` days before it (None without a date).

    `aim` is the stop's share of the people its tour aims at, None where it aims at nobody. `usual` is how many were
    registered at half of the `others` (the tour's other stops that were, or are, as near to their day), None where
    there are too few to say.
    """

    people: int
    left: int | None
    aim: int | None
    usual: int | None
    others: int

    @property
    def behind(self) -> bool:
        """Whether fewer than two thirds of the usual number are registered."""
        return bool(self.usual) and self.people * 3 < (self.usual or 0) * 2


def filling_of(stop: Stop, now: datetime.datetime) -> Filling:
    """How `stop` fills; three queries."""
    standing = Attendee.objects.filter(cancelled_at=None, registration__state=Registration.State.LIVE).exclude(
        registration__origin=Registration.Origin.WALK_IN
    )
    people = standing.filter(stop=stop).count()
    aim = _aim(stop)
    if stop.starts_on is None:
        return Filling(people, None, aim, None, 0)
    left = (stop.starts_on - now.astimezone(stop.zone).date()).days
    by_then = Q(
        attendees__registration__registered_at__date__lte=F("starts_on") - datetime.timedelta(days=max(left, 0))
    )
    counted = (
        Stop.objects.filter(tour=stop.tour_id, state=Stop.State.PUBLISHED, starts_on__lte=stop.starts_on)
        .exclude(pk=stop.pk)
        .annotate(by_then=Count("attendees", filter=by_then & Q(attendees__in=standing)))
    )
    others = sorted(counted.order_by().values_list("by_then", flat=True))
    usual = others[len(others) // 2] if len(others) >= ENOUGH else None
    return Filling(people, left, aim, usual, len(others))


def _aim(stop: Stop) -> int | None:
    """The stop's share of the people its tour aims at: each stop that is not called off has the same."""
    if not stop.tour.target_participants:
        return None
    stops = Stop.objects.filter(tour=stop.tour_id).exclude(state=Stop.State.CANCELLED).count()
    return round(stop.tour.target_participants / max(stops, 1))
