"""Those who came learn what became of it."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from events.calendars.links import absolute
from events.models import Stop
from registrations.attendance.queries import people_present
from registrations.inviting.oppositions import headers_for, opposed
from registrations.models import Person
from surveys.models import Edition, Synthesis
from tournee.mail.addresses import Recipient
from tournee.mail.operations import queue_message


def how_many_are_told(synthesis: Synthesis) -> int:
    """How many addresses the first edition is announced to."""
    return len(_to_be_told(synthesis.stop)) if synthesis.stop else 0


def tell_those_who_came(edition: Edition) -> int:
    """Write to everyone who came to the stop and left an address, once each; returns how many. It goes to many."""
    synthesis = edition.synthesis
    stop = synthesis.stop
    wanted = _to_be_told(stop) if stop else []
    for person in wanted:
        with translation.override(person.language):
            headers = headers_for(person.email)
            queue_message(
                "surveys/syntheses/mail/published",
                to=Recipient(person.email, person.name),
                language=person.language,
                context={
                    "name": person.name,
                    "stop": stop,
                    "tour": synthesis.tour,
                    "address": absolute(reverse("synthesis", args=[synthesis.slug])),
                    "unsubscribe": headers["List-Unsubscribe"].strip("<>"),
                },
                purpose=_("Synthesis"),
                reply_to=synthesis.tour.contact_email,
                sender_name=synthesis.tour.contact_name,
                bulk=True,
                about=[stop] if stop else [],
                headers=headers,
            )
    return len(wanted)


def _to_be_told(stop: Stop) -> list[Person]:
    """One person for each address of those who came, but for those who want no message that goes to many."""
    people = {attendee.person.email: attendee.person for attendee in people_present(stop).select_related("person")}
    refused = opposed(people)
    return [person for address, person in people.items() if address and address not in refused]
