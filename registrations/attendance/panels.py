"""What attendance adds to the pages below: a stop's tab, and who came in figures."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.catalogue.panels import KeyFigure
from events.models import Stop, Tour
from events.planning.panels import Target
from registrations.attendance.definitions import FIRMS, PRESENT
from registrations.attendance.rules import sees_attendance
from registrations.figures.counting import base
from registrations.models import CheckIn
from tournee.texts.typography import format_number
from tournee.web.navigation import Link


def tabs(request: HttpRequest, stop: Stop) -> Iterator[Link]:
    """Who came and the papers of the day, for those who may know."""
    if sees_attendance.test(request.user, stop):
        url = reverse("attendance", args=[stop.tour.slug, stop.slug])
        yield Link(_("Attendance"), url, request.path.startswith(url))
        papers = reverse("stop_papers", args=[stop.tour.slug, stop.slug])
        yield Link(_("Papers"), papers, request.path.startswith(papers))


def figures(tour: Tour) -> Iterator[KeyFigure]:
    """Who came to the stops that are over. At most one query."""
    today = timezone.localdate()
    if tour.starts_on > today:
        return
    counted = _counted(tour, Q(stop__ends_on__lt=today, stop__state=Stop.State.PUBLISHED))
    for count, label in (
        (counted["people"], _("people who came")),
        (counted["companies"], _("companies that came")),
    ):
        if count >= base():
            yield KeyFigure(format_number(count), label)


def targets(tour: Tour) -> Iterator[Target]:
    """Who came, of those aimed at; one query once the tour was public."""
    counted = _counted(tour, Q()) if tour.published_at else {"people": 0, "companies": 0}
    yield Target(gettext_lazy("Companies that came"), counted["companies"], tour.target_companies, FIRMS)
    yield Target(gettext_lazy("People who came"), counted["people"], tour.target_participants, PRESENT)


def _counted(tour: Tour, where: Q) -> dict[str, int]:
    """People noted at the tour's stops, each once a stop, and the firms they belong to."""
    facts = CheckIn.objects.standing().filter(where, stop__tour=tour, direction=CheckIn.Direction.IN)
    return facts.aggregate(
        people=Count("attendee", distinct=True), companies=Count("attendee__person__company", distinct=True)
    )
