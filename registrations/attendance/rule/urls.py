"""Addresses of the rule of attendance, under a stop's in the workspace."""

from django.urls import path

from events.planning.urls import STOP
from tournee.web.late import LateViews

views = LateViews("registrations.attendance.rule.views")

urlpatterns = [
    path(f"{STOP}attendance/rule/", views.of_stop, name="attendance_rule"),
    path(f"{STOP}attendance/rule/renew/", views.renew, name="attendance_codes_renew"),
    path(f"{STOP}attendance/rule/<uuid:session>/", views.of_session, name="attendance_rule_session"),
    path(f"{STOP}attendance/rule/<uuid:session>/follow/", views.follow, name="attendance_rule_follow"),
]
