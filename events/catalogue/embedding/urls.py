"""The address of the fragment; part of the pages, so that /en/… gives the English one."""

from django.urls import path

from tournee.web.late import LateViews

views = LateViews("events.catalogue.embedding.views")

urlpatterns = [
    path("embed/tours/<slug:tour>/", views.embed, name="tour_embed"),
]
