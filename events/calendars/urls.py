"""Addresses of the feeds; part of the pages, so that /en/… gives the English one."""

from django.urls import path

from tournee.web.late import LateViews

views = LateViews("events.calendars.views")

urlpatterns = [
    path("calendars/tours/<slug:tour>.ics", views.tour_calendar, name="tour_calendar"),
    path("calendars/stops/<slug:tour>/<slug:stop>.ics", views.stop_calendar, name="stop_calendar"),
]
