"""What messages say of a registration: the stop, its people with their sessions, tickets and waiting list."""

from __future__ import annotations

from collections.abc import Sequence

from events.models import Session, Stop
from registrations.booking import links, seats
from registrations.booking.clock import local_zone
from registrations.booking.differences import Difference, days_in_words, place_of
from registrations.booking.standing import Standing
from registrations.booking.waiting_line import offer_to, rule_of, waiting_of
from registrations.models import Attendee, Registration, Seat, WaitingEntry
from tournee.mail.operations import Part
from tournee.mail.pictures import QR_CODE, content_id
from tournee.texts.typography import format_date, format_time_range

# After these nobody comes: neither when and where nor a ticket is said.
OVER = frozenset({"cancelled", "replaced", "refused", "stop_cancelled"})


def about_the_stop(registration: Registration, changed: Sequence[Difference], reason: str) -> dict[str, object]:
    """Where, when, what changed, and the team's reason if it gave one, in the active language."""
    stop, tour = registration.stop, registration.stop.tour
    return {
        "registration": registration,
        "stop": stop,
        "tour": tour,
        "when": days_in_words(stop.starts_on, stop.ends_on),
        "where": place_of(stop),
        "zone": local_zone(stop),
        "changed": changed,
        "reason": reason,
    }


def of_the_line(registration: Registration, moment: str) -> dict[str, object]:
    """Whether the party waits for everything `together`, and whether others wait for what it gives up (`waited_for`).

    A query where the moment is about that.
    """
    together = moment == "waiting" and registration.waiting_entries.filter(
        state=WaitingEntry.State.WAITING, all_or_none=True
    )
    gives_up = moment in {"cancelled", "changed"}
    return {
        "together": bool(together and together.exists()),
        "waited_for": gives_up and bool(seats.waited_for(registration.stop_id)),
    }


def to_the_contact(registration: Registration, standing: Standing) -> dict[str, object]:
    """Everybody who comes with their tickets, the waiting list, and the link that governs it all.

    Whoever comes alone has theirs above all; in a party each has theirs beside their name, as the contact prints them.
    """
    live = [attendee for attendee in standing.attendees if attendee.cancelled_at is None]
    states = {seat.state for seats in standing.seats.values() for seat in seats}
    waits = Seat.State.WAITLISTED in states
    alone = len(live) == 1 and live[0].person_id == registration.contact_id
    return {
        "contact_reads": True,
        "attendees": [{**said_of(one, standing), "shown": {} if alone else ticket_of(one, standing)} for one in live],
        "ticket": ticket_of(live[0], standing) if alone else {},
        "each_shown": not alone and bool(with_tickets(live, standing)),
        "places_in_line": [place for place, _entry in waiting_of(registration)] if waits else [],
        "rule": rule_of(registration.stop) if waits else [],
        **(_about_an_offer(registration) if Seat.State.OFFERED in states else {"offer": None}),
        "address": links.my_registration(registration),
        "add_address": links.my_registration(registration, "add"),
        "cancel_address": links.my_registration(registration, "cancel"),
    }


def _about_an_offer(registration: Registration) -> dict[str, object]:
    """Until when places are held for the party, and where it says whether it takes them."""
    return {
        "offer": offer_to(registration),
        "accept_address": links.my_registration(registration, "accept"),
        "decline_address": links.my_registration(registration, "decline"),
    }


def to_themselves(attendee: Attendee, standing: Standing) -> dict[str, object]:
    """One person's own part, and the link that governs only themselves."""
    return {
        "contact_reads": False,
        "attendees": [said_of(attendee, standing)],
        "ticket": ticket_of(attendee, standing),
        "address": links.my_ticket(attendee),
        "replace_address": links.my_ticket(attendee, "replace"),
        "cancel_address": links.my_ticket(attendee, "cancel"),
    }


def said_of(attendee: Attendee, standing: Standing) -> dict[str, object]:
    """One person: name, code, ticket, and their sessions with hours, room and whether they have a seat."""
    return {
        "name": attendee.person.name,
        "code": attendee.code,
        "ticket": links.my_ticket(attendee),
        "sessions": [
            {
                "title": seat.session.title,
                "hours": _hours(seat.session, standing.stop),
                "room": seat.session.room,
                "state": str(seat.state),
            }
            for seat in standing.seats_of(attendee)
        ],
    }


def _hours(session: Session, stop: Stop) -> str:
    """“09:00–12:30”; with its day where the stop has several."""
    hours = format_time_range(session.starts_at, session.ends_at, zone=stop.zone)
    if stop.ends_on in {None, stop.starts_on}:
        return hours
    return f"{format_date(session.starts_at, year=False, zone=stop.zone)}, {hours}"


def with_tickets(attendees: Sequence[Attendee], standing: Standing) -> list[Attendee]:
    """Those of them who come and have a seat: a message shows their tickets."""
    return [
        attendee
        for attendee in attendees
        if attendee.cancelled_at is None
        and any(seat.state == Seat.State.CONFIRMED for seat in standing.seats_of(attendee))
    ]


def ticket_of(attendee: Attendee, standing: Standing) -> dict[str, str]:
    """The ticket that a message shows to who comes: its code, and its picture as the HTML names it; else empty."""
    if not with_tickets([attendee], standing):
        return {}
    return {"code": attendee.code, "picture": f"cid:{content_id(_file_of(attendee))}", "url": links.my_ticket(attendee)}


def picture_of(attendee: Attendee) -> Part:
    """The ticket's QR code, which any phone's camera opens as the attendee's own page; drawn when it is sent."""
    return Part(QR_CODE, links.my_ticket(attendee).encode(), filename=_file_of(attendee))


def _file_of(attendee: Attendee) -> str:
    return f"{attendee.code}.png"
