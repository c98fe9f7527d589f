"""The floor's addresses: `plain_patterns` have no language, `page_patterns` have one."""

from django.urls import URLPattern, URLResolver, include, path

plain_patterns: list[URLPattern | URLResolver] = []
page_patterns: list[URLPattern | URLResolver] = [
    path("", include("surveys.questionnaires.urls")),
    path("", include("surveys.campaigns.urls")),
    path("", include("surveys.listening.urls")),
    path("", include("surveys.skills.urls")),
    path("", include("surveys.syntheses.urls")),
]
