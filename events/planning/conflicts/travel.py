"""How long it takes from one stop to the next: an estimate whose formula is printed with its numbers."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from events.models import Stop
from events.reference.queries import distance_km
from tournee.texts.typography import NO_BREAK, format_number


@dataclass(frozen=True, slots=True)
class Way:
    """How one travels: the way is `detour` times the crow's, at `km_per_hour`, with `margin` for what is not moving."""

    detour: float
    km_per_hour: int
    margin: datetime.timedelta


# French roads are 1.2 to 1.4 times as long as the crow flies; 80 km/h is a van that knows motorways and small roads;
# half an hour goes on loading, parking and one break.
ROAD = Way(detour=1.3, km_per_hour=80, margin=datetime.timedelta(minutes=30))
# Nobody drives farther in a day, nor to Guadeloupe: a flight, with two hours at either end.
AIR = Way(detour=1.0, km_per_hour=700, margin=datetime.timedelta(hours=4))
FARTHEST_BY_ROAD_KM = 1_000
# A team sets the room up before the first session.
SETTING_UP = datetime.timedelta(hours=1)
# Eleven hours of rest between two working days: Code du travail, article L3131-1.
DAILY_REST = datetime.timedelta(hours=11)
# A stop whose programme is not written yet is taken to last a working day.
FIRST_HOUR, LAST_HOUR = datetime.time(9), datetime.time(18)


@dataclass(frozen=True, slots=True)
class Journey:
    """From one place to another, `km` as the crow flies."""

    km: int
    way: Way

    @property
    def duration(self) -> datetime.timedelta:
        """The estimate, to the minute; nothing at all within the same kilometre."""
        if self.km == 0:
            return datetime.timedelta(0)
        moving = datetime.timedelta(hours=self.km * self.way.detour / self.way.km_per_hour)
        return datetime.timedelta(minutes=round((moving + self.way.margin) / datetime.timedelta(minutes=1)))

    @property
    def formula(self) -> str:
        """“245 km as the crow flies × 1.3 ÷ 80 km/h + 30 min ≈ 4 h 29”; "" where there is no way to go."""
        if self.km == 0:
            return ""
        numbers = {
            "km": format_number(self.km), "detour": format_number(self.way.detour, decimals=1),
            "speed": format_number(self.way.km_per_hour), "margin": in_hours(self.way.margin),
            "time": in_hours(self.duration),
        }  # fmt: skip
        return _("%(km)s km as the crow flies × %(detour)s ÷ %(speed)s km/h + %(margin)s ≈ %(time)s") % numbers


def journey(one: Stop, other: Stop) -> Journey | None:
    """From `one` to `other`, or back: it is as far. None where either has no point on the map."""
    points = (one.latitude, one.longitude, other.latitude, other.longitude)
    if one.pk == other.pk:
        return Journey(0, ROAD)
    latitude, longitude, other_latitude, other_longitude = points
    if latitude is None or longitude is None or other_latitude is None or other_longitude is None:
        return None
    km = round(distance_km(latitude, longitude, other_latitude, other_longitude))
    return Journey(km, ROAD if km <= FARTHEST_BY_ROAD_KM else AIR)


def in_hours(time: datetime.timedelta) -> str:
    """“45 min”, “4 h 29”, “15 h”: the same in both languages."""
    hours, minutes = divmod(round(time / datetime.timedelta(minutes=1)), 60)
    if not hours:
        return f"{minutes}{NO_BREAK}min"
    return f"{hours}{NO_BREAK}h{NO_BREAK}{minutes:02d}" if minutes else f"{hours}{NO_BREAK}h"
