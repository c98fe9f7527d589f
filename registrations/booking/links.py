"""Absolute addresses that messages and documents give, in the active language."""

from __future__ import annotations

import uuid

from django.urls import reverse

from events.calendars.links import absolute
from registrations.models import Registration
from tournee.web import signed_links

PURPOSE = "registration"


def token_of(registration: Registration) -> str:
    """The token of the party's own page."""
    return signed_links.sign(PURPOSE, registration.public_id, registration.link_version)


def my_registration(registration: Registration) -> str:
    """Where the party reads, changes or cancels what it sent."""
    return absolute(reverse("my_registration", args=[token_of(registration)]))


def named_by(token: str) -> tuple[uuid.UUID, int] | None:
    """The public id and the version that a token names; None if it was forged or cut."""
    return signed_links.read(PURPOSE, token)
