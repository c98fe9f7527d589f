"""The first floor's addresses: `plain_patterns` have no language, `page_patterns` have one."""

from django.urls import URLPattern, URLResolver, include, path

plain_patterns: list[URLPattern | URLResolver] = [
    path("", include("events.reference.urls")),
]
page_patterns: list[URLPattern | URLResolver] = [
    # What most readers ask for comes first: an address is matched from the top.
    path("", include("events.catalogue.urls")),
    path("", include("events.planning.urls")),
    path("", include("events.organisations.urls")),
    path("", include("events.calendars.urls")),
    path("", include("events.team.urls")),
]
