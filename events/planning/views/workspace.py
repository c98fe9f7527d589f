"""The workspace's first page: what is mine to plan."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from events.models import Role
from events.planning.queries import stops_hosted_by, tours_of
from events.planning.tables import stop_rows
from events.planning.words import tour_standing
from events.team.queries import roles_of
from events.team.rules import creates_tours
from tournee.web.access import opens_to, signed_in, signed_in_user


@require_safe
@opens_to(signed_in)
def home(request: HttpRequest) -> HttpResponse:
    """The tours of which one is in the team, and the stops one co-hosts."""
    user = signed_in_user(request)
    roles = roles_of(user)
    context = {
        "tours": [(tour, tour_standing(tour), Role(roles.on(tour.pk) or Role.READER).label) for tour in tours_of(user)],
        "stops": stop_rows(stops_hosted_by(user), at=timezone.now()) if roles.organisations else [],
        "co_host": bool(roles.organisations),
        "may_create": creates_tours.test(user),
    }
    return render(request, "events/planning/workspace.html", context)
