"""Addresses of the feeds; part of the pages, so that /en/… gives the English one."""

from django.urls import path

from tournee.web.late import LateViews

views = LateViews("events.calendars.views")
mine = LateViews("events.calendars.mine.views")

urlpatterns = [
    path("calendars/tours/<slug:tour>.ics", views.tour_calendar, name="tour_calendar"),
    path("calendars/stops/<slug:tour>/<slug:stop>.ics", views.stop_calendar, name="stop_calendar"),
    path("calendars/stops/<slug:tour>/<slug:stop>/add.ics", views.stop_file, name="stop_file"),
    path("calendars/sessions/<uuid:session>/add.ics", views.session_file, name="session_file"),
    path("calendars/territories/<str:territory>.ics", views.territory_calendar, name="territory_calendar"),
    path("calendars/organisations/<slug:organisation>.ics", views.organisation_calendar, name="organisation_calendar"),
    path("calendars/themes/<slug:theme>.ics", views.theme_calendar, name="theme_calendar"),
    path("calendars/mine/<str:token>.ics", mine.feed, name="my_calendar"),
    path("workspace/calendar/", mine.page, name="planning_calendar"),
    path("workspace/calendar/renew/", mine.renew, name="planning_calendar_renew"),
    path("workspace/calendar/revoke/", mine.revoke, name="planning_calendar_revoke"),
]
