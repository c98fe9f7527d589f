"""Addresses of stops as a table."""

from django.urls import path

from tournee.web.late import LateViews

views = LateViews("events.planning.exchange.views")

TOUR = "workspace/tours/<slug:tour>/"

urlpatterns = [
    path(f"{TOUR}import/", views.import_stops, name="planning_import"),
    path(f"{TOUR}import/model.xlsx", views.model_xlsx, name="planning_import_model_xlsx"),
    path(f"{TOUR}import/model.csv", views.model_csv, name="planning_import_model_csv"),
    path(f"{TOUR}stops.xlsx", views.stops_xlsx, name="planning_stops_xlsx"),
    path(f"{TOUR}stops.csv", views.stops_csv, name="planning_stops_csv"),
]
