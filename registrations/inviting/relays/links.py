"""Absolute addresses of relays and invitees, in the active language."""

from __future__ import annotations

import datetime
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse

from events.calendars.links import absolute
from events.models import Stop
from registrations.inviting.relays.origin import PURPOSE, VIA
from registrations.models import Invitee, Relay
from tournee.texts.languages import active_language
from tournee.web import signed_links


def relay_link(relay: Relay) -> str:
    """The short address that a partner passes on, short enough for a poster."""
    return absolute(reverse("relay", args=[relay.code]))


def invitee_link(invitee: Invitee) -> str:
    """The address in the invitation that was written to them, and to nobody else."""
    return f"{_base(active_language())}{signed_links.sign(PURPOSE, invitee.public_id)}/"


@lru_cache(maxsize=4)
def _base(_language: str) -> str:
    """What a link begins with in the active language: for thousands it is worked out once."""
    return absolute(reverse("relay", args=["-"])).removesuffix("-/")


def stop_address(stop: Stop, via: str) -> str:
    """The stop's page, which carries on by whose link one came."""
    return f"{reverse('stop', args=[stop.tour.slug, stop.slug])}?{urlencode({VIA: via})}"


def kit_file(relay: Relay, kind: str, language: str) -> str:
    """What a downloaded file of the kit is called."""
    day: datetime.date | None = relay.stop.starts_on
    parts = (kind, relay.stop.slug, f"{day:%Y-%m-%d}" if day else "", relay.code, language)
    return "-".join(filter(None, parts))
