"""Changing a registration behind a signed link: the party’s, or an attendee’s own."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from registrations.booking import operations
from registrations.booking.acting_codes import ATTENDEE, PARTY
from registrations.booking.forms.changing import AddPersonForm, EditPersonForm, PersonForm, SessionsForm
from registrations.booking.operations.links import renew_registration
from registrations.booking.queries import Place
from registrations.booking.views.asking import (
    adding_form,
    attendee_of,
    edit_form,
    given_up,
    nobody_comes,
    replacing_form,
    sessions_form,
    words_of_adding,
    words_of_replacing,
    words_of_sessions,
)
from registrations.booking.waiting_line import offer_to
from registrations.models import Attendee
from tournee.history.acting import acting_as
from tournee.web.form_step import form_step
from tournee.web.navigation import Link
from tournee.web.second_step import second_step


def page_at(place: Place, name: str = "", attendee: Attendee | None = None) -> str:
    """The address of the registration's page, or of what is called `name` there."""
    if place.own:
        route, args, attendee = "my_ticket", [place.token], None
    elif place.token:
        route, args = "my_registration", [place.token]
    else:
        stop = place.stop
        route, args = "registration", [stop.tour.slug, stop.slug, str(place.registration.public_id)]
    route = f"{route}_{name}" if name else route
    return reverse(route, args=[*args, attendee.public_id] if attendee else args)


def edit(request: HttpRequest, place: Place) -> HttpResponse:
    """Correct somebody's name or address."""
    attendee = attendee_of(place)
    person = attendee.person
    form = edit_form(EditPersonForm, request, place)
    if person.pk == place.registration.contact_id:
        form.fields["email"].required = True  # the only way back here
        form.fields["email"].help_text = ""
    return form_page(
        request, place, form,
        lambda: operations.edit_attendee(
            attendee, form.cleaned_data, expected_version=form.expected_version, actor=None
        ),
        title=_("Correct a name or an address"), done=_("Your changes are kept."),
    )  # fmt: skip


def replace(request: HttpRequest, place: Place) -> HttpResponse:
    """Somebody else comes instead, with the same seats."""
    attendee = attendee_of(place)
    form = replacing_form(PersonForm, request, place)
    return form_page(
        request, place, form,
        lambda: operations.replace_attendee(attendee, form.person(), actor=None),
        done=lambda: _("%(name)s comes instead, with the same places.") % {"name": form.cleaned_data["name"]},
        intro=_(
            "They take over the same sessions, or the same place on the waiting list, and get a ticket of their own:"
            " the former one opens no door."
        ),
        **words_of_replacing(place),
    )  # fmt: skip


def change_sessions(request: HttpRequest, place: Place) -> HttpResponse:
    """Choose the sessions of one person anew."""
    attendee = attendee_of(place)
    form = sessions_form(SessionsForm, request, place)
    return form_page(
        request, place, form,
        lambda: operations.change_sessions(attendee, form.chosen, actor=None),
        done=_("Your changes are kept."), **words_of_sessions(place),
    )  # fmt: skip


def add(request: HttpRequest, place: Place) -> HttpResponse:
    """One more person."""
    form = adding_form(AddPersonForm, request, place)
    return form_page(
        request, place, form,
        lambda: operations.add_attendee(
            place.registration, form.person(form.cleaned_data["sessions"]), actor=None
        ),
        done=lambda: _("%(name)s is added.") % {"name": form.cleaned_data["name"]}, **words_of_adding(place),
    )  # fmt: skip


def cancel_person(request: HttpRequest, place: Place) -> HttpResponse:
    """Ask, then cancel one person."""
    attendee = attendee_of(place)
    name = attendee.person.name
    if place.own:
        title, label, done = (
            _("You cannot come?"),
            _("I cannot come"),
            _("You are taken off the list. Thank you for saying so."),
        )
    else:
        title, label = _("%(name)s does not come?") % {"name": name}, _("Cancel for this person")
        done = _("%(name)s is taken off the list.") % {"name": name}
    said = given_up(place, _("The calendar entry goes, and the place is given to whoever waits for it."))
    return step_page(
        request, place, lambda: operations.cancel_attendee(attendee, actor=None),
        title=title, consequences=said, confirm_label=label, done=done,
    )  # fmt: skip


