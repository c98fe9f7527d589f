"""The address of “The tour”, under /workspace/."""

from django.urls import path

from tournee.web.late import LateViews

views = LateViews("events.planning.about.views")

urlpatterns = [
    path("workspace/tours/<slug:tour>/about/", views.page, name="planning_about"),
]
