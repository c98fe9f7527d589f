"""Addresses of the door, under a stop's in the workspace."""

from django.urls import path

from events.planning.urls import STOP
from tournee.web.late import LateViews

views = LateViews("registrations.desk.views")

urlpatterns = [
    path(f"{STOP}desk/", views.desk, name="desk"),
    path(f"{STOP}desk/walk-in/", views.walk_in, name="desk_walk_in"),
]
