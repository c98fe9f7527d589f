"""The first floor's addresses: `plain_patterns` have no language, `page_patterns` have one."""

from django.urls import URLPattern, URLResolver, include, path

from events.catalogue.sharing import urls as sharing

plain_patterns: list[URLPattern | URLResolver] = [
    path("", include("events.reference.urls")),
    *sharing.plain_patterns,
]
page_patterns: list[URLPattern | URLResolver] = [
    # What most readers ask for comes first: an address is matched from the top.
    path("", include("events.catalogue.urls")),
    path("", include("events.catalogue.open_data.urls")),
    path("", include("events.catalogue.finding.urls")),
    *sharing.page_patterns,
    path("", include("events.catalogue.embedding.urls")),
    path("", include("events.catalogue.places.urls")),
    path("", include("events.planning.urls")),
    path("", include("events.organisations.urls")),
    path("", include("events.calendars.urls")),
    path("", include("events.team.urls")),
]
