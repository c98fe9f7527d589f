"""An attendee's ticket behind their own signed link, and what they may do with it: for nobody but themselves."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Stop
from registrations.attendance.certificates.links import certificate_files
from registrations.attendance.queries import came_today
from registrations.booking import queries
from registrations.booking.clock import local_zone
from registrations.booking.forms.changing import NeedsForm
from registrations.booking.operations.links import renew_ticket
from registrations.booking.operations.needs import say_needs
from registrations.booking.queries import Place
from registrations.booking.rates import asked_too_often, may_change
from registrations.booking.rules import bears_link
from registrations.booking.tickets import by_ticket, by_valid_ticket, day_of, is_valid
from registrations.booking.views.acting import ACTIONS, form_page, page_at, step_page
from registrations.booking.views.asking import attendee_of
from registrations.booking.views.mine import calendar_file, waits
from registrations.booking.views.private import known_link
from registrations.booking.views.tickets import ticket_shown
from registrations.models import CalendarInvitation
from tournee.web.access import View, opens_to
from tournee.web.forms import posted


@require_safe
@opens_to(bears_link, of=by_ticket)
@known_link
def page(request: HttpRequest, place: Place) -> HttpResponse:
    """The ticket with its code, the programme, how to come; or that it is a ticket no more."""
    attendee, stop = attendee_of(place), place.stop
    at_door = ""
    if request.COOKIES.get("desk"):
        from registrations.desk.door.remembering import ticket_at_door  # lazily: only telephones at a door need it

        if at_door := ticket_at_door(request, attendee):
            return redirect(at_door)
        at_door = ticket_at_door(request, attendee, before_its_day=True)
    phase = stop.phase(timezone.now())
    valid = is_valid(attendee)
    one = queries.person_shown(attendee) if valid else None
    days = one.days if one else []
    context = {
        "place": place, "stop": stop, "phase": phase, "valid": valid, "attendee": attendee, "at_door": at_door,
        "registration": place.registration, "zone": local_zone(stop),
        "party": queries.party_name(place.registration),
        "changes": valid and phase != Stop.Phase.HELD,
        "urls": {name: page_at(place, name) for name in ("cancel", "replace", "needs", "renew")},
        **waits(place.registration, [one] if one else []), "own_urls": {},
        "one": one, "ticket": ticket_shown(one) if one and phase != Stop.Phase.HELD else None,
        "came_at": came_today(attendee) if phase == Stop.Phase.TODAY else None,
        "certificate_files": certificate_files(place),
        "days": [(reverse("my_ticket_calendar", args=[place.token, day]), said) for day, said in days],
    }  # fmt: skip
    return render(request, "registrations/booking/ticket.html", context)


@require_safe
@opens_to(bears_link, of=day_of)
@known_link
def calendar(_request: HttpRequest, found: tuple[Place, CalendarInvitation]) -> HttpResponse:
    """The day as a file for a calendar (RFC 5545)."""
    return calendar_file(*found)


def _needs(request: HttpRequest, place: Place) -> HttpResponse:
    """What one should know to receive this person well."""
    attendee = attendee_of(place)
    initial = {"needs": attendee.needs, "photographs": not attendee.no_photographs}
    form = NeedsForm(posted(request), initial=initial)
    return form_page(
        request, place, form, lambda: say_needs(attendee, form.values(), actor=None),
        title=_("What should we know to receive you well?"), done=_("Your changes are kept."),
        intro=_("Read by the team and the hosts of this stop, and removed thirty days after it."),
    )  # fmt: skip


def _renew(request: HttpRequest, place: Place) -> HttpResponse:
    """Ask, then let the links that were sent before open nothing."""
    attendee = attendee_of(place)
    said = [_("The links and QR codes of this ticket that were sent before open nothing any more.")]
    said.append(
        _("New ones go to %(email)s, and nowhere else.") % {"email": attendee.person.email}
        if attendee.person.email
        else _("Whoever registered you finds the new one on their page.")
    )
    return step_page(
        request, place, lambda: renew_ticket(attendee), title=_("Replace the links to your ticket?"),
        consequences=said, confirm_label=_("Replace the links"),
        done=_("The links are replaced. Look at your messages."), done_url=reverse("registration_link"),
    )  # fmt: skip


def _view(name: str, act: View) -> View:
    def view(request: HttpRequest, place: Place) -> HttpResponseBase:
        if request.method == "POST" and not may_change(place.registration):
            messages.error(request, asked_too_often())
            return redirect(page_at(place))
        return act(request, place)

    view.__name__ = name
    view.__doc__ = act.__doc__
    return require_http_methods(["GET", "POST"])(opens_to(bears_link, of=by_valid_ticket)(known_link(view)))


cancel = _view("cancel", ACTIONS["cancel_person"])
replace = _view("replace", ACTIONS["replace"])
needs = _view("needs", _needs)
renew = _view("renew", _renew)
