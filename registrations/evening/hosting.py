"""What the evening page says on a co-host's home: that it is written today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Stop
from events.planning.partnerships.hosting.facts import HostedFact
from registrations.models import EveningPage


def page_of_today(stops: Sequence[Stop]) -> Mapping[int, Sequence[HostedFact]]:
    """The page of each stop that takes place today, until it is approved. One query where there is one, else none."""
    now = timezone.now()
    today = [stop for stop in stops if stop.phase(now) == Stop.Phase.TODAY]
    if not today:
        return {}
    kept = dict(EveningPage.objects.filter(stop__in=today).values_list("stop", "approved_at"))
    return {stop.pk: [_fact(stop, begun=stop.pk in kept)] for stop in today if kept.get(stop.pk) is None}


def _fact(stop: Stop, *, begun: bool) -> HostedFact:
    address = reverse("evening" if begun else "evening_edit", args=[stop.tour.slug, stop.slug])
    return HostedFact(_("Evening page") if begun else _("Write the evening page"), address, first=True)
