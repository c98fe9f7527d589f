"""Pages to read: a tour's partners, one partnership, the order of logos."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from events.models import Partnership, Stop, Tour
from events.planning.attention.clock import today_of
from events.planning.panels import tabs_of_tour
from events.planning.partnerships import operations
from events.planning.partnerships.operations.exchanges import faults_of_correction
from events.planning.partnerships.queries import log_of, logos_of, partners_late, promises_of
from events.planning.partnerships.rules import sees_partnership
from events.planning.partnerships.tables import partners_table
from events.planning.partnerships.words import next_of, part_in_words, shown_promises
from events.planning.queries import partnership_at, stop_at, tour_at
from events.planning.rules import plans_tour
from events.planning.views.pages import crumbs_to, page_of, subject_of
from events.team.rules import edits_tour, invites_for_organisation, reads_tour, tour_of
from tournee.ordering.moving import moved
from tournee.web.access import opens_to, signed_in_user
from tournee.web.navigation import Link


def page_of_partners(tour: Tour) -> str:
    """The address of the tour's partners."""
    return reverse("planning_partners", args=[tour.slug])


def page_of_partnership(partnership: Partnership) -> str:
    """The address of one partnership."""
    return reverse("planning_partnership", args=[partnership.pk])


@require_safe
@opens_to(reads_tour, of=tour_at)
def page(request: HttpRequest, tour: Tour) -> HttpResponse:
    """Every organisation of the tour: its parts, what is next, what is promised, what was last said."""
    context = {
        "tour": tour,
        "context_tour": tour,
        "table": partners_table(request, tour),
        "late": partners_late(tour, today_of(tour)),
        "edits": plans_tour.test(request.user, tour),
        "tabs": tabs_of_tour(request, tour, request.path),
        "crumbs": crumbs_to(request, tour, _("Partners")),
    }
    return render(request, "events/planning/partnerships/page.html", context)


@require_safe
@opens_to(sees_partnership, of=partnership_at)
def partnership(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """One partnership: for the team with its log, for its co-host what it promised itself."""
    tour, user = tour_of(partnership), signed_in_user(request)
    in_team, today = reads_tour.test(user, tour), today_of(tour)
    context = {
        "partnership": partnership,
        "part": part_in_words(partnership),
        "promises": shown_promises(promises_of(partnership), today),
        "people": list(partnership.contact_persons.order_by("name", "pk")),
        "in_team": in_team,
        "edits": plans_tour.test(user, tour),
        "invites": invites_for_organisation.test(user, partnership.organisation),
        "context_tour": tour,
        "crumbs": _crumbs(request, partnership, in_team=in_team),
        **(_of_the_team(request, partnership) if in_team else {"next": None, "log": []}),
    }
    return render(request, "events/planning/partnerships/partnership.html", context)


def _of_the_team(request: HttpRequest, partnership: Partnership) -> dict[str, Any]:
    """What a co-host does not see: what is next, and the log, each entry with whether one may correct it."""
    tour, user = tour_of(partnership), signed_in_user(request)
    edits = plans_tour.test(user, tour)
    log = log_of(partnership)
    for entry in log:
        entry.partnership = partnership
    corrects = [edits and not any(faults_of_correction(entry, user)) for entry in log]
    return {"next": next_of(partnership, today_of(tour)), "log": list(zip(log, corrects, strict=True))}


def _crumbs(request: HttpRequest, partnership: Partnership, *, in_team: bool) -> list[Link]:
    here, tour = str(partnership.organisation), tour_of(partnership)
    if not in_team:
        return crumbs_to(request, subject_of(partnership), here)
    way = crumbs_to(request, tour)
    return [*way, Link(_("Partners"), page_of_partners(tour)), Link(here, "")]


@require_safe
@opens_to(edits_tour, of=tour_at)
def order_of_tour(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The logos of the whole tour, to be moved up and down."""
    return _order(request, tour)


@require_safe
@opens_to(edits_tour, of=stop_at)
def order_of_stop(request: HttpRequest, stop: Stop) -> HttpResponse:
    """The logos of one stop, to be moved up and down."""
    return _order(request, stop)


def _order(request: HttpRequest, subject: Tour | Stop) -> HttpResponse:
    roles = [str(role) for role in Partnership.Role]
    partners = sorted(logos_of(subject), key=lambda one: roles.index(one.role))
    context = {
        "subject": subject,
        "groups": [(label, list(group)) for label, group in groupby(partners, Partnership.get_role_display)],
        "edits": plans_tour.test(request.user, subject),
        "context_tour": tour_of(subject),
        "back_url": f"{page_of(subject)}#partners" if isinstance(subject, Stop) else page_of_partners(subject),
        "crumbs": crumbs_to(request, subject, _("Order of the logos")),
    }
    return render(request, "events/planning/partnerships/order.html", context)


@require_POST
@opens_to(edits_tour, of=partnership_at)
def move(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """One place up or down among the logos of the same part."""
    stop = partnership.stop
    if stop:
        order = reverse("planning_partner_order", args=[stop.tour.slug, stop.slug])
    else:
        order = reverse("planning_partner_order", args=[tour_of(partnership).slug])
    actor = signed_in_user(request)
    place = f"{order}#logo-{partnership.pk}"
    return moved(request, lambda by: operations.move_partner(partnership, by, actor=actor), place)
