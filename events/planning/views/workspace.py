"""The workspace's first page: what is mine to plan."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from events.models import Role
from events.planning.mine import mine_of
from events.planning.partnerships.hosting.home import home_of
from events.planning.queries import tours_of
from events.planning.words import tour_standing
from events.team.queries import roles_of
from events.team.rules import creates_tours, edits_any_tour
from tournee.web.access import opens_to, signed_in, signed_in_user


@require_safe
@opens_to(signed_in)
def home(request: HttpRequest) -> HttpResponse:
    """The tours of which one is in the team, what is one’s own there, and the stops one co-hosts."""
    user = signed_in_user(request)
    roles = roles_of(user)
    context = {
        "tours": [(tour, tour_standing(tour), Role(roles.on(tour.pk) or Role.READER).label) for tour in tours_of(user)],
        "hosting": home_of(user, timezone.now()) if roles.organisations else None,
        "mine": mine_of(user) if edits_any_tour.test(user) else None,
        "may_create": creates_tours.test(user),
    }
    return render(request, "events/planning/workspace.html", context)
