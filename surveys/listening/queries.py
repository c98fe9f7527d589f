"""Reading notes: from an address to its object, what was noted by a link, the passages of a stop."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from events.models import Session, Stop
from events.planning.queries import stop_at
from surveys.listening.links import link_of
from surveys.models import Coding, FacilitatorLink, Passage
from surveys.skills.queries import Branch, branches, newest_frozen_version

CODINGS = Prefetch(
    "codings",
    Coding.objects.filter(skill__isnull=False)
    .select_related("skill__framework_version__framework")
    .order_by("skill__framework_version_id", "skill__position", "pk"),
    to_attr="coded",
)


@dataclass(frozen=True, slots=True)
class Noting:
    """A link, and of what was noted by it the passage that an address names, if it does."""

    link: FacilitatorLink
    passage: Passage | None = None


def noting_at(token: str, passage: uuid.UUID | None = None) -> Noting | None:
    """What a signed link opens; None for one that was forged or cut, or that did not note that passage."""
    link = link_of(token)
    if link is None or passage is None:
        return Noting(link) if link else None
    found = notes_through(link).filter(public_id=passage).first()
    return Noting(link, found) if found else None


def notes_through(link: FacilitatorLink) -> QuerySet[Passage]:
    """What was noted by the link and not withdrawn, the latest first."""
    return link.passages.filter(withdrawn_at=None).select_related("session__stop", "tour").order_by("-said_at", "-pk")


def link_at(tour: str, stop: str, link: int) -> FacilitatorLink:
    """A link for a session of the stop at that address. Raises Http404."""
    links = FacilitatorLink.objects.select_related("session__stop__tour", "created_by")
    return get_object_or_404(links, pk=link, session__stop=stop_at(tour, stop))


def passage_at(tour: str, stop: str, passage: uuid.UUID) -> Passage:
    """A standing passage of the stop at that address. Raises Http404."""
    passages = Passage.objects.select_related("stop__tour", "session__stop__tour", "tour").filter(withdrawn_at=None)
    return get_object_or_404(passages, public_id=passage, stop=stop_at(tour, stop))


def sessions_with_links(stop: Stop) -> list[Session]:
    """The stop's sessions in order, each with its `links`, newest first; two queries."""
    links = FacilitatorLink.objects.select_related("created_by").order_by("-created_at", "-pk")
    by_session = Prefetch("facilitator_links", links, to_attr="links")
    return list(stop.sessions.order_by("starts_at", "pk").prefetch_related(by_session))


def passages_of(stop: Stop, *, answers: bool) -> QuerySet[Passage]:
    """The standing passages of a stop, with their codings (`coded`): open answers too only where `answers`."""
    passages = Passage.objects.filter(stop=stop, withdrawn_at=None)
    if not answers:
        passages = passages.filter(origin=Passage.Origin.NOTE)
    return passages.select_related("session", "noted_through", "noted_by").prefetch_related(CODINGS)


def skills_to_choose() -> list[Branch]:
    """What passages are coded to: the version frozen last, by domain; two queries. Nothing before one was frozen."""
    version = newest_frozen_version()
    return branches(version.skills.all()) if version else []
