"""Addresses of what needs attention, under a tour's."""

from django.urls import path

from tournee.web.late import LateViews

reports = LateViews("events.planning.attention.reports")
views = LateViews("events.planning.attention.views")

TOUR = "workspace/tours/<slug:tour>/"

urlpatterns = [
    path(f"{TOUR}watching/", views.thresholds, name="planning_thresholds"),
    path(f"{TOUR}put-off/<str:key>/", views.put_off, name="planning_put_off"),
    path(f"{TOUR}monday-letter/", reports.monday, name="planning_monday_letter"),
    path(f"{TOUR}steering/", reports.steering, name="planning_steering"),
    path(f"{TOUR}steering.pdf", reports.steering_pdf, name="planning_steering_pdf"),
    path("workspace/put-off/<int:snooze>/take-back/", views.take_back, name="planning_take_back"),
]
