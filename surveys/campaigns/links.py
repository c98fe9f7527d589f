"""Absolute addresses of one's questionnaire, in the active language."""

from __future__ import annotations

from django.urls import reverse

from events.calendars.links import absolute
from surveys.models import Recipient
from tournee.web import signed_links

PURPOSE = "answers"


def my_questionnaire(recipient: Recipient) -> str:
    """Where this recipient, and nobody else, answers."""
    return absolute(reverse("my_questionnaire", args=[signed_links.sign(PURPOSE, recipient.public_id)]))


def recipient_of(token: str) -> Recipient | None:
    """The recipient a token names, with campaign, questionnaire and version; None if forged, cut or erased."""
    signed = signed_links.read(PURPOSE, token)
    if signed is None:
        return None
    recipients = Recipient.objects.select_related("campaign__tour", "campaign__stop", "campaign__version_asked")
    return recipients.filter(public_id=signed.public_id).first()
