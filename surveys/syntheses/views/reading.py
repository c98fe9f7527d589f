"""What was published: an edition as a page, as a PDF, and its data. Nothing of it ever changes."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from events.catalogue.head import head_of
from surveys.models import Edition
from surveys.syntheses.queries import edition_at, editions_of, face_of, newest_edition_at
from tournee.files.models import StoredFile
from tournee.texts.languages import active_language
from tournee.web.access import anyone, opens_to
from tournee.web.kept import kept


def _key(_request: HttpRequest, edition: Edition) -> str:
    """All that a page of an edition depends on: which it is, and which came after."""
    return f"synthesis-{edition.pk}-{edition.synthesis.last_edition_number}-{edition.synthesis.tour.public_version}"


@opens_to(anyone, of=newest_edition_at)
@require_safe
@kept(key=_key)
def newest(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The newest edition of a synthesis, in the page’s language."""
    return _page(request, edition, "synthesis", [edition.synthesis.slug])


@opens_to(anyone, of=edition_at)
@require_safe
@kept(key=_key)
def former(request: HttpRequest, edition: Edition) -> HttpResponse:
    """An edition by its number."""
    return _page(request, edition, "synthesis_edition", [edition.synthesis.slug, edition.number])


def _page(request: HttpRequest, edition: Edition, name: str, args: list[object]) -> HttpResponse:
    face = face_of(edition, active_language())
    synthesis = edition.synthesis
    context = {
        "edition": edition, "synthesis": synthesis, "stop": synthesis.stop, "tour": synthesis.tour, "face": face,
        "body": mark_safe(face.html),  # noqa: S308  (made by our own face from a document, and never changed since)
        "editions": list(editions_of(synthesis)),
        "head": head_of(name, [str(each) for each in args], f"{face.title}. {synthesis.tour.title}"),
    }  # fmt: skip
    return render(request, "surveys/syntheses/edition.html", context)


@opens_to(anyone, of=edition_at)
@require_safe
def as_pdf(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """The edition as a PDF, in the language of the address."""
    return _file(request, face_of(edition, active_language()).pdf)


@opens_to(anyone, of=edition_at)
@require_safe
def annex(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """The figures of the edition, for whoever reuses them."""
    return _file(request, edition.annex)


def _file(request: HttpRequest, file: StoredFile) -> HttpResponseBase:
    """The bytes of a published file; kept by caches for ever. Raises Http404 where the storage has lost them."""
    etag = f'"{file.sha256[:32]}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            data = file.read()
        except FileNotFoundError as lost:
            raise Http404 from lost
        response = HttpResponse(data, content_type=file.content_type)
        response["Content-Disposition"] = f'inline; filename="{file.name}"'
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
