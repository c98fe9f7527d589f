"""One team on two stops that are too far apart for the time between them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from events.models import Stop
from events.planning.conflicts.found import Conflict, Kind, Level
from events.planning.conflicts.queries import Read, last_day
from events.planning.conflicts.travel import (
    DAILY_REST,
    FIRST_HOUR,
    LAST_HOUR,
    SETTING_UP,
    Journey,
    in_hours,
    journey,
)
from events.planning.conflicts.words import local_day, stop_in_words, to_stop
from tournee.texts.typography import format_date_time, format_time_range

NEXT_DAY, TWO_DAYS = datetime.timedelta(days=1), datetime.timedelta(days=2)


@dataclass(frozen=True, slots=True, eq=False)
class Stay:
    """A team at a stop, from its first session's start to its last one's end; `assumed` where no session says so."""

    stop: Stop
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    assumed: bool

    @property
    def first_day(self) -> datetime.date:
        """The day it begins, there."""
        return local_day(self.starts_at, self.stop)

    @property
    def last_day(self) -> datetime.date:
        """The day it ends, there."""
        return local_day(self.ends_at, self.stop)


def teams_torn(read: Read) -> Iterator[Conflict]:
    """The stops of each team in order of time: those on the same or consecutive days that it cannot both do."""
    by_team: dict[str, list[Stay]] = defaultdict(list)
    for stop in read.everywhere:
        by_team[f"l{stop.lead_id}" if stop.lead_id else f"t{stop.tour_id}"].append(_stay(read, stop))
    for stays in by_team.values():
        stays.sort(key=lambda stay: (stay.starts_at, stay.stop.pk))
        for at, one in enumerate(stays):
            for other in stays[at + 1 :]:
                if other.starts_at - one.ends_at > TWO_DAYS:
                    break
                if other.first_day - one.last_day <= NEXT_DAY and (read.is_mine(one.stop) or read.is_mine(other.stop)):
                    yield from _between(read, one, other)


def _between(read: Read, one: Stay, other: Stay) -> Iterator[Conflict]:
    between = other.starts_at - one.ends_at
    way = journey(one.stop, other.stop)
    level = _level(one, other, way) if way else None
    if way is None or level is None:
        return
    said = {
        "team": read.leads.get(one.stop.lead_id or 0) or _("The tour’s team"),
        "one": _("%(stop)s (until %(when)s)") % _at(read, one, one.ends_at),
        "other": _("%(stop)s (from %(when)s)") % _at(read, other, other.starts_at),
        "between": in_hours(between),
        "needed": in_hours(way.duration),
    }
    sentence = _sentence(one, other, level) % said
    if one.assumed or other.assumed:
        hours = format_time_range(FIRST_HOUR, LAST_HOUR)
        sentence += " " + _("Where no session is planned yet, a working day is assumed (%(hours)s).") % {"hours": hours}
    pair = sorted((one.stop.pk, other.stop.pk))
    label = _("Change the day, or who looks after it")
    yield Conflict(
        kind=Kind.TEAM,
        level=level,
        key=f"conflicts:team:{pair[0]}:{pair[1]}",
        day=other.first_day,
        sentence=sentence,
        stops=(one.stop, other.stop),
        actions={stay.stop.pk: to_stop(stay.stop, label) for stay in (other, one) if read.is_mine(stay.stop)},
        formula=way.formula,
    )


def _level(one: Stay, other: Stay, way: Journey) -> Level | None:
    """None where there is time: for the way, and for setting up on the same day or for a night's rest before."""
    between = other.starts_at - one.ends_at
    if way.km == 0:
        return None
    if between < way.duration:
        return Level.IMPOSSIBLE
    needed = SETTING_UP if one.last_day == other.first_day else DAILY_REST
    return Level.TIGHT if between - way.duration < needed else None


def _sentence(one: Stay, other: Stay, level: Level) -> str:
    if other.starts_at <= one.ends_at:
        return _("%(team)s is at %(one)s and at %(other)s at the same time, and the way takes about %(needed)s.")
    if level == Level.IMPOSSIBLE:
        return _("%(team)s has %(between)s from %(one)s to %(other)s: the way takes about %(needed)s.")
    if one.last_day == other.first_day:
        return _(
            "%(team)s has %(between)s from %(one)s to %(other)s, and the way takes about %(needed)s: less than an hour"
            " is left to set the room up."
        )
    return _(
        "%(team)s has %(between)s from %(one)s to %(other)s, and the way takes about %(needed)s: fewer than eleven"
        " hours of rest are left."
    )


def _stay(read: Read, stop: Stop) -> Stay:
    first, last = stop.starts_on or last_day(stop), last_day(stop)
    there = [
        slot
        for slot in read.slots.get(stop.pk, ())
        if not slot.online and first <= local_day(slot.starts_at, stop) <= last
    ]
    if there:
        return Stay(stop, min(slot.starts_at for slot in there), max(slot.ends_at for slot in there), assumed=False)
    starts_at = datetime.datetime.combine(first, FIRST_HOUR, stop.zone).astimezone(datetime.UTC)
    ends_at = datetime.datetime.combine(last, LAST_HOUR, stop.zone).astimezone(datetime.UTC)
    return Stay(stop, starts_at, ends_at, assumed=True)


def _at(read: Read, stay: Stay, moment: datetime.datetime) -> dict[str, str]:
    return {"stop": stop_in_words(read, stay.stop), "when": format_date_time(moment, zone=stay.stop.zone)}
