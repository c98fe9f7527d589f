"""What conflicts contribute: their tabs, and what the control room watches for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Stop, Tour
from events.planning.attention.needs import AttentionRule, Need, Watched, attention_rules
from events.planning.panels import stop_tabs, tour_tabs
from tournee.web.navigation import Link

BY = "events.planning.conflicts"


def tab_of_tour(request: HttpRequest, tour: Tour) -> Iterator[Link]:
    """The tour's conflicts; a programme has no stop that could clash."""
    if tour.kind == Tour.Kind.TOUR:
        url = reverse("planning_conflicts", args=[tour.slug])
        yield Link(_("Conflicts"), url, url == request.path)


def tab_of_stop(request: HttpRequest, stop: Stop) -> Iterator[Link]:
    """What clashes with the stop."""
    url = reverse("planning_stop_conflicts", args=[stop.tour.slug, stop.slug])
    yield Link(_("Conflicts"), url, url == request.path)


def find(watched: Watched, days: int) -> Iterable[Need]:
    """The conflicts of the next `days` days."""
    from events.planning.conflicts.needs import conflicts_ahead  # lazily: only whoever plans asks

    return conflicts_ahead(watched, days)


def register() -> None:
    """Called once, when the app is ready."""
    tour_tabs.add(tab_of_tour, by=BY, order=20)
    stop_tabs.add(tab_of_stop, by=BY, order=20)
    rule = AttentionRule(
        "conflicts", gettext_lazy("Conflicts of the days ahead"), find, default=90, unit=gettext_lazy("days ahead")
    )
    attention_rules.add(rule, by=BY, order=80)
