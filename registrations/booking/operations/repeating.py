"""Somebody registered at a stop is named in a registration once more: nothing changes until they confirm it by mail.

What the form asked for is in the link that they get, signed, and good for a week; nothing is stored. The link makes
only what its reader may do anyhow: a contact changes their registration and adds to it, an attendee only themselves.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.calendars.links import absolute
from events.models import Stop
from registrations.booking import notices
from registrations.booking.links import my_registration, my_ticket
from registrations.booking.operations.changing import add_attendee, change_sessions
from registrations.booking.rates import AN_HOUR, within_rate
from registrations.booking.request import PersonRequest, RegistrationRequest
from registrations.booking.untold import untold
from registrations.models import Attendee, Registration, Seat
from tournee.mail.addresses import normal_address
from tournee.mail.operations import queue_message

_SALT = "tournee.link.again"
_A_WEEK = 7 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """What a form asked for somebody registered already: other sessions (ids) for some people, and colleagues to add.

    `own` is the attendee whose link it is, where they govern only themselves.
    """

    registration: Registration
    own: Attendee | None
    sessions: tuple[tuple[Attendee, frozenset[int]], ...]
    newcomers: tuple[PersonRequest, ...]

    @property
    def changes(self) -> bool:
        """Whether anything would be other than it is."""
        return bool(self.sessions or self.newcomers)


def tell_of_standing(stop: Stop, request: RegistrationRequest) -> bool:
    """Write to the contact of `request` that nothing was registered, and why; False where none of it stands already.

    Only that mailbox learns who is registered: a contact who is reads it, with a link that makes the change they asked
    for; one who named somebody else reads that somebody is. At most three such messages an hour go to one address.
    """
    standing = _standing(stop, request)
    if not standing:
        return False
    contact = request.contact_recipient
    key = normal_address(contact.address)
    theirs = next((one for one in standing if normal_address(one.registration.contact.email) == key), None)
    themselves = next((one for one in standing if one.email_key == key), None)
    if not key or not within_rate("registration-again", key, limit=3, seconds=AN_HOUR):
        return True
    if governed := theirs or themselves:
        governed.registration.stop = stop
        asked = _asked(governed, standing, request, own=None if theirs else themselves)
    with transaction.atomic():
        queue_message(
            "registrations/booking/mail/again",
            to=contact,
            language=request.language,
            context={
                "stop": stop,
                "tour": stop.tour,
                "name": themselves.person.name if themselves else contact.name,
                "by": governed.registration.contact.name if governed else "",
                "address": _page_of(governed, asked) if governed else "",
                "confirm_address": _link_to(asked) if governed and asked.changes else "",
                "own": bool(governed) and not theirs,
            },
            purpose=_("Registration"),
            reply_to=stop.tour.contact_email,
            sender_name=stop.tour.contact_name,
            confidential=True,
            about=[governed.registration, stop] if governed else stop,
        )
    return True


def asked_again(token: str) -> AskedAgain | None:
    """What the link asks for, as far as it still differs; None for one that was forged, cut, replaced or is too old."""
    try:
        said = signing.loads(token, salt=_SALT, max_age=_A_WEEK)
        registration, own = _read_from(said)
    except (signing.BadSignature, ValueError, KeyError, TypeError):
        return None
    if registration is None:
        return None
    live = registration.attendees.filter(cancelled_at=None).select_related("person")
    coming = {attendee.pk: attendee for attendee in ([own] if own else live)}
    keys = set(live.values_list("email_key", flat=True)) - {""}
    names = {attendee.person.name.casefold() for attendee in live if not attendee.email_key}
    for attendee in coming.values():
        attendee.registration = registration
    newcomers = [PersonRequest(name, email, sessions=frozenset(chosen)) for name, email, chosen in said["new"]]
    return AskedAgain(
        registration,
        own,
        tuple(_differing((coming[pk], frozenset(chosen)) for pk, chosen in said["sessions"] if pk in coming)),
        tuple(one for one in newcomers if not _is_there(one, keys, names)),
    )


def make_change(asked: AskedAgain) -> Registration:
    """Make the change that was asked for, at once, and tell of it once. Raises BookingError as changing does."""
    registration = asked.registration
    if not asked.changes:
        return registration
    with transaction.atomic():
        with untold(registration):
            for attendee, sessions in asked.sessions:
                change_sessions(attendee, sessions)
            for newcomer in asked.newcomers:
                add_attendee(registration, newcomer)
        notices.changed(registration)
    return registration


def _standing(stop: Stop, request: RegistrationRequest) -> list[Attendee]:
    """Whoever of those named comes to the stop already."""
    keys = {normal_address(person.email) for person in request.attendees if person.email}
    found = Attendee.objects.filter(stop=stop, cancelled_at=None, email_key__in=keys)
    return list(found.select_related("person", "registration__contact"))


def _asked(
    governed: Attendee, standing: list[Attendee], request: RegistrationRequest, *, own: Attendee | None
) -> AskedAgain:
    """What `request` asks of the registration that its contact governs, or of themselves alone."""
    registration = governed.registration
    known = {one.email_key: one for one in standing}
    wishes: list[tuple[Attendee, frozenset[int]]] = []
    newcomers = []
    for person in request.attendees:
        key = normal_address(person.email) if person.email else ""
        attendee = known.get(key)
        if attendee is None:
            newcomers.append(person)
        elif attendee == own or (own is None and attendee.registration_id == registration.pk):
            wishes.append((attendee, frozenset(person.sessions)))
    return AskedAgain(registration, own, tuple(_differing(wishes)), () if own else tuple(newcomers))


def _differing(
    wishes: list[tuple[Attendee, frozenset[int]]] | Iterator[tuple[Attendee, frozenset[int]]],
) -> Iterator[tuple[Attendee, frozenset[int]]]:
    for attendee, sessions in wishes:
        live = Seat.objects.filter(attendee=attendee, state__in=Seat.LIVE)
        if sessions and sessions != set(live.values_list("session_id", flat=True)):
            yield attendee, sessions


def _is_there(person: PersonRequest, keys: set[str], names: set[str]) -> bool:
    """Whether somebody to be added has come meanwhile: the link was followed twice."""
    return normal_address(person.email) in keys if person.email else person.name.casefold() in names


def _link_to(asked: AskedAgain) -> str:
    """The address at which the change is shown, and confirmed."""
    governs = asked.own or asked.registration
    said: dict[str, Any] = {
        "of": "t" if asked.own else "r",
        "id": governs.public_id.hex,
        "version": governs.link_version,
        "sessions": [(attendee.pk, sorted(sessions)) for attendee, sessions in asked.sessions],
        "new": [(one.name, one.email, sorted(one.sessions)) for one in asked.newcomers],
    }
    return absolute(reverse("registration_again", args=[signing.dumps(said, salt=_SALT, compress=True)]))


def _page_of(governed: Attendee, asked: AskedAgain) -> str:
    return my_ticket(governed) if asked.own else my_registration(governed.registration)


def _read_from(said: dict[str, Any]) -> tuple[Registration | None, Attendee | None]:
    """The registration that a link is about, and whose ticket it is if it is one's own."""
    named = {"public_id": uuid.UUID(said["id"]), "link_version": said["version"]}
    live = {"state": Registration.State.LIVE}
    if said["of"] == "r":
        found = Registration.objects.filter(**named, **live).select_related("stop__tour", "contact", "company")
        return found.first(), None
    tickets = Attendee.objects.filter(**named, cancelled_at=None, registration__state=Registration.State.LIVE)
    own = tickets.select_related(
        "person", "registration__stop__tour", "registration__contact", "registration__company"
    ).first()
    return (own.registration, own) if own else (None, None)
