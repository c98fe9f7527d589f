"""The evening pages among the documents of a tour."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import override

from events.models import Tour
from registrations.attendance.exports import TourDocument, folder_of
from registrations.evening.queries import approved_of
from registrations.models import EveningPage


def documents_of_evenings(tour: Tour, language: str) -> Iterator[TourDocument]:
    """Each approved page in its stop's folder, and the slides of the closing night."""
    pages = approved_of(tour)
    with override(language):
        page_name, slides_name = _("evening-page"), _("slides")
    for page in pages:
        yield TourDocument((folder_of(page.stop), f"{page_name}-{page.stop.slug}.pdf"), partial(_page, page, language))
    if pages:
        yield TourDocument((f"{slides_name}-{tour.slug}.pdf",), partial(_slides, tour, pages, language))


def _page(page: EveningPage, language: str) -> bytes:
    from registrations.evening.document import evening_document  # lazily: documents are seldom asked for
    from tournee.documents import pdf

    return pdf.render(evening_document(page, language))


def _slides(tour: Tour, pages: list[EveningPage], language: str) -> bytes:
    from registrations.evening.document import slides  # lazily: as above
    from tournee.documents import pdf

    return pdf.render(slides(tour, pages, language))
