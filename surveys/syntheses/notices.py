"""Those who came learn what became of it."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from events.calendars.links import absolute
from registrations.attendance.queries import people_present
from registrations.inviting.oppositions import headers_for, opposed
from surveys.models import Edition
from tournee.mail.addresses import Recipient
from tournee.mail.operations import queue_message


def tell_those_who_came(edition: Edition) -> int:
    """Write to everyone who came to the stop and left an address, once each; returns how many. It goes to many."""
    synthesis = edition.synthesis
    stop = synthesis.stop
    if stop is None:
        return 0
    people = {attendee.person.email: attendee.person for attendee in people_present(stop).select_related("person")}
    refused = opposed(people)
    wanted = [person for address, person in people.items() if address and address not in refused]
    for person in wanted:
        with translation.override(person.language):
            queue_message(
                "surveys/syntheses/mail/published",
                to=Recipient(person.email, person.name),
                language=person.language,
                context={
                    "name": person.name,
                    "stop": stop,
                    "tour": stop.tour,
                    "address": absolute(reverse("synthesis", args=[synthesis.slug])),
                    "unsubscribe": headers_for(person.email)["List-Unsubscribe"].strip("<>"),
                },
                purpose=_("Synthesis"),
                reply_to=stop.tour.contact_email,
                sender_name=stop.tour.contact_name,
                bulk=True,
                about=[stop],
                headers=headers_for(person.email),
            )
    return len(wanted)
