"""Addresses of the attendance report, under a stop's and a tour's in the workspace."""

from django.urls import path, re_path

from events.planning.urls import STOP, TOUR
from tournee.web.late import LateViews

views = LateViews("registrations.attendance.report.views")

_TOUR = r"^workspace/tours/(?P<tour>[-\w]+)/"
_FILE = r"attendance/report\.(?P<suffix>pdf|xlsx)$"

urlpatterns = [
    path(f"{STOP}attendance/report/", views.of_stop, name="attendance_report"),
    re_path(rf"{_TOUR}stops/(?P<stop>[-\w]+)/{_FILE}", views.file_of_stop, name="attendance_report_file"),
    path(f"{TOUR}attendance/", views.of_tour, name="tour_attendance_report"),
    re_path(rf"{_TOUR}{_FILE}", views.file_of_tour, name="tour_attendance_report_file"),
]
