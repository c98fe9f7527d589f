"""What a party is told: the contact everything, each colleague with an address their own part and calendar entry."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from events.models import Stop
from registrations.booking import links
from registrations.booking.clock import local_zone
from registrations.booking.entries import DayEntry, due_entries
from registrations.booking.standing import Standing, standing_of
from registrations.booking.waiting_line import waiting_of
from registrations.models import Attendee, Person, Registration, Seat
from tournee.mail.addresses import Recipient
from tournee.mail.operations import Part, queue_message
from tournee.texts.typography import format_date, format_date_range, format_time_range


def registered(registration: Registration, standing: Standing) -> None:
    """The confirmation: who has a seat, who waits, how to change it, and each person's calendar entry."""
    tell(registration, "registered", standing)


def changed(registration: Registration) -> None:
    """The party changed something: what stands now."""
    tell(registration, "changed")


def promoted(registration: Registration) -> None:
    """Seats came free for those who waited."""
    tell(registration, "promoted")


def cancelled(registration: Registration) -> None:
    """The party does not come: confirmed, and its calendar entries go."""
    tell(registration, "cancelled")


def tell(registration: Registration, moment: str, standing: Standing | None = None) -> None:
    """Write to the contact, and to colleagues whose calendar entry is new, different or gone.

    `moment` chooses the sentence: one of the above, or `stop_moved`, `stop_postponed`, `stop_cancelled`,
    `stop_reinstated`, `programme_changed`. Whoever registers and gets no seat reads that they wait; a colleague who
    comes no more reads that they are cancelled. `standing` is what stands, where it is at
    hand. In the transaction of what happened.
    """
    contact = registration.contact
    with translation.override(registration.language):
        standing = standing or standing_of(registration)
        due = due_entries(standing)
        if moment == "registered" and not _is_seated(standing):
            moment = "waiting"
        if contact.email:
            theirs = [entry for entry in due if entry.attendee.person.email in {"", contact.email}]
            context = _for_the_contact(registration, standing)
            _write(registration, contact, "party", moment=moment, due=theirs, context=context)
        for attendee in standing.attendees:
            own = [entry for entry in due if entry.attendee.pk == attendee.pk]
            if own and attendee.person.email not in {"", contact.email}:
                context = {"attendees": [_said_of(attendee, standing)]}
                said = "cancelled" if attendee.cancelled_at and moment == "changed" else moment
                _write(registration, attendee.person, "attendee", moment=said, due=own, context=context)


def _is_seated(standing: Standing) -> bool:
    """Whether anybody has a seat, or nobody wants one."""
    live = [seat for seats in standing.seats.values() for seat in seats]
    return not live or any(seat.state != Seat.State.WAITLISTED for seat in live)


def _write(
    registration: Registration,
    person: Person,
    template: str,
    *,
    moment: str,
    due: Sequence[DayEntry],
    context: dict[str, object],
) -> None:
    from registrations.booking.ics import part_of  # lazily: icalendar is slow to load

    stop, tour = registration.stop, registration.stop.tour
    organiser = (tour.contact_name, tour.contact_email)
    parts = [part_of(entry, language=registration.language, organiser=organiser, invited=person.email) for entry in due]
    queue_message(
        f"registrations/booking/mail/{template}",
        to=Recipient(person.email, person.name),
        language=registration.language,
        context={"moment": moment, "name": person.name, **_about_the_stop(registration), **context},
        purpose=_("Registration"),
        reply_to=tour.contact_email,
        sender_name=tour.contact_name,
        about=[registration, stop],
        attachments=_one_invitation_first(parts),
    )


def _one_invitation_first(parts: list[Part]) -> list[Part]:
    """Mail readers show one invitation of a message; those of further days follow as files."""
    shown = [part for part in parts if part.alternative][:1]
    rest = [part for part in parts if part not in shown]
    files = [
        Part("text/calendar", part.content, filename=part.filename or f"{number}.ics")
        for number, part in enumerate(rest, start=2)
    ]
    return [*shown, *files]


def _about_the_stop(registration: Registration) -> dict[str, object]:
    stop, tour = registration.stop, registration.stop.tour
    return {
        "registration": registration,
        "stop": stop,
        "tour": tour,
        "when": _when(stop),
        "where": ", ".join(filter(None, [stop.venue, stop.address, stop.place])),
        "zone": local_zone(stop),
        "address": links.my_registration(registration),
    }


def _when(stop: Stop) -> str:
    """“Wednesday 25 November 2026” for one day, with the days it goes from and to otherwise; empty without a date."""
    if stop.starts_on is None:
        return ""
    if stop.ends_on in {None, stop.starts_on}:
        return format_date(stop.starts_on)
    return format_date_range(stop.starts_on, stop.ends_on or stop.starts_on)


def _for_the_contact(registration: Registration, standing: Standing) -> dict[str, object]:
    live = [attendee for attendee in standing.attendees if attendee.cancelled_at is None]
    waits = any(seat.state == Seat.State.WAITLISTED for seats in standing.seats.values() for seat in seats)
    return {
        "attendees": [_said_of(attendee, standing) for attendee in live],
        "places_in_line": [place for place, _entry in waiting_of(registration)] if waits else [],
    }


def _said_of(attendee: Attendee, standing: Standing) -> dict[str, object]:
    """One person: name, code, and their sessions with hours and whether they have a seat."""
    zone = standing.stop.zone
    return {
        "name": attendee.person.name,
        "code": attendee.code,
        "sessions": [
            {
                "title": seat.session.title,
                "hours": format_time_range(seat.session.starts_at, seat.session.ends_at, zone=zone),
                "waits": seat.state == Seat.State.WAITLISTED,
            }
            for seat in standing.seats_of(attendee)
        ],
    }
