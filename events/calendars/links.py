"""Absolute addresses, in the active language: a calendar is read far from the site."""

import uuid
from functools import lru_cache

from django.conf import settings
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language


def absolute(path: str) -> str:
    """`path` of this site as people reach it from elsewhere."""
    return f"{settings.SITE_URL}{path}"


def address(name: str, *args: str) -> str:
    """The absolute address of the page called `name`, worked out once in a process."""
    return f"{settings.SITE_URL}{within(name, *args)}"


def within(name: str, *args: str) -> str:
    """The same within the site."""
    return _reversed(name, args, get_language(), get_script_prefix())


@lru_cache(maxsize=2048)
def _reversed(name: str, args: tuple[str, ...], _language: str | None, _prefix: str) -> str:
    return reverse(name, args=args)


def home_page() -> str:
    """The first page of the site."""
    return address("home")


def tour_page(tour: str) -> str:
    """The public page of the tour with this slug."""
    return address("tour", tour)


def stop_page(tour: str, stop: str) -> str:
    """The public page of a stop, by the slugs of its tour and its own."""
    return address("stop", tour, stop)


def session_anchor(page: str, public_id: uuid.UUID) -> str:
    """Where on its stop's page the session stands."""
    return f"{page}#session-{public_id}"


def tour_calendar(tour: str) -> str:
    """The feed of the tour with this slug."""
    return address("tour_calendar", tour)


def stop_calendar(tour: str, stop: str) -> str:
    """The feed of a stop, by the slugs of its tour and its own."""
    return address("stop_calendar", tour, stop)


def territory_page(scheme: str, vintage: str, code: str) -> str:
    """The public page of a territory, by what it is known by: `region-2026-32`."""
    return address("territory_page", f"{scheme}-{vintage}-{code}")


def organisation_page(organisation: str) -> str:
    """The public page of the organisation with this slug."""
    return address("organisation_page", organisation)


def theme_page(theme: str) -> str:
    """The public page of the theme with this slug."""
    return address("theme_page", theme)


def territory_calendar(scheme: str, vintage: str, code: str) -> str:
    """The feed of a territory, by what it is known by: `region-2026-32`."""
    return address("territory_calendar", f"{scheme}-{vintage}-{code}")


def organisation_calendar(organisation: str) -> str:
    """The feed of the organisation with this slug."""
    return address("organisation_calendar", organisation)


def theme_calendar(theme: str) -> str:
    """The feed of the theme with this slug."""
    return address("theme_calendar", theme)


def stop_file(tour: str, stop: str) -> str:
    """The file that adds a stop to a calendar once, by the slugs of its tour and its own; within the site."""
    return within("stop_file", tour, stop)


def session_file(public_id: uuid.UUID) -> str:
    """The file that adds a session to a calendar once; within the site."""
    return within("session_file", str(public_id))


def emblem() -> str:
    """The emblem that a calendar program may show beside a calendar."""
    return absolute(static("web/mark.svg"))


def tour_changes(tour: str) -> str:
    """The feed of what changes on the tour with this slug."""
    return address("tour_changes", tour)
