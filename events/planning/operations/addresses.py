"""Slugs: made from names, unique where they must be, kept as redirects once published."""

from __future__ import annotations

from events.models import FormerStopSlug, FormerTourSlug, Stop, Tour
from tournee.texts.slugs import free_slug


def free_tour_slug(text: str) -> str:
    """An address made of `text` that no tour has or had."""
    return free_slug(text, Tour.objects.all(), FormerTourSlug.objects.all(), fallback="tour")


def free_stop_slug(text: str, tour: Tour) -> str:
    """An address made of `text` that no stop of `tour` has or had."""
    stops, former = Stop.objects.filter(tour=tour), FormerStopSlug.objects.filter(tour=tour)
    return free_slug(text, stops, former, fallback="stop")


def tour_slug_taken(slug: str, *, besides: Tour | None = None) -> bool:
    """Another tour than `besides` has or had this address."""
    tours, former = Tour.objects.filter(slug=slug), FormerTourSlug.objects.filter(slug=slug)
    if besides is not None:
        tours, former = tours.exclude(pk=besides.pk), former.exclude(tour=besides)
    return tours.exists() or former.exists()


def slug_taken(slug: str, tour: Tour, *, besides: Stop) -> bool:
    """Another stop of `tour` than `besides` has or had this address."""
    return (
        Stop.objects.filter(tour=tour, slug=slug).exclude(pk=besides.pk).exists()
        or FormerStopSlug.objects.filter(tour=tour, slug=slug).exclude(stop=besides).exists()
    )
