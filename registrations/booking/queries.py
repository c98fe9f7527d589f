"""Reading registrations: from a link or an address to its object, and what pages show of it."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from events.catalogue.words import Word
from events.models import Session, Stop, Tour
from events.planning.queries import stop_at
from registrations.booking import links
from registrations.booking.agreeing import standing
from registrations.models import Attendee, CalendarInvitation, Registration, Seat, WaitingEntry
from tournee.accounts.models import User
from tournee.mail.addresses import normal_address
from tournee.texts.search import search_key
from tournee.texts.typography import format_date, format_time_range

if TYPE_CHECKING:
    from registrations.booking.offer import OfferedSession

_WITH = ("stop__tour", "company", "contact")
_SEATS = Prefetch(
    "seats",
    Seat.objects.filter(state__in=Seat.LIVE).select_related("session").order_by("session__starts_at", "session_id"),
    to_attr="live_seats",
)
_ENTRIES = Prefetch(
    "calendar_invitations", CalendarInvitation.objects.filter(cancelled=False).order_by("day"), to_attr="entries"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody acts: a registration, the attendee it is about (None: all of it), and by what address one came.

    `token` is the signed link's, empty in the workspace, where `actor` is who is signed in; it is the attendee's `own`
    link, or the party's.
    """

    registration: Registration
    attendee: Attendee | None = None
    token: str = ""
    actor: User | None = None
    own: bool = False

    @property
    def stop(self) -> Stop:
        return self.registration.stop


def by_link(token: str, attendee: uuid.UUID | None = None) -> Place | None:
    """What the signed link opens; None for a link that was forged, cut or replaced, or names somebody not there."""
    named = links.named_by(token)
    if named is None:
        return None
    public_id, version = named
    found = Registration.objects.select_related(*_WITH).filter(public_id=public_id, link_version=version).first()
    return _place(found, attendee, token)


def in_workspace(tour: str, stop: str, registration: uuid.UUID, attendee: uuid.UUID | None = None) -> Place:
    """A registration of the stop at that address. Raises Http404."""
    at = stop_at(tour, stop)
    found = Registration.objects.select_related(*_WITH).filter(stop=at, public_id=registration).first()
    place = _place(found, attendee, "")
    if place is None:
        raise Http404
    place.registration.stop = at
    return place


def _place(registration: Registration | None, attendee: uuid.UUID | None, token: str) -> Place | None:
    if registration is None:
        return None
    if attendee is None:
        return Place(registration, token=token)
    person = registration.attendees.select_related("person").filter(public_id=attendee, cancelled_at=None).first()
    if person is None:
        return None
    person.registration = registration
    return Place(registration, person, token)


@dataclass(frozen=True, slots=True)
class ShownSeat:
    """One session of a person in words: hours, title, room and how it stands; `asked_for`: not approved yet."""

    hours: str
    title: str
    room: str
    word: Word
    online_url: str
    asked_for: bool


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """A person of a registration as its pages show them; `days` are (day, words) of their calendar entries.

    `states` are those of their seats.
    """

    attendee: Attendee
    seats: list[ShownSeat]
    days: list[tuple[int, str]]
    states: frozenset[str]


def people_of(registration: Registration) -> list[ShownPerson]:
    """Whoever comes, in order, with their seats and calendar entries; three queries."""
    attendees = registration.attendees.filter(cancelled_at=None).select_related("person")
    return [_shown(attendee, registration.stop) for attendee in attendees.prefetch_related(_SEATS, _ENTRIES)]


def person_shown(attendee: Attendee) -> ShownPerson:
    """One person, with their seats and calendar entries; three queries. Their registration and stop are at hand."""
    prefetched = Attendee.objects.filter(pk=attendee.pk).select_related("person").prefetch_related(_SEATS, _ENTRIES)
    return _shown(prefetched.get(), attendee.registration.stop)


def _shown(attendee: Any, stop: Stop) -> ShownPerson:
    days: dict[int, str] = {}
    shown = []
    first = stop.starts_on
    for seat in attendee.live_seats:
        session = seat.session
        day = session.starts_at.astimezone(stop.zone).date()
        if first and seat.state == Seat.State.CONFIRMED and session.state == Session.State.PLANNED:
            days[(day - first).days] = format_date(day, year=False)
        when = format_time_range(session.starts_at, session.ends_at, zone=stop.zone)
        if first and stop.ends_on and stop.ends_on != first:
            when = f"{format_date(day, year=False)}, {when}"
        online = session.online_url if seat.state == Seat.State.CONFIRMED else ""
        asked_for = seat.state == Seat.State.PENDING and session.state != Session.State.CANCELLED
        shown.append(ShownSeat(when, session.title, session.room, word_of(seat), online, asked_for))
    known = {entry.day for entry in attendee.entries}
    states = frozenset(seat.state for seat in attendee.live_seats)
    return ShownPerson(attendee, shown, [(day, said) for day, said in days.items() if day in known], states)


