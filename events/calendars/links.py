"""Absolute addresses, in the active language: a calendar is read far from the site."""

import uuid

from django.conf import settings
from django.urls import reverse


def absolute(path: str) -> str:
    """`path` of this site as people reach it from elsewhere."""
    return f"{settings.SITE_URL}{path}"


def tour_page(tour: str) -> str:
    """The public page of the tour with this slug."""
    return absolute(reverse("tour", args=[tour]))


def stop_page(tour: str, stop: str) -> str:
    """The public page of a stop, by the slugs of its tour and its own."""
    return absolute(reverse("stop", args=[tour, stop]))


def session_anchor(page: str, public_id: uuid.UUID) -> str:
    """Where on its stop's page the session stands."""
    return f"{page}#session-{public_id}"


def tour_calendar(tour: str) -> str:
    """The feed of the tour with this slug."""
    return absolute(reverse("tour_calendar", args=[tour]))


def stop_calendar(tour: str, stop: str) -> str:
    """The feed of a stop, by the slugs of its tour and its own."""
    return absolute(reverse("stop_calendar", args=[tour, stop]))
