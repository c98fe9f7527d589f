"""What listening adds to the pages below: the tab of a stop."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import Stop
from surveys.listening.rules import notes_sessions
from tournee.web.navigation import Link


def stop_tab(request: HttpRequest, stop: Stop) -> Iterable[Link]:
    """The stop's notes, for its team's editors and its co-hosts."""
    if notes_sessions.test(request.user, stop):
        url = reverse("notes", args=[stop.tour.slug, stop.slug])
        yield Link(_("Notes"), url, request.path.startswith(url))
