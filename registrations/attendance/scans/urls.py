"""Addresses of signed sheets that came back, under a stop's attendance in the workspace."""

from django.urls import path

from events.planning.urls import STOP
from tournee.web.late import LateViews

views = LateViews("registrations.attendance.scans.views")

_SCANS = f"{STOP}attendance/scans/"

urlpatterns = [
    path(_SCANS, views.page, name="scans"),
    path(f"{_SCANS}<int:scan>/", views.read, name="scan"),
    path(f"{_SCANS}<int:scan>/which/", views.which, name="scan_which"),
    path(f"{_SCANS}<int:scan>/walk-in/", views.walk_in, name="scan_walk_in"),
    path(f"{_SCANS}<int:scan>/remove/", views.remove, name="scan_remove"),
]
