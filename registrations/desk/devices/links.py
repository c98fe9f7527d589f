"""The address that opens the door on a telephone: whoever has it serves that door, until it ends."""

from __future__ import annotations

import datetime

from django.http import Http404
from django.urls import reverse

from events.calendars.links import absolute
from events.models import Stop
from events.models.timezones import day_bounds
from registrations.desk.asked import device_with_stop
from registrations.models import DeskDevice
from tournee.web import signed_links

PURPOSE = "desk"
AFTER = datetime.timedelta(hours=4)  # past midnight of its day, for whoever stays long and puts things away
LATE_DAYS = 7  # after its end, in which a link still brings what was noted before
EXPIRED, REVOKED = "expired", "revoked"


def token_of(device: DeskDevice) -> str:
    """The token of this link."""
    return signed_links.sign(PURPOSE, device.public_id, device.link_version)


def door_address(device: DeskDevice) -> str:
    """Where the telephone opens the door."""
    return absolute(reverse("door", args=[token_of(device)]))


def device_named_by(token: str) -> DeskDevice:
    """The link a token names, ended or not, with stop and tour. One query. Raises Http404 for one that was forged."""
    named = signed_links.read(PURPOSE, token)
    device = device_with_stop(named.public_id) if named else None
    if named is None or device is None or device.link_version != named.version:
        raise Http404
    return device


def expires_of(day: datetime.date, stop: Stop) -> datetime.datetime:
    """When a link for that day of the stop ends: in the night after it, by the stop's clock."""
    return day_bounds(day, stop.zone)[1] + AFTER


def ended_at(device: DeskDevice) -> datetime.datetime:
    """When it ends, or was withdrawn."""
    return min(device.expires_at, device.revoked_at or device.expires_at)


def why_ended(device: DeskDevice, now: datetime.datetime) -> str:
    """Either "expired" or "revoked"; "" while it opens the door."""
    if device.revoked_at is not None:
        return REVOKED
    return EXPIRED if now >= device.expires_at else ""


def takes_late_facts(device: DeskDevice, now: datetime.datetime) -> bool:
    """Whether what was noted before it ended is still taken."""
    return now < ended_at(device) + datetime.timedelta(days=LATE_DAYS)
