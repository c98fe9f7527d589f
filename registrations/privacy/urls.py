"""Addresses of the pages about personal data."""

from django.urls import path

from tournee.web.late import LateViews

views = LateViews("registrations.privacy.views")

urlpatterns = [
    path("privacy/<slug:tour>/", views.notice, name="privacy_notice"),
    path("workspace/tours/<slug:tour>/privacy/", views.edit_notice, name="privacy_notice_edit"),
    path("workspace/personal-data/removed/", views.removed, name="personal_data_removed"),
    path("workspace/personal-data/", views.look_up, name="personal_data"),
    path("workspace/personal-data/<uuid:person>/export/", views.export, name="person_export"),
    path("workspace/personal-data/<uuid:person>/erase/", views.erase, name="person_erase"),
]
