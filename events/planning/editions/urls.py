"""Addresses of cloning a tour and duplicating a stop."""

from django.urls import path

from tournee.web.late import LateViews

views = LateViews("events.planning.editions.views")

TOUR = "workspace/tours/<slug:tour>/"

urlpatterns = [
    path(f"{TOUR}next-edition/", views.clone, name="planning_tour_clone"),
    path(f"{TOUR}stops/<slug:stop>/duplicate/", views.duplicate, name="planning_stop_duplicate"),
]
