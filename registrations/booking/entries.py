"""What is in each attendee's calendar: one entry a day of the stop, worked out anew from their seats.

An entry is sent when it says something else than what was sent last, so that a change reaches every calendar whatever
made it, and nothing is sent twice. One that was never sent is never cancelled.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F

from events.models import Session, Stop
from registrations.models import Attendee, CalendarInvitation, Registration, Seat


@dataclass(frozen=True, slots=True)
class DayEntry:
    """One attendee's day: its sessions in order, or none where they do not come any more."""

    invitation: CalendarInvitation
    attendee: Attendee
    stop: Stop
    sessions: tuple[Session, ...]

    @property
    def cancelled(self) -> bool:
        """Nothing is left of it."""
        return not self.sessions

    @property
    def fingerprint(self) -> str:
        """What a calendar would show, as a hash."""
        stop, person = self.stop, self.attendee.person
        said = [
            person.name, person.email, stop.title, stop.venue, stop.address, stop.place, stop.access, stop.time_zone,
        ]  # fmt: skip
        for session in self.sessions:
            said += [session.title, session.starts_at.isoformat(), session.ends_at.isoformat(), session.room]
            said.append(session.online_url)
        return hashlib.sha256("\x1f".join(said).encode()).hexdigest() if self.sessions else "cancelled"


def due_entries(registration: Registration) -> list[DayEntry]:
    """The entries whose calendars do not show what is true now, each with its sequence raised and kept as sent.

    Called in the transaction that changed something, and that sends what comes out.
    """
    stop = registration.stop
    attendees = list(registration.attendees.select_related("person"))
    entries = _entries(stop, attendees)
    due = [entry for entry in entries if entry.invitation.sent != entry.fingerprint]
    for entry in due:
        _keep_as_sent(entry)
    return due


def _keep_as_sent(entry: DayEntry) -> None:
    invitation = entry.invitation
    again = bool(invitation.sent)
    CalendarInvitation.objects.filter(pk=invitation.pk).update(
        sequence=F("sequence") + (1 if again else 0), sent=entry.fingerprint, cancelled=entry.cancelled
    )
    invitation.refresh_from_db()


def _entries(stop: Stop, attendees: Sequence[Attendee]) -> list[DayEntry]:
    """Every day of every attendee that has a seat, and every entry that was sent before."""
    known = {(row.attendee_id, row.day): row for row in CalendarInvitation.objects.filter(attendee__in=attendees)}
    wanted = _days(stop, attendees)
    entries = []
    for attendee in attendees:
        days = {day for person, day in (*wanted, *known) if person == attendee.pk}
        for day in sorted(days):
            invitation = known.get((attendee.pk, day))
            if invitation is None:
                invitation = CalendarInvitation.objects.create(attendee=attendee, day=day)
            entries.append(DayEntry(invitation, attendee, stop, tuple(wanted.get((attendee.pk, day), ()))))
    return entries


def _days(stop: Stop, attendees: Iterable[Attendee]) -> dict[tuple[int, int], list[Session]]:
    """The sessions that each attendee has a seat in, by attendee and day of the stop, in order of time."""
    if stop.state != Stop.State.PUBLISHED or stop.starts_on is None:
        return {}
    seats = Seat.objects.filter(
        attendee__in=[attendee.pk for attendee in attendees],
        state=Seat.State.CONFIRMED,
        session__state=Session.State.PLANNED,
    )
    days: dict[tuple[int, int], list[Session]] = defaultdict(list)
    for seat in seats.select_related("session").order_by("session__starts_at", "session_id"):
        day = (_local_day(seat.session, stop) - stop.starts_on).days
        days[seat.attendee_id, day].append(seat.session)
    return days


def _local_day(session: Session, stop: Stop) -> datetime.date:
    return session.starts_at.astimezone(stop.zone).date()


def standing_entry(invitation: CalendarInvitation, stop: Stop) -> DayEntry:
    """A day that was sent, as it is now; nothing is written."""
    attendee = invitation.attendee
    return DayEntry(invitation, attendee, stop, tuple(_days(stop, [attendee]).get((attendee.pk, invitation.day), ())))
