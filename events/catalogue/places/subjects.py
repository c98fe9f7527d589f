"""What a page is about, if anything public is: an organisation, a territory or a theme."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from events.calendars.following import (
    Followed,
    followed,
    organisation_named,
    territory_named,
    theme_named,
)
from events.models import Organisation, Territory, Theme, Tour

Subject = Organisation | Territory | Theme


@dataclass(frozen=True, slots=True)
class Place:
    """A subject, what belongs to it, and the versions of the public tours that its page tells of."""

    subject: Subject
    about: Followed
    versions: tuple[tuple[object, ...], ...]


def organisation_at(organisation: str) -> Place:
    """The organisation at this slug, if a public page names it; Http404 if none. Four queries at most."""
    return _place(organisation_named(organisation))


def territory_at(territory: str) -> Place:
    """The territory that `scheme-vintage-code` names, if a public stop lies there; Http404 if none. Two queries."""
    return _place(territory_named(territory))


def theme_at(theme: str) -> Place:
    """The theme at this slug, if a public stop or session is on it; Http404 if none. Two queries."""
    return _place(theme_named(theme))


def tours_of(subject: Subject, about: Followed) -> QuerySet[Tour]:
    """The public tours that the page tells of: those of its stops, and those an organisation carries as a whole."""
    told = Q(pk__in=about.scope.stops().values("tour_id"))
    if isinstance(subject, Organisation):
        told |= Q(pk__in=subject.partnerships.filter(tour__isnull=False).values("tour_id"))
    return Tour.objects.exclude(state=Tour.State.DRAFT).filter(told)


def _place(subject: Subject) -> Place:
    about = followed(subject)
    tours = tours_of(subject, about).order_by("pk").values_list("pk", "slug", "public_version", "changed_at")
    versions = tuple(tours)
    if not versions:
        raise Http404
    return Place(subject, about, versions)
