"""Where a tour's report is reached from: a tab beside the figures of its registrations."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import Tour
from events.team.rules import reads_tour
from tournee.web.navigation import Link


def tour_tab(request: HttpRequest, tour: Tour) -> Iterable[Link]:
    """For the tour's team."""
    if reads_tour.test(request.user, tour):
        url = reverse("tour_attendance_report", args=[tour.slug])
        yield Link(_("Attendance"), url, request.path == url)
