"""The signed code of a door: a session's, or that of the stop as a whole."""

from __future__ import annotations

from django.urls import reverse

from events.calendars.links import absolute
from events.models import Session, Stop
from registrations.models import AttendanceRule
from tournee.web import signed_links
from tournee.web.signed_links import Signed

PURPOSE = "self-sign-in"


def door_token(stop: Stop, session: Session | None, of_stop: AttendanceRule) -> str:
    """The token of that door, worthless once the codes of the stop's rule are renewed."""
    return signed_links.sign(PURPOSE, session.public_id if session else stop.public_id, of_stop.code_version)


def door_address(stop: Stop, session: Session | None, of_stop: AttendanceRule) -> str:
    """Where people sign themselves in, in the active language."""
    return absolute(reverse("self_sign_in", args=[door_token(stop, session, of_stop)]))


def door_named_by(token: str) -> Signed | None:
    """The public id and the version that a token names; None if it was forged or cut."""
    return signed_links.read(PURPOSE, token)
