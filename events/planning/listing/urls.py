"""Addresses of the list of a tour's stops, and of what its own page does with a stop's lead and possible dates."""

from django.urls import path

from tournee.web.late import LateViews

listing = LateViews("events.planning.listing.views")
deciding = LateViews("events.planning.listing.deciding")

TOUR = "workspace/tours/<slug:tour>/"
STOP = f"{TOUR}stops/<slug:stop>/"

urlpatterns = [
    path(f"{TOUR}stops/", listing.page, name="planning_stops"),
    path(f"{STOP}lead/", deciding.lead, name="planning_stop_lead"),
    path(f"{STOP}possible-dates/add/", deciding.add_option, name="planning_option_add"),
    path("workspace/possible-dates/<int:option>/choose/", deciding.choose, name="planning_option_choose"),
    path("workspace/possible-dates/<int:option>/remove/", deciding.remove, name="planning_option_remove"),
]
