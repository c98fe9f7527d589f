"""Absolute addresses of one's questionnaire, in the active language."""

from __future__ import annotations

from django.urls import reverse

from events.calendars.links import absolute
from surveys.models import Recipient
from tournee.web import signed_links

PURPOSE = "answers"
# What answering reads of them; half the time of finding a recipient would go into columns that nobody looks at.
_NEEDED = (
    "public_id", "company_id", "origin", "opted_out_at", "campaign__title_fr", "campaign__title_en", "campaign__state",
    "campaign__opens_at", "campaign__closes_at", "campaign__reminds_at", "campaign__tour_id", "campaign__stop_id",
    "campaign__session_id", "campaign__version_asked__content", "response__page", "response__submitted_at",
    "campaign__tour__title_fr", "campaign__tour__title_en", "campaign__tour__slug", "campaign__tour__state",
    "campaign__tour__fictitious", "campaign__tour__contact_name", "campaign__tour__contact_email",
    *(f"campaign__{way}__{name}" for way in ("stop", "session__stop")
      for name in ("place", "slug", "time_zone", "published_at")),
    "campaign__session__stop_id",
)  # fmt: skip
_WITH = ("campaign__version_asked", "campaign__tour", "campaign__stop", "campaign__session__stop", "response")


def token_of(recipient: Recipient) -> str:
    """The token of this recipient's questionnaire."""
    return signed_links.sign(PURPOSE, recipient.public_id)


def my_questionnaire(recipient: Recipient) -> str:
    """Where this recipient, and nobody else, answers."""
    return absolute(reverse("my_questionnaire", args=[token_of(recipient)]))


def recipient_of(token: str) -> Recipient | None:
    """The recipient a token names, with all that answering reads; None if forged, cut or erased."""
    signed = signed_links.read(PURPOSE, token)
    if signed is None:
        return None
    recipients = Recipient.objects.select_related(*_WITH).only(*_NEEDED)
    try:
        return recipients.get(public_id=signed.public_id, erased_at=None)
    except Recipient.DoesNotExist:
        return None
