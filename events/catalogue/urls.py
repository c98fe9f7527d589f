"""Addresses of the public pages."""

from django.urls import path

from events.catalogue import views

urlpatterns = [
    path("", views.home, name="home"),
    path("tours/", views.tours, name="tours"),
    path("tours/<slug:tour>/", views.tour_page, name="tour"),
    path("tours/<slug:tour>/<slug:stop>/", views.stop_page, name="stop"),
]
