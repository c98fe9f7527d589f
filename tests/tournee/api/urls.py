"""The product's addresses, with the sample API in place of the floors'."""

from django.urls import include, path

from tests.tournee.api.sample import ROUTES
from tournee.api.root import RootView
from tournee.api.routing import routed
from tournee.urls import urlpatterns as product

urlpatterns = [path("api/v1/", include(([path("", RootView.as_view(), name="root"), *routed(ROUTES)], "v1"))), *product]
