"""A stop moves, and the links of its telephones with it."""

from __future__ import annotations

from events.planning.announcements import StopChange
from registrations.models import DeskDevice


def move_with_stop(change: StopChange) -> None:
    """Links that are still to serve are of the same day of the stop, on its new date."""
    stop, before = change.stop, change.previous_starts_on
    if stop.starts_on is None or before is None or stop.starts_on == before:
        return
    moved = stop.starts_on - before
    for device in DeskDevice.objects.filter(stop=stop, revoked_at=None, day__gte=before):
        device.day += moved
        device.expires_at += moved
        device.reminded_at = None
        device.save(update_fields=["day", "expires_at", "reminded_at"])
