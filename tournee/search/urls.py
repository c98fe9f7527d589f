"""The address of the workspace's search."""

from django.urls import path

from tournee.web.late import LateViews

views = LateViews("tournee.search.views")

urlpatterns = [path("workspace/search/", views.page, name="search")]
