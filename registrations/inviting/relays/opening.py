"""Noting that a relay's link was opened: an access record that says nothing of who, apart from an invitee's own link.

Programs that only look (link previews, crawlers, prefetching browsers) and whoever is signed in are not counted.
"""

from __future__ import annotations

import re

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from registrations.inviting.relays.origin import invitee_of, relay_of
from registrations.models import Invitee, Relay, RelayOpening

_PROGRAMS = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|fetch|scan|monitor|facebookexternalhit|whatsapp|telegram|curl|wget|python-"
    r"|headlesschrome|okhttp|java/|go-http|libwww",
    re.IGNORECASE,
)


def named_by(code: str) -> tuple[Relay | None, Invitee | None]:
    """The relay, and the invitee where the link is theirs, that an address ends in."""
    if "." not in code:
        return relay_of(code), None
    invitee = invitee_of(code)
    return (invitee.invitation.relay, invitee) if invitee else (None, None)


def note_opening(request: HttpRequest, relay: Relay, invitee: Invitee | None) -> bool:
    """Append that somebody opened the link; an invitee once, however often. False where nobody is counted."""
    if not _is_a_reader(request):
        return False
    with transaction.atomic():
        if invitee is not None:
            Invitee.objects.select_for_update(no_key=True).get(pk=invitee.pk)  # two at once are one
            if invitee.openings.exists():
                return False
        RelayOpening.objects.create(relay=relay, invitee=invitee)
    return True


def _is_a_reader(request: HttpRequest) -> bool:
    """A person who is no member of a team, as far as a request tells."""
    if request.method != "GET" or _PROGRAMS.search(request.headers.get("User-Agent", "")):
        return False
    purposes = (request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz", "X-Purpose"))
    if any("prefetch" in purpose or "preview" in purpose for purpose in purposes):
        return False
    return settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated
