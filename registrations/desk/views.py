"""The door of a stop, on a phone."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRefresh

from events.models import Stop
from events.planning.panels import tabs_of_stop
from events.planning.views.pages import crumbs_to, planning_form
from registrations.attendance.queries import attendee_at
from registrations.desk import queries, words
from registrations.desk.forms import NoteForm, WalkInForm
from registrations.desk.operations import Noted, closed_in_words, is_closed, note_for_desk
from registrations.desk.operations import walk_in as note_walk_in
from registrations.desk.queries import Door
from registrations.desk.rules import runs_door
from registrations.desk.taps import Tap, tap_of
from registrations.models import Attendee, CheckIn
from tournee.texts.languages import active_language
from tournee.web.access import opens_to, signed_in_user
from tournee.web.form_step import form_step
from tournee.web.forms import posted
from tournee.web.htmx import HtmxRequest


@require_http_methods(["GET", "POST"])
@opens_to(runs_door, of=queries.stop_of_door)
def desk(request: HtmxRequest, stop: Stop) -> HttpResponse:
    """The list of people, each with a button; a tap is noted and shown, without reloading the page where htmx runs."""
    if is_closed(stop):
        return _closed(request, stop)
    door = queries.door_of(stop, request.GET.get("session", ""))
    if request.method == "POST":
        tap = tap_of(request.POST, stop)
        facts = tap.note(door, signed_in_user(request))
        return _after(request, door, tap, facts)
    return render(request, _template(request), _page(request, door))


def _closed(request: HtmxRequest, stop: Stop) -> HttpResponse:
    """Why nobody is noted any more; a door that was open on a telephone loads itself again, and says so."""
    if request.htmx:
        return HttpResponseClientRefresh()
    context = {"closed": closed_in_words(), "stop": stop, **_around(request, stop)}
    return render(request, "registrations/desk/closed.html", context, status=422 if request.method == "POST" else 200)


def _around(request: HttpRequest, stop: Stop) -> dict[str, Any]:
    return {
        "tabs": tabs_of_stop(request, stop, request.path),
        "crumbs": crumbs_to(request, stop, _("Door")),
        "context_tour": stop.tour,
    }


def _after(request: HtmxRequest, door: Door, tap: Tap, facts: list[CheckIn]) -> HttpResponse:
    """The person's row and the counts that a tap changes, for htmx; else the same page again, at that row."""
    if not request.htmx:
        words_ = _("%(name)s went out.") if tap.out else _("%(name)s is here.")
        words_ = _("%(name)s: not here after all.") if tap.undoes else words_
        messages.success(request, words_ % {"name": tap.attendee.person})
        return redirect(f"{request.get_full_path()}#p{tap.attendee.pk}")
    row = queries.row_of(door, tap.attendee, facts)
    context = {**_figures(request, door), "row": row}
    if door.session:
        context["sessions"] = queries.session_counts(door.stop, context["counts"])
    # Without what every page's template knows: taps come fast, and the answer has no use for it.
    return HttpResponse(render_to_string("registrations/desk/_tapped.html", context))


def _template(request: HtmxRequest) -> str:
    """Typing in the search box asks for the list alone."""
    return "registrations/desk/_people.html" if request.htmx else "registrations/desk/desk.html"


def _figures(request: HttpRequest, door: Door) -> dict[str, Any]:
    counts = queries.counts_of(door.stop)
    return {
        "door": door,
        "stop": door.stop,
        "counts": counts,
        "room": words.said_of_room(counts),
        "path": request.path,
    }


def _page(request: HtmxRequest, door: Door) -> dict[str, Any]:
    """What the page holds; a search that htmx asks for needs the list only."""
    stop = door.stop
    typed, shown = request.GET.get("q", "").strip()[:120], request.GET.get("show", "")
    shown = shown if shown in queries.SHOWN else ""
    people = queries.people_at(door, words=typed, shown=shown)
    question = {"session": door.session.pk if door.session else "", "q": typed, "show": shown}
    context: dict[str, Any] = {
        "door": door,
        "stop": stop,
        "people": queries.page_of_people(door, people, request.GET.get("page", "1")),
        "typed": typed,
        "shown": shown,
        "asked": urlencode({name: value for name, value in question.items() if value}),
    }
    if request.htmx:
        return context
    around = {**_around(request, stop), "day": words.said_of_day(stop, timezone.now())}
    context |= _figures(request, door)
    context["sessions"] = queries.session_counts(stop, context["counts"])
    return {**context, **around, "expected": queries.count_expected(stop)}


@require_http_methods(["GET", "POST"])
@opens_to(runs_door, of=queries.stop_of_door)
def walk_in(request: HtmxRequest, stop: Stop) -> HttpResponse:
    """Somebody who is not on the list: three fields, and they are here, also where every seat is taken."""
    if is_closed(stop):
        return _closed(request, stop)
    door = queries.door_of(stop, request.GET.get("session", ""))
    back = reverse("desk", args=[stop.tour.slug, stop.slug]) + (f"?session={door.session.pk}" if door.session else "")
    form = WalkInForm(posted(request), initial={"name": request.GET.get("name", "")})
    counts = queries.counts_of(stop)
    return form_step(
        request,
        form,
        lambda: _note_walk_in(request, door, form),
        title=_("Somebody who is not on the list"),
        back_url=back,
        done=lambda: _("%(name)s is here.") % {"name": form.cleaned_data["name"]},
        template="registrations/desk/walk_in.html",
        extra={
            "room": words.said_of_room(counts),
            "door": door,
            "submit_label": _("Note as here"),
            "crumbs": crumbs_to(request, stop, _("Door")),
            "context_tour": stop.tour,
        },
    )


@require_http_methods(["GET", "POST"])
@opens_to(runs_door, of=attendee_at)
def note(request: HttpRequest, attendee: Attendee) -> HttpResponse:
    """What the desk should know when this person arrives."""
    form, actor = NoteForm(posted(request), initial={"note": attendee.desk_note}), signed_in_user(request)
    back = reverse("desk", args=[attendee.stop.tour.slug, attendee.stop.slug])
    return planning_form(
        request, form, lambda: note_for_desk(attendee, form.cleaned_data["note"], actor=actor), subject=attendee.stop,
        title=_("Note for the desk: %(name)s") % {"name": attendee.person}, done_url=f"{back}#p{attendee.pk}",
        back_url=back,
    )  # fmt: skip


def _note_walk_in(request: HttpRequest, door: Door, form: WalkInForm) -> None:
    noted = Noted(actor=signed_in_user(request), nonce=form.cleaned_data["nonce"])
    note_walk_in(
        door.stop, form.person, noted, firm_name=form.cleaned_data["firm"], language=active_language(),
        session=door.session,
    )  # fmt: skip