def cancel(request: HttpRequest, place: Place) -> HttpResponse:
    """Ask, saying what goes, then cancel everything."""
    said = [
        nobody_comes(place),
        _("All your places go to whoever waits for them; they cannot be taken back."),
        _("Calendar entries go, and everybody is told."),
    ]
    return step_page(
        request, place, lambda: operations.cancel_registration(place.registration, actor=None),
        title=_("Cancel the whole registration?"), consequences=said,
        confirm_label=_("Cancel the registration"), done=_("The registration is cancelled. Thank you for saying so."),
    )  # fmt: skip


def leave(request: HttpRequest, place: Place) -> HttpResponse:
    """Ask, then wait no longer."""
    return step_page(
        request, place, lambda: operations.leave_waiting_list(place.registration, actor=None),
        title=_("Leave the waiting list?"),
        consequences=[_("Places that are confirmed stay. Your place in line is lost.")],
        confirm_label=_("Leave the waiting list"), done=_("You no longer wait."),
    )  # fmt: skip


def accept(request: HttpRequest, place: Place) -> HttpResponse:
    """Ask, then take the places that are held."""
    offer = offer_to(place.registration)
    said = [_("Held for you until %(until)s.") % {"until": offer.until_in_words}] if offer else []
    return step_page(
        request, place, lambda: operations.accept_offer(place.registration, actor=None),
        title=_("Take the places that are held for you?"), consequences=said,
        confirm_label=_("We take them"), done=_("The places are yours. The tickets are on their way by e-mail."),
        dangerous=False,
    )  # fmt: skip


def decline(request: HttpRequest, place: Place) -> HttpResponse:
    """Ask, then let the places that are held go to whoever is next."""
    return step_page(
        request, place, lambda: operations.decline_offer(place.registration, actor=None),
        title=_("Let the places that are held for you go?"),
        consequences=[_("They are offered to whoever waits next. Places that are confirmed stay.")],
        confirm_label=_("We do not take them"), done=_("Thank you for saying so: somebody who waited may come."),
    )  # fmt: skip


def renew(request: HttpRequest, place: Place) -> HttpResponse:
    """Ask, then let the links that were sent before open nothing."""
    registration = place.registration
    return step_page(
        request, place, lambda: renew_registration(registration, actor=None),
        title=_("Replace the link to this page?"),
        consequences=[
            _("The links to this page that were sent before open nothing any more; tickets stay as they are."),
            _("The new one goes to %(email)s, and nowhere else.") % {"email": registration.contact.email},
        ],
        confirm_label=_("Replace the link"), done=_("The link is replaced. Look at your messages."),
        done_url=reverse("registration_link"),
    )  # fmt: skip


ACTIONS = {
    "edit": edit,
    "replace": replace,
    "sessions": change_sessions,
    "cancel_person": cancel_person,
    "add": add,
    "cancel": cancel,
    "leave": leave,
    "accept": accept,
    "decline": decline,
    "renew": renew,
}


def acting(place: Place) -> AbstractContextManager[None]:
    """While it is open, history keeps that whoever came by this link acts: the party, or one of its people."""
    who = f"{ATTENDEE}{attendee_of(place).pk}" if place.own else PARTY
    on = [place.registration, *([place.attendee.person] if place.attendee else [])]  # a person's entries are of them
    return acting_as(who, *on)


def _page(place: Place) -> dict[str, Any]:
    """What every page of the kind shows around the form."""
    return {"place": place, "crumbs": [Link(place.stop.place, page_at(place))]}


def form_page(request: HttpRequest, place: Place, form: forms.Form, operation: Any, **said: Any) -> HttpResponse:
    """The page of a form that changes something; `said` is what `form_step` takes, `intro` and `submit_label`."""
    extra = {**_page(place), "intro": said.pop("intro", ""), "submit_label": said.pop("submit_label", _("Save"))}

    def act() -> Any:
        with acting(place):
            return operation()

    return form_step(
        request, form, act, back_url=page_at(place), template="registrations/booking/form.html", extra=extra,
        **said,
    )  # fmt: skip


def step_page(
    request: HttpRequest,
    place: Place,
    operation: Any,
    *,
    consequences: list[str],
    dangerous: bool = True,
    **said: Any,
) -> HttpResponse:
    """Ask, saying what follows, before something is done; `said` is what `second_step` takes."""

    def act(_form: object) -> Any:
        with acting(place):
            return operation()

    extra = {**_page(place), "consequences": consequences, "dangerous": dangerous}
    return second_step(
        request, operation=act, text="", back_url=page_at(place),
        template="registrations/booking/confirm.html", extra=extra, **said,
    )  # fmt: skip
