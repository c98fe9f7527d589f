"""A stop moves, and the links of its telephones with it."""

from __future__ import annotations

from events.planning.announcements import StopChange
from registrations.desk.devices.links import expires_of
from registrations.models import DeskDevice


def move_with_stop(change: StopChange) -> None:
    """Links that are still to serve are of the same day of the stop, on its new date."""
    stop, before = change.stop, change.previous_starts_on
    if stop.starts_on is None or before is None or stop.starts_on == before:
        return
    moved = stop.starts_on - before
    devices = list(DeskDevice.objects.filter(stop=stop, revoked_at=None, day__gte=before))
    for device in devices:
        device.day += moved
        device.expires_at = expires_of(device.day, stop)
        device.reminded_at = None
    DeskDevice.objects.bulk_update(devices, ["day", "expires_at", "reminded_at"])
