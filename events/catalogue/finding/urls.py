"""The address of the search; part of the pages, so that /en/… gives the English one."""

from django.urls import path

from tournee.web.late import LateViews

views = LateViews("events.catalogue.finding.views")

urlpatterns = [path("search/", views.page, name="find_stops")]
