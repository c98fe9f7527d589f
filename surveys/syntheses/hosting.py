"""What syntheses say on a co-host's home: that there is a draft to read, or what was published of its stop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import Stop
from events.planning.partnerships.hosting.facts import HostedFact
from surveys.models import Synthesis


def synthesis_facts(stops: Sequence[Stop]) -> Mapping[int, Sequence[HostedFact]]:
    """The synthesis of each stop that has one. One query."""
    by_stop = {stop.pk: stop for stop in stops}
    started = Synthesis.objects.filter(stop__in=stops, scope=Synthesis.Scope.STOP).order_by()
    return {
        stop: [_fact(by_stop[stop], editions)]
        for stop, editions in started.values_list("stop").annotate(Count("editions"))
        if stop is not None
    }


def _fact(stop: Stop, editions: int) -> HostedFact:
    words = _("The synthesis is published") if editions else _("The synthesis is being written")
    return HostedFact(words, reverse("stop_synthesis", args=[stop.tour.slug, stop.slug]))
