"""Where the evening page is reached from: the stop's tabs, its public page; the closing slides from the tour's."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.catalogue.panels import Panel
from events.models import Stop
from registrations.evening.links import address_of, public_address_of
from registrations.evening.points import points_of
from registrations.evening.queries import day_has_come
from registrations.evening.rules import writes_evening
from registrations.models import EveningPage
from tournee.web.navigation import Link


def stop_tab(request: HttpRequest, stop: Stop) -> Iterable[Link]:
    """For the team and the stop's co-hosts."""
    if writes_evening.test(request.user, stop):
        url = address_of(stop)
        yield Link(_("Evening page"), url, request.path.startswith(url))


def said_that_evening(stop: Stop) -> Panel | None:
    """The points of an approved page; one query once the stop has begun, none before."""
    if not day_has_come(stop):
        return None
    page = EveningPage.objects.filter(stop=stop, approved_at__isnull=False).first()
    if page is None:
        return None
    context: dict[str, object] = {"points": points_of(page), "url": public_address_of(stop)}
    return Panel(gettext_lazy("What was said"), "registrations/evening/panel.html", context)
