"""Whether a stop takes registrations: the same sentence on its page, in the form, for the API and for late clicks."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Session, Stop
from registrations.booking.asked import stop_now
from registrations.booking.errors import BookingError
from registrations.booking.terms.queries import closed_since, opens_later

MAX_ATTENDEES = 20


def refusal(stop: Stop, at: datetime.datetime, *, by_team: bool = False) -> BookingError | None:
    """Why nobody can register at the stop at that moment; None where they can. Two queries: sessions and terms.

    The team may enter somebody before registration opens and after it has closed.
    """
    if error := _refusal_of_phase(stop, at) or (None if by_team else _refusal_of_window(stop, at)):
        return error
    if not any(session.ends_at > at for session in planned_sessions(stop)):
        return BookingError(_("All its sessions are over, or there are none."), code="no_session")
    return None


def _refusal_of_phase(stop: Stop, at: datetime.datetime) -> BookingError | None:
    phase = stop.phase(at)
    if phase == Stop.Phase.CANCELLED:
        return BookingError(_("This stop is cancelled: nobody can register any more."), code="stop_cancelled")
    if phase == Stop.Phase.POSTPONED:
        return BookingError(_("This stop has no date for now. Registration opens again with it."), code="postponed")
    if phase not in (Stop.Phase.UPCOMING, Stop.Phase.TODAY):
        said = _("This stop is over.") if phase == Stop.Phase.HELD else _("This stop is not open yet.")
        return BookingError(said, code="not_open")
    return None


def _refusal_of_window(stop: Stop, at: datetime.datetime) -> BookingError | None:
    if said := opens_later(stop, at):
        return BookingError(said, code="opens_later")
    if said := closed_since(stop, at):
        return BookingError(said, code="closed")
    return None


def require_open(stop_id: int, *, by_team: bool = False) -> Stop:
    """The stop as the database has it now, with its terms. Raises BookingError where nobody can register any more.

    Called once the seats are taken, which were those of planned sessions: a cancellation locks the sessions too, so
    that one of both comes first.
    """
    stop, now = stop_now(stop_id), timezone.now()
    if error := _refusal_of_phase(stop, now) or (None if by_team else _refusal_of_window(stop, now)):
        raise error
    return stop


def require_not_over(stop: Stop) -> None:
    """Raise BookingError once the stop has been held: who was expected is part of what it was.

    Who came is corrected where attendance is kept.
    """
    if stop.phase(timezone.now()) == Stop.Phase.HELD:
        raise BookingError(_("This stop is over."), code="over")


def planned_sessions(stop: Stop) -> list[Session]:
    """The sessions one can choose, in order of time."""
    return [session for session in stop.sessions.all() if session.state == Session.State.PLANNED]


def check_sessions(stop: Stop, wanted: set[int]) -> None:
    """Raise BookingError where `wanted` holds no session, one of another stop, or one that is over or cancelled."""
    now = timezone.now()
    offered = {session.pk for session in planned_sessions(stop) if session.ends_at > now}
    if not wanted:
        raise no_session_chosen()
    if not wanted <= offered:
        raise BookingError(
            _("One of these sessions can no longer be chosen. Look at the programme again."),
            code="session_not_offered",
            field="sessions",
        )


def no_session_chosen() -> BookingError:
    """Nobody comes to nothing."""
    return BookingError(_("Choose at least one session."), code="no_session_chosen", field="sessions")
