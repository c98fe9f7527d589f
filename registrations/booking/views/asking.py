"""What each change of a registration asks and says, the same for the party behind its link and for the team."""

from __future__ import annotations

from typing import Any, TypeVar

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from registrations.booking.forms.changing import AddPersonForm, EditPersonForm, PersonForm, SessionsForm
from registrations.booking.offer import offer_of
from registrations.booking.queries import Place, party_name, sessions_given_up, usual_sessions
from registrations.booking.questions.queries import asked_of_each
from registrations.models import Attendee, Seat
from tournee.web.forms import posted

Edit = TypeVar("Edit", bound=EditPersonForm)
Whom = TypeVar("Whom", bound=PersonForm)
Chosen = TypeVar("Chosen", bound=SessionsForm)
Added = TypeVar("Added", bound=AddPersonForm)


def attendee_of(place: Place) -> Attendee:
    """Whom the address is about; Http404 for one that names nobody."""
    if place.attendee is None:
        raise Http404
    return place.attendee


def edit_form(kind: type[Edit], request: HttpRequest, place: Place) -> Edit:
    """Their name and address as they stand."""
    person = attendee_of(place).person
    return kind(posted(request), initial={"name": person.name, "email": person.email, "version": person.version})


def replacing_form(kind: type[Whom], request: HttpRequest, place: Place, **how: Any) -> Whom:
    """Who comes instead, with what is asked of each person; `how` is what `kind` takes besides."""
    return kind(posted(request), own=asked_of_each(place.stop, place.registration), **how)


def sessions_form(kind: type[Chosen], request: HttpRequest, place: Place) -> Chosen:
    """Their sessions; those they have that are offered no more are kept."""
    attendee = attendee_of(place)
    held = set(attendee.seats.filter(state__in=Seat.LIVE).values_list("session_id", flat=True))
    offered = offer_of(place.stop, timezone.now(), co_hosts=False).sessions
    known = {one.session.pk for one in offered}
    return kind(
        posted(request), who=attendee.person.name, offered=offered, kept=frozenset(held - known),
        initial={"sessions": [str(pk) for pk in held & known]},
    )  # fmt: skip


def adding_form(kind: type[Added], request: HttpRequest, place: Place, **how: Any) -> Added:
    """One more person, with the sessions that the others have; `how` is what `kind` takes besides."""
    offered = offer_of(place.stop, timezone.now(), co_hosts=False).sessions
    usual = usual_sessions(place.registration, offered)
    own = asked_of_each(place.stop, place.registration)
    return kind(posted(request), offered=offered, own=own, initial={"sessions": usual}, **how)


def words_of_replacing(place: Place) -> dict[str, Any]:
    """The question, and what its button says."""
    title = _("Who comes instead of %(name)s?") % {"name": attendee_of(place).person.name}
    return {"title": title, "submit_label": _("Replace"), "once": True}


def words_of_sessions(place: Place) -> dict[str, Any]:
    """Whose sessions, and what becomes of one that is given up."""
    return {
        "title": _("Sessions of %(name)s") % {"name": attendee_of(place).person.name},
        "intro": _("A place that is given up goes to whoever waits for it, at once."),
    }


def words_of_adding(place: Place) -> dict[str, Any]:
    """For which party, and what its button says."""
    return {
        "title": _("One more person"),
        "intro": _("For %(party)s.") % {"party": party_name(place.registration)},
        "submit_label": _("Add this person"),
        "once": True,
    }


def given_up(place: Place, follows: str) -> list[str]:
    """What one person gives up, what `follows` from it, and whether nobody is left."""
    attendee = attendee_of(place)
    words = {"name": attendee.person.name, "sessions": ", ".join(sessions_given_up(attendee))}
    said = [_("%(name)s gives up: %(sessions)s.") % words, follows]
    if not place.registration.attendees.filter(cancelled_at=None).exclude(pk=attendee.pk).exists():
        said.append(_("Nobody else is named: the whole registration is cancelled."))
    return said


def nobody_comes(place: Place) -> str:
    """Who comes no more once everything is cancelled."""
    attendees = place.registration.attendees.filter(cancelled_at=None).select_related("person")
    return _("Nobody comes: %(names)s.") % {"names": ", ".join(str(attendee.person) for attendee in attendees)}
