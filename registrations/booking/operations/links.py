"""Sending somebody the links of what they registered, once more."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from registrations.booking.links import my_registration
from registrations.booking.queries import live_registrations_of
from registrations.booking.rates import AN_HOUR, within_rate
from tournee.mail.addresses import Recipient, normal_address
from tournee.mail.operations import queue_message

_MOST_LINKS = 20


def send_links(address: str, *, language: str) -> int:
    """Write to `address` the links of what it registered; how many. Nothing is sent where there is none.

    At most three such messages an hour go to one address: whoever asks must learn nothing, and nobody be flooded.
    """
    found = list(live_registrations_of(address)[:_MOST_LINKS])
    if not found or not within_rate("registration-link", normal_address(address), limit=3, seconds=AN_HOUR):
        return 0
    contact = found[0].contact
    with transaction.atomic():
        queue_message(
            "registrations/booking/mail/links",
            to=Recipient(contact.email, contact.name),
            language=language,
            context={"name": contact.name, "links": [(one.stop, my_registration(one)) for one in found]},
            purpose=_("Registration"),
            confidential=True,
            about=found,
        )
    return len(found)
