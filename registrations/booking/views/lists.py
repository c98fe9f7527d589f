"""Registrations of a stop and of a tour in the workspace: figures for readers, names for editors and hosts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from events.models import Stop, Tour
from events.planning.panels import tabs_of_stop, tabs_of_tour
from events.planning.queries import stop_at, tour_at
from events.planning.rules import is_open
from events.planning.views.pages import crumbs_to
from registrations.booking import queries
from registrations.booking.rules import keeps_registrations, sees_names, sees_seats
from registrations.booking.seat_counts import seats_by_session
from registrations.booking.tables import NEWEST, columns_of, registration_rows
from registrations.booking.terms.queries import awaiting_approval
from tournee.texts.languages import active_language
from tournee.web.access import opens_to
from tournee.web.tables import Table, build_table


@require_safe
@opens_to(sees_seats, of=stop_at)
def page(request: HttpRequest, stop: Stop) -> HttpResponse:
    """Seats by session; for whoever may see names, the registrations and the waiting list."""
    names = sees_names.test(request.user, stop)
    keeps = keeps_registrations.test(request.user, stop)
    context = {
        **_shown(request, stop, keeps=keeps, names=names),
        "stop": stop,
        "context_tour": stop.tour,
        "crumbs": crumbs_to(request, stop),
        "tabs": tabs_of_stop(request, stop, request.path),
        "sessions": seats_by_session(stop),
        "line": [(entry, queries.party_name(entry.registration)) for entry in queries.waiting_line(stop)]
        if names
        else [],
    }
    return render(request, "registrations/booking/registrations.html", context)


@require_safe
@opens_to(keeps_registrations, of=tour_at)
def of_tour(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The registrations of all stops of a tour."""
    context = {
        **_shown(request, tour, keeps=True, names=True),
        "tour": tour,
        "context_tour": tour,
        "crumbs": crumbs_to(request, tour),
        "tabs": tabs_of_tour(request, tour, request.path),
    }
    return render(request, "registrations/booking/tour_registrations.html", context)


def _shown(request: HttpRequest, scope: Stop | Tour, *, keeps: bool, names: bool) -> dict[str, Any]:
    """The table, and what can be done with what is chosen in it."""
    acts = keeps and is_open.test(request.user, scope)
    return {
        "sees_names": names,
        "keeps": keeps,
        "acts": acts,
        "table": _table(request, scope, keeps=keeps, acts=acts) if names else None,
        "pending": awaiting_approval(scope).count() if acts else 0,
    }


def _table(request: HttpRequest, scope: Stop | Tour, *, keeps: bool, acts: bool) -> Table:
    from registrations.booking.filters import filters_of  # lazily: it brings the REST framework along

    table = build_table(
        request, queries.registrations_of(scope), columns_of(scope, picks=acts), default_sort=NEWEST,
        filters=filters_of(scope, keeps=keeps),
    )  # fmt: skip
    tour = scope if isinstance(scope, Tour) else scope.tour
    found = list(table.page.object_list)
    for registration in found if isinstance(scope, Stop) else ():
        registration.stop = scope
    table.page.object_list = registration_rows(found, tour)
    return table


@dataclass(frozen=True, slots=True)
class AsSheet:
    """The people of a stop, or of all stops of a tour, as a file of a kind."""

    scope: Stop | Tour
    suffix: str

    @property
    def tour(self) -> Tour:
        """The tour whose editors may ask for it."""
        return self.scope if isinstance(self.scope, Tour) else self.scope.tour


def asked_for(tour: str, suffix: str, stop: str = "") -> AsSheet:
    """What the address of a file asks for. Raises Http404."""
    return AsSheet(stop_at(tour, stop) if stop else tour_at(tour), suffix)


@require_safe
@opens_to(keeps_registrations, of=asked_for)
def export(request: HttpRequest, asked: AsSheet) -> HttpResponse:
    """What the list shows under its filters, one row a person, as a workbook or as CSV."""
    from registrations.booking.exchange.exporting import file_of  # lazily: sheets are seldom asked for
    from registrations.booking.filters import filters_of  # lazily: it brings the REST framework along
    from tournee.sheets.responses import sheet_response  # lazily: as above

    kind = filters_of(asked.scope, keeps=True)
    found = kind(request.GET, queryset=queries.registrations_of(asked.scope), request=request).qs
    return sheet_response(*file_of(asked.scope, found, asked.suffix, language=active_language()))
