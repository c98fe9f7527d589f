"""When a campaign opens, reminds and closes: in whose time, and when nobody said otherwise."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone

from events.models import Stop
from surveys.models import Campaign

_MORNING, _EVENING = datetime.time(9), datetime.time(23)
_DAYS_TO_REMINDER, _DAYS_TO_CLOSING = 5, 14


@dataclass(frozen=True, slots=True)
class Moments:
    """The three moments of a campaign, aware."""

    opens_at: datetime.datetime
    reminds_at: datetime.datetime
    closes_at: datetime.datetime


def stop_of_campaign(campaign: Campaign) -> Stop | None:
    """The stop it is about, also through a session."""
    return campaign.stop or (campaign.session.stop if campaign.session else None)


def whose_clock(campaign: Campaign) -> Stop:
    """The stop by whose clock it is night or a public holiday: the one that is asked about, or else one of the tour's
    time zone."""
    return stop_of_campaign(campaign) or Stop(time_zone=campaign.tour.time_zone)


def zone_of(stop: Stop | None) -> datetime.tzinfo:
    """The time zone in which moments are typed and said: the stop's, else the installation's."""
    return stop.zone if stop else timezone.get_default_timezone()


def default_moments(stop: Stop | None, *, now: datetime.datetime) -> Moments:
    """At nine in the morning after the stop's last day, a reminder five days later, closing fourteen days later.

    Where that morning is past, or there is no stop, the next one counts.
    """
    zone = zone_of(stop)
    local = now.astimezone(zone)
    next_morning = local.date() + datetime.timedelta(days=local.time() >= _MORNING)
    last = (stop.ends_on or stop.starts_on) if stop else None
    day = max(last + datetime.timedelta(days=1), next_morning) if last else next_morning
    return Moments(
        opens_at=_at(day, _MORNING, zone),
        reminds_at=_at(day + datetime.timedelta(days=_DAYS_TO_REMINDER), _MORNING, zone),
        closes_at=_at(day + datetime.timedelta(days=_DAYS_TO_CLOSING), _EVENING, zone),
    )


def _at(day: datetime.date, time: datetime.time, zone: datetime.tzinfo) -> datetime.datetime:
    return datetime.datetime.combine(day, time, zone).astimezone(datetime.UTC)
