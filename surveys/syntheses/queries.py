"""Reading syntheses: from an address to its object, a stop's, and what was published of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from events.models import Stop, Tour
from events.planning.queries import stop_at
from surveys.models import Edition, EditionFace, Synthesis, SynthesisSection

KIND = "synthesis"  # of the files an edition keeps
_PUBLIC = Q(synthesis__stop__published_at__isnull=False) & ~Q(synthesis__tour__state=Tour.State.DRAFT)


def synthesis_of(stop: Stop) -> Synthesis | None:
    """The synthesis of `stop`, once it was started; its stop and tour are at hand."""
    synthesis = Synthesis.objects.filter(stop=stop, scope=Synthesis.Scope.STOP).first()
    if synthesis is not None:
        synthesis.stop, synthesis.tour = stop, stop.tour
    return synthesis


def stop_of(synthesis: Synthesis) -> Stop:
    """The stop it is about. Raises ValueError for one of no stop: those have no content and no pages yet."""
    if synthesis.stop is None:
        raise ValueError("This synthesis is about no stop.")
    return synthesis.stop


def synthesis_at(tour: str, stop: str) -> Synthesis:
    """The synthesis that was started at that stop. Raises Http404."""
    synthesis = synthesis_of(stop_at(tour, stop))
    if synthesis is None:
        raise Http404
    return synthesis


def section_at(tour: str, stop: str, section: int) -> SynthesisSection:
    """That written section of the stop's synthesis. Raises Http404."""
    synthesis = synthesis_at(tour, stop)
    found = get_object_or_404(SynthesisSection, synthesis=synthesis, pk=section)
    found.synthesis = synthesis
    return found


def is_readable(synthesis: Synthesis) -> bool:
    """Whether what is published of it can be read by anybody: its stop and its tour are public."""
    return Stop.objects.public().filter(syntheses=synthesis).exists()


def published_editions() -> QuerySet[Edition]:
    """The editions that anybody may read, newest first, with their faces, without kept content and texts. Two."""
    faces = EditionFace.objects.defer("html").select_related("pdf").order_by("-language")
    return (
        Edition.objects.filter(_PUBLIC)
        .defer("content")
        .select_related("synthesis__stop", "synthesis__tour", "annex")
        .prefetch_related(Prefetch("faces", faces))
        .order_by("-number")
    )


def editions_of(synthesis: Synthesis) -> QuerySet[Edition]:
    """What was published of a synthesis, newest first, without the kept content; two queries."""
    faces = EditionFace.objects.defer("html").select_related("pdf")
    return (
        synthesis.editions.defer("content")
        .select_related("annex", "published_by")
        .prefetch_related(Prefetch("faces", faces))
        .order_by("-number")
    )


def newest_edition_at(slug: str) -> Edition:
    """The newest edition of the public synthesis at that address. Raises Http404."""
    return _found(published_editions().filter(synthesis__slug=slug)[:1])


def edition_at(slug: str, edition: int) -> Edition:
    """That edition of the public synthesis. Raises Http404."""
    return _found(published_editions().filter(synthesis__slug=slug, number=edition))


def newest_edition_of(stop: Stop) -> Edition | None:
    """The newest edition about a public stop, without its faces; one query."""
    found = Edition.objects.filter(_PUBLIC, synthesis__stop=stop, synthesis__scope=Synthesis.Scope.STOP)
    return found.select_related("synthesis").order_by("-number").first()


def face_of(edition: Edition, language: str) -> EditionFace:
    """The edition in that language, with its text. Raises Http404."""
    return get_object_or_404(EditionFace.objects.select_related("pdf"), edition=edition, language=language)


def _found(editions: Iterable[Edition]) -> Edition:
    for edition in editions:
        return edition
    raise Http404
