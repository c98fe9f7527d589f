"""What the door says on a co-host's home: where it is, on the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Stop
from events.planning.partnerships.hosting.facts import HostedFact


def door_today(stops: Sequence[Stop]) -> Mapping[int, Sequence[HostedFact]]:
    """The door of each stop that takes place today. No query."""
    now = timezone.now()
    return {
        stop.pk: [HostedFact(_("Check people in"), reverse("desk", args=[stop.tour.slug, stop.slug]), first=True)]
        for stop in stops
        if stop.phase(now) == Stop.Phase.TODAY
    }
