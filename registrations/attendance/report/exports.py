"""The reports among the documents of a tour: its own, and each stop's that has begun."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.utils import timezone

from events.models import Stop, Tour
from registrations.attendance.exports import TourDocument, folder_of
from registrations.figures.gathered import Scope


def reports_of(tour: Tour, language: str) -> Iterator[TourDocument]:
    """For the team that takes them away: nothing is held back."""
    from registrations.attendance.report.downloads import SUFFIXES, ReportFile  # lazily: seldom asked for
    from registrations.attendance.report.gathered import stops_begun  # lazily: the same

    begun = stops_begun(tour, timezone.now())
    scopes: list[Scope] = [tour, *begun] if begun else []
    for scope in scopes:
        folder = (folder_of(scope),) if isinstance(scope, Stop) else ()
        for suffix in SUFFIXES:
            file = ReportFile(scope, suffix)
            yield TourDocument((*folder, file.name(language)), partial(file.content, language, inside=True))
