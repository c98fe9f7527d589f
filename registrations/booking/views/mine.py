"""One's own registration, by the signed link."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Stop
from registrations.booking import links, queries
from registrations.booking.clock import local_zone
from registrations.booking.entries import standing_entry
from registrations.booking.operations.open_stop import refusal
from registrations.booking.queries import Place, ShownPerson, by_link
from registrations.booking.questions.queries import answers_of, unanswered_of
from registrations.booking.rates import asked_too_often, may_change
from registrations.booking.rules import bears_link
from registrations.booking.views.acting import ACTIONS, page_at
from registrations.booking.views.private import known_link
from registrations.booking.views.tickets import ticket_shown
from registrations.booking.waiting_line import offer_to, rule_of, waiting_of
from registrations.models import CalendarInvitation, Registration, Seat
from tournee.mail.addresses import sender_named
from tournee.texts.languages import active_language
from tournee.web.access import View, opens_to


@require_safe
@opens_to(bears_link, of=by_link)
@known_link
def page(request: HttpRequest, place: Place) -> HttpResponse:
    """What stands, and what can be done about it."""
    return render(request, "registrations/booking/mine.html", shown(place))


def shown(place: Place) -> dict[str, object]:
    """The context of a registration's page."""
    registration, stop, now = place.registration, place.stop, timezone.now()
    live = registration.state == Registration.State.LIVE
    phase = stop.phase(now)
    why = refusal(stop, now)
    people = queries.people_of(registration) if live else []
    return {
        "place": place, "registration": registration, "stop": stop, "phase": phase, "live": live,
        "party": queries.party_name(registration), "zone": local_zone(stop),
        "people": [(one, _addresses(place, one)) for one in people],
        **waits(registration, people),
        "changes": live and why is None,
        "cancels": live and phase not in (Stop.Phase.HELD, Stop.Phase.CANCELLED),
        "urls": {name: page_at(place, name) for name in ("add", "cancel", "leave")},
        **_of_the_link(place, people),
    }  # fmt: skip


def waits(registration: Registration, people: list[ShownPerson]) -> dict[str, object]:
    """What these people wait for: approval, places that are full, or an answer about places held for the party."""
    states = {state for one in people for state in one.states}
    waiting = waiting_of(registration) if Seat.State.WAITLISTED in states else []
    return {
        "waiting": waiting,
        "rule": rule_of(registration.stop) if waiting else [],
        "offer": offer_to(registration) if Seat.State.OFFERED in states else None,
        "pending": Seat.State.PENDING in states,
    }


def _of_the_link(place: Place, people: list[ShownPerson]) -> dict[str, object]:
    """What only the party's own page has: answering an offer, replacing the link, and the code of who comes alone."""
    if not place.token:
        return {"own_urls": {}, "ticket": None}
    return {
        "own_urls": {name: page_at(place, name) for name in ("accept", "decline", "renew")},
        "answers": answers_of(place.registration),
        "unanswered": unanswered_of(place.registration, [one.attendee for one in people]),
        "ticket": ticket_shown(people[0]) if len(people) == 1 else None,
    }


def _addresses(place: Place, one: ShownPerson) -> dict[str, object]:
    """Where to act on one person, and the files of their days (the team has none to download)."""
    found: dict[str, object] = {
        name: page_at(place, name, one.attendee) for name in ("edit", "replace", "sessions", "cancel_person")
    }
    args = [place.token, one.attendee.public_id]
    days = one.days if place.token else []
    found["ticket"] = links.my_ticket(one.attendee) if place.token else ""
    found["days"] = [(reverse("my_registration_calendar", args=[*args, day]), said) for day, said in days]
    return found


def calendar_at(token: str, attendee: uuid.UUID, day: int) -> tuple[Place, CalendarInvitation] | None:
    """One attendee's standing calendar entry of that day."""
    place = by_link(token, attendee)
    if place is None or place.attendee is None or place.registration.state != Registration.State.LIVE:
        return None
    found = queries.invitation_of(place.attendee, day)
    return (place, found) if found else None


@require_safe
@opens_to(bears_link, of=calendar_at)
@known_link
def calendar(_request: HttpRequest, found: tuple[Place, CalendarInvitation]) -> HttpResponse:
    """The day as a file for a calendar (RFC 5545)."""
    return calendar_file(*found)


def calendar_file(place: Place, invitation: CalendarInvitation) -> HttpResponse:
    """One attendee's day, to be added to a calendar by hand. Raises Http404 where nothing is left of it."""
    from registrations.booking.ics import part_of  # lazily: icalendar is slow to load

    entry = standing_entry(invitation, place.stop)
    if entry.cancelled:
        raise Http404
    organiser = sender_named(place.stop.tour.contact_name)
    part = part_of(entry, language=active_language(), organiser=organiser, invited="")
    response = HttpResponse(part.content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{entry.attendee.code}.ics"'
    return response


def _view(name: str) -> View:
    """The page of the action called `name`."""
    act = ACTIONS[name]

    def view(request: HttpRequest, place: Place) -> HttpResponseBase:
        if request.method == "POST" and not may_change(place.registration):
            messages.error(request, asked_too_often())
            return redirect(page_at(place))
        return act(request, place)

    view.__name__ = name
    view.__doc__ = act.__doc__
    return require_http_methods(["GET", "POST"])(opens_to(bears_link, of=by_link)(known_link(view)))


edit = _view("edit")
replace = _view("replace")
sessions = _view("sessions")
cancel_person = _view("cancel_person")
add = _view("add")
cancel = _view("cancel")
leave = _view("leave")
accept = _view("accept")
decline = _view("decline")
renew = _view("renew")
