"""The addresses of the reference data."""

from django.urls import path

from events.reference import views

urlpatterns = [path("towns/options/", views.town_options, name="town_options")]
