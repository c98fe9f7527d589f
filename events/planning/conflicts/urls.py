"""Addresses of conflicts, under /workspace/: a tour's, a stop's."""

from django.urls import path

from tournee.web.late import LateViews

views = LateViews("events.planning.conflicts.views")

TOUR = "workspace/tours/<slug:tour>/"

urlpatterns = [
    path(f"{TOUR}conflicts/", views.of_tour, name="planning_conflicts"),
    path(f"{TOUR}stops/<slug:stop>/conflicts/", views.of_stop, name="planning_stop_conflicts"),
]
