"""What is in each attendee's calendar: one entry a day of the stop, worked out anew from their seats.

An entry is sent when it says something else than what was sent last, so that a change reaches every calendar whatever
made it, and nothing is sent twice. One that was never sent is never cancelled.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from events.models import Session, Stop
from registrations.booking.standing import Standing, live_seats
from registrations.models import Attendee, CalendarInvitation, Seat


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
    def tentative(self) -> bool:
        """The stop has no date for now: the day it was announced for stays until there is a new one."""
        return self.stop.state == Stop.State.POSTPONED

    @property
    def fingerprint(self) -> str:
        """What a calendar would show, as a hash."""
        stop, person = self.stop, self.attendee.person
        said = [
            person.name, person.email, stop.title, stop.venue, stop.address, stop.place, stop.access, stop.time_zone,
            stop.state, str(self.attendee.link_version),
        ]  # fmt: skip
        for session in self.sessions:
            said += [session.title, session.starts_at.isoformat(), session.ends_at.isoformat(), session.room]
            said.append(session.online_url)
        return hashlib.sha256("\x1f".join(said).encode()).hexdigest() if self.sessions else "cancelled"


def sent_to(standings: Iterable[Standing]) -> dict[int, list[CalendarInvitation]]:
    """What was sent to each attendee (id) of what stands; one query, none where nothing was sent yet."""
    people = [attendee.pk for standing in standings if not standing.new for attendee in standing.attendees]
    sent: dict[int, list[CalendarInvitation]] = defaultdict(list)
    for row in CalendarInvitation.objects.filter(attendee__in=people):
        sent[row.attendee_id].append(row)
    return sent


def due_entries(standing: Standing, sent: Mapping[int, Iterable[CalendarInvitation]]) -> list[DayEntry]:
    """The entries whose calendars do not show what is true now, each with its sequence raised, in the active language.

    `sent` is what was sent to each attendee (id). Whoever sends the entries keeps them as sent (`keep`).
    """
    rows = [row for attendee in standing.attendees for row in sent.get(attendee.pk, ())]
    known = {(row.attendee_id, row.day): row for row in rows}
    due = [entry for entry in _entries(standing, known) if entry.invitation.sent != entry.fingerprint]
    for entry in due:
        invitation = entry.invitation
        invitation.sequence += 1 if invitation.sent else 0
        invitation.sent, invitation.cancelled = entry.fingerprint, entry.cancelled
    return due


def keep(entries: Iterable[DayEntry]) -> None:
    """Keep that those entries are sent, in the transaction that sends them. At most two queries."""
    sent = [entry.invitation for entry in entries]
    if changed := [one for one in sent if one.pk is not None]:
        CalendarInvitation.objects.bulk_update(changed, ["sequence", "sent", "cancelled"])
    CalendarInvitation.objects.bulk_create([one for one in sent if one.pk is None])


def standing_entry(invitation: CalendarInvitation, stop: Stop) -> DayEntry:
    """A day that was sent, as it is now; nothing is written."""
    attendee = invitation.attendee
    days = _days(Standing(stop, (attendee,), live_seats([attendee])))
    return DayEntry(invitation, attendee, stop, tuple(days.get((attendee.pk, invitation.day), ())))


def _entries(standing: Standing, known: Mapping[tuple[int, int], CalendarInvitation]) -> Iterator[DayEntry]:
    """Every day of every attendee that has a seat, and every entry that was sent before."""
    wanted = _days(standing)
    for attendee in standing.attendees:
        for day in sorted({day for person, day in (*wanted, *known) if person == attendee.pk}):
            invitation = known.get((attendee.pk, day)) or CalendarInvitation(attendee=attendee, day=day)
            yield DayEntry(invitation, attendee, standing.stop, tuple(wanted.get((attendee.pk, day), ())))


def _days(standing: Standing) -> dict[tuple[int, int], list[Session]]:
    """The sessions that each attendee has a seat in, by attendee and day of the stop, in order of time."""
    stop = standing.stop
    first = stop.previous_starts_on if stop.state == Stop.State.POSTPONED else stop.starts_on
    if stop.state not in {Stop.State.PUBLISHED, Stop.State.POSTPONED} or first is None:
        return {}
    days: dict[tuple[int, int], list[Session]] = defaultdict(list)
    for attendee in standing.attendees:
        for seat in standing.seats_of(attendee):
            if seat.state == Seat.State.CONFIRMED and seat.session.state == Session.State.PLANNED:
                day = (_local_day(seat.session, stop) - first).days
                days[attendee.pk, day].append(seat.session)
    return days


def _local_day(session: Session, stop: Stop) -> datetime.date:
    return session.starts_at.astimezone(stop.zone).date()
