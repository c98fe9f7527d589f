"""What listening adds to the pages below: the tab of a stop, and what was noted for its evening page."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import Stop
from registrations.evening.suggestions import Heard
from surveys.listening.rules import notes_sessions
from surveys.models import Passage
from tournee.web.navigation import Link


def stop_tab(request: HttpRequest, stop: Stop) -> Iterable[Link]:
    """The stop's notes, for its team's editors and its co-hosts."""
    if notes_sessions.test(request.user, stop):
        url = reverse("notes", args=[stop.tour.slug, stop.slug])
        yield Link(_("Notes"), url, request.path.startswith(url))


def heard(stop: Stop) -> Iterable[Heard]:
    """The newest notes of the stop that may be quoted, for its evening page. One query."""
    passages = Passage.objects.filter(stop=stop, origin=Passage.Origin.NOTE, quotable=True, withdrawn_at=None)
    for passage in passages.order_by("-said_at", "-pk")[:8]:
        yield Heard(passage.text, passage.voice, passage.language)
