"""What attendance says on a co-host's home: how many came, once the stop has begun."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Stop
from events.planning.partnerships.hosting.facts import HostedFact
from registrations.models import CheckIn
from tournee.texts.typography import format_number


def came(stops: Sequence[Stop]) -> Mapping[int, Sequence[HostedFact]]:
    """People noted at each stop that is held or takes place today, leading to its attendance. One query."""
    now = timezone.now()
    begun = [stop for stop in stops if stop.phase(now) in (Stop.Phase.TODAY, Stop.Phase.HELD) and stop.published_at]
    facts = CheckIn.objects.standing().filter(stop__in=begun, direction=CheckIn.Direction.IN).order_by()
    counted = dict(facts.values_list("stop").annotate(Count("attendee", distinct=True)))
    return {stop.pk: [_fact(stop, counted.get(stop.pk, 0))] for stop in begun}


def _fact(stop: Stop, count: int) -> HostedFact:
    said = ngettext("%(count)s person came", "%(count)s people came", count) % {"count": format_number(count)}
    return HostedFact(said if count else _("Attendance"), reverse("attendance", args=[stop.tour.slug, stop.slug]))
