"""A ticket as pages show it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from registrations.booking import links
from registrations.booking.queries import ShownPerson
from registrations.models import Seat


@dataclass(frozen=True, slots=True)
class ShownTicket:
    """The code in words, its QR code as a picture, and the address that it holds."""

    code: str
    picture: SafeString
    url: str


def ticket_shown(one: ShownPerson) -> ShownTicket | None:
    """The ticket of who has a seat; None for who has none."""
    from tournee.documents.html.qr_code import code_picture  # lazily: few pages show a code

    attendee = one.attendee
    if Seat.State.CONFIRMED not in one.states:
        return None
    url = links.my_ticket(attendee)
    alternative = _("QR code of your ticket %(code)s") % {"code": attendee.code}
    return ShownTicket(attendee.code, code_picture(url, alternative), url)
