"""What is published of stops, for the pages that list them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from surveys.models import Synthesis
from tournee.web.navigation import Link


def syntheses_of(stops: Sequence[int]) -> Mapping[int, Link]:
    """The way to the published synthesis of each of these stops that has one, by the stop's id. One query."""
    published = Synthesis.objects.filter(
        scope=Synthesis.Scope.STOP, stop__in=stops, last_edition_number__gt=0
    ).order_by()
    return {
        stop: Link(_("Synthesis"), reverse("synthesis", args=[slug]))
        for stop, slug in published.values_list("stop_id", "slug")
        if stop
    }
