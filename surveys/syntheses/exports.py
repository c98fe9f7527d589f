"""What is published of a tour's stops, as files beside the other documents of each stop."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import override, pgettext

from events.models import Tour
from registrations.attendance.exports import TourDocument, folder_of
from surveys.syntheses.queries import published_editions


def syntheses_of(tour: Tour, language: str) -> Iterator[TourDocument]:
    """The newest edition about each stop: its PDF in that language, and its data."""
    seen: set[int] = set()
    for edition in published_editions().filter(synthesis__tour=tour, synthesis__stop__isnull=False):
        stop = edition.synthesis.stop
        if stop is None or stop.pk in seen:
            continue
        seen.add(stop.pk)
        with override(language):
            what = pgettext("name of a file", "synthesis")
        name = f"{what}-{edition.synthesis.slug}-{edition.number}"
        for face in edition.faces.all():
            if face.language == language:
                yield TourDocument((folder_of(stop), f"{name}-{language}.pdf"), face.pdf.read)
        yield TourDocument((folder_of(stop), f"{name}.csv"), edition.annex.read)
