"""The addresses of the reference data."""

from django.urls import path

from tournee.web.late import LateViews

views = LateViews("events.reference.views")

urlpatterns = [path("towns/options/", views.town_options, name="town_options")]
