"""Addresses of booking: the public form, one's own registration, the workspace."""

from django.urls import path, re_path

from tournee.web.late import LateViews

mine = LateViews("registrations.booking.views.mine")
public = LateViews("registrations.booking.views.public")
team = LateViews("registrations.booking.views.team")

MINE = "r/<str:token>/"
PERSON = f"{MINE}people/<uuid:attendee>/"
STOP = "workspace/tours/<slug:tour>/stops/<slug:stop>/registrations/"
ONE = f"{STOP}<uuid:registration>/"
THEIR = f"{ONE}people/<uuid:attendee>/"

urlpatterns = [
    path("tours/<slug:tour>/<slug:stop>/register/", public.register, name="register"),
    path("r/", public.registration_link, name="registration_link"),
    path(MINE, mine.page, name="my_registration"),
    path(f"{MINE}add/", mine.add, name="my_registration_add"),
    path(f"{MINE}cancel/", mine.cancel, name="my_registration_cancel"),
    path(f"{MINE}leave-waiting-list/", mine.leave, name="my_registration_leave"),
    path(f"{PERSON}edit/", mine.edit, name="my_registration_edit"),
    path(f"{PERSON}replace/", mine.replace, name="my_registration_replace"),
    path(f"{PERSON}sessions/", mine.sessions, name="my_registration_sessions"),
    path(f"{PERSON}cancel/", mine.cancel_person, name="my_registration_cancel_person"),
    path(f"{PERSON}day-<int:day>.ics", mine.calendar, name="my_registration_calendar"),
    path(STOP, team.page, name="registrations"),
    path(f"{STOP}new/", team.new, name="registration_new"),
    re_path(
        r"^workspace/tours/(?P<tour>[-\w]+)/stops/(?P<stop>[-\w]+)/registrations/export\.(?P<suffix>csv|xlsx)$",
        team.export,
        name="registrations_export",
    ),
    path(ONE, team.one, name="registration"),
    path(f"{ONE}add/", team.add, name="registration_add"),
    path(f"{ONE}cancel/", team.cancel, name="registration_cancel"),
    path(f"{ONE}leave-waiting-list/", team.leave, name="registration_leave"),
    path(f"{THEIR}edit/", team.edit, name="registration_edit"),
    path(f"{THEIR}replace/", team.replace, name="registration_replace"),
    path(f"{THEIR}sessions/", team.sessions, name="registration_sessions"),
    path(f"{THEIR}cancel/", team.cancel_person, name="registration_cancel_person"),
]
