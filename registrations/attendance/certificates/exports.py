"""Certificates among a tour's documents: one file a stop, of all that say what presence says."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.db.models import QuerySet
from django.utils.translation import override

from events.models import Stop, Tour
from registrations.attendance.certificates.queries import to_print
from registrations.attendance.exports import TourDocument, folder_of
from registrations.models import Certificate


def certificates_of_stops(tour: Tour, language: str) -> Iterator[TourDocument]:
    """For each stop that issued some: its certificates, each in its own language."""
    from registrations.attendance.certificates.paper import file_name_of_all  # lazily: documents are seldom asked for

    issued = Certificate.objects.filter(tour=tour, revoked_at=None, attendee__person__erased_at=None)
    stops = Stop.objects.filter(pk__in=issued.values("attendee__stop")).select_related("tour")
    for stop in stops.along_the_route():
        certificates = to_print(stop)
        if not certificates.exists():
            continue
        with override(language):
            name = file_name_of_all(stop)
        yield TourDocument((folder_of(stop), name), partial(_content, stop, certificates, language))


def _content(stop: Stop, certificates: QuerySet[Certificate], language: str) -> bytes:
    from registrations.attendance.certificates.paper import pdf_of  # lazily: as above

    return pdf_of(stop, list(certificates), language)
