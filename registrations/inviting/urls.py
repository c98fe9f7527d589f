"""Addresses of contact lists, and of the page that stops solicitations."""

from django.urls import path

from tournee.web.late import LateViews

views = LateViews("registrations.inviting.views")

TOUR = "workspace/tours/<slug:tour>/"
LIST = "workspace/contact-lists/<uuid:contact_list>/"

urlpatterns = [
    path("u/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path(f"{TOUR}contact-lists/", views.lists, name="contact_lists"),
    path(f"{TOUR}contact-lists/new/", views.new, name="contact_list_new"),
    path(LIST, views.page, name="contact_list"),
    path(f"{LIST}edit/", views.edit, name="contact_list_edit"),
    path(f"{LIST}import/", views.import_contacts, name="contact_list_import"),
    path(f"{LIST}remove/", views.remove_list, name="contact_list_remove"),
    path("workspace/contacts/<uuid:contact>/remove/", views.remove, name="contact_remove"),
]
