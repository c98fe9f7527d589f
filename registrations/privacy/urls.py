"""Addresses of the pages about personal data."""

from django.urls import path

from tournee.web.late import LateViews

views = LateViews("registrations.privacy.views")

urlpatterns = [
    path("workspace/personal-data/", views.look_up, name="personal_data"),
    path("workspace/personal-data/<uuid:person>/export/", views.export, name="person_export"),
    path("workspace/personal-data/<uuid:person>/erase/", views.erase, name="person_erase"),
]
