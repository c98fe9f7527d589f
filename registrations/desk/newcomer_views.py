"""Pages of the desk for whoever is not on the list: alone, or instead of somebody who is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.models import Stop
from events.planning.views.pages import crumbs_to
from registrations.attendance.queries import attendee_at
from registrations.desk import queries, words
from registrations.desk.forms import InsteadForm, NewcomerForm, WalkInForm
from registrations.desk.newcomers import Known, SameName, namesakes, note_newcomer
from registrations.desk.operations import Noted, check_in, is_closed
from registrations.desk.queries import Door
from registrations.desk.rows import party_of
from registrations.desk.rules import runs_door
from registrations.desk.taps import ids_in, uuid_in
from registrations.desk.views import closed
from registrations.models import Attendee, CheckIn
from tournee.texts.languages import active_language
from tournee.web.access import opens_to, signed_in_user
from tournee.web.form_step import form_step
from tournee.web.forms import posted
from tournee.web.htmx import HtmxRequest

TEMPLATE = "registrations/desk/newcomer.html"


@require_http_methods(["GET", "POST"])
@opens_to(runs_door, of=queries.stop_of_door)
def walk_in(request: HtmxRequest, stop: Stop) -> HttpResponse:
    """Somebody who is not on the list: three fields, and they are here, also where every seat is taken."""
    if is_closed(stop):
        return closed(request, stop)
    door = queries.door_of(stop, request.GET.get("session", ""))
    form = WalkInForm(posted(request), initial={"name": request.GET.get("name", "")})
    return _step(request, door, form, None)


@require_http_methods(["GET", "POST"])
@opens_to(runs_door, of=attendee_at)
def instead(request: HtmxRequest, attendee: Attendee) -> HttpResponse:
    """Somebody comes instead of this person of the list, and has their seats."""
    if is_closed(attendee.stop):
        return closed(request, attendee.stop)
    door = queries.door_of(attendee.stop, request.GET.get("session", ""))
    return _step(request, door, InsteadForm(posted(request)), attendee)


def _step(request: HttpRequest, door: Door, form: NewcomerForm, former: Attendee | None) -> HttpResponse:
    """The form; where the stop has somebody of that name it comes back and asks whether it is the same person."""
    if (found := _meant(request, door, form, former)) is not None:
        check_in(found, Noted(actor=signed_in_user(request), nonce=form.mark), session=door.session)
        messages.success(request, _("%(name)s is here.") % {"name": found.person})
        return redirect(_back(door, found.pk))
    context = _around(request, door, former)
    done: list[CheckIn] = []
    try:
        return form_step(
            request, form, lambda: done.append(_note(request, door, form, former)),
            title=context["title"], back_url=_back(door), done=lambda: _said(done[0], form, former),
            done_url=lambda: _back(door, done[0].attendee_id), template=TEMPLATE, extra=context,
        )  # fmt: skip
    except SameName as same:
        known = [
            Known(row.attendee.public_id, str(row.attendee.person), row.party, row.word, row.seen is not None)
            for row in queries.rows_about(door, same.people)
        ]
        return render(request, TEMPLATE, {**context, "form": form, "back_url": _back(door), "same": known})


def _meant(request: HttpRequest, door: Door, form: NewcomerForm, former: Attendee | None) -> Attendee | None:
    """Whom of those of that name the pressed button means; nobody where the name was changed since it was asked."""
    if "same" not in request.POST or not form.is_valid():
        return None
    found = namesakes(door.stop, form.cleaned_data["name"], but=former)
    public_id = uuid_in(request.POST["same"])
    return next((one for one in found if one.public_id == public_id), None)


def _firm(form: NewcomerForm, former: Attendee | None) -> str:
    return party_of(former.person) if former else form.cleaned_data["firm"]


def _note(request: HttpRequest, door: Door, form: NewcomerForm, former: Attendee | None) -> CheckIn:
    return note_newcomer(
        door.stop, form.person, Noted(actor=signed_in_user(request), nonce=form.mark), firm_name=_firm(form, former),
        language=active_language(), session=door.session, instead_of=former,
        reason=form.cleaned_data.get("reason", ""), other_than=ids_in(request.POST.get("other", "")),
    )  # fmt: skip


def _said(done: CheckIn, form: NewcomerForm, former: Attendee | None) -> str:
    """What was done; where nobody could be replaced any more, that they take no seat."""
    names = {"name": form.cleaned_data["name"], "former": former.person if former else ""}
    if former is None:
        return _("%(name)s is here.") % names
    if done.attendee.instead_of_id == former.pk:
        return _("%(name)s is here, instead of %(former)s.") % names
    return _("%(name)s is here, without a seat: %(former)s cannot be replaced any more.") % names


def _back(door: Door, row: int | None = None) -> str:
    """The list of that door, at a person's row."""
    page = reverse("desk", args=[door.stop.tour.slug, door.stop.slug])
    session = f"?session={door.session.pk}" if door.session else ""
    return f"{page}{session}" + (f"#p{row}" if row else "")


def _around(request: HttpRequest, door: Door, former: Attendee | None) -> dict[str, Any]:
    title, counts = _("Somebody who is not on the list"), queries.counts_of(door.stop)
    if former:
        title = _("Who comes instead of %(name)s?") % {"name": former.person}
    return {
        "title": title,
        "former": former,
        "room": words.said_of_room(counts) or words.said_of_session(door, counts),
        "door": door,
        "crumbs": crumbs_to(request, door.stop, _("Door")),
        "context_tour": door.stop.tour,
    }
