"""Addresses of the pages across tours; part of the pages, so that /en/… gives the English one."""

from django.urls import path

from tournee.web.late import LateViews

views = LateViews("events.catalogue.places.views")

urlpatterns = [
    path("organisations/<slug:organisation>/", views.organisation_page, name="organisation_page"),
    path("territories/<str:territory>/", views.territory_page, name="territory_page"),
    path("themes/<slug:theme>/", views.theme_page, name="theme_page"),
]
