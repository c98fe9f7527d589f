"""Addresses of the evening page."""

from django.urls import path

from events.planning.urls import STOP
from tournee.web.late import LateViews

views = LateViews("registrations.evening.views")

urlpatterns = [
    path(f"{STOP}evening/", views.page, name="evening"),
    path(f"{STOP}evening/edit/", views.edit, name="evening_edit"),
    path(f"{STOP}evening/ask/", views.ask, name="evening_ask"),
    path(f"{STOP}evening/approve/", views.approve, name="evening_approve"),
    path(f"{STOP}evening/send/", views.send, name="evening_send"),
    path(f"{STOP}evening/take-back/", views.take_back, name="evening_take_back"),
    path(f"{STOP}evening/page.pdf", views.draft, name="evening_draft"),
    path("workspace/tours/<slug:tour>/slides.pdf", views.closing, name="evening_slides"),
    path("tours/<slug:tour>/<slug:stop>/evening.pdf", views.public, name="evening_public"),
]
