"""The signed code of a door: a session's, or that of the stop as a whole."""

from __future__ import annotations

from django.urls import reverse

from events.calendars.links import absolute
from events.models import Session, Stop
from registrations.models import AttendanceRule
from tournee.web import signed_links
from tournee.web.signed_links import Signed

PURPOSE = "self-sign-in"


def door_token(stop: Stop, session: Session | None, rule: AttendanceRule) -> str:
    """The token of that door, worthless once the rule's codes are renewed."""
    return signed_links.sign(PURPOSE, session.public_id if session else stop.public_id, rule.code_version)


def door_address(stop: Stop, session: Session | None, rule: AttendanceRule) -> str:
    """Where people sign themselves in, in the active language."""
    return absolute(reverse("self_sign_in", args=[door_token(stop, session, rule)]))


def door_named_by(token: str) -> Signed | None:
    """The public id and the version that a token names; None if it was forged or cut."""
    return signed_links.read(PURPOSE, token)
