"""Pages of conflicts: a tour's, and those of one stop."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.models import Stop, Tour
from events.planning.conflicts.finding import Looked, look_at_stop, look_at_tour
from events.planning.conflicts.queries import put_off, today_of
from events.planning.conflicts.shown import groups_of
from events.planning.panels import tabs_of_stop, tabs_of_tour
from events.planning.queries import stop_at, tour_at
from events.planning.rules import plans_stop
from events.planning.views.pages import crumbs_to
from events.team.rules import reads_tour, sees_stop, tour_of
from tournee.web.access import opens_to, signed_in_user


@require_safe
@opens_to(reads_tour, of=tour_at)
def of_tour(request: HttpRequest, tour: Tour) -> HttpResponse:
    """What clashes on the tour, by kind, the most serious first."""
    looked = look_at_tour(tour, signed_in_user(request))
    tabs = tabs_of_tour(request, tour, request.path)
    return render(request, "events/planning/conflicts/page.html", {**_context(request, tour, looked), "tabs": tabs})


@require_safe
@opens_to(sees_stop, of=stop_at)
def of_stop(request: HttpRequest, stop: Stop) -> HttpResponse:
    """What clashes with the stop; a co-host is not told which stop that is not public it clashes with."""
    looked = look_at_stop(stop, signed_in_user(request))
    tabs = tabs_of_stop(request, stop, request.path)
    context = {**_context(request, stop, looked), "tabs": tabs, "stop": stop}
    return render(request, "events/planning/conflicts/page.html", context)


def _context(request: HttpRequest, subject: Tour | Stop, looked: Looked) -> dict[str, Any]:
    stop = subject if isinstance(subject, Stop) else None
    tour = tour_of(subject)
    # Why something was put off is the team's to read.
    snoozed = put_off(tour, today_of(tour)) if reads_tour.test(request.user, tour) else {}
    return {
        "about": subject,
        "stop": stop,
        "looked": looked,
        "groups": groups_of(looked, put_off=snoozed, at=stop),
        "edits": plans_stop.test(request.user, subject),
        "crumbs": crumbs_to(request, subject, _("Conflicts")),
        "context_tour": tour,
    }
