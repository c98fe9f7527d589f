"""What relays say on a co-host's home: the kit to pass the invitation on with, while the stop is to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Stop
from events.planning.partnerships.hosting.facts import HostedFact
from registrations.models import Relay


def kits(stops: Sequence[Stop]) -> Mapping[int, Sequence[HostedFact]]:
    """The way to one's own kit, at public stops to come where partners were given links. One query at most."""
    now = timezone.now()
    coming = [stop for stop in stops if stop.phase(now) == Stop.Phase.UPCOMING]
    if not coming:
        return {}
    open_ones = Relay.objects.filter(stop__in=coming, closed_at=None, organisation__isnull=False)
    having = set(open_ones.values_list("stop_id", flat=True))
    return {
        stop.pk: [
            HostedFact(
                _("Pass the invitation on: link, poster and texts"),
                reverse("relay_mine", args=[stop.tour.slug, stop.slug]),
            )
        ]
        for stop in coming
        if stop.pk in having
    }
