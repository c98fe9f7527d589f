"""The door of a stop, on a phone."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
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
from registrations.desk import queries, scanning, words
from registrations.desk.door.codes import is_link
from registrations.desk.forms import NoteForm
from registrations.desk.operations import DeskError, Noted, closed_in_words, is_closed, note_for_desk
from registrations.desk.queries import Door
from registrations.desk.rules import runs_door
from registrations.desk.taps import Tap, tap_of
from registrations.models import Attendee, CheckIn
from tournee.web.access import opens_to, signed_in_user
from tournee.web.forms import posted
from tournee.web.htmx import HtmxRequest


@require_http_methods(["GET", "POST"])
@opens_to(runs_door, of=queries.stop_of_door)
def desk(request: HtmxRequest, stop: Stop) -> HttpResponse:
    """The list of people, each with a button; a tap is noted and shown, without reloading the page where htmx runs."""
    if is_closed(stop):
        return closed(request, stop)
    door = queries.door_of(stop, request.GET.get("session", ""))
    if request.method == "POST":
        if "q" in request.POST:
            return _read(request, door)
        tap = tap_of(request.POST, stop)
        try:
            facts = tap.note(door, signed_in_user(request))
        except DeskError as error:
            messages.error(request, str(error))
            return HttpResponseClientRefresh() if request.htmx else _at_row(request, tap)
        return _after(request, door, tap, facts)
    return render(request, _template(request), _page(request, door))


def closed(request: HtmxRequest, stop: Stop) -> HttpResponse:
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


def _read(request: HtmxRequest, door: Door) -> HttpResponse:
    """Enter, in the field, where htmx runs: a ticket is answered, and the field ready for the next; a name is found.

    What the list shows follows from what is typed, by a request of its own.
    """
    noted = Noted(actor=signed_in_user(request), how=CheckIn.How.SCAN)
    scanned = scanning.read_ticket(door, _typed(request.POST), noted)
    if scanned is None:
        return HttpResponse()  # the card of whoever came before goes; what was typed stays
    context = _figures(request, door) | {"scan": scanned, "emptied": True, "typed": ""}
    return render(request, "registrations/desk/_scanned.html", context)


def _typed(sent: QueryDict) -> str:
    return sent.get("q", "").strip()[:300]


def _after(request: HtmxRequest, door: Door, tap: Tap, facts: list[CheckIn]) -> HttpResponse:
    """The person's row and the counts that a tap changes, for htmx; else the same page again, at that row."""
    if tap.undoes and tap.attendee.instead_of_id and request.htmx:
        return HttpResponseClientRefresh()  # another row changed too: whoever was replaced is expected again
    if not request.htmx:
        words_ = _("%(name)s went out.") if tap.out else _("%(name)s is here.")
        words_ = _("%(name)s: not here after all.") if tap.undoes else words_
        words_ = _("%(name)s is expected again.") if tap.restores else words_
        messages.success(request, words_ % {"name": tap.attendee.person})
        return redirect(request.get_full_path()) if "scanned" in request.POST else _at_row(request, tap)
    row = queries.row_of(door, tap.attendee, facts)
    # Whoever typed goes on typing: the field is emptied.
    context = {**_figures(request, door), "row": row, "emptied": bool(request.GET.get("q")), "typed": ""}
    if door.session:
        context["sessions"] = queries.session_counts(door.stop, context["counts"])
    # Without what every page's template knows: taps come fast, and the answer has no use for it.
    return HttpResponse(render_to_string("registrations/desk/_tapped.html", context))


def _at_row(request: HttpRequest, tap: Tap) -> HttpResponse:
    """The same page again, at the row of whom the tap was about."""
    return redirect(f"{request.get_full_path()}#p{tap.attendee.pk}")


def _template(request: HtmxRequest) -> str:
    """Typing in the search box asks for the list alone."""
    return "registrations/desk/_people.html" if request.htmx else "registrations/desk/desk.html"


def _figures(request: HttpRequest, door: Door) -> dict[str, Any]:
    counts = queries.counts_of(door.stop)
    own = queries.counts_in_room(door, counts)
    return {
        "door": door,
        "stop": door.stop,
        "counts": counts,
        "own": own,
        "room": words.said_of_room(counts) or words.said_of_room(own),
        "path": request.path,
    }


def _page(request: HtmxRequest, door: Door) -> dict[str, Any]:
    """What the page holds; a search that htmx asks for needs the list only."""
    stop = door.stop
    typed, shown = _typed(request.GET), request.GET.get("show", "")
    shown = shown if shown in queries.SHOWN else ""
    scan = scanning.read_ticket(door, typed) if typed and (is_link(typed) or not request.htmx) else None
    people = queries.people_at(door, words=scan.shown.who.code if scan and scan.shown else typed, shown=shown)
    question = {"session": door.session.pk if door.session else "", "q": typed, "show": shown}
    context: dict[str, Any] = {
        "door": door,
        "stop": stop,
        "people": queries.page_of_people(door, people, request.GET.get("page", "1")),
        "typed": typed,
        "scan": scan,
        "shown": shown,
        "asked": urlencode({name: value for name, value in question.items() if value}),
    }
    if request.htmx:
        return context
    around = {**_around(request, stop), "day": words.said_of_day(stop, timezone.now())}
    context |= _figures(request, door)
    context["sessions"] = queries.session_counts(stop, context["counts"])
    if door.session:
        expected = queries.count_seated(door.session)
    else:
        expected = queries.count_expected(stop) + context["counts"].back
    return {**context, **around, "expected": expected}


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
