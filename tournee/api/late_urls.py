"""The API's own addresses, below `api/`: imported when one of them is first asked for (`tournee.api.late`)."""

from django.urls import include, path, re_path

from tournee.api.documentation import SchemaView
from tournee.api.root import NoSuchAddress, RootView
from tournee.api.routing import routed

urlpatterns = [
    path("v1/", include(([path("", RootView.as_view(), name="root"), *routed()], "v1"))),
    path("schema/", SchemaView.as_view(), name="api-schema"),
    re_path(r"^v[0-9]+/", NoSuchAddress.as_view()),
]
