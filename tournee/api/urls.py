"""The API's addresses, its documentation and the pages of one's keys."""

from django.urls import URLPattern, URLResolver, path

from tournee.api.late import LateResolver
from tournee.web.late import LateViews

pages = LateViews("tournee.api.pages")

plain_patterns: list[URLPattern | URLResolver] = [LateResolver("api/", "tournee.api.late_urls")]
page_patterns: list[URLPattern | URLResolver] = [
    path("api/docs/", pages.documentation, name="api-docs"),
    path("api/docs/<slug:group>/", pages.operations, name="api-docs-of"),
    path("account/keys/", pages.keys, name="api-keys"),
    path("account/keys/<int:pk>/revoke/", pages.revoke, name="api-key-revoke"),
]
