"""Which day it is where a tour is run."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from events.models import Tour


def zone_of(tour: Tour) -> ZoneInfo:
    """The tour's own time zone."""
    return ZoneInfo(tour.time_zone)


def today_of(tour: Tour) -> datetime.date:
    """Today by the tour's own calendar."""
    return timezone.localdate(timezone=zone_of(tour))
