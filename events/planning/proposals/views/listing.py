"""Lists of proposals: of a stop, for its co-hosts and the team; of a tour, for the team."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.models import Proposal, Stop, Tour
from events.planning.panels import tabs_of_stop, tabs_of_tour
from events.planning.proposals.queries import own_organisations_at, proposals_of
from events.planning.proposals.rules import offers_proposing
from events.planning.proposals.words import fields_in_words, standing_of, title_of
from events.planning.queries import stop_at, tour_at
from events.planning.views.pages import crumbs_to
from events.team.rules import reads_tour, sees_stop
from tournee.web.access import opens_to, signed_in_user
from tournee.web.tables import build_table

Told = dict[str, object]


def told(proposal: Proposal) -> Told:
    """A proposal as lists show it."""
    return {
        "proposal": proposal, "title": title_of(proposal), "fields": fields_in_words(proposal),
        "standing": standing_of(proposal),
    }  # fmt: skip


@require_safe
@opens_to(sees_stop, of=stop_at)
def of_stop(request: HttpRequest, stop: Stop) -> HttpResponse:
    """What was proposed for a stop: what waits, and what was decided."""
    user = signed_in_user(request)
    proposals = list(proposals_of(stop))
    offers = offers_proposing(user, stop)
    context = {
        "stop": stop,
        "waiting": [told(one) for one in proposals if one.state == Proposal.State.OPEN],
        "decided": [told(one) for one in proposals if one.state != Proposal.State.OPEN],
        "offers": offers,
        "sessions": stop.sessions.planned() if offers else (),
        "own": own_organisations_at(user, stop) if offers else (),
        "tabs": tabs_of_stop(request, stop, request.path),
        "crumbs": crumbs_to(request, stop, _("Proposals")),
        "context_tour": stop.tour,
        "in_team": reads_tour.test(user, stop),
    }
    return render(request, "events/planning/proposals/of_stop.html", context)


@require_safe
@opens_to(reads_tour, of=tour_at)
def of_tour(request: HttpRequest, tour: Tour) -> HttpResponse:
    """What was proposed for all stops of a tour."""
    filters = "events.planning.proposals.tables.ProposalFilters"
    from events.planning.proposals.tables import COLUMNS  # lazily: django-filter brings the REST framework along

    table = build_table(request, proposals_of(tour), COLUMNS, default_sort="state", filters=filters)
    table.page.object_list = [told(proposal) for proposal in table.page.object_list]
    context = {
        "tour": tour,
        "table": table,
        "tabs": tabs_of_tour(request, tour, request.path),
        "crumbs": crumbs_to(request, tour, _("Proposals")),
        "context_tour": tour,
    }
    return render(request, "events/planning/proposals/of_tour.html", context)
