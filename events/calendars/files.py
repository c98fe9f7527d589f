"""A file that adds a stop or a session to a calendar once; a feed that one follows holds the same entries."""

from __future__ import annotations

import uuid
from dataclasses import replace

from django.http import Http404

from events.calendars import wording
from events.calendars.entries import Told, days_of, programme_of, session_entry, stop_entry
from events.calendars.feed import Entry, Hours
from events.models import Session, Stop


def public_session(session: uuid.UUID) -> Session:
    """The session of a public stop, with its stop and tour; Http404 if none. One query."""
    stops = Stop.objects.public()
    found = Session.objects.filter(public_id=session, stop__in=stops).select_related("stop__tour").first()
    if found is None:
        raise Http404
    return found


def entry_of_session(session: Session) -> Entry:
    """The session as its stop's feed tells it."""
    alone = Session.objects.filter(pk=session.pk)
    return session_entry(session, programme_of([session.stop], among=alone))


def entry_of_stop(stop: Stop) -> Entry:
    """The stop as one entry, from its first session to the end of its last, whose description tells its programme.

    Whole days where it lasts several or has no programme yet; Http404 for a stop without any day.
    """
    programme = programme_of([stop])
    sessions = [one for one in programme.sessions.get(stop.pk, ()) if one.state == Session.State.PLANNED]
    when = _hours(stop, sessions) or days_of(stop)
    if when is None:
        raise Http404
    entry = stop_entry(Told(stop), when, programme.themes(stop), wording.programme(sessions, stop.zone))
    return replace(entry, changed_at=max([stop.changed_at, *(one.changed_at for one in sessions)]))


def _hours(stop: Stop, sessions: list[Session]) -> Hours | None:
    """From the first beginning to the last end, where they are on one day of the stop's own time."""
    if not sessions or not stop.starts_on:
        return None
    first, last = min(one.starts_at for one in sessions), max(one.ends_at for one in sessions)
    one_day = first.astimezone(stop.zone).date() == last.astimezone(stop.zone).date()
    return Hours(first, last, stop.zone) if one_day else None
