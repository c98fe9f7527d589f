"""Addresses of the call list, under /workspace/."""

from django.urls import path

from tournee.web.late import LateViews

views = LateViews("registrations.calling.views")

urlpatterns = [
    path("workspace/tours/<slug:tour>/stops/<slug:stop>/calls/", views.page, name="calls"),
    path("workspace/calls/<int:call>/note/", views.note, name="call_note"),
]
