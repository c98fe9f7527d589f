"""Evening pages as they are read: the draft, the approved page that everybody may open, and the closing slides."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.models import Stop, Tour
from events.planning.queries import tour_at
from registrations.evening import queries
from registrations.evening.document import evening_document, slides
from registrations.evening.rules import shows_slides, writes_evening
from registrations.models import EveningPage
from tournee.documents import pdf
from tournee.texts.languages import active_language
from tournee.web.access import anyone, opens_to


@require_safe
@opens_to(writes_evening, of=queries.kept_at)
def draft(request: HttpRequest, page: EveningPage) -> HttpResponse:
    """The page as it would be printed now."""
    page.figures = page.figures or queries.figures_of(page.stop)
    return _file(_printed(page), _named(page.stop))


@require_safe
@opens_to(anyone, of=queries.public_at)
def public(request: HttpRequest, page: EveningPage) -> HttpResponse:
    """The approved page, laid out once for all who read it: it stays until something that it shows changes.

    While it is taken back, that it is being corrected, and where the stop is found.
    """
    if page.approved_at is None:
        return render(request, "registrations/evening/taken_back.html", {"stop": page.stop}, status=404)
    shown = f"evening-{page.pk}-{page.version}-{page.stop.tour.public_version}-{active_language()}"
    etag = f'"{shown}"'
    if unchanged := get_conditional_response(request, etag=etag):
        return unchanged
    response = _file(_printed_once(shown, page), _named(page.stop))
    response["ETag"] = etag
    patch_cache_control(response, no_cache=True)
    return response


@require_safe
@opens_to(shows_slides, of=tour_at)
def closing(request: HttpRequest, tour: Tour) -> HttpResponse:
    """All approved pages as the slides of the closing night."""
    content = pdf.render(slides(tour, queries.approved_of(tour), active_language()))
    return _file(content, f"{_('slides')}-{tour.slug}.pdf")


def _printed_once(key: str, page: EveningPage) -> bytes:
    content: bytes | None = cache.get(key)
    if content is None:
        content = _printed(page)
        cache.set(key, content)
    return content


def _printed(page: EveningPage) -> bytes:
    return pdf.render(evening_document(page, active_language()))


def _named(stop: Stop) -> str:
    return f"{_('evening-page')}-{stop.slug}.pdf"


def _file(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(as_attachment=False, filename=name) or ""}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
