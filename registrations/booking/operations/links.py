"""Sending somebody the links of what they registered once more, and replacing links that went to the wrong hands."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from registrations.booking import notices
from registrations.booking.links import my_registration, my_ticket
from registrations.booking.queries import live_registrations_of, live_tickets_of
from registrations.booking.rates import AN_HOUR, within_rate
from registrations.models import Attendee, Registration
from tournee.accounts.models import User
from tournee.history.operations import record
from tournee.mail.addresses import Recipient, normal_address
from tournee.mail.operations import queue_message

_MOST_LINKS = 20


def send_links(address: str, *, language: str) -> int:
    """Write to `address` the links of what it registered, and of its own tickets; how many there are.

    Nothing is sent where there is none. At most three such messages an hour go to one address: whoever asks must learn
    nothing, and nobody be flooded.
    """
    made = list(live_registrations_of(address)[:_MOST_LINKS])
    tickets = list(live_tickets_of(address)[:_MOST_LINKS])
    if not made and not tickets:
        return 0
    if not within_rate("registration-link", normal_address(address), limit=3, seconds=AN_HOUR):
        return 0
    person = made[0].contact if made else tickets[0].person
    with transaction.atomic():
        queue_message(
            "registrations/booking/mail/links",
            to=Recipient(person.email, person.name),
            language=language,
            context={
                "name": person.name,
                "links": [(one.stop, my_registration(one)) for one in made],
                "tickets": [(one.stop, my_ticket(one)) for one in tickets],
            },
            purpose=_("Registration"),
            confidential=True,
            about=made or list({one.registration for one in tickets}),
        )
    return len(made) + len(tickets)


def renew_registration(registration: Registration, *, actor: User | None = None) -> None:
    """The links of the party that were sent before open nothing; the new one goes to the contact's address alone."""
    with transaction.atomic():
        Registration.objects.filter(pk=registration.pk).update(link_version=F("link_version") + 1)
        registration.refresh_from_db(fields=["link_version"])
        record("registration.renew_link", registration, actor=actor)
        notices.changed(registration)


def renew_ticket(attendee: Attendee, *, actor: User | None = None) -> None:
    """The links and codes of one person that were sent before open nothing; new ones go to their address.

    Where they have none, whoever registered them has the new one on their page.
    """
    with transaction.atomic():
        Attendee.objects.filter(pk=attendee.pk).update(link_version=F("link_version") + 1)
        attendee.refresh_from_db(fields=["link_version"])
        record("registration.renew_link", attendee.registration, actor=actor)
        notices.changed(attendee.registration)
