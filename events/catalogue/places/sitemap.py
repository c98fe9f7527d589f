"""The pages across tours, for search engines."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from events.catalogue.sharing.sitemap import PublicPage
from events.models import Organisation, Session, Stop, Territory, Theme, Tour


def place_pages() -> Iterator[PublicPage]:
    """Every organisation, territory and theme that has a page. Three queries.

    Of the territories, those that stops name: of wider ones, the page is found by whoever looks for it.
    """
    stops = Stop.objects.public().order_by()
    tours = Tour.objects.exclude(state=Tour.State.DRAFT).order_by()
    sessions = Session.objects.filter(stop__in=stops)
    carries = Q(partnerships__tour__in=tours) | Q(partnerships__stop__in=stops) | Q(partnerships__session__in=sessions)
    for slug in Organisation.objects.filter(carries).order_by("pk").distinct().values_list("slug", flat=True):
        yield PublicPage("organisation_page", (slug,))
    there = Q()
    for name in ("region", "territory", "town"):
        there |= Q(pk__in=stops.values(name))
    for code in Territory.objects.filter(there).order_by("pk").values_list("scheme", "vintage", "code"):
        yield PublicPage("territory_page", ("-".join(code),))
    on_it = Q(stops__in=stops) | Q(sessions__in=sessions)
    for slug in Theme.objects.filter(on_it).order_by("pk").distinct().values_list("slug", flat=True):
        yield PublicPage("theme_page", (slug,))