def word_of(seat: Seat) -> Word:
    """A seat's state with the tone of its dot; of a session that was cancelled, that it was."""
    if seat.session.state == Session.State.CANCELLED:
        return Word(_("session cancelled"), "danger")
    tones = {Seat.State.CONFIRMED: "ok", Seat.State.WAITLISTED: "warn", Seat.State.CANCELLED: "off"}
    return Word(str(seat.get_state_display()), tones.get(Seat.State(seat.state), "part"))


def registrations_of(scope: Stop | Tour) -> QuerySet[Registration]:
    """What was registered at a stop or at all stops of a tour, cancelled or not, with all that a list shows.

    What is shown is fetched for the rows of a page alone: what is sorted and counted stays narrow.
    """
    at = {"stop__tour": scope} if isinstance(scope, Tour) else {"stop": scope}
    people = Attendee.objects.select_related("person").order_by("pk")
    seats = Seat.objects.filter(state__in=Seat.LIVE).select_related("session").order_by("session__starts_at", "pk")
    shown = ["company", "contact", "relay__organisation", *(["stop"] if isinstance(scope, Tour) else [])]
    people = people.prefetch_related(Prefetch("seats", seats, to_attr="live_seats"))
    return Registration.objects.filter(**at).prefetch_related(*shown, Prefetch("attendees", people))


def picked_of(scope: Stop | Tour, typed: Iterable[str]) -> QuerySet[Registration]:
    """The registrations of a stop or a tour whose public ids a page sent back, the oldest first; others are none."""
    ids = []
    for one in typed:
        with suppress(ValueError):
            ids.append(uuid.UUID(one))
    at = {"stop__tour": scope} if isinstance(scope, Tour) else {"stop": scope}
    return Registration.objects.filter(**at, public_id__in=ids).select_related(*_WITH).order_by("registered_at", "pk")


def sessions_given_up(attendee: Attendee) -> list[str]:
    """The titles of the sessions that somebody has or waits for, in order of time; one query."""
    seats = attendee.seats.filter(state__in=Seat.LIVE).select_related("session").order_by("session__starts_at")
    return [seat.session.title for seat in seats]


def usual_sessions(registration: Registration, offered: Iterable[OfferedSession]) -> list[str]:
    """The sessions that somebody of the registration has, as far as they can still be chosen; one query."""
    known = {one.session.pk for one in offered}
    theirs = Session.objects.filter(
        seats__attendee__registration=registration, seats__state__in=Seat.LIVE, pk__in=known
    )
    return [str(pk) for pk in theirs.order_by().values_list("pk", flat=True).distinct()]


def waiting_line(stop: Stop) -> list[WaitingEntry]:
    """The entries that wait at the stop, in the order in which they are served, with `wanted`; two queries."""
    entries = WaitingEntry.objects.filter(state=WaitingEntry.State.WAITING, registration__stop=stop)
    wanted = Seat.objects.filter(state=Seat.State.WAITLISTED).select_related("session", "attendee__person")
    return list(
        entries.select_related("registration__company", "registration__contact").prefetch_related(
            Prefetch("seats", wanted, to_attr="wanted")
        )
    )


def live_registrations_of(address: str) -> QuerySet[Registration]:
    """What this contact has registered, for stops to come and those of the last month."""
    lately = Q(stop__ends_on=None) | Q(stop__ends_on__gte=timezone.localdate() - datetime.timedelta(days=31))
    live = Registration.objects.filter(lately, state=Registration.State.LIVE, contact__email__iexact=address)
    return live.exclude(origin=Registration.Origin.WALK_IN).select_related(*_WITH).order_by("-registered_at", "pk")


def live_tickets_of(address: str) -> QuerySet[Attendee]:
    """The tickets of whoever has this address, registered by somebody else, for stops to come and of the last month."""
    lately = Q(stop__ends_on=None) | Q(stop__ends_on__gte=timezone.localdate() - datetime.timedelta(days=31))
    live = Attendee.objects.filter(lately, cancelled_at=None, email_key=normal_address(address))
    live = live.filter(registration__state=Registration.State.LIVE).exclude(
        registration__contact__email__iexact=address
    )
    return live.select_related("stop", "person", "registration").order_by("-pk")


def agreements_of(registration: Registration) -> list[str]:
    """What the contact agreed to and did not take back, in the words they read; one query."""
    return [consent.words for consent in standing(registration.consents.all())]


def party_name(registration: Registration) -> str:
    """Who registered: the firm or organisation in the words they typed, or the person."""
    if registration.organisation_name:
        return registration.organisation_name
    return registration.company.name if registration.company else str(registration.contact)


def known_otherwise(registration: Registration) -> str:
    """The name under which the firm with that number is known, where the party typed another; empty otherwise.

    For the team alone: whoever types the number of a firm must not learn its name.
    """
    company, typed = registration.company, registration.organisation_name
    if company is None or not typed or search_key(company.name) == search_key(typed):
        return ""
    return company.name


def invitation_of(attendee: Attendee, day: int) -> CalendarInvitation | None:
    """The attendee's standing calendar entry of that day."""
    return attendee.calendar_invitations.filter(day=day, cancelled=False).first()
