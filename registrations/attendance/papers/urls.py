"""Addresses of the papers, under a stop's in the workspace."""

from django.urls import path, re_path

from events.planning.urls import STOP
from tournee.web.late import LateViews

views = LateViews("registrations.attendance.papers.views")

_FILES = r"^workspace/tours/(?P<tour>[-\w]+)/stops/(?P<stop>[-\w]+)/papers/"

urlpatterns = [
    path(f"{STOP}papers/", views.page, name="stop_papers"),
    path(f"{STOP}papers/badges/", views.badges, name="stop_badges"),
    re_path(rf"{_FILES}(?P<language>fr|en)/(?P<kind>[a-z]+)\.(?P<suffix>pdf|xlsx)$", views.paper, name="stop_paper"),
]
