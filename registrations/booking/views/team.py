"""Registrations of a stop in the workspace: figures for its readers, names for its editors and co-hosts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Stop
from events.planning.panels import tabs_of_stop
from events.planning.queries import stop_at
from events.planning.views.pages import crumbs_to
from registrations.booking import queries
from registrations.booking.forms.team import TeamRegistrationForm
from registrations.booking.offer import offer_of
from registrations.booking.queries import Place, in_workspace
from registrations.booking.reach import reachable
from registrations.booking.rules import keeps_registrations, sees_names, sees_seats
from registrations.booking.tables import COLUMNS, attendee_rows
from registrations.booking.views.acting import ACTIONS
from registrations.booking.views.mine import shown
from registrations.booking.views.public import form_sent, register_sent
from registrations.models import Registration
from tournee.history.queries import entries_about
from tournee.mail.models import OutboxMessage
from tournee.texts.languages import active_language
from tournee.web.access import View, opens_to, signed_in_user
from tournee.web.forms import submit
from tournee.web.navigation import Link
from tournee.web.tables import Table, build_table

FILTERS = "registrations.booking.filters.AttendeeFilters"


def list_of(stop: Stop) -> str:
    """The address of the stop's registrations."""
    return reverse("registrations", args=[stop.tour.slug, stop.slug])


@require_safe
@opens_to(sees_seats, of=stop_at)
def page(request: HttpRequest, stop: Stop) -> HttpResponse:
    """Seats by session; for whoever may see names, the people and the waiting list."""
    names = sees_names.test(request.user, stop)
    context = {
        **_around(request, stop),
        "sessions": queries.seats_by_session(stop),
        "sees_names": names,
        "keeps": keeps_registrations.test(request.user, stop),
        "table": _table(request, stop) if names else None,
        "line": [(entry, queries.party_name(entry.registration)) for entry in queries.waiting_line(stop)]
        if names
        else [],
    }
    return render(request, "registrations/booking/registrations.html", context)


def _table(request: HttpRequest, stop: Stop) -> Table:
    table = build_table(request, queries.attendees_at(stop), COLUMNS, default_sort="name", filters=FILTERS)
    table.page.object_list = attendee_rows(table.page.object_list, stop)
    return table


def _around(request: HttpRequest, stop: Stop, here: str = "") -> dict[str, Any]:
    """Crumbs, tabs and the tour at hand."""
    crumbs = crumbs_to(request, stop)
    if here:
        crumbs = [*crumbs, Link(_("Registrations"), list_of(stop)), Link(here, "")]
    return {
        "stop": stop,
        "crumbs": crumbs,
        "context_tour": stop.tour,
        "tabs": tabs_of_stop(request, stop, request.path),
    }


@require_http_methods(["GET", "POST"])
@opens_to(keeps_registrations, of=stop_at)
def new(request: HttpRequest, stop: Stop) -> HttpResponse:
    """Register somebody who telephoned."""
    offer = offer_of(stop, timezone.now(), co_hosts=False)
    context = {**_around(request, stop, _("Register somebody")), "why": offer.refusal, "back_url": list_of(stop)}
    if offer.refusal:
        return render(request, "registrations/booking/team_form.html", {**context, "form": None})
    form = form_sent(request, TeamRegistrationForm, offer)
    made: list[Registration] = []
    actor = signed_in_user(request)
    if form.is_bound and submit(form, lambda: made.append(register_sent(form, actor=actor))):
        messages.success(request, _("%(party)s is registered.") % {"party": queries.party_name(made[0])})
        return redirect("registration", stop.tour.slug, stop.slug, made[0].public_id)
    status = 422 if form.is_bound else 200
    return render(request, "registrations/booking/team_form.html", {**context, "form": form}, status=status)


@require_safe
@opens_to(sees_names, of=in_workspace)
def one(request: HttpRequest, place: Place) -> HttpResponse:
    """One registration: its people, and for editors what was agreed to, its history and its messages."""
    user, registration = signed_in_user(request), place.registration
    keeps = keeps_registrations.test(user, place)
    context = {
        **shown(place),
        **_around(request, place.stop, queries.party_name(registration)),
        "keeps": keeps,
        "reached": registration.contact_id in reachable(user, place.stop),
        "known_as": queries.known_otherwise(registration) if keeps else "",
        "agreements": queries.agreements_of(registration) if keeps else [],
        "entries": entries_about(registration) if keeps else [],
        "sent": OutboxMessage.objects.visible_to(user).about(registration).for_list().order_by("-pk")[:50]
        if keeps
        else [],
    }
    return render(request, "registrations/booking/registration.html", context)


def sheet_of(tour: str, stop: str, suffix: str) -> StopSheet:
    """The stop whose people are asked for, and as what kind of file."""
    return StopSheet(stop_at(tour, stop), suffix)


@dataclass(frozen=True, slots=True)
class StopSheet:
    """A stop's people as a file of a kind."""

    stop: Stop
    suffix: str


@require_safe
@opens_to(sees_names, of=sheet_of)
def export(request: HttpRequest, asked: StopSheet) -> HttpResponse:
    """What the list shows under its filters, as a workbook or as CSV."""
    from registrations.booking.sheet import ATTENDEES, rows_of  # lazily: sheets are seldom asked for
    from tournee.sheets.responses import sheet_response  # lazily: the same
    from tournee.sheets.separated import write_csv  # lazily: the same
    from tournee.sheets.xlsx import write_xlsx  # lazily: openpyxl is slow to load

    stop, language = asked.stop, active_language()
    found = import_string(FILTERS)(request.GET, queryset=queries.attendees_at(stop), request=request).qs
    rows = rows_of(found.order_by("person__search_key", "pk"), stop, reachable(signed_in_user(request), stop))
    title = f"{ATTENDEES.title(language)} – {stop.place}"
    if asked.suffix == "csv":
        content = write_csv(ATTENDEES, rows, language=language)
    else:
        content = write_xlsx(ATTENDEES, rows, title=title, language=language)
    return sheet_response(content, f"{title}.{asked.suffix}")


def _view(name: str) -> View:
    """The page of the action called `name`, for the team's editors."""
    act = ACTIONS[name]

    def view(request: HttpRequest, place: Place) -> HttpResponseBase:
        return act(request, Place(place.registration, place.attendee, actor=signed_in_user(request)))

    view.__name__ = name
    view.__doc__ = act.__doc__
    return require_http_methods(["GET", "POST"])(opens_to(keeps_registrations, of=in_workspace)(view))


edit = _view("edit")
replace = _view("replace")
sessions = _view("sessions")
cancel_person = _view("cancel_person")
add = _view("add")
cancel = _view("cancel")
leave = _view("leave")
