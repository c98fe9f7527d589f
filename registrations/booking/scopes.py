"""What a list of registrations is of: a stop, or a whole tour."""

from __future__ import annotations

from django.urls import reverse

from events.models import Stop, Tour
from events.planning.queries import stop_at, tour_at


def scope_at(tour: str, stop: str = "") -> Stop | Tour:
    """The stop, or the tour, at that address. Raises Http404."""
    return stop_at(tour, stop) if stop else tour_at(tour)


def list_of(scope: Stop | Tour) -> str:
    """The address of its registrations."""
    if isinstance(scope, Tour):
        return reverse("tour_registrations", args=[scope.slug])
    return reverse("registrations", args=[scope.tour.slug, scope.slug])
