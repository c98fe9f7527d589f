"""An attendee's own page, by their own link: it governs nobody but themselves."""

from __future__ import annotations

from events.models import Stop
from registrations.booking import links
from registrations.booking.queries import Place
from registrations.models import Attendee, CalendarInvitation, Registration


def by_ticket(token: str) -> Place | None:
    """Whose ticket the link is, whether they still come or not; None for one that was forged, cut or replaced."""
    named = links.ticket_named_by(token)
    if named is None:
        return None
    found = Attendee.objects.filter(
        public_id=named.public_id, link_version=named.version, person__erased_at=None
    ).select_related(
        "person", "registration__stop__tour", "registration__contact", "registration__company"
    )  # fmt: skip
    attendee = found.first()
    if attendee is None:
        return None
    attendee.stop = attendee.registration.stop
    return Place(attendee.registration, attendee, token, own=True)


def by_valid_ticket(token: str) -> Place | None:
    """As `by_ticket`, for somebody who comes."""
    place = by_ticket(token)
    return place if place and place.attendee and is_valid(place.attendee) else None


def is_valid(attendee: Attendee) -> bool:
    """Whether this person is still expected; a stop that is cancelled expects nobody."""
    return (
        attendee.cancelled_at is None
        and attendee.registration.state == Registration.State.LIVE
        and attendee.registration.stop.state != Stop.State.CANCELLED
    )


def day_of(token: str, day: int) -> tuple[Place, CalendarInvitation] | None:
    """The standing calendar entry of that day, of whoever's ticket it is."""
    place = by_valid_ticket(token)
    if place is None or place.attendee is None:
        return None
    found = place.attendee.calendar_invitations.filter(day=day, cancelled=False).first()
    return (place, found) if found else None
