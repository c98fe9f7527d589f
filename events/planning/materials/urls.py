"""Addresses of what participants may take home."""

from django.urls import path

from tournee.web.late import LateViews

views = LateViews("events.planning.materials.views")

urlpatterns = [
    path("workspace/tours/<slug:tour>/stops/<slug:stop>/materials/add/", views.add, name="planning_material_add"),
    path("workspace/materials/<int:material>/edit/", views.edit, name="planning_material_edit"),
    path("workspace/materials/<int:material>/move/", views.move, name="planning_material_move"),
    path("workspace/materials/<int:material>/remove/", views.remove, name="planning_material_remove"),
]
