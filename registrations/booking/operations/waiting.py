"""The waiting list: served in order of arrival, by the one rule of `registrations.booking.turns`.

An entry that is larger than what is free waits, and those after it that want one of its sessions wait behind it, unless
the organiser lets smaller ones pass. What comes free is confirmed at once, or offered until a deadline. Nothing is
promoted once registration has closed, or in a session that has begun.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Session, Stop
from registrations.booking import notices, seats
from registrations.booking.asked import stop_now
from registrations.booking.errors import BookingError
from registrations.booking.operations.seating import awaits_approval
from registrations.booking.terms.queries import terms_of
from registrations.booking.turns import Served, Wish
from registrations.models import Registration, Seat, Terms, WaitingEntry
from tournee.accounts.models import User
from tournee.history.operations import record

MOST_AT_ONCE = 200  # entries served in one transaction: the sessions are held meanwhile
_Target = tuple[Seat.State, datetime.datetime | None]


@dataclass(frozen=True, slots=True)
class _Round:
    """One serving of a stop's waiting list: all that it goes by, while the sessions are held."""

    stop: Stop
    terms: Terms
    sessions: Mapping[int, Session]
    line: Mapping[int, tuple[int, Wish]]  # by entry: the registration, and what it waits for
    now: datetime.datetime


def promote(stop: Stop) -> list[Registration]:
    """Give what is free to those who wait, in order; returns the registrations that got seats, and tells them.

    Called in the transaction that freed seats or raised a capacity; the sessions stay locked until it ends. Of a very
    long list the first are served here and the others within a minute; meanwhile nobody passes them.
    """
    with transaction.atomic():
        sessions = seats.locked_at(stop.pk)
        line = seats.line_at(stop.pk)
        now = timezone.now()
        terms = _terms_to_promote(stop, now) if line else None
        if terms is None:
            return []
        this = _Round(stop, terms, sessions, line, now)
        served = _serve(this)
        return _told(this, _handed_out(this, served)) if served else []


def _terms_to_promote(stop: Stop, now: datetime.datetime) -> Terms | None:
    """The stop's terms as they are now; None where nobody is promoted any more."""
    current = stop_now(stop.pk)
    terms = terms_of(current)
    closed = terms.closes_at is not None and terms.closes_at <= now
    return None if closed or current.state != Stop.State.PUBLISHED else terms


def _serve(this: _Round) -> dict[int, Served]:
    """Take what the entries (ids) get, in order."""
    codes = any(wish.code is not None for _registration, wish in this.line.values())
    room = seats.room_at(this.stop.pk, this.sessions, this.terms, this.now, codes=codes)
    found: dict[int, Served] = {}
    moved: Counter[int] = Counter()
    for entry, (_registration, wish) in this.line.items():
        served = room.serve(wish, waits=True)
        if not served.seats:
            continue
        found[entry] = served
        moved.update(served.moved)
        seats.take_aside(served, code=wish.code)
        if len(found) == MOST_AT_ONCE:
            break
    seats.take(moved)
    taken = {pk: session.seats_taken + moved[pk] for pk, session in this.sessions.items()}
    seats.words_changed(this.stop.tour_id, this.sessions.values(), taken)
    return found


def _handed_out(this: _Round, served: Mapping[int, Served]) -> dict[Registration, int]:
    """Write who has what now; the number of seats by registration, in the order in which they were served."""
    ids = list(dict.fromkeys(this.line[entry][0] for entry in served))
    found = Registration.objects.select_related("contact", "company").in_bulk(ids)
    waiting = Seat.objects.filter(waiting_entry__in=served, state=Seat.State.WAITLISTED).order_by("pk")
    targets: dict[_Target, list[int]] = defaultdict(list)
    given: Counter[int] = Counter()
    for seat, entry, session in waiting.values_list("pk", "waiting_entry_id", "session_id"):
        if session in served[entry].seats:
            registration = this.line[entry][0]
            given[registration] += 1
            targets[_target(this, found[registration], served[entry])].append(seat)
    for (state, until), seats_given in targets.items():
        Seat.objects.filter(pk__in=seats_given).update(state=state, since=this.now, offered_until=until)
    for entry, got in served.items():
        if got.passed:
            WaitingEntry.objects.filter(pk=entry).update(passed=F("passed") + got.passed)
    settle(entry for entry, got in served.items() if len(got.seats) == len(this.line[entry][1].seats))
    for party in found.values():
        party.stop = this.stop
    return {found[pk]: given[pk] for pk in ids}


def _target(this: _Round, registration: Registration, served: Served) -> _Target:
    """What becomes of a seat that came free: to be approved, offered until a moment before it begins, or confirmed."""
    terms = this.terms
    if awaits_approval(registration, terms):
        return Seat.State.PENDING, None
    if terms.offer_hours is None:
        return Seat.State.CONFIRMED, None
    ends = [this.now + datetime.timedelta(hours=terms.offer_hours)]
    ends += [this.sessions[pk].starts_at for pk in served.seats]
    return Seat.State.OFFERED, min([*ends, terms.closes_at] if terms.closes_at else ends)


def _told(this: _Round, given: Mapping[Registration, int]) -> list[Registration]:
    """History and the message of each."""
    moments: dict[Registration, str] = {}
    for registration, number in given.items():
        if awaits_approval(registration, this.terms):
            action, moments[registration] = "registration.promote", "pending"
        elif this.terms.offer_hours is not None:
            action, moments[registration] = "registration.offer", "offered"
        else:
            action, moments[registration] = "registration.promote", "promoted"
        record(action, registration, actor=None, changes={"seats": (0, number)})
    notices.tell_each(moments)
    return list(given)


def settle(entries: Iterable[int], state: WaitingEntry.State = WaitingEntry.State.PROMOTED) -> None:
    """Those entries (ids) wait no more."""
    WaitingEntry.objects.filter(pk__in=list(entries), state=WaitingEntry.State.WAITING).update(
        state=state, settled_at=timezone.now()
    )


def leave_waiting_list(registration: Registration, *, actor: User | None = None) -> None:
    """The party waits no longer; the seats it has stay. Raises BookingError where it waits for nothing."""
    with transaction.atomic():
        seats.locked_at(registration.stop_id)
        waiting = Seat.objects.filter(attendee__registration=registration, state=Seat.State.WAITLISTED)
        if not waiting.update(state=Seat.State.CANCELLED, since=timezone.now()):
            raise BookingError(_("You are on no waiting list here any more."), code="not_waiting")
        entries = registration.waiting_entries.filter(state=WaitingEntry.State.WAITING)
        settle(entries.values_list("pk", flat=True), WaitingEntry.State.LEFT)
        record("registration.leave_waiting_list", registration, actor=actor)
        notices.changed(registration)
        promote(registration.stop)
