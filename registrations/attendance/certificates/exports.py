"""Certificates among a tour's documents: one file a stop, of all that stand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.utils.translation import override

from events.models import Stop, Tour
from registrations.attendance.certificates.queries import valid_of
from registrations.attendance.exports import TourDocument, folder_of
from registrations.models import Certificate


def certificates_of_stops(tour: Tour, language: str) -> Iterator[TourDocument]:
    """For each stop that issued some: its certificates, each in its own language."""
    from registrations.attendance.certificates.paper import file_name_of_all  # lazily: documents are seldom asked for

    issued = Certificate.objects.filter(tour=tour, revoked_at=None, attendee__person__erased_at=None)
    stops = Stop.objects.filter(pk__in=issued.values("attendee__stop")).select_related("tour")
    for stop in stops.along_the_route():
        with override(language):
            name = file_name_of_all(stop)
        yield TourDocument((folder_of(stop), name), partial(_content, stop, language))


def _content(stop: Stop, language: str) -> bytes:
    from registrations.attendance.certificates.paper import pdf_of  # lazily: as above

    return pdf_of(stop, list(valid_of(stop).order_by("attendee__person__search_key", "number")), language)
