"""Addresses of who came, under a stop's in the workspace."""

from django.urls import include, path, re_path

from events.planning.urls import STOP
from tournee.web.late import LateViews

views = LateViews("registrations.attendance.views")

_FILES = r"^workspace/tours/(?P<tour>[-\w]+)/stops/(?P<stop>[-\w]+)/attendance/"
_SUFFIX = r"\.(?P<suffix>pdf|csv|xlsx)$"

urlpatterns = [
    path(f"{STOP}attendance/", views.page, name="attendance"),
    path(f"{STOP}attendance/<uuid:attendee>/correct/", views.correct, name="attendance_correct"),
    re_path(rf"{_FILES}sheet{_SUFFIX}", views.sheet, name="attendance_sheet"),
    path("", include("registrations.attendance.papers.urls")),
    path("", include("registrations.attendance.rule.urls")),
    path("", include("registrations.attendance.self_sign_in.urls")),
    re_path(rf"{_FILES}present{_SUFFIX}", views.present, name="present_list"),
]
