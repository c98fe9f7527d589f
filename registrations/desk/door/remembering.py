"""A telephone that serves a door opens tickets there: its own camera reads the code, and the desk answers."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from registrations.desk.devices.links import device_named_by, why_ended
from registrations.models import Attendee

COOKIE = "desk"  # the token of the door that this telephone opened


def ticket_at_door(request: HttpRequest, attendee: Attendee, *, before_its_day: bool = False) -> str:
    """Where the desk shows this ticket, on the day of the door that this telephone opened; "" elsewhere.

    While the door is tried out `before_its_day`, of whom is registered at its stop: they may be on their own telephone.
    """
    token = request.COOKIES.get(COOKIE, "")
    if not token:
        return ""
    try:
        device = device_named_by(token)
    except Http404:
        return ""
    now = timezone.now()
    if why_ended(device, now):
        return ""
    today = now.astimezone(device.stop.zone).date()
    is_tried_out = before_its_day and today < device.day and attendee.stop_id == device.stop_id
    if today != device.day and not is_tried_out:
        return ""
    return reverse("door_ticket", args=[token, attendee.code])
