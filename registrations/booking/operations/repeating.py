"""Somebody registered at a stop is named in a registration once more: nothing changes, and it is told by mail."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from events.models import Stop
from registrations.booking.links import my_registration
from registrations.booking.rates import AN_HOUR, within_rate
from registrations.booking.request import RegistrationRequest
from registrations.models import Attendee
from tournee.mail.addresses import normal_address
from tournee.mail.operations import queue_message


def tell_of_standing(stop: Stop, request: RegistrationRequest) -> bool:
    """Write to the contact of `request` that nothing was registered, and why; False where none of it stands already.

    Only that mailbox learns who is registered: a contact who is reads it, with the link of the registration if it is
    theirs; one who named somebody else reads that somebody is. At most three such messages an hour go to one address.
    """
    standing = _standing(stop, request)
    if not standing:
        return False
    contact = request.contact_recipient
    key = normal_address(contact.address)
    theirs = next((one for one in standing if normal_address(one.registration.contact.email) == key), None)
    themselves = theirs or next((one for one in standing if one.email_key == key), None)
    if not key or not within_rate("registration-again", key, limit=3, seconds=AN_HOUR):
        return True
    registration = themselves.registration if themselves else None
    if registration:
        registration.stop = stop
    with transaction.atomic():
        queue_message(
            "registrations/booking/mail/again",
            to=contact,
            language=request.language,
            context={
                "stop": stop,
                "tour": stop.tour,
                "name": themselves.person.name if themselves and themselves.email_key == key else contact.name,
                "by": registration.contact.name if registration else "",
                "address": my_registration(registration) if registration and theirs else "",
            },
            purpose=_("Registration"),
            reply_to=stop.tour.contact_email,
            sender_name=stop.tour.contact_name,
            confidential=True,
            about=[registration, stop] if registration else stop,
        )
    return True


def _standing(stop: Stop, request: RegistrationRequest) -> list[Attendee]:
    """Whoever of those named comes to the stop already."""
    keys = {normal_address(person.email) for person in request.attendees if person.email}
    found = Attendee.objects.filter(stop=stop, cancelled_at=None, email_key__in=keys)
    return list(found.select_related("person", "registration__contact"))
