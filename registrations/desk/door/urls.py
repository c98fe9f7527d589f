"""Addresses of the door on a telephone: no language in them, nobody signs in."""

from django.urls import path

from tournee.web.late import LateViews

pages = LateViews("registrations.desk.door.views")
exchange = LateViews("registrations.desk.door.exchange")

DOOR = "desk/<str:token>/"

urlpatterns = [
    path("desk/worker.js", LateViews("registrations.desk.door.worker").worker, name="desk_worker"),
    path(DOOR, pages.door, name="door"),
    path(f"{DOOR}people.json", exchange.people, name="door_people"),
    path(f"{DOOR}changes.json", exchange.changes, name="door_changes"),
    path(f"{DOOR}facts.json", exchange.facts, name="door_facts"),
    path(f"{DOOR}ready.json", exchange.ready, name="door_ready"),
    path(f"{DOOR}ticket/<str:code>/", pages.ticket, name="door_ticket"),
    path(f"{DOOR}walk-in/", pages.walk_in, name="door_walk_in"),
    path(f"{DOOR}instead/<str:code>/", pages.instead, name="door_instead"),
    path(f"{DOOR}photo/", pages.photo, name="door_photo"),
]
