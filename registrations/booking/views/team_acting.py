"""Changing a registration in the workspace, with or without telling: what is told is shown before it is done."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Stop
from registrations.booking import operations
from registrations.booking.forms.telling import (
    MoveForm,
    TeamAddForm,
    TeamEditForm,
    TeamPersonForm,
    TeamSessionsForm,
    TellForm,
)
from registrations.booking.offer import offered_sessions
from registrations.booking.operations.moving import move_registration
from registrations.booking.operations.open_stop import refusal
from registrations.booking.queries import Place, party_name
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
from registrations.booking.views.team_step import around, for_keepers, team_step
from tournee.web.forms import posted


@for_keepers
def edit(request: HttpRequest, place: Place) -> HttpResponse:
    """Correct somebody's name or address."""
    form = edit_form(TeamEditForm, request, place)

    def take(at: Place) -> None:
        version = form.expected_version
        operations.edit_attendee(attendee_of(at), form.cleaned_data, expected_version=version, actor=place.actor)

    return team_step(request, place, form, take, title=_("Correct a name or an address"))


@for_keepers
def replace(request: HttpRequest, place: Place) -> HttpResponse:
    """Somebody else comes instead, with the same seats."""
    form = replacing_form(TeamPersonForm, request, place, lenient=True)
    return team_step(
        request, place, form,
        lambda at: operations.replace_attendee(attendee_of(at), form.person(), actor=place.actor),
        done=lambda: _("%(name)s comes instead, with the same places.") % {"name": form.cleaned_data["name"]},
        intro=_("They take over the same sessions, or the same place on the waiting list."),
        **words_of_replacing(place),
    )  # fmt: skip


@for_keepers
def sessions(request: HttpRequest, place: Place) -> HttpResponse:
    """Choose the sessions of one person anew."""
    form = sessions_form(TeamSessionsForm, request, place)
    return team_step(
        request, place, form,
        lambda at: operations.change_sessions(attendee_of(at), form.chosen, actor=place.actor),
        **words_of_sessions(place),
    )  # fmt: skip


@for_keepers
def add(request: HttpRequest, place: Place) -> HttpResponse:
    """One more person."""
    form = adding_form(TeamAddForm, request, place, lenient=True)

    def take(at: Place) -> object:
        wanted = form.person(form.cleaned_data["sessions"])
        return operations.add_attendee(at.registration, wanted, actor=place.actor)

    return team_step(
        request, place, form, take,
        done=lambda: _("%(name)s is added.") % {"name": form.cleaned_data["name"]}, **words_of_adding(place),
    )  # fmt: skip


@for_keepers
def cancel_person(request: HttpRequest, place: Place) -> HttpResponse:
    """Cancel one person."""
    name = attendee_of(place).person.name
    said = given_up(place, _("The place is given to whoever waits for it."))
    return team_step(
        request, place, TellForm(posted(request)),
        lambda at: operations.cancel_attendee(attendee_of(at), actor=place.actor),
        title=_("%(name)s does not come?") % {"name": name}, consequences=said, dangerous=True,
        submit_label=_("Cancel for this person"), done=_("%(name)s is taken off the list.") % {"name": name},
    )  # fmt: skip


@for_keepers
def cancel(request: HttpRequest, place: Place) -> HttpResponse:
    """Cancel everything."""
    said = [
        nobody_comes(place),
        _("All their places go to whoever waits for them; they cannot be taken back."),
    ]
    return team_step(
        request, place, TellForm(posted(request)),
        lambda at: operations.cancel_registration(at.registration, actor=place.actor),
        title=_("Cancel the whole registration?"), consequences=said, dangerous=True,
        submit_label=_("Cancel the registration"), done=_("The registration is cancelled."),
    )  # fmt: skip


@for_keepers
def leave(request: HttpRequest, place: Place) -> HttpResponse:
    """Let the party wait no longer."""
    return team_step(
        request, place, TellForm(posted(request)),
        lambda at: operations.leave_waiting_list(at.registration, actor=place.actor),
        title=_("Take them off the waiting list?"),
        consequences=[_("Places that are confirmed stay. Their place in line is lost.")],
        submit_label=_("Take them off the list"), done=_("They no longer wait."),
    )  # fmt: skip


@for_keepers
def move(request: HttpRequest, place: Place) -> HttpResponse:
    """Choose another stop of the tour, then its sessions."""
    now = timezone.now()
    others = Stop.objects.public().filter(tour=place.stop.tour).exclude(pk=place.stop.pk).select_related("tour")
    found = others.prefetch_related("sessions").order_by("starts_on", "pk")
    choices = [stop for stop in found if refusal(stop, now, by_team=True) is None]
    chosen = next((stop for stop in choices if stop.slug == request.GET.get("to")), None)
    if chosen is None:
        context = {**around(request, place, _("Move to another stop")), "place": place, "choices": choices}
        return render(request, "registrations/booking/move.html", context)
    form = MoveForm(posted(request), stop=chosen, offered=offered_sessions(chosen, now))
    said = [
        _("Their places at %(stop)s go to whoever waits for them.") % {"stop": place.stop.place},
        _("Tickets, links and calendar entries stay the same ones, and show the new day and place."),
    ]
    return team_step(
        request, place, form,
        lambda at: move_registration(at.registration, chosen, form.cleaned_data["sessions"], actor=place.actor),
        title=_("Move %(party)s to %(stop)s") % {"party": party_name(place.registration), "stop": chosen.place},
        consequences=said, submit_label=_("Move"), done=_("They come to %(stop)s now.") % {"stop": chosen.place},
        done_url=reverse("registration", args=[chosen.tour.slug, chosen.slug, place.registration.public_id]),
    )  # fmt: skip
