"""What happens to a stop reaches everybody registered for it, and their calendars."""

from __future__ import annotations

from collections.abc import Callable

from events.planning.announcements import SessionChange, StopChange
from registrations.booking import notices, seats
from registrations.booking.operations.waiting import promote
from registrations.models import Registration, Seat


def tell_everybody(moment: str) -> Callable[[StopChange], None]:
    """A subscriber that writes to every live registration of the stop; `moment` chooses the sentence."""

    def follow(change: StopChange) -> None:
        stop = change.stop
        # Whoever registers at this moment holds a session: they are done before us, or find the stop closed.
        seats.locked_at(stop.pk)
        live = Registration.objects.filter(stop=stop, state=Registration.State.LIVE)
        for registration in live.exclude(origin=Registration.Origin.WALK_IN).select_related("contact", "company"):
            registration.stop = stop
            notices.tell(registration, moment, change=change)
        promote(stop)

    return follow


def tell_of_a_session(change: SessionChange) -> None:
    """A session moved, was cancelled or takes place after all: whoever has or wants a seat there learns it."""
    session = change.session
    seats.locked_at(session.stop_id)
    there = Seat.objects.filter(session=session, state__in=Seat.LIVE)
    live = Registration.objects.filter(attendees__seats__in=there, state=Registration.State.LIVE).distinct()
    for registration in live.select_related("contact", "company"):
        registration.stop = session.stop
        notices.tell(registration, "programme_changed", change=change)
    promote(session.stop)
