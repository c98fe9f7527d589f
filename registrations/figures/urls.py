"""Addresses of registrations in figures, under /workspace/."""

from django.urls import path

from tournee.web.late import LateViews

views = LateViews("registrations.figures.views")

TOUR = "workspace/tours/<slug:tour>/"

urlpatterns = [
    path(f"{TOUR}figures/", views.of_tour, name="registration_figures"),
    path(f"{TOUR}stops/<slug:stop>/figures/", views.of_stop, name="registration_figures_of_stop"),
]
