"""Whose clock the hours of a stop are given by."""

from __future__ import annotations

from events.models import Stop

_USUAL = "Europe/Paris"


def local_zone(stop: Stop) -> str:
    """The name of the stop's time zone where a reader may take it for another; empty for the tour's usual one."""
    usual = stop.time_zone == stop.tour.time_zone == _USUAL
    return "" if usual else stop.get_time_zone_display()
