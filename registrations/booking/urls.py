"""Addresses of booking: the public form, one's own registration, the workspace."""

from django.urls import path, re_path

from tournee.web.late import LateViews

again = LateViews("registrations.booking.views.again")
mine = LateViews("registrations.booking.views.mine")
ticket = LateViews("registrations.booking.views.ticket")
public = LateViews("registrations.booking.views.public")
team = LateViews("registrations.booking.views.team")
acting = LateViews("registrations.booking.views.team_acting")
lists = LateViews("registrations.booking.views.lists")
deciding = LateViews("registrations.booking.views.deciding")
exchange = LateViews("registrations.booking.exchange.views")

MINE = "r/<str:token>/"
PERSON = f"{MINE}people/<uuid:attendee>/"
TICKET = "t/<str:token>/"
TOUR = "workspace/tours/<slug:tour>/registrations/"
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
    path(f"{MINE}accept/", mine.accept, name="my_registration_accept"),
    path(f"{MINE}decline/", mine.decline, name="my_registration_decline"),
    path(f"{MINE}new-link/", mine.renew, name="my_registration_renew"),
    path("again/<str:token>/", again.confirm, name="registration_again"),
    path(f"{PERSON}edit/", mine.edit, name="my_registration_edit"),
    path(f"{PERSON}replace/", mine.replace, name="my_registration_replace"),
    path(f"{PERSON}sessions/", mine.sessions, name="my_registration_sessions"),
    path(f"{PERSON}cancel/", mine.cancel_person, name="my_registration_cancel_person"),
    path(f"{PERSON}day-<int:day>.ics", mine.calendar, name="my_registration_calendar"),
    path(TICKET, ticket.page, name="my_ticket"),
    path(f"{TICKET}cancel/", ticket.cancel, name="my_ticket_cancel"),
    path(f"{TICKET}replace/", ticket.replace, name="my_ticket_replace"),
    path(f"{TICKET}needs/", ticket.needs, name="my_ticket_needs"),
    path(f"{TICKET}new-link/", ticket.renew, name="my_ticket_renew"),
    path(f"{TICKET}day-<int:day>.ics", ticket.calendar, name="my_ticket_calendar"),
    path(TOUR, lists.of_tour, name="tour_registrations"),
    path(f"{TOUR}chosen/", deciding.chosen, name="tour_registrations_chosen"),
    re_path(
        r"^workspace/tours/(?P<tour>[-\w]+)/registrations/export\.(?P<suffix>csv|xlsx)$",
        lists.export,
        name="tour_registrations_export",
    ),
    path(STOP, lists.page, name="registrations"),
    path(f"{STOP}chosen/", deciding.chosen, name="registrations_chosen"),
    path(f"{STOP}import/", exchange.import_people, name="registrations_import"),
    path(f"{STOP}new/", team.new, name="registration_new"),
    re_path(
        r"^workspace/tours/(?P<tour>[-\w]+)/stops/(?P<stop>[-\w]+)/registrations/export\.(?P<suffix>csv|xlsx)$",
        lists.export,
        name="registrations_export",
    ),
    path(ONE, team.one, name="registration"),
    path(f"{ONE}add/", acting.add, name="registration_add"),
    path(f"{ONE}cancel/", acting.cancel, name="registration_cancel"),
    path(f"{ONE}leave-waiting-list/", acting.leave, name="registration_leave"),
    path(f"{ONE}move/", acting.move, name="registration_move"),
    path(f"{THEIR}edit/", acting.edit, name="registration_edit"),
    path(f"{THEIR}replace/", acting.replace, name="registration_replace"),
    path(f"{THEIR}sessions/", acting.sessions, name="registration_sessions"),
    path(f"{THEIR}cancel/", acting.cancel_person, name="registration_cancel_person"),
]
