"""The call list among the tabs of a stop."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import Stop
from events.team.rules import edits_tour
from registrations.calling.queries import listed
from tournee.web.navigation import Link


def tabs(request: HttpRequest, stop: Stop) -> Iterator[Link]:
    """The call list, for editors, where there is one; no query for a stop that never moved."""
    moved = stop.state in {Stop.State.CANCELLED, Stop.State.POSTPONED} or stop.previous_starts_on is not None
    if moved and edits_tour.test(request.user, stop) and listed().filter(stop=stop).exists():
        url = reverse("calls", args=[stop.tour.slug, stop.slug])
        yield Link(_("Call list"), url, request.path == url)
