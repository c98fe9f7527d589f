"""The API's addresses, its documentation and the pages of one's keys."""

from django.urls import URLPattern, URLResolver, path

from tournee.api.late import LateResolver
from tournee.api.pages import documentation, keys, revoke

plain_patterns: list[URLPattern | URLResolver] = [LateResolver("api/", "tournee.api.late_urls")]
page_patterns: list[URLPattern | URLResolver] = [
    path("api/docs/", documentation, name="api-docs"),
    path("account/keys/", keys, name="api-keys"),
    path("account/keys/<int:pk>/revoke/", revoke, name="api-key-revoke"),
]
