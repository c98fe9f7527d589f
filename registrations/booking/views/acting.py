"""Changing a registration: the same pages behind a signed link and in the workspace."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Session
from registrations.booking import operations
from registrations.booking.forms.changing import AddPersonForm, EditPersonForm, PersonForm, SessionsForm
from registrations.booking.offer import OfferedSession, offer_of
from registrations.booking.queries import Place, party_name
from registrations.models import Attendee, Seat
from tournee.web.form_step import form_step
from tournee.web.navigation import Link
from tournee.web.second_step import second_step


def page_at(place: Place, name: str = "", attendee: Attendee | None = None) -> str:
    """The address of the registration's page, or of what is called `name` there."""
    if place.token:
        route, args = "my_registration", [place.token]
    else:
        stop = place.stop
        route, args = "registration", [stop.tour.slug, stop.slug, str(place.registration.public_id)]
    route = f"{route}_{name}" if name else route
    return reverse(route, args=[*args, attendee.public_id] if attendee else args)


def edit(request: HttpRequest, place: Place) -> HttpResponse:
    """Correct somebody's name or address."""
    attendee = _attendee(place)
    person = attendee.person
    form = EditPersonForm(
        _sent(request), initial={"name": person.name, "email": person.email, "version": person.version}
    )
    if person.pk == place.registration.contact_id and place.token:
        form.fields["email"].required = True  # the only way back here
        form.fields["email"].help_text = ""
    return _form(
        request, place, form,
        lambda: operations.edit_attendee(
            attendee, form.cleaned_data, expected_version=form.expected_version, actor=place.actor
        ),
        title=_("Correct a name or an address"), done=_("Your changes are kept."),
    )  # fmt: skip


def replace(request: HttpRequest, place: Place) -> HttpResponse:
    """Somebody else comes instead, with the same seats."""
    attendee = _attendee(place)
    form = PersonForm(_sent(request))
    return _form(
        request, place, form,
        lambda: operations.replace_attendee(attendee, form.person(), actor=place.actor),
        title=_("Who comes instead of %(name)s?") % {"name": attendee.person.name},
        done=lambda: _("%(name)s comes instead, with the same places.") % {"name": form.cleaned_data["name"]},
        intro=_("They take over the same sessions, or the same place on the waiting list."),
        submit_label=_("Replace"), once=True,
    )  # fmt: skip


def change_sessions(request: HttpRequest, place: Place) -> HttpResponse:
    """Choose the sessions of one person anew."""
    attendee = _attendee(place)
    held = set(attendee.seats.filter(state__in=Seat.LIVE).values_list("session_id", flat=True))
    offered = offer_of(place.stop, timezone.now(), co_hosts=False).sessions
    known = {one.session.pk for one in offered}
    form = SessionsForm(
        _sent(request), who=attendee.person.name, offered=offered, kept=frozenset(held - known),
        initial={"sessions": [str(pk) for pk in held & known]},
    )  # fmt: skip
    return _form(
        request, place, form,
        lambda: operations.change_sessions(attendee, form.chosen, actor=place.actor),
        title=_("Sessions of %(name)s") % {"name": attendee.person.name},
        done=_("Your changes are kept."),
        intro=_("A place that is given up goes to whoever waits for it, at once."),
    )  # fmt: skip


def add(request: HttpRequest, place: Place) -> HttpResponse:
    """One more person."""
    offered = offer_of(place.stop, timezone.now(), co_hosts=False).sessions
    form = AddPersonForm(_sent(request), offered=offered, initial={"sessions": _usual(place, offered)})
    return _form(
        request, place, form,
        lambda: operations.add_attendee(
            place.registration, form.person(form.cleaned_data["sessions"]), actor=place.actor
        ),
        title=_("One more person"),
        done=lambda: _("%(name)s is added.") % {"name": form.cleaned_data["name"]},
        intro=_("For %(party)s.") % {"party": party_name(place.registration)},
        submit_label=_("Add this person"), once=True,
    )  # fmt: skip


