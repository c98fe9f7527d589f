"""Facilitators’ links: their addresses, what they open, until when."""

from __future__ import annotations

import datetime

from django.urls import reverse

from events.calendars.links import absolute
from events.models import Session
from surveys.models import FacilitatorLink
from tournee.web import signed_links

PURPOSE = "notes"
EVENING = datetime.time(20)


def token_of(link: FacilitatorLink) -> str:
    """The token of this link."""
    return signed_links.sign(PURPOSE, link.public_id)


def page_of(link: FacilitatorLink) -> str:
    """The address of its page, within the site."""
    return reverse("session_notes", args=[token_of(link)])


def session_notes(link: FacilitatorLink) -> str:
    """Where whoever has this link notes what is said, as an absolute address."""
    return absolute(page_of(link))


def link_of(token: str) -> FacilitatorLink | None:
    """The link a token names, with its session, stop and tour, open or not; None if it was forged or cut."""
    signed = signed_links.read(PURPOSE, token)
    if signed is None:
        return None
    return FacilitatorLink.objects.select_related("session__stop__tour").filter(public_id=signed.public_id).first()


def is_open(link: FacilitatorLink, at: datetime.datetime) -> bool:
    """Whether one may note by it at that moment."""
    return link.revoked_at is None and at < link.expires_at


def usual_expiry(session: Session, at: datetime.datetime) -> datetime.datetime:
    """The evening after the stop's last day, in its own zone; once that is past, tomorrow evening."""
    zone = session.stop.zone
    last = session.stop.ends_on or session.ends_at.astimezone(zone).date()
    day = max(last, at.astimezone(zone).date()) + datetime.timedelta(days=1)
    return datetime.datetime.combine(day, EVENING, tzinfo=zone)
