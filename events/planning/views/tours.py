"""Pages of a tour."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Commitment, Tour
from events.planning import operations
from events.planning.editions.rules import clones_tour
from events.planning.forms.tours import TourForm
from events.planning.guards import missing_for
from events.planning.overview import overview_of
from events.planning.panels import tabs_of_tour
from events.planning.queries import changes_of, tour_at
from events.planning.views.pages import crumbs_to, page_of, planning_form, planning_step, sent
from events.planning.words import wanted_of_tour
from events.team.rules import creates_tours, edits_tour, manages_tour, reads_tour
from tournee.web.access import opens_to, signed_in_user
from tournee.web.navigation import Link
from tournee.web.second_step import second_step

_ONCE_PUBLISHED = (
    gettext_lazy("Anyone can read its page. Its stops appear there one by one, as you publish them."),
    gettext_lazy("Its address is then kept for ever: if you change it, the old one leads to the new one."),
)


@require_safe
@opens_to(reads_tour, of=tour_at)
def page(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The control room: what needs attention today and why, how far the tour is, its route and its stops."""
    context = {
        **overview_of(request, tour),
        "tabs": tabs_of_tour(request, tour, page_of(tour)),
        "crumbs": crumbs_to(request, tour),
        "manages": manages_tour.test(request.user, tour),
        "clones": clones_tour.test(request.user, tour),
    }
    return render(request, "events/planning/tour.html", context)


@require_http_methods(["GET", "POST"])
@opens_to(creates_tours)
def new(request: HttpRequest) -> HttpResponse:
    """The form of a tour that is not there yet."""
    user = signed_in_user(request)
    form = TourForm(*sent(request), user=user)
    made: list[Tour] = []
    return planning_form(
        request,
        form,
        lambda: made.append(operations.create_tour(form.values, actor=user)),
        subject=None,
        title=_("New tour"),
        done=lambda: _("%(tour)s is created. Add its stops, then publish it.") % {"tour": made[0]},
        done_url=lambda: page_of(made[0]),
        submit_label=_("Create the tour"),
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=tour_at)
def edit(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The form of a tour."""
    user = signed_in_user(request)
    form = TourForm(*sent(request), instance=tour, user=user)
    links = [Link(_("Add a theme"), reverse("planning_theme_new"))] if creates_tours.test(user) else []
    return planning_form(
        request,
        form,
        lambda: operations.edit_tour(tour, form.values, expected_version=form.expected_version, actor=user),
        subject=tour,
        title=_("Edit the tour"),
        links=links,
    )


@require_http_methods(["GET", "POST"])
@opens_to(manages_tour, of=tour_at)
def publish(request: HttpRequest, tour: Tour) -> HttpResponse:
    """Ask, then make the tour public; or say what is missing."""
    missing = wanted_of_tour(tour, missing_for("tour.publish", tour), linked=True)
    return planning_step(
        request,
        tour,
        lambda: operations.publish_tour(tour, actor=signed_in_user(request)),
        title=_("Publish %(tour)s?") % {"tour": tour},
        text="",
        confirm_label=_("Publish"),
        done=_("%(tour)s is published.") % {"tour": tour},
        extra={"consequences": _ONCE_PUBLISHED, "missing": missing},
    )


@require_http_methods(["GET", "POST"])
@opens_to(manages_tour, of=tour_at)
def archive(request: HttpRequest, tour: Tour) -> HttpResponse:
    """Ask, then close the tour."""
    return planning_step(
        request,
        tour,
        lambda: operations.archive_tour(tour, actor=signed_in_user(request)),
        title=_("Archive %(tour)s?") % {"tour": tour},
        text=_("Its pages stay readable, and nothing of it can be changed any more. A manager can reopen it."),
        confirm_label=_("Archive"),
        done=_("%(tour)s is archived.") % {"tour": tour},
        dangerous=True,
    )


@require_http_methods(["GET", "POST"])
@opens_to(manages_tour, of=tour_at)
def reopen(request: HttpRequest, tour: Tour) -> HttpResponse:
    """Ask, then take the tour out of the archive."""
    return second_step(
        request,
        operation=lambda _form: operations.reopen_tour(tour, actor=signed_in_user(request)),
        title=_("Reopen %(tour)s?") % {"tour": tour},
        text=_("It is then shown as a published tour again, and its team can change it."),
        confirm_label=_("Reopen"),
        back_url=page_of(tour),
        done=_("%(tour)s is open again.") % {"tour": tour},
        template="events/planning/step.html",
    )


@require_safe
@opens_to(reads_tour, of=tour_at)
def history(request: HttpRequest, tour: Tour) -> HttpResponse:
    """Who changed what of the tour, its partners, funding, facts, and of what is watched."""
    entries = changes_of(
        tour,
        tour.partnerships.all(),
        tour.fundings.all(),
        tour.facts.all(),
        tour.thresholds.all(),
        tour.snoozes.all(),
        tour.checklist_items.all(),
        tour.prompts.all(),
        Commitment.objects.filter(partnership__tour=tour),
    )
    tabs = tabs_of_tour(request, tour, request.path)
    context = {
        "about": tour,
        "entries": entries,
        "tabs": tabs,
        "context_tour": tour,
        "crumbs": crumbs_to(request, tour),
    }
    return render(request, "events/planning/history.html", context)