def cancel_person(request: HttpRequest, place: Place) -> HttpResponse:
    """Ask, then cancel one person."""
    attendee = _attendee(place)
    name = attendee.person.name
    said = [
        _("%(name)s gives up: %(sessions)s.") % {"name": name, "sessions": ", ".join(_titles(attendee))},
        _("The calendar entry goes, and the place is given to whoever waits for it."),
    ]
    if not place.registration.attendees.filter(cancelled_at=None).exclude(pk=attendee.pk).exists():
        said.append(_("Nobody else is named: the whole registration is cancelled."))
    return _confirmed(
        request, place, lambda: operations.cancel_attendee(attendee, actor=place.actor),
        title=_("%(name)s does not come?") % {"name": name}, consequences=said,
        confirm_label=_("Cancel for this person"), done=_("%(name)s is taken off the list.") % {"name": name},
    )  # fmt: skip


def cancel(request: HttpRequest, place: Place) -> HttpResponse:
    """Ask, saying what goes, then cancel everything."""
    attendees = place.registration.attendees.filter(cancelled_at=None).select_related("person")
    said = [
        _("Nobody comes: %(names)s.") % {"names": ", ".join(str(attendee.person) for attendee in attendees)},
        _("All your places go to whoever waits for them; they cannot be taken back."),
        _("Calendar entries go, and everybody is told."),
    ]
    return _confirmed(
        request, place, lambda: operations.cancel_registration(place.registration, actor=place.actor),
        title=_("Cancel the whole registration?"), consequences=said,
        confirm_label=_("Cancel the registration"), done=_("The registration is cancelled. Thank you for saying so."),
    )  # fmt: skip


def leave(request: HttpRequest, place: Place) -> HttpResponse:
    """Ask, then wait no longer."""
    return _confirmed(
        request, place, lambda: operations.leave_waiting_list(place.registration, actor=place.actor),
        title=_("Leave the waiting list?"),
        consequences=[_("Places that are confirmed stay. Your place in line is lost.")],
        confirm_label=_("Leave the waiting list"), done=_("You no longer wait."),
    )  # fmt: skip


ACTIONS = {
    "edit": edit,
    "replace": replace,
    "sessions": change_sessions,
    "cancel_person": cancel_person,
    "add": add,
    "cancel": cancel,
    "leave": leave,
}


def _attendee(place: Place) -> Attendee:
    if place.attendee is None:  # an address that names nobody
        raise Http404
    return place.attendee


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _usual(place: Place, offered: list[OfferedSession]) -> list[str]:
    """The sessions that somebody of the registration has, as far as they can still be chosen."""
    known = {one.session.pk for one in offered}
    theirs = Session.objects.filter(
        seats__attendee__registration=place.registration, seats__state__in=Seat.LIVE, pk__in=known
    )
    return [str(pk) for pk in theirs.order_by().values_list("pk", flat=True).distinct()]


def _titles(attendee: Attendee) -> list[str]:
    seats = attendee.seats.filter(state__in=Seat.LIVE).select_related("session").order_by("session__starts_at")
    return [seat.session.title for seat in seats]


def _page(place: Place) -> dict[str, Any]:
    """What every page of the kind shows around the form."""
    way = [Link(place.stop.place, page_at(place))] if place.token else []
    return {
        "place": place,
        "crumbs": way,
        "base": "tournee/web/base.html" if place.token else "tournee/web/workspace.html",
    }


def _form(request: HttpRequest, place: Place, form: forms.Form, operation: Any, **said: Any) -> HttpResponse:
    extra = {**_page(place), "intro": said.pop("intro", ""), "submit_label": said.pop("submit_label", _("Save"))}
    return form_step(
        request, form, operation, back_url=page_at(place), template="registrations/booking/form.html", extra=extra,
        **said,
    )  # fmt: skip


def _confirmed(
    request: HttpRequest, place: Place, operation: Any, *, consequences: list[str], **said: Any
) -> HttpResponse:
    return second_step(
        request, operation=lambda _form: operation(), text="", back_url=page_at(place),
        template="registrations/booking/confirm.html", extra={**_page(place), "consequences": consequences}, **said,
    )  # fmt: skip
