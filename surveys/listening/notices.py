"""The message that brings a facilitator their link."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from surveys.listening import links
from surveys.models import FacilitatorLink
from tournee.mail.addresses import Recipient
from tournee.mail.operations import queue_message
from tournee.texts.languages import active_language
from tournee.texts.typography import format_date_time


def send_link(link: FacilitatorLink) -> None:
    """Send the link to its own address, in the language of whoever made it; its text is shown to nobody else."""
    session = link.session
    stop, tour, language = session.stop, session.stop.tour, active_language()
    with translation.override(language):
        queue_message(
            "surveys/listening/mail/link",
            to=Recipient(link.email, link.name),
            language=language,
            context={
                "name": link.name, "session": session, "stop": stop, "address": links.session_notes(link),
                "until": format_date_time(link.expires_at, zone=stop.zone),
            },
            purpose=_("Link to take notes"),
            reply_to=tour.contact_email,
            sender_name=tour.contact_name,
            confidential=True,
            about=[stop],
        )  # fmt: skip
