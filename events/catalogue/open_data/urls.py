"""Addresses of the files; part of the pages, so that /en/… gives the English words."""

from django.urls import path

from tournee.web.late import LateViews

views = LateViews("events.catalogue.open_data.views")

urlpatterns = [
    path("tours/<slug:tour>/stops.json", views.stops_json, name="tour_json"),
    path("tours/<slug:tour>/stops.geojson", views.stops_geojson, name="tour_geojson"),
    path("tours/<slug:tour>/stops.csv", views.stops_csv, name="tour_csv"),
]
