"""From a code to its door, when it is open, and from what somebody typed to that person."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from events.models import Session, Stop, Tour
from events.models.timezones import day_bounds
from registrations.attendance.rule.queries import rules_of
from registrations.attendance.self_sign_in.links import door_named_by
from registrations.models import Attendee, Registration
from registrations.models.registration import CODE_LENGTH
from tournee.mail.addresses import normal_address

BEFORE = datetime.timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Door:
    """The door of a session, or of the stop (None)."""

    stop: Stop
    session: Session | None
    opens: datetime.datetime | None
    closes: datetime.datetime | None

    def is_open(self, at: datetime.datetime) -> bool:
        """Whether one may sign in at that moment: from half an hour before until the end."""
        return self.opens is not None and self.closes is not None and self.opens <= at <= self.closes


def door_at(token: str) -> Door:
    """The door that a code opens, while its rule lets people sign themselves in. Raises Http404."""
    named = door_named_by(token)
    found = _named(named.public_id) if named else None
    if named is None or found is None:
        raise Http404
    stop, session = found
    rules = rules_of(stop)
    gone = stop.state == Stop.State.CANCELLED or stop.published_at is None or stop.tour.state == Tour.State.ARCHIVED
    if not rules.of(session).self_sign_in or rules.of_stop.code_version != named.version or gone:
        raise Http404
    if session is not None and session.state != Session.State.PLANNED:
        raise Http404
    return Door(stop, session, *_window(stop, session))


def _named(public_id: UUID) -> tuple[Stop, Session | None] | None:
    session = Session.objects.select_related("stop__tour").filter(public_id=public_id).first()
    if session is not None:
        return session.stop, session
    stop = Stop.objects.select_related("tour").filter(public_id=public_id).first()
    return (stop, None) if stop else None


def _window(stop: Stop, session: Session | None) -> tuple[datetime.datetime | None, datetime.datetime | None]:
    """From half an hour before the first session to the end of the last; the stop's days where it has none."""
    sessions = [session] if session else list(stop.sessions.planned())
    if sessions:
        return min(one.starts_at for one in sessions) - BEFORE, max(one.ends_at for one in sessions)
    if stop.starts_on is None:
        return None, None
    opens, _next_day = day_bounds(stop.starts_on, stop.zone)
    return opens, day_bounds(stop.ends_on or stop.starts_on, stop.zone)[1]


def is_address(typed: str) -> bool:
    """Whether what was typed is meant as an e-mail address."""
    return "@" in typed


def is_cancelled(door: Door, typed: str) -> bool:
    """Whether that is the code of a ticket of the stop that was cancelled."""
    cancelled = ~Q(cancelled_at=None) | ~Q(registration__state=Registration.State.LIVE)
    return Attendee.objects.filter(cancelled, stop=door.stop, code=_code_in(typed), person__erased_at=None).exists()


def _code_in(typed: str) -> str:
    return "".join(character for character in typed if character.isalnum()).upper()


def person_behind(door: Door, typed: str) -> Attendee | None:
    """Whoever is expected at the stop by exactly that ticket code or e-mail address."""
    code = _code_in(typed)
    if is_address(typed):
        asked = Q(email_key=normal_address(typed))
    elif len(code) == CODE_LENGTH:
        asked = Q(code=code)
    else:
        return None
    expected = Attendee.objects.filter(
        asked, stop=door.stop, cancelled_at=None, person__erased_at=None, registration__state=Registration.State.LIVE
    )
    found = expected.select_related("person", "registration").first()
    if found is not None:
        found.stop = door.stop
    return found
