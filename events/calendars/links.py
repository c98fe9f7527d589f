"""Absolute addresses, in the active language: a calendar is read far from the site."""

import uuid

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse


def absolute(path: str) -> str:
    """`path` of this site as people reach it from elsewhere."""
    return f"{settings.SITE_URL}{path}"


def home_page() -> str:
    """The first page of the site."""
    return absolute(reverse("home"))


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


def territory_calendar(scheme: str, vintage: str, code: str) -> str:
    """The feed of a territory, by what it is known by: `region-2026-32`."""
    return absolute(reverse("territory_calendar", args=[f"{scheme}-{vintage}-{code}"]))


def organisation_calendar(organisation: str) -> str:
    """The feed of the organisation with this slug."""
    return absolute(reverse("organisation_calendar", args=[organisation]))


def theme_calendar(theme: str) -> str:
    """The feed of the theme with this slug."""
    return absolute(reverse("theme_calendar", args=[theme]))


def stop_file(tour: str, stop: str) -> str:
    """The file that adds a stop to a calendar once, by the slugs of its tour and its own; within the site."""
    return reverse("stop_file", args=[tour, stop])


def session_file(public_id: uuid.UUID) -> str:
    """The file that adds a session to a calendar once; within the site."""
    return reverse("session_file", args=[public_id])


def emblem() -> str:
    """The emblem that a calendar program may show beside a calendar."""
    return absolute(static("web/mark.svg"))


def tour_changes(tour: str) -> str:
    """The feed of what changes on the tour with this slug."""
    return absolute(reverse("tour_changes", args=[tour]))
