"""Addresses of contact lists, invitations and relays, and of the page that stops solicitations."""

from django.urls import path

from tournee.web.late import LateViews

views = LateViews("registrations.inviting.views")
lists = LateViews("registrations.inviting.lists.views")
relays = LateViews("registrations.inviting.relays.views")
invitations = LateViews("registrations.inviting.invitations.views")

TOUR = "workspace/tours/<slug:tour>/"
STOP = f"{TOUR}stops/<slug:stop>/"
LIST = "workspace/contact-lists/<uuid:contact_list>/"
RELAY = f"{STOP}relays/<slug:relay>/"
INVITATION = "workspace/stop-invitations/<uuid:invitation>/"

urlpatterns = [
    path("u/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("i/<str:code>/", relays.follow, name="relay"),
    path(f"{TOUR}contact-lists/", lists.lists, name="contact_lists"),
    path(f"{TOUR}contact-lists/new/", lists.new, name="contact_list_new"),
    path(LIST, lists.page, name="contact_list"),
    path(f"{LIST}edit/", lists.edit, name="contact_list_edit"),
    path(f"{LIST}import/", lists.import_contacts, name="contact_list_import"),
    path(f"{LIST}remove/", lists.remove_list, name="contact_list_remove"),
    path("workspace/contacts/<uuid:contact>/remove/", lists.remove, name="contact_remove"),
    path(f"{STOP}invitations/", invitations.of_stop, name="stop_invitations"),
    path(f"{STOP}invitations/new/", invitations.new, name="stop_invitation_new"),
    path(INVITATION, invitations.page, name="stop_invitation"),
    path(f"{INVITATION}edit/", invitations.edit, name="stop_invitation_edit"),
    path(f"{INVITATION}approve/", invitations.approve, name="stop_invitation_approve"),
    path(f"{INVITATION}stop/", invitations.stop, name="stop_invitation_stop"),
    path(f"{INVITATION}remove/", invitations.remove, name="stop_invitation_remove"),
    path(f"{INVITATION}test/", invitations.test, name="stop_invitation_test"),
    path(f"{INVITATION}preview-<slug:language>/", invitations.preview, name="stop_invitation_preview"),
    path(f"{STOP}relays/usual/", relays.add_usual, name="relays_usual"),
    path(f"{STOP}relays/mine/", relays.mine, name="relay_mine"),
    path(f"{STOP}relays/add/", relays.add, name="relay_add"),
    path(RELAY, relays.kit, name="relay_kit"),
    path(f"{RELAY}close/", relays.close, name="relay_close"),
    path(f"{RELAY}poster-<slug:language>.pdf", relays.poster, name="relay_poster"),
    path(f"{RELAY}picture-<slug:language>.png", relays.picture, name="relay_picture"),
]
