"""Absolute addresses that messages and documents give, in the active language.

The contact's link governs the registration; an attendee's own governs nobody but themselves.
"""

from __future__ import annotations

from django.urls import reverse

from events.calendars.links import absolute
from registrations.models import Attendee, Registration
from tournee.web import signed_links
from tournee.web.signed_links import Signed

PURPOSE = "registration"
TICKET = "ticket"


def token_of(registration: Registration) -> str:
    """The token of the party's own page."""
    return signed_links.sign(PURPOSE, registration.public_id, registration.link_version)


def my_registration(registration: Registration, name: str = "") -> str:
    """Where the party reads, changes or cancels what it sent; or the page called `name` there (`cancel`)."""
    return absolute(reverse(f"my_registration{name and '_'}{name}", args=[token_of(registration)]))


def named_by(token: str) -> Signed | None:
    """The public id and the version that a party's token names; None if it was forged or cut."""
    return signed_links.read(PURPOSE, token)


def ticket_token(attendee: Attendee) -> str:
    """The token of the attendee's own page."""
    return signed_links.sign(TICKET, attendee.public_id, attendee.link_version)


def my_ticket(attendee: Attendee, name: str = "") -> str:
    """Where an attendee reads their ticket, which its QR code opens; or the page called `name` there (`cancel`)."""
    return absolute(reverse(f"my_ticket{name and '_'}{name}", args=[ticket_token(attendee)]))


def ticket_named_by(token: str) -> Signed | None:
    """The public id and the version that an attendee's token names; None if it was forged or cut."""
    return signed_links.read(TICKET, token)
