"""Addresses of the evening page."""

from django.urls import path

from events.planning.urls import STOP
from tournee.web.late import LateViews

writing = LateViews("registrations.evening.views.writing")
approving = LateViews("registrations.evening.views.approving")
reading = LateViews("registrations.evening.views.reading")

urlpatterns = [
    path(f"{STOP}evening/", writing.page, name="evening"),
    path(f"{STOP}evening/edit/", writing.edit, name="evening_edit"),
    path(f"{STOP}evening/ask/", approving.ask, name="evening_ask"),
    path(f"{STOP}evening/approve/", approving.approve, name="evening_approve"),
    path(f"{STOP}evening/send/", approving.send, name="evening_send"),
    path(f"{STOP}evening/take-back/", approving.take_back, name="evening_take_back"),
    path(f"{STOP}evening/page.pdf", reading.draft, name="evening_draft"),
    path("workspace/tours/<slug:tour>/slides.pdf", reading.closing, name="evening_slides"),
    path("tours/<slug:tour>/<slug:stop>/evening.pdf", reading.public, name="evening_public"),
]
