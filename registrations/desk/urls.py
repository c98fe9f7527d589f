"""Addresses of the door, under a stop's in the workspace."""

from django.urls import path

from events.planning.urls import STOP
from tournee.web.late import LateViews

views = LateViews("registrations.desk.views")
newcomers = LateViews("registrations.desk.newcomer_views")
devices = LateViews("registrations.desk.devices.views")

_TELEPHONES = f"{STOP}desk/telephones/"

urlpatterns = [
    path(f"{STOP}desk/", views.desk, name="desk"),
    path(f"{STOP}desk/walk-in/", newcomers.walk_in, name="desk_walk_in"),
    path(f"{STOP}desk/people/<uuid:attendee>/note/", views.note, name="desk_note"),
    path(f"{STOP}desk/people/<uuid:attendee>/instead/", newcomers.instead, name="desk_instead"),
    path(_TELEPHONES, devices.devices, name="desk_devices"),
    path(f"{_TELEPHONES}new/", devices.new, name="desk_device_new"),
    path(f"{_TELEPHONES}<uuid:device>/", devices.device, name="desk_device"),
    path(f"{_TELEPHONES}<uuid:device>/send/", devices.send, name="desk_device_send"),
    path(f"{_TELEPHONES}<uuid:device>/revoke/", devices.revoke, name="desk_device_revoke"),
]
