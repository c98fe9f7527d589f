"""What campaigns hold of somebody."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from registrations.models import Person
from registrations.privacy.announcements import Held
from surveys.models import Recipient
from tournee.mail.addresses import normal_address


def held_by_campaigns(person: Person) -> Iterator[Held]:
    """Each questionnaire they were asked, what was sent and when, and their own answers while they are linked."""
    asked = Q(attendee__person=person)
    if person.email:
        asked |= Q(email_key=normal_address(person.email))
    recipients = Recipient.objects.filter(asked, erased_at=None).select_related("campaign__tour", "response")
    for recipient in recipients.prefetch_related("response__answers").order_by("pk"):
        response = getattr(recipient, "response", None)
        answers = response.answers.all() if response else ()
        yield Held(
            _("questionnaire"),
            _("to ask, to remind, and to spare those who answered"),
            {
                "campaign": str(recipient.campaign),
                "tour": str(recipient.campaign.tour),
                "name": recipient.name,
                "email": recipient.email,
                "asked_at": recipient.invited_at,
                "reminded_at": recipient.reminded_at,
                "submitted_at": response.submitted_at if response else None,
                "answers": [
                    {"question": a.question, "item": a.item, "choice": a.choice, "number": a.number, "text": a.text}
                    for a in answers
                ],
            },
        )
