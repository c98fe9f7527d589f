"""What the door adds to planning's pages."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import Stop
from registrations.desk.rules import runs_door
from tournee.web.navigation import Link


def tabs(request: HttpRequest, stop: Stop) -> Iterator[Link]:
    """The door, for those who run it."""
    if runs_door.test(request.user, stop):
        url = reverse("desk", args=[stop.tour.slug, stop.slug])
        yield Link(_("Door"), url, request.path.startswith(url))
