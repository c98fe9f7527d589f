"""The addresses of organisations in the workspace; no organisation is called new, import or export."""

from django.urls import path, re_path

from tournee.web.late import LateViews

views = LateViews("events.organisations.views")

BASE = "workspace/organisations/"

urlpatterns = [
    path(BASE, views.organisation_list, name="organisations"),
    path(f"{BASE}new/", views.new_organisation, name="organisation_new"),
    path(f"{BASE}import/", views.import_organisations, name="organisation_import"),
    re_path(rf"^{BASE}export\.(?P<suffix>csv|xlsx)$", views.export_organisations, name="organisation_export"),
    path(f"{BASE}<slug:slug>/", views.organisation_page, name="organisation"),
    path(f"{BASE}<slug:slug>/edit/", views.edit_organisation, name="organisation_edit"),
    path(f"{BASE}<slug:slug>/people/new/", views.new_contact_person, name="contact_person_new"),
    path(f"{BASE}<slug:slug>/people/<int:pk>/", views.edit_contact_person, name="contact_person_edit"),
    path(f"{BASE}<slug:slug>/people/<int:pk>/remove/", views.remove_contact_person, name="contact_person_remove"),
]
