"""The API's addresses, its description, its documentation and the pages of one's keys."""

from django.urls import include, path, re_path

from tournee.api.documentation import SchemaView
from tournee.api.pages import documentation, keys, revoke
from tournee.api.root import NoSuchAddress, RootView
from tournee.api.routes import routed

plain_patterns = [
    path("api/v1/", include(([path("", RootView.as_view(), name="root"), *routed()], "v1"))),
    path("api/schema/", SchemaView.as_view(), name="api-schema"),
    re_path(r"^api/v[0-9]+/", NoSuchAddress.as_view()),
]
page_patterns = [
    path("api/docs/", documentation, name="api-docs"),
    path("account/keys/", keys, name="api-keys"),
    path("account/keys/<int:pk>/revoke/", revoke, name="api-key-revoke"),
]
