"""Addresses of a stop's terms."""

from django.urls import path

from tournee.web.late import LateViews

views = LateViews("registrations.booking.terms.views")

TERMS = "workspace/tours/<slug:tour>/stops/<slug:stop>/terms/"

urlpatterns = [
    path(TERMS, views.page, name="registration_terms"),
    path(f"{TERMS}edit/", views.edit, name="registration_terms_edit"),
    path(f"{TERMS}codes/add/", views.add_code, name="registration_code_add"),
    path(f"{TERMS}codes/<int:code>/edit/", views.edit_code, name="registration_code_edit"),
    path(f"{TERMS}codes/<int:code>/withdraw/", views.withdraw_code, name="registration_code_withdraw"),
]
