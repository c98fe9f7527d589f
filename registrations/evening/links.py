"""Where the evening page of a stop is found."""

from __future__ import annotations

from django.urls import reverse

from events.models import Stop


def address_of(stop: Stop) -> str:
    """Where, within the workspace, the stop's page is written and approved."""
    return reverse("evening", args=[stop.tour.slug, stop.slug])


def public_address_of(stop: Stop) -> str:
    """Where everybody reads it once it is approved."""
    return reverse("evening_public", args=[stop.tour.slug, stop.slug])
