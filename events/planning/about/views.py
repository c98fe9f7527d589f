"""“The tour”: what is said of it as a whole, and what every stop takes from it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.catalogue.embedding.snippet import snippet_of
from events.models import Tour
from events.planning.about.editions import editions_around
from events.planning.checklist.queries import items_of
from events.planning.guide.document import length_in_words
from events.planning.guide.queries import prompts_of
from events.planning.panels import tabs_of_tour
from events.planning.queries import fundings_of, tour_at
from events.planning.rules import plans_tour
from events.planning.views.pages import crumbs_to
from events.team.rules import reads_tour
from tournee.web.access import opens_to


@require_safe
@opens_to(reads_tour, of=tour_at)
def page(request: HttpRequest, tour: Tour) -> HttpResponse:
    """Its introduction, themes and editions; facts and funding; its checklist and its debate guide in short."""
    prompts = list(prompts_of(tour))
    items = list(items_of(tour))
    context = {
        "tour": tour, "context_tour": tour, "edits": plans_tour.test(request.user, tour),
        "themes": list(tour.themes.all()), "editions": editions_around(tour, request.user),
        "facts": list(tour.facts.select_related("stop")), "fundings": fundings_of(tour),
        "prompts": prompts, "length": length_in_words(prompts) if prompts else "",
        "items": len(items), "done": sum(item.done for item in items), "all": sum(item.all for item in items),
        "embed": snippet_of(tour) if tour.is_public else "",
        "tabs": tabs_of_tour(request, tour, request.path),
        "crumbs": crumbs_to(request, tour, _("The tour")),
    }  # fmt: skip
    return render(request, "events/planning/about/page.html", context)
