"""What booking says on a co-host's home: how many are registered at each of its stops."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import ngettext

from events.models import Stop
from events.planning.partnerships.hosting.facts import HostedFact
from registrations.models import Attendee, Registration
from tournee.texts.typography import format_number


def registered(stops: Sequence[Stop]) -> Mapping[int, Sequence[HostedFact]]:
    """People registered and not cancelled, leading to the registrations; of public stops that take place. One query."""
    public = [stop for stop in stops if stop.published_at is not None and stop.state != Stop.State.CANCELLED]
    standing = Attendee.objects.filter(
        stop__in=public, cancelled_at=None, registration__state=Registration.State.LIVE
    ).exclude(registration__origin=Registration.Origin.WALK_IN)
    counted = dict(standing.order_by().values_list("stop").annotate(Count("pk")))
    return {stop.pk: [_fact(stop, counted.get(stop.pk, 0))] for stop in public}


def _fact(stop: Stop, count: int) -> HostedFact:
    said = ngettext("%(count)s person registered", "%(count)s people registered", count)
    url = reverse("registrations", args=[stop.tour.slug, stop.slug])
    return HostedFact(said % {"count": format_number(count)}, url)
