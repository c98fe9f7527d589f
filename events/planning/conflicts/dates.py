"""What clashes with a stop's date, or with one it may choose: days off, and another tour in the same territory."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from events.models import Stop
from events.planning.conflicts.days_off import Area, DayOff, public_holidays_in, school_holidays_in
from events.planning.conflicts.found import Conflict, Kind, Level
from events.planning.conflicts.queries import Read, last_day
from events.planning.conflicts.travel import journey
from events.planning.conflicts.words import days_of, stop_in_words, to_stop
from tournee.texts.typography import format_date_range, format_number

# Firms of one basin are asked for one afternoon a week, not two.
A_WEEK = datetime.timedelta(days=7)
NEAR_KM = 30  # an employment area: what people drive to an evening of work
HolidaysIn = Callable[[Area, datetime.date, datetime.date], list[DayOff]]


def on_public_holidays(read: Read) -> Iterator[Conflict]:
    """Stops, and possible dates of stops, on public holidays."""
    return _off(read, Kind.HOLIDAY, Level.CHECK, public_holidays_in)


def in_school_holidays(read: Read) -> Iterator[Conflict]:
    """Stops, and possible dates of stops, in school holidays."""
    return _off(read, Kind.SCHOOL, Level.KNOW, school_holidays_in)


def _off(read: Read, kind: Kind, level: Level, holidays_in: HolidaysIn) -> Iterator[Conflict]:
    dates = [(stop, stop.starts_on, last_day(stop), False) for stop in read.stops if stop.starts_on]
    dates += [(stop, first, last, True) for stop in read.undated for first, last in read.options.get(stop.pk, ())]
    for stop, first, last, option in dates:
        if holidays := holidays_in(read.areas[stop.pk], first, last):
            said = {"stop": stop, "days": format_date_range(first, last)}
            start = (_("%(stop)s may take place on %(days)s.") if option else _("%(stop)s is on %(days)s.")) % said
            label = _("Choose another of its dates") if option else _("Choose another day")
            yield Conflict(
                kind=kind,
                level=level,
                key=f"conflicts:{kind.value}:{stop.pk}:{first.isoformat()}",
                day=first,
                sentence=" ".join([start, *map(str, holidays)]),
                stops=(stop,),
                actions={stop.pk: to_stop(stop, label)},
            )


def neighbours(read: Read) -> Iterator[Conflict]:
    """Other tours' stops within a week of each of this tour's, in the same territory or near."""
    others = sorted(((last_day(stop), stop.pk, stop) for stop in read.others), key=lambda found: found[:2])
    ends = [last for last, _pk, _stop in others]
    longest = max((last_day(stop) - stop.starts_on for stop in read.others if stop.starts_on), default=A_WEEK)
    for stop in read.stops:
        if stop.starts_on is None:
            continue
        until = last_day(stop) + A_WEEK
        for last, _pk, other in others[bisect_left(ends, stop.starts_on - A_WEEK) :]:
            if last - longest >= until:
                break
            apart = max(other.starts_on - last_day(stop), stop.starts_on - last) if other.starts_on else A_WEEK
            if apart < A_WEEK and (where := _shared(stop, other)):
                yield _neighbour(read, stop, other, where)


def _shared(stop: Stop, other: Stop) -> str:
    """What the two share, in words: a territoire d'industrie, a commune, or a distance; "" where they are far apart."""
    if stop.territory_id and stop.territory_id == other.territory_id:
        return _("in the same territoire d’industrie")
    if stop.town_id and stop.town_id == other.town_id:
        return _("in the same commune")
    way = journey(stop, other)
    if way is None or way.km > NEAR_KM:
        return ""
    return _("%(km)s km away as the crow flies") % {"km": format_number(way.km)} if way.km else _("in the same place")


def _neighbour(read: Read, stop: Stop, other: Stop, where: str) -> Conflict:
    said = {
        "stop": stop, "days": days_of(stop), "other": stop_in_words(read, other), "other_days": days_of(other),
        "where": where,
    }  # fmt: skip
    sentence = _(
        "%(stop)s is on %(days)s. Another tour has a stop %(where)s, less than a week apart: %(other)s, on"
        " %(other_days)s."
    )
    return Conflict(
        kind=Kind.NEIGHBOUR,
        level=Level.KNOW,
        key=f"conflicts:neighbour:{stop.pk}:{other.pk}",
        day=stop.starts_on or last_day(stop),
        sentence=sentence % said,
        stops=(stop, other),
        actions={stop.pk: to_stop(stop, _("Choose another day, or invite together"))},
    )
